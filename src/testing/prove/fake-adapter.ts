import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { request, type Service } from '../../networks/http.ts'
import type { Connect, Network, Published, Session, Thread } from '../../networks/network.ts'
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
const Made = z.object({ id: z.string() })
const Found = z.object({ found: Made.nullable() })

/** The adapter of a fake network that is a server of its own (fake-server.ts), over the same client as the real ones. */
export function fakeAdapter({ name, keys, find }: FakeKind): Network {
  const base = fakeNetwork({ name, keys, find }).network
  const { fetchResponses: _responses, reply: _reply, retract: _retract, find: _find, ...rest } = base
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
    ...(find ? { find: (key, part, session) => look(part, session, keys ? key : undefined) } : {}),
  }
}

async function publish(part: Part, session: Session, key: string | undefined, thread?: Thread): Promise<Published> {
  const json = { key, text: part.text, parent: thread?.parent.remoteId }
  const { server } = session.account
  return published(
    server,
    (await request(service, session, `${server}/posts`, { method: 'POST', json }, Made)).value.id,
  )
}

/** By the key where the network keeps it, else by the words. */
async function look(part: Part, session: Session, key: string | undefined): Promise<Published | undefined> {
  const { server } = session.account
  const query = new URLSearchParams(key ? { key } : { text: part.text })
  const { found } = (await request(service, session, `${server}/posts?${query}`, {}, Found)).value
  return found ? published(server, found.id) : undefined
}

function published(server: string, id: string): Published {
  return { state: 'published', remoteId: id, permalink: `${server}/posts/${id}` }
}
