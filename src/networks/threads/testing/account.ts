import { chosen, graphList, selectionOf } from '../../testing/graph.ts'
import type { containersAt } from './containers.ts'
import { me, type Params } from './shapes.ts'
import type { World } from './world.ts'

/** The account: https://developers.facebook.com/docs/threads/threads-profiles */
export function accountAt(world: World, { makeContainer, publishContainer }: ReturnType<typeof containersAt>) {
  const { posts, nodeOf } = world

  function onMe(edge: string, method: string, params: Params): Response {
    if (method === 'POST') return edge === 'threads' ? makeContainer(params) : publishContainer(params)
    const own = posts.filter(({ by }) => by === me.username).toReversed()
    if (edge === '') return Response.json(chosen(me, selectionOf(String(params.fields))))
    if (edge === 'threads') return Response.json(graphList(own.filter(({ above }) => !above).map(nodeOf), params))
    if (edge === 'replies') return Response.json(graphList(own.filter(({ above }) => above).map(nodeOf), params))
    if (edge === 'mentions')
      return Response.json(
        graphList(
          posts
            .filter(({ names }) => names)
            .toReversed()
            .map(nodeOf),
          params,
        ),
      )
    const data = {
      quota_usage: world.used.posts,
      config: { quota_total: 250, quota_duration: 86_400 },
      reply_quota_usage: world.used.replies,
      reply_config: { quota_total: 1000, quota_duration: 86_400 },
    }
    return Response.json({ data: [chosen(data, selectionOf(String(params.fields)))] })
  }
  return { onMe }
}
