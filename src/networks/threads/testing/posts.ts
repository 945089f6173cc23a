import { chosen, graphList, graphRefusal, selectionOf } from '../../testing/graph.ts'
import type { Params, Stored } from './shapes.ts'
import type { World } from './world.ts'

/** Posts and replies: https://developers.facebook.com/docs/threads/reply-management */
export function postsAt(world: World) {
  const { posts, rootOf, nodeOf } = world

  function onPost(post: Stored, edge: string, method: string, params: Params): Response {
    if (method === 'DELETE') {
      posts.splice(posts.indexOf(post), 1)
      return Response.json({ success: true, deleted_id: post.id })
    }
    if (edge === 'manage_reply') {
      post.hidden = params.hide === 'true'
      return Response.json({ success: true })
    }
    if (edge === 'conversation') {
      if (post.above) return graphRefusal(400, 100, 'The media is no root post')
      const below = posts.filter((one) => one.above && rootOf(one).id === post.id)
      const sorted = below.sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
      return Response.json(graphList(sorted.map(nodeOf), params))
    }
    if (edge === 'insights') {
      const figures: Record<string, number> = { likes: 2, replies: 1, reposts: 3, views: 40 }
      const names = String(params.metric).split(',')
      const data = names.map((name) => ({
        name,
        period: 'lifetime',
        values: [{ value: figures[name] }],
        id: `${post.id}/${name}`,
      }))
      return Response.json({ data })
    }
    return Response.json(chosen(nodeOf(post), selectionOf(String(params.fields))))
  }
  return { onPost }
}
