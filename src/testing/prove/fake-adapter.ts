import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { request, type Service } from '../../networks/http.ts'
import type { Connect, Network, Pending, Published, Session, Thread } from '../../networks/network.ts'
import { formWay } from '../../networks/ways.ts'
import { fakeNetwork } from '../fake-network.ts'

/** What a fake network knows of the same post twice. */
export interface FakeKind {
  name: string
  /** The same key twice makes one post. */
  keys: boolean
  /** One can look for what an interrupted try has left. */
  find: boolean
}

/** All that networks differ in: keys and looking, looking only, neither. */
export const fakeKinds: readonly FakeKind[] = [
  { name: 'fake-keyed', keys: true, find: true },
  { name: 'fake-found', keys: false, find: true },
  { name: 'fake-blind', keys: false, find: false },
]

/** What stands between the parts of a thread on a fake network. */
export const partMark = '\n\n'

const field = (name: string) => ({ name, type: 'text' as const, label: { id: name, en: name }, required: true })
const connect: Connect = { kind: 'form', fields: [field('handle'), field('server')], steps: [] }
const service: Service = { label: 'Fake', secrets: [] }
const Going = z.object({ id: z.string() })
const notHere = { absent: { id: 'Tidak ada di sini.', en: 'Not here.' } }
const Made = z.object({ id: z.string(), asks: z.number() })
const Found = z.object({ found: z.array(Made) })

/** The adapter of a fake network that is a server of its own (fake-server.ts), over the same client as the real ones. */
export function fakeAdapter({ name, keys, find }: FakeKind): Network {
  const { label, verification, identity, text, blog, figures } = fakeNetwork({ name, keys, find }).network
  return {
    name,
    label,
    verification,
    identity: {
      ...identity,
      ways: [
        formWay(connect, async ({ handle = '', server = '' }) => ({
          account: { remoteId: handle, server, handle, name: handle, url: `${server}/@${handle}` },
          credentials: {},
        })),
      ],
      probe: async (session) => session.account,
    },
    text: {
      ...text,
      limits: () => ({ ...text.limits(), length: 2000 }),
      render: (post) =>
        post.text.split(partMark).map((words) => ({ text: words, entities: [], length: words.length, pictures: [] })),
    },
    sending: {
      keys,
      publish: (part, session, key, thread) => publish(part, session, keys ? key : undefined, thread),
      find: find ? (key, part, session) => look(part, session, keys ? key : undefined) : notHere,
      resume: async (pending, session) => {
        const address = `${session.account.server}/posts/${Going.parse(pending).id}`
        return answered(session, (await request(service, session, address, {}, Made)).value)
      },
      retract: async ({ remoteId }, session) => {
        const call = { method: 'DELETE', repeatable: true } as const
        await request(service, session, `${session.account.server}/posts/${remoteId}`, call, Made)
      },
      correct: notHere,
    },
    responses: notHere,
    blog,
    figures,
  }
}

async function publish(
  part: Part,
  session: Session,
  key: string | undefined,
  thread?: Thread,
): Promise<Published | Pending> {
  const json = { key, text: part.text, parent: thread?.parent.remoteId }
  const call = { method: 'POST', json } as const
  return answered(session, (await request(service, session, `${session.account.server}/posts`, call, Made)).value)
}

/** What is not done is asked for again in a moment. */
function answered(session: Session, { id, asks }: z.infer<typeof Made>): Published | Pending {
  if (asks === 0) return published(session, id)
  return { state: 'pending', pending: { id }, retryAt: new Date(session.now().getTime() + 1000), progress: 0.5 }
}

/** By the key where the network keeps it, else by the words: then not what another delivery has sent. */
async function look(part: Part, session: Session, key: string | undefined): Promise<Published | undefined> {
  const query = new URLSearchParams(key ? { key } : { text: part.text })
  const { found } = (await request(service, session, `${session.account.server}/posts?${query}`, {}, Found)).value
  const ours = found.find(({ id }) => !session.others.has(id))
  return ours && published(session, ours.id)
}

function published({ account: { server } }: Session, id: string): Published {
  return { state: 'published', remoteId: id, permalink: `${server}/posts/${id}` }
}
