import { graphRefusal } from '../../testing/graph.ts'
import { type Container, described, me, type Remark, type Stored, when } from './shapes.ts'

/** What the network keeps, in memory. */
export function createWorld() {
  const world = {
    count: 18_000,
    used: 0,
    asks: 1,
    outcome: 'FINISHED' as Container['state'],
  }

  const posts: Stored[] = []
  const remarks: Remark[] = []
  const containers = new Map<string, Container>()

  const gone = () => graphRefusal(400, 100, 'Unsupported get request. Object does not exist', { error_subcode: 33 })
  const nodeOf = (post: Stored) => ({
    id: post.id,
    caption: post.caption,
    timestamp: post.at,
    permalink: `https://www.instagram.com/p/C${post.id}/`,
    media_type: post.type,
    username: post.by,
    like_count: 2,
    comments_count: remarks.filter(({ media }) => media === post.id).length,
    view_count: 7,
    children:
      post.type === 'CAROUSEL_ALBUM'
        ? { data: post.containers.map((_, at) => ({ id: `${post.id}0${at}` })) }
        : undefined,
  })
  const nodeOfRemark = (remark: Remark): Record<string, unknown> => ({
    id: remark.id,
    text: remark.text,
    timestamp: remark.at,
    username: remark.by,
    from: { id: remark.by === me.username ? me.id : '77', username: remark.by },
    hidden: remark.hidden,
    like_count: 2,
    parent_id: remark.parent,
    replies: remark.parent
      ? undefined
      : { data: remarks.filter(({ parent }) => parent === remark.id).map((one) => nodeOfRemark(one)) },
  })
  const say = (node: string, edge: string, method: string, body: unknown): Response => {
    // What is undefined does not travel.
    const sent: unknown = JSON.parse(JSON.stringify(body))
    described.answer(node, edge, method, sent)
    return Response.json(sent)
  }
  const addRemark = (on: string, text: string, at: Date, by: string): Remark | undefined => {
    const above = remarks.find(({ id }) => id === on)
    const media = above?.media ?? posts.find(({ id }) => id === on)?.id
    if (!media) return undefined
    const parent = above?.parent ?? above?.id
    const remark: Remark = {
      id: String(++world.count),
      media,
      text,
      at: when(at),
      by,
      hidden: false,
      ...(parent ? { parent } : {}),
    }
    remarks.push(remark)
    return remark
  }
  return Object.assign(world, { posts, remarks, containers, gone, nodeOf, nodeOfRemark, say, addRemark })
}
/** The same, as the endpoints take it. */
export type World = ReturnType<typeof createWorld>
