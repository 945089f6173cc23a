import { fetchOf } from '../../testing/fake.ts'
import { graphList, graphRefusal, graphToken, paramsOf, proofOf } from '../../testing/graph.ts'
import type { commentsAt } from './comments.ts'
import type { pageAt } from './page.ts'
import { clientSecret, described, login, longToken, tokens, version } from './shapes.ts'
import type { World } from './world.ts'

/** Who calls, and whom it is about: https://developers.facebook.com/docs/graph-api/overview */
export function graphAt(
  world: World,
  { onPage }: ReturnType<typeof pageAt>,
  { onPost, onRemark }: ReturnType<typeof commentsAt>,
) {
  const { say, pageOf, posts, remarks, uploads, gone } = world

  /** Who calls: a page, or the person with all of their pages. */
  function callerOf(params: Record<string, string | Blob>): string | undefined {
    const access = String(params.access_token ?? '')
    const proof = proofOf({ accessToken: access, clientSecret })
    if (params.appsecret_proof !== proof) return undefined
    return access === longToken ? 'me' : [...tokens].find(([, one]) => one === access)?.[0]
  }

  const handle = fetchOf(async (request) => {
    const url = new URL(request.url)
    const hosts = ['graph.facebook.com', 'graph-video.facebook.com']
    const [, asked, id = '', edge = ''] = url.pathname.split('/')
    if (!hosts.includes(url.host) || asked !== version) return new Response('<html>404</html>', { status: 404 })
    const params = await paramsOf(request)
    if (id === 'oauth') return graphToken(request.method, params, login)
    const caller = callerOf(params)
    if (!caller) return graphRefusal(400, 190, 'Invalid OAuth access token - Cannot parse access token')
    if (id === 'me' && caller === 'me') {
      described.request('User', edge, request.method, params)
      if (edge === 'businesses')
        return say('User', edge, 'GET', graphList(world.portfolio ? [{ id: '9001', name: 'Sari Grup' }] : [], params))
      return say('User', edge, 'GET', graphList(world.portfolio ? [] : world.pages.map(pageOf), params))
    }
    // Nothing describes these edges for a machine: https://developers.facebook.com/docs/marketing-api/reference/business/owned_pages/
    if (id === '9001' && caller === 'me' && world.portfolio) {
      const theirs = world.pages.map(pageOf)
      if (edge === 'owned_pages') return Response.json(graphList(theirs.slice(0, 1), params))
      // One that is both comes twice.
      if (edge === 'client_pages') return Response.json(graphList(theirs, params))
    }
    if (edge === 'videos' && url.host !== 'graph-video.facebook.com') return graphRefusal(400, 100, 'Another host')
    if (id === caller) return await onPage(id, edge, request, params)
    const post = posts.find((one) => one.id === id)
    if (post) return onPost(post, edge, request, params)
    const remark = remarks.find((one) => one.id === id)
    if (remark) return onRemark(remark, edge, request, params)
    const video = [...uploads.values()].find((one) => one.video === id)
    if (!video) return gone()
    // The post's own number, without the page's.
    const postId = video.state === 'ready' ? { post_id: video.post?.split('_')[1] } : {}
    return Response.json({
      id,
      status: { video_status: video.state },
      permalink_url: `/tokosari/videos/${id}/`,
      ...postId,
    })
  })
  return { handle }
}
