import { fakeNow } from '../../testing/fake.ts'
import { graphRefusal } from '../../testing/graph.ts'
import { countedLength, me, type Params, type Stored, when } from './shapes.ts'
import type { World } from './world.ts'

/** Containers, and what is made of them: https://developers.facebook.com/docs/threads/posts */
export function containersAt(world: World) {
  const { find, gone, containers, posts } = world

  function makeContainer(params: Params): Response {
    const type = String(params.media_type)
    const address = String(params.image_url ?? params.video_url ?? '')
    if (['IMAGE', 'VIDEO'].includes(type) && !/^https:\/\//.test(address)) return graphRefusal(400, 100, 'No media')
    if (type === 'TEXT' && !params.text) return graphRefusal(400, 100, 'Param text must be a non-empty string.')
    if (countedLength(String(params.text ?? '')) > 500)
      return graphRefusal(400, 100, 'Param text must be at most 500 characters long.')
    if (params.reply_to_id && !find(String(params.reply_to_id))) return gone()
    const children = type === 'CAROUSEL' ? String(params.children).split(',') : []
    const ready = children.every((id) => containers.get(id)?.state === 'FINISHED')
    if (type === 'CAROUSEL' && (children.length < 2 || children.length > 20 || !ready))
      return graphRefusal(400, 100, 'Wrong children')
    const id = String(++world.count)
    containers.set(id, { params, asks: type === 'TEXT' ? 0 : world.asks, state: 'IN_PROGRESS' })
    return Response.json({ id })
  }

  function publishContainer(params: Params): Response {
    const found = containers.get(String(params.creation_id))
    if (world.unseen-- > 0)
      return graphRefusal(400, 24, 'The requested resource does not exist', { error_subcode: 4_279_009 })
    if (found?.state !== 'FINISHED' || found.params.is_carousel_item === 'true')
      return graphRefusal(400, 24, 'The requested resource does not exist')
    found.state = 'PUBLISHED'
    const type = String(found.params.media_type)
    const children = type === 'CAROUSEL' ? String(found.params.children).split(',') : []
    const made: Stored = {
      id: String(++world.count),
      text: String(found.params.text ?? ''),
      at: when(fakeNow),
      by: me.username,
      type: type === 'CAROUSEL' ? 'CAROUSEL_ALBUM' : type === 'TEXT' ? 'TEXT_POST' : type,
      parts: children.length > 0 ? children.map((id) => containers.get(id)?.params ?? {}) : [found.params],
      hidden: false,
      ...(found.params.reply_to_id ? { above: String(found.params.reply_to_id) } : {}),
    }
    posts.push(made)
    return Response.json({ id: made.id })
  }
  return { makeContainer, publishContainer }
}
