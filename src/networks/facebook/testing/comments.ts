import { fakeNow } from '../../testing/fake.ts'
import { chosen, graphList, selectionOf } from '../../testing/graph.ts'
import { described, type Post, type Remark, when } from './shapes.ts'
import type { World } from './world.ts'

/** Posts and comments, and what hangs on them: https://developers.facebook.com/docs/graph-api/reference/comment/ */
export function commentsAt(world: World) {
  const { say, nodeOfPost, posts, nodeOfRemark, remarks, addRemark, gone } = world

  function onPost(post: Post, edge: string, request: Request, params: Record<string, string | Blob>): Response {
    described.request('PagePost', edge, request.method, params)
    if (edge === 'comments') return comments(post.id, 'PagePost', request, params)
    if (request.method === 'GET')
      return say('PagePost', '', 'GET', chosen(nodeOfPost(post), selectionOf(String(params.fields ?? 'id'))))
    if (request.method === 'DELETE') posts.splice(posts.indexOf(post), 1)
    else post.message = String(params.message ?? '')
    return say('PagePost', '', request.method, { success: true })
  }

  function onRemark(remark: Remark, edge: string, request: Request, params: Record<string, string | Blob>): Response {
    described.request('Comment', edge, request.method, params)
    if (edge === 'comments') return comments(remark.id, 'Comment', request, params)
    if (request.method === 'GET')
      return say('Comment', '', 'GET', chosen(nodeOfRemark(remark), selectionOf(String(params.fields ?? 'id'))))
    if (request.method === 'DELETE') remarks.splice(remarks.indexOf(remark), 1)
    if (params.is_hidden) remark.hidden = params.is_hidden === 'true'
    if (params.message) remark.message = String(params.message)
    return say('Comment', '', request.method, { success: true })
  }

  function comments(on: string, node: string, request: Request, params: Record<string, string | Blob>): Response {
    if (request.method === 'POST') {
      const photo = params.attachment_id ? { photo: String(params.attachment_id) } : {}
      const message = params.message ? { message: String(params.message) } : {}
      const made = addRemark(on, { id: '1001', name: 'Toko Sari' }, when(fakeNow), { ...photo, ...message })
      return made ? say(node, 'comments', 'POST', { id: made.id }) : gone()
    }
    const since = Number(params.since ?? 0) * 1000
    const all = remarks
      .filter(({ post, parent }) => (node === 'PagePost' ? post === on : parent === on))
      .filter(({ parent }) => params.filter === 'stream' || node === 'Comment' || !parent)
      .filter(({ at }) => Date.parse(at) >= since)
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    const ordered = params.order === 'reverse_chronological' ? all.toReversed() : all
    return say(node, 'comments', 'GET', graphList(ordered.map(nodeOfRemark), params))
  }
  return { onPost, onRemark }
}
