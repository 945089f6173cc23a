import { fakeNow } from '../../testing/fake.ts'
import { chosen, graphList, graphRefusal, selectionOf } from '../../testing/graph.ts'
import { described, me, type Params, type Remark, type Stored } from './shapes.ts'
import type { World } from './world.ts'

/** Posts and comments: https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-media */
export function mediaAt(world: World) {
  const { addRemark, say, remarks, nodeOfRemark, nodeOf, posts } = world

  function onPost(post: Stored, edge: string, method: string, params: Params): Response {
    described.request('IGMedia', edge, method, params)
    if (edge === 'comments' && method === 'POST') {
      const made = addRemark(post.id, String(params.message), fakeNow, me.username)
      return say('IGMedia', edge, 'POST', { id: made?.id })
    }
    if (edge === 'comments') {
      const top = remarks.filter(({ media, parent }) => media === post.id && !parent).toReversed()
      return say('IGMedia', edge, 'GET', graphList(top.map(nodeOfRemark), params))
    }
    if (method === 'GET')
      return say('IGMedia', '', 'GET', chosen(nodeOf(post), selectionOf(String(params.fields ?? 'id'))))
    posts.splice(posts.indexOf(post), 1)
    return say('IGMedia', '', 'DELETE', { success: true, id: post.id })
  }

  function onRemark(remark: Remark, edge: string, method: string, params: Params): Response {
    if (/comments_count/.test(String(params.fields))) return graphRefusal(400, 100, 'Tried accessing nonexisting field')
    described.request('IGComment', edge, method, params)
    if (edge === 'replies') {
      const made = addRemark(remark.id, String(params.message), fakeNow, me.username)
      return say('IGComment', edge, 'POST', { id: made?.id })
    }
    if (method === 'GET')
      return say('IGComment', '', 'GET', chosen(nodeOfRemark(remark), selectionOf(String(params.fields ?? 'id'))))
    if (method === 'DELETE') remarks.splice(remarks.indexOf(remark), 1)
    else remark.hidden = params.hide === 'true'
    return say('IGComment', '', method, { success: true })
  }
  return { onPost, onRemark }
}
