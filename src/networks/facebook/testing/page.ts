import { fakeNow } from '../../testing/fake.ts'
import { chosen, graphList, graphRefusal, selectionOf } from '../../testing/graph.ts'
import { described, type Post, when } from './shapes.ts'
import type { videosAt } from './videos.ts'
import type { World } from './world.ts'

/** A page: https://developers.facebook.com/docs/graph-api/reference/page/ */
export function pageAt(world: World, { isReady, upload }: ReturnType<typeof videosAt>) {
  const { photos, posts, say, nodeOfPost, pageOf, subscribed } = world

  function makePost(page: string, params: Record<string, string | Blob>): Response {
    const named = Object.entries(params)
      .filter(([name]) => name.startsWith('attached_media['))
      .map(([, value]) => (JSON.parse(String(value)) as { media_fbid: string }).media_fbid)
    if (!params.message && !params.link && named.length === 0) return graphRefusal(400, 100, 'Empty post')
    if (named.some((id) => !photos.has(id))) return graphRefusal(400, 100, 'Invalid parameter')
    const post: Post = {
      id: `${page}_${++world.count}`,
      at: when(fakeNow),
      from: { id: page, name: 'Toko Sari' },
      photos: named,
    }
    if (params.message) post.message = String(params.message)
    if (params.link) post.link = String(params.link)
    posts.push(post)
    return say('Page', 'feed', 'POST', { id: post.id })
  }

  async function onPage(page: string, edge: string, request: Request, params: Record<string, string | Blob>) {
    described.request('Page', edge, request.method, params)
    const newest = (chosenPosts: Post[]) => chosenPosts.toReversed().map(nodeOfPost)
    const own = () => posts.filter(({ from }) => from.id === page)
    const others = (tagged: boolean) =>
      posts.filter(({ from, tagged: is }) => from.id !== page && (is === true) === tagged)
    if (request.method === 'GET') {
      if (edge === '') return say('Page', '', 'GET', chosen(pageOf(page), selectionOf(String(params.fields ?? 'id'))))
      if (edge === 'posts')
        return say('Page', edge, 'GET', graphList(newest(own().filter(({ video }) => isReady(video))), params))
      if (edge === 'visitor_posts') return say('Page', edge, 'GET', graphList(newest(others(false)), params))
      if (edge === 'tagged') return say('Page', edge, 'GET', graphList(newest(others(true)), params))
    }
    if (edge === 'feed') return makePost(page, params)
    if (edge === 'videos') return await upload(page, params)
    if (edge === 'subscribed_apps') {
      subscribed.add(page)
      return say('Page', edge, 'POST', { success: true })
    }
    if (edge === 'photos' && params.source instanceof Blob && params.published === 'false') {
      const id = String(++world.count)
      photos.set(id, String(params.alt_text_custom ?? ''))
      return say('Page', edge, 'POST', { id })
    }
    return graphRefusal(400, 100, `Unknown path ${edge}`)
  }
  return { onPage }
}
