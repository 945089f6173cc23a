import type { Audience } from '../core/audience.ts'
import type { Part, Post } from '../core/post.ts'
import { Problem } from '../core/problem.ts'
import type {
  Absent,
  Account,
  Connect,
  Connected,
  Form,
  Limits,
  Network,
  RemoteResponse,
  ResponsesFacet,
  SendingFacet,
  Session,
} from '../networks/network.ts'
import { formWay } from '../networks/ways.ts'

/** A post as the fake network keeps it. */
export interface FakePost {
  id: string
  key: string
  account: string
  text: string
  inReplyTo?: string
  /** Of an answer and all its parts. */
  audience?: Audience
}

/** What goes wrong next time: before anything happened, or after the post was taken. */
export interface Fault {
  on: 'before' | 'after'
  problem: Problem
}

/** A network in memory, whose servers can be told to fail. Its state stands outside the adapter, as a real one's does. */
export interface FakeNetwork {
  network: Network & { sending: SendingFacet; responses: ResponsesFacet }
  posts: FakePost[]
  responses: RemoteResponse[]
  /** Faults to come, first one first; each happens once. */
  faults: Fault[]
  /** How often `publish` was called. */
  calls: number
}

const limits: Limits = {
  length: 100,
  unit: 'characters',
  pictures: 4,
  pictureBytes: 1_000_000,
  pictureTypes: ['image/jpeg', 'image/png'],
  altLength: 1000,
  tags: 3,
  threads: true,
  warnings: false,
}

const wrongPassword = { id: 'Sandi salah. Periksa lalu coba lagi.', en: 'Wrong password. Check it and try again.' }
const words = { id: 'Jejaring tiruan gagal.', en: 'The fake network failed.' }

const absent: Absent = { absent: words }
const signInForm: Connect = {
  kind: 'form',
  fields: [
    { name: 'handle', type: 'handle', label: { id: 'Nama', en: 'Name' }, required: true },
    { name: 'password', type: 'password', label: { id: 'Sandi', en: 'Password' }, required: true },
  ],
  steps: [],
}

/** @param options.keys the network knows keys: the same key twice makes one post. `find` it can always leave out. */
export function fakeNetwork(options: { keys?: boolean; find?: boolean; name?: string } = {}): FakeNetwork {
  const { keys = false, find = true, name = 'fake' } = options
  const fake: FakeNetwork = { posts: [], responses: [], faults: [], calls: 0, network: undefined as never }

  function fault(on: Fault['on']): void {
    if (fake.faults[0]?.on === on) throw (fake.faults.shift() as Fault).problem
  }

  function write(part: Part, session: Session, key: string, inReplyTo?: string, audience?: Audience) {
    fake.calls++
    if ((session.credentials as { password?: string }).password !== 'right')
      throw new Problem('unauthorized', wrongPassword)
    fault('before')
    const same = keys ? fake.posts.find((post) => post.key === key) : undefined
    const post: FakePost = same ?? {
      id: `p${fake.posts.length + 1}`,
      key,
      account: session.account.remoteId,
      text: part.text,
      ...(inReplyTo ? { inReplyTo } : {}),
      ...(audience ? { audience } : {}),
    }
    if (!same) fake.posts.push(post)
    fault('after')
    return published(post)
  }

  const published = (post: FakePost) => ({
    state: 'published' as const,
    remoteId: post.id,
    permalink: `https://fake.example/${post.id}`,
  })
  const account = (handle: string): Account => ({
    remoteId: handle,
    server: 'https://fake.example',
    handle,
    name: handle,
    url: `https://fake.example/@${handle}`,
  })

  fake.network = {
    name,
    label: 'Fake',
    verification: { by: 'documentation', source: 'this file' },
    identity: {
      ways: [
        formWay(signInForm, async (form) => {
          if (form.password !== 'right') throw new Problem('unauthorized', wrongPassword, { field: 'password' })
          return { account: account(form.handle ?? ''), credentials: { password: form.password } }
        }),
      ],
      probe: async (session) => {
        fault('before')
        return session.account
      },
      revoke: absent,
    },
    text: {
      source: 'https://fake.example/docs',
      limits: () => limits,
      measure: (text) => text.length,
      render: (post: Post, { length }) =>
        chunks(post.text, length).map((text) => ({
          text,
          entities: [],
          length: text.length,
          pictures: [...(post.pictures ?? [])],
          ...(post.link ? { card: post.link } : {}),
        })),
    },
    sending: {
      keys,
      publish: async (part, session, key, thread) =>
        write(part, session, key, thread?.parent.remoteId, thread?.audience),
      find: find
        ? async (key) => {
            fault('before')
            const post = fake.posts.find((candidate) => candidate.key === key)
            return post && published(post)
          }
        : absent,
      resume: absent,
      retract: async (post) => {
        fault('before')
        fake.posts = fake.posts.filter((candidate) => candidate.id !== post.remoteId)
      },
      correct: async (post, part) => {
        fault('before')
        const found = fake.posts.find((candidate) => candidate.id === post.remoteId)
        if (!found) throw new Problem('gone', words)
        found.text = part.text
      },
    },
    responses: {
      fetch: async (cursor) => ({
        responses: fake.responses.slice(Number(cursor || 0)),
        cursor: String(fake.responses.length),
      }),
      reply: async (response, part, session, key) => write(part, session, key, response.remoteId, response.audience),
      moderation: absent,
      webhook: absent,
    },
    blog: absent,
    figures: absent,
  }
  return fake
}

function chunks(text: string, length: number): string[] {
  const parts: string[] = []
  for (let at = 0; at < text.length || parts.length === 0; at += length) parts.push(text.slice(at, at + length))
  return parts
}

/** The same network, where an account turns out otherwise than it was typed. */
export function connectingAs<N extends Network>(network: N, change: (found: Connected, form: Form) => Connected): N {
  const ways = network.identity.ways.map((way) => ({
    ...way,
    next: async (...[done, tools]: Parameters<typeof way.next>) => {
      const step = await way.next(done, tools)
      if (step.step !== 'connected' || done.did !== 'typed') return step
      return { ...step, connected: change(step.connected, done.form) }
    },
  }))
  return { ...network, identity: { ...network.identity, ways } }
}
