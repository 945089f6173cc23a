import { Hono } from 'hono'
import { connectFirst, told } from '../../testing/connecting.ts'
import { type Fake, fetchOf } from '../../testing/fake.ts'
import { accountAt } from './account.ts'
import { failures } from './failures.ts'
import { postsAt } from './posts.ts'
import { budi, clientId, clientSecret, contentOf, me } from './shapes.ts'
import { timelinesAt } from './timelines.ts'
import { uploadsAt } from './uploads.ts'
import { createWorld } from './world.ts'

/** And what only this network's tests look at. */
export interface XFake extends Fake {
  /** Every call that was made, as `METHOD /path?query`. */
  calls(): string[]
  /** Files that were uploaded, in the order of their beginning. */
  media(): { bytes: number; content: Uint8Array; category: string; alt: string }[]
  /** From now on larger pieces are refused by what stands before X. */
  narrow(bytes: number): void
  /** From now on X works on what is uploaded: so many polls find it unfinished. */
  works(polls: number): void
  /** X forgets every upload. */
  forgetMedia(): void
  /** What kind of subscription X tells of. */
  subscribe(kind: string): void
}

/**
 * X as its own OpenAPI description has it (v2.167), whose requests, queries and answers are checked. What that leaves out
 * is from its documentation: refusals of posts with the type `about:blank`, the token endpoint
 * (https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code), and that texts come back with links as
 * t.co and three characters escaped.
 */
export function createFake(): XFake {
  const world = createWorld()
  const { posts, keep, hidden, tokens, calls, media } = world
  const app = new Hono()
  accountAt(app, world)
  postsAt(app, world)
  timelinesAt(app, world)
  uploadsAt(app, world)
  const handle = fetchOf((request) => app.fetch(request))
  return {
    fetch: handle,
    connect: (network) => {
      const visit = (page: string) => {
        world.challenge = new URL(page).searchParams.get('code_challenge') ?? ''
        return new URLSearchParams({ state: 's', code: 'kode-sekali' })
      }
      return connectFirst(network, { fetch: handle, form: { clientId, clientSecret }, visit })
    },
    posts: () => posts.filter(({ author }) => author === me.id).map(({ text }) => text),
    isPublish: (method, url) => method === 'POST' && url.pathname === '/2/tweets',
    addPost: (text, at) => void keep(text, at, me.id),
    addResponse: (to, text, at) => keep(text, at, budi.id, to).id,
    isShown: (id) => !hidden.has(id),
    expire: () => {
      tokens.access = 'sudah-berakhir'
    },
    calls: () => calls,
    media: () =>
      [...media.values()].map((one) => {
        const content = contentOf(one)
        return { bytes: content.byteLength, content, category: one.category, alt: one.alt }
      }),
    works: (times) => {
      world.polls = times
    },
    narrow: (bytes) => {
      world.edge = bytes
    },
    forgetMedia: () => media.clear(),
    subscribe: (kind) => {
      world.subscription = kind
    },
    failures,
    secrets: ({ credentials }) =>
      ['clientSecret', 'accessToken', 'refreshToken'].map((name) => told(credentials, name)),
  }
}
