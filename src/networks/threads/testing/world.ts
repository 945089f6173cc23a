import { graphRefusal } from '../../testing/graph.ts'
import { type Container, me, type Stored } from './shapes.ts'

/** What the network keeps, in memory. */
export function createWorld() {
  const world = {
    count: 20_000,
    asks: 1,
    unseen: 0,
    outcome: 'FINISHED' as Container['state'],
    used: { posts: 0, replies: 0 },
    renewals: 0,
    tokens: new Set<string>(),
  }

  const posts: Stored[] = []
  const containers = new Map<string, Container>()

  const gone = () => graphRefusal(400, 100, 'Object does not exist', { error_subcode: 33 })
  const find = (id: string | undefined) => posts.find((post) => post.id === id)
  const rootOf = (post: Stored): Stored => (post.above ? rootOf(find(post.above) as Stored) : post)
  const nodeOf = (post: Stored) => ({
    id: post.id,
    text: post.text,
    timestamp: post.at,
    permalink: `https://www.threads.com/@${post.by}/post/D${post.id}`,
    username: post.by,
    media_type: post.type,
    children:
      post.type === 'CAROUSEL_ALBUM' ? { data: post.parts.map((_, at) => ({ id: `${post.id}0${at}` })) } : undefined,
    replied_to: post.above ? { id: post.above } : undefined,
    root_post: post.above ? { id: rootOf(post).id } : undefined,
    is_reply_owned_by_me: post.above ? post.by === me.username : undefined,
    hide_status: post.hidden ? 'HIDDEN' : 'NOT_HUSHED',
  })
  return Object.assign(world, { posts, containers, gone, find, rootOf, nodeOf })
}
/** The same, as the endpoints take it. */
export type World = ReturnType<typeof createWorld>
