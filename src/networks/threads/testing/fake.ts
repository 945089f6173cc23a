import { connectFirst, told } from '../../testing/connecting.ts'
import { type Fake, fetchOf } from '../../testing/fake.ts'
import { graphRefusal, paramsOf } from '../../testing/graph.ts'
import { accessAt } from './access.ts'
import { accountAt } from './account.ts'
import { containersAt } from './containers.ts'
import { failures } from './failures.ts'
import { postsAt } from './posts.ts'
import { type Container, clientSecret, code, me, type Params, type Stored, when } from './shapes.ts'
import { createWorld } from './world.ts'

/** And what tests of this network look at. */
export interface ThreadsFake extends Fake {
  /** What a post was made of, and what it answers. */
  post(id: string): { text: string; parts: Params[]; above?: string } | undefined
  addMention(text: string, at: Date): string
  /** How often a container is asked for before it is ready, and what it is then. */
  slow(asks: number, state?: Container['state']): void
  /** So many times whoever publishes has not heard of a container that is finished. */
  hide(times: number): void
  /** How much was sent within 24 hours. */
  use(posts: number, replies: number): void
  /** How often the token was made new. */
  renewals(): number
}

/**
 * A profile on Threads, of which there is no machine-readable description: all of this rests on its documentation alone,
 * https://developers.facebook.com/documentation/threads/posts, …/retrieve-and-manage-replies, …/insights,
 * …/get-started/long-lived-tokens.
 */
export function createFake(): ThreadsFake {
  const world = createWorld()
  const { find, containers, gone, posts } = world
  const { token } = accessAt(world)
  const containersSide = containersAt(world)
  const { onMe } = accountAt(world, containersSide)
  const { onPost } = postsAt(world)
  const handle = fetchOf(async (request) => {
    const url = new URL(request.url)
    if (url.host !== 'graph.threads.com') return new Response('<html>404</html>', { status: 404 })
    const params = await paramsOf(request)
    const [, version, id = '', edge = ''] = url.pathname.split('/')
    if (version !== 'v1.0') return token(url.pathname, request.method, params)
    if (!world.tokens.has(String(params.access_token))) return graphRefusal(401, 190, 'Invalid OAuth access token')
    if (id === 'me') return onMe(edge, request.method, params)
    const post = find(id)
    if (post) return onPost(post, edge, request.method, params)
    const container = containers.get(id)
    if (!container) return gone()
    if (container.state === 'IN_PROGRESS' && container.asks-- <= 0) container.state = world.outcome
    const said = container.state === 'ERROR' ? { error_message: 'FAILED_DOWNLOADING_VIDEO' } : {}
    return Response.json({ id, status: container.state, ...said })
  })
  const store = (text: string, at: Date, by: string, more: Partial<Stored> = {}) => {
    const id = String(++world.count)
    posts.push({ id, text, at: when(at), by, type: 'TEXT_POST', parts: [], hidden: false, ...more })
    posts.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    return id
  }
  return {
    fetch: handle,
    connect: (network) =>
      connectFirst(network, {
        fetch: handle,
        form: { clientId: 'aplikasi-1', clientSecret },
        visit: () => new URLSearchParams({ state: 's', code }),
      }),
    posts: () => posts.filter(({ by }) => by === me.username).map(({ text }) => text),
    isPublish: (method, url) => method === 'POST' && url.pathname.endsWith('/threads_publish'),
    addPost: (text, at) => void store(text, at, me.username),
    addResponse: (to, text, at) => store(text, at, 'Budi', { above: to }),
    isShown: (id) => find(id)?.hidden === false,
    post: (id) => {
      const found = find(id)
      return found && { text: found.text, parts: found.parts, ...(found.above ? { above: found.above } : {}) }
    },
    addMention: (text, at) => store(text, at, 'Budi', { names: true }),
    slow: (often, state = 'FINISHED') => {
      world.asks = often
      world.outcome = state
    },
    hide: (times) => {
      world.unseen = times
    },
    use: (sent, replies) => {
      world.used = { posts: sent, replies }
    },
    renewals: () => world.renewals,
    failures,
    secrets: ({ credentials }) => [clientSecret, told(credentials, 'accessToken')],
  }
}
