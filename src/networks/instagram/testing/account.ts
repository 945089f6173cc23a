import { fakeNow } from '../../testing/fake.ts'
import { chosen, graphList, graphRefusal, selectionOf } from '../../testing/graph.ts'
import type { containersAt } from './containers.ts'
import { described, me, type Params } from './shapes.ts'
import type { World } from './world.ts'

/** The account: https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user */
export function accountAt(world: World, { makeContainer, publishContainer }: ReturnType<typeof containersAt>) {
  const { posts, say, nodeOf, addRemark, gone } = world

  function onUser(edge: string, method: string, params: Params): Response {
    described.request('IGUser', edge, method, params)
    const newest = (own: boolean) => posts.filter(({ by }) => (by === me.username) === own).toReversed()
    if (method === 'GET') {
      if (edge === '') return say('IGUser', '', 'GET', chosen(me, selectionOf(String(params.fields ?? 'id'))))
      if (edge === 'media') return say('IGUser', edge, 'GET', graphList(newest(true).map(nodeOf), params))
      if (edge === 'tags') return say('IGUser', edge, 'GET', graphList(newest(false).map(nodeOf), params))
      const config = { quota_total: 50, quota_duration: 86_400 }
      if (edge === 'content_publishing_limit') return Response.json({ data: [{ quota_usage: world.used, config }] })
    }
    if (edge === 'media') return makeContainer(params)
    if (edge === 'media_publish') return publishContainer(params)
    if (edge === 'mentions') {
      const made = addRemark(String(params.media_id), String(params.message), fakeNow, me.username)
      return made ? say('IGUser', edge, 'POST', { id: made.id }) : gone()
    }
    return graphRefusal(400, 100, `Unknown path ${edge}`)
  }
  return { onUser }
}
