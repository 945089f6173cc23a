import { fakeNow } from '../../testing/fake.ts'
import { graphRefusal } from '../../testing/graph.ts'
import { type Container, me, type Params, type Stored, when } from './shapes.ts'
import type { World } from './world.ts'

/** Containers, and what is made of them: https://developers.facebook.com/docs/instagram-platform/content-publishing */
export function containersAt(world: World) {
  const { containers, say, posts } = world

  function makeContainer(params: Params): Response {
    const type = String(params.media_type ?? 'IMAGE')
    const address = String(params.image_url ?? params.video_url ?? '')
    if (type !== 'CAROUSEL' && !/^https:\/\//.test(address))
      return graphRefusal(400, 9004, 'The media could not be fetched from this URI', { error_subcode: 2207052 })
    const children = type === 'CAROUSEL' ? (JSON.parse(String(params.children)) as string[]) : []
    if (children.some((id) => !containers.get(id)?.child || containers.get(id)?.state !== 'FINISHED'))
      return graphRefusal(400, 9007, 'Media ID is not available', { error_subcode: 2207027 })
    if (type === 'CAROUSEL' && (children.length < 2 || children.length > 10))
      return graphRefusal(400, 100, 'Wrong number')
    const id = String(++world.count)
    containers.set(id, { params, asks: world.asks, state: 'IN_PROGRESS', child: params.is_carousel_item === 'true' })
    return say('IGUser', 'media', 'POST', { id })
  }

  function publishContainer(params: Params): Response {
    const found = containers.get(String(params.creation_id))
    if (!found || found.child || found.state !== 'FINISHED')
      return graphRefusal(400, 9007, 'Media ID is not available', { error_subcode: 2207027 })
    found.state = 'PUBLISHED'
    world.used++
    const children = found.params.children ? (JSON.parse(String(found.params.children)) as string[]) : []
    const made: Stored = {
      id: String(++world.count),
      caption: String(found.params.caption ?? ''),
      at: when(fakeNow),
      by: me.username,
      type: children.length > 0 ? 'CAROUSEL_ALBUM' : found.params.video_url ? 'VIDEO' : 'IMAGE',
      containers: children.length > 0 ? children.map((id) => containers.get(id) as Container) : [found],
    }
    posts.push(made)
    return say('IGUser', 'media_publish', 'POST', { id: made.id })
  }

  function onContainer(id: string, container: Container): Response {
    if (container.state === 'IN_PROGRESS' && container.asks-- <= 0) container.state = world.outcome
    const status =
      container.state === 'ERROR' ? 'Error: Media upload has failed with error code 2207026' : container.state
    return Response.json({ id, status_code: container.state, status })
  }
  return { makeContainer, publishContainer, onContainer }
}
