import { Hono } from 'hono'
import { connectFirst, told } from '../../testing/connecting.ts'
import { type Fake, fetchOf } from '../../testing/fake.ts'
import { accountAt } from './account.ts'
import { communityAt } from './community.ts'
import { failures } from './failures.ts'
import { listingsAt } from './listings.ts'
import { clientId, clientSecret } from './shapes.ts'
import { thingsAt } from './things.ts'
import { createWorld } from './world.ts'

/** And what only this network's tests look at. */
export interface RedditFake extends Fake {
  calls(): string[]
  /** The fields that the posts were sent with. */
  sent(): Readonly<Record<string, string>>[]
  /** What the community says of itself from now on. */
  community(about: { flair?: boolean; moderator?: boolean; closed?: boolean; titleLength?: number }): void
  /** The next write is refused in Reddit's own list. */
  refuse(error: readonly [string, string, string], ratelimit?: number): void
  /** Somebody answers where the inbox hears nothing of it. */
  addQuietly(to: string, text: string, at: Date): string
}

/**
 * Reddit as far as it is written down; there is no machine-readable description, so that nothing checks these shapes but
 * reading. Where they come from:
 * - paths and fields of requests: https://www.reddit.com/dev/api, which says next to nothing of the answers
 * - tokens: https://github.com/reddit-archive/reddit/wiki/OAuth2
 * - things and listings: https://github.com/reddit-archive/reddit/wiki/JSON, archived, and unsure of some fields itself
 * - refusals in a list, their codes and most of their words: r2/lib/jsonresponse.py and r2/lib/errors.py of
 *   https://github.com/reddit-archive/reddit, the service's own source until 2017
 * - what comes of a submission, a post with its comments, and a community's requirements: as in the recordings of the
 *   real service (2016, 2020) in the tests of https://github.com/praw-dev/praw
 * - the User-Agent rule and the headers of limits: https://support.reddithelp.com/hc/en-us/articles/16160319875092
 *
 * Held against nothing, and so the first to doubt: the answers for rules, flairs and the inbox, `drafts_count`, the
 * code for a missing flair, and the bodies of 403, 404, 413 and 5xx.
 */
export function createFake(): RedditFake {
  const world = createWorld()
  const { keep, things, quiet, tokens, calls, about } = world
  const app = new Hono()
  accountAt(app, world)
  communityAt(app, world)
  thingsAt(app, world)
  listingsAt(app, world)
  const handle = fetchOf((request) => app.fetch(request))
  const answer = (to: string, text: string, at: Date) =>
    keep({ author: 'Budi', at: Math.floor(at.getTime() / 1000), text, parent: to }).name
  return {
    fetch: handle,
    connect: (network) =>
      connectFirst(network, {
        fetch: handle,
        form: { community: 'r/kopi', clientId, clientSecret, owner: 'u/sari' },
        visit: () => new URLSearchParams({ state: 's', code: 'kode-sekali' }),
      }),
    posts: () =>
      things.filter(({ author }) => author === 'sari').map(({ text, title, url }) => (url ? `${title} ${url}` : text)),
    isPublish: (method, url) => method === 'POST' && url.pathname === '/api/submit',
    addPost: (text, at) => void keep({ author: 'sari', at: at.getTime() / 1000, text, title: 'Kabar' }),
    addResponse: answer,
    addQuietly: (to, text, at) => {
      const name = answer(to, text, at)
      quiet.add(name)
      return name
    },
    isShown: (id) => things.find(({ name }) => name === id)?.removed === undefined,
    expire: () => {
      tokens.access = 'sudah-berakhir'
    },
    calls: () => calls,
    sent: () => things.filter(({ author }) => author === 'sari').map(({ form }) => form),
    community: (more) => void Object.assign(about, more),
    refuse: (error, ratelimit) => {
      world.refusal = { error, ...(ratelimit === undefined ? {} : { ratelimit }) }
    },
    failures,
    secrets: ({ credentials }) =>
      ['clientSecret', 'accessToken', 'refreshToken'].map((name) => told(credentials, name)),
  }
}
