import { connectFirst, told } from '../../testing/connecting.ts'
import { type Fake, fetchOf } from '../../testing/fake.ts'
import { graphList, graphRefusal, graphToken, paramsOf, proofOf } from '../../testing/graph.ts'
import { accountAt } from './account.ts'
import { containersAt } from './containers.ts'
import { failures } from './failures.ts'
import { mediaAt } from './media.ts'
import {
  type Container,
  clientSecret,
  code,
  described,
  login,
  longToken,
  me,
  pageToken,
  version,
  when,
} from './shapes.ts'
import { createWorld } from './world.ts'

/** And what tests of this network look at. */
export interface InstagramFake extends Fake {
  /** What a post was made of. */
  post(id: string): { caption: string; media: { address: string; alt: string }[] } | undefined
  remarks(): { text: string; media: string; parent?: string; by: string }[]
  /** Somebody tags the account in a post of theirs. */
  addTag(text: string, at: Date): string
  /** How often a container is asked for before it is ready, and what it is then. */
  slow(asks: number, state?: Container['state']): void
  /** How many posts were made within 24 hours. */
  use(posts: number): void
  /** How many containers were made. */
  containers(): number
}

/**
 * An account that belongs to a page, at the Graph API; requests and answers are held against the description that lies beside
 * the project, but for containers, which it does not know:
 * https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-container
 */
export function createFake(): InstagramFake {
  const world = createWorld()
  const { say, posts, remarks, containers, gone, addRemark } = world
  const containersSide = containersAt(world)
  const { onContainer } = containersSide
  const { onUser } = accountAt(world, containersSide)
  const { onPost, onRemark } = mediaAt(world)
  const handle = fetchOf(async (request) => {
    const url = new URL(request.url)
    const [, asked, id = '', edge = ''] = url.pathname.split('/')
    if (url.host !== 'graph.facebook.com' || asked !== version) return new Response('<html>404</html>', { status: 404 })
    const params = await paramsOf(request)
    if (id === 'oauth') return graphToken(request.method, params, login)
    const access = String(params.access_token ?? '')
    if (
      ![longToken, pageToken].includes(access) ||
      params.appsecret_proof !== proofOf({ accessToken: access, clientSecret })
    )
      return graphRefusal(400, 190, 'Invalid OAuth access token - Cannot parse access token')
    if (id === 'me' && access === longToken) {
      described.request('User', edge, request.method, params)
      const pages = [
        { id: '1001', access_token: pageToken, instagram_business_account: me },
        { id: '1002', access_token: 'token-lain-0123456789' },
      ]
      if (edge === 'businesses') return say('User', edge, 'GET', graphList([], params))
      return say('User', edge, 'GET', graphList(pages, params))
    }
    if (id === '1001' && edge === 'subscribed_apps') {
      described.request('Page', edge, request.method, params)
      return say('Page', edge, 'POST', { success: true })
    }
    if (id === me.id) return onUser(edge, request.method, params)
    const post = posts.find((one) => one.id === id)
    if (post) return onPost(post, edge, request.method, params)
    const remark = remarks.find((one) => one.id === id)
    if (remark) return onRemark(remark, edge, request.method, params)
    const container = containers.get(id)
    return container ? onContainer(id, container) : gone()
  })
  const store = (caption: string, at: Date, by: string) => {
    posts.push({ id: String(++world.count), caption, at: when(at), by, containers: [], type: 'IMAGE' })
    posts.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    return String(world.count)
  }
  return {
    fetch: handle,
    connect: (network) =>
      connectFirst(network, {
        fetch: handle,
        form: { clientId: 'aplikasi-1', clientSecret },
        visit: () => new URLSearchParams({ state: 's', code }),
      }),
    posts: () => posts.filter(({ by }) => by === me.username).map(({ caption }) => caption),
    isPublish: (method, url) => method === 'POST' && url.pathname.endsWith('/media_publish'),
    addPost: (text, at) => void store(text, at, me.username),
    addResponse: (to, text, at) => addRemark(to, text, at, 'Budi')?.id ?? '',
    isShown: (id) => remarks.some((remark) => remark.id === id && !remark.hidden),
    post: (id) => {
      const found = posts.find((post) => post.id === id)
      const media = found?.containers.map(({ params }) => ({
        address: String(params.image_url ?? params.video_url),
        alt: String(params.alt_text ?? ''),
      }))
      return found && media && { caption: found.caption, media }
    },
    remarks: () => remarks.map(({ text, media, parent, by }) => ({ text, media, by, ...(parent ? { parent } : {}) })),
    addTag: (text, at) => store(text, at, 'Budi'),
    slow: (often, state = 'FINISHED') => {
      world.asks = often
      world.outcome = state
    },
    use: (often) => {
      world.used = often
    },
    containers: () => containers.size,
    failures,
    secrets: ({ credentials }) => {
      const accessToken = told(credentials, 'accessToken')
      return [clientSecret, accessToken, proofOf({ accessToken, clientSecret })]
    },
  }
}
