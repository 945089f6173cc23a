import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { request, type Service } from '../../networks/http.ts'
import type { Connect, Network, Pending, Published, Session, Thread } from '../../networks/network.ts'
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
const Made = z.object({ id: z.string(), asks: z.number() })
const Found = z.object({ found: z.array(Made) })

/** The adapter of a fake network that is a server of its own (fake-server.ts), over the same client as the real ones. */
export function fakeAdapter({ name, keys, find }: FakeKind): Network {
  const base = fakeNetwork({ name, keys, find }).network
  const { fetchResponses: _responses, reply: _reply, find: _find, correct: _correct, ...rest } = base
  return {
    ...rest,
    connect,
    limits: () => ({ ...base.limits(), length: 2000 }),
    render: (post) =>
      post.text.split(partMark).map((text) => ({ text, entities: [], length: text.length, pictures: [] })),
    signIn: async ({ handle = '', server = '' }) => ({
      account: { remoteId: handle, server, handle, name: handle, url: `${server}/@${handle}` },
      credentials: {},
    }),
    probe: async (session) => session.account,
    publish: (part, session, key, thread) => publish(part, session, keys ? key : undefined, thread),
    resume: async ({ id }, session) => {
      const address = `${session.account.server}/posts/${String(id)}`
      return answered(session, (await request(service, session, address, {}, Made)).value)
    },
    retract: async ({ remoteId }, session) => {
      const call = { method: 'DELETE', repeatable: true } as const
      await request(service, session, `${session.account.server}/posts/${remoteId}`, call, Made)
    },
    ...(find ? { find: (key, part, session) => look(part, session, keys ? key : undefined) } : {}),
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
