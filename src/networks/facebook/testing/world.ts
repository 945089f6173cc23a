import { graphRefusal } from '../../testing/graph.ts'
import { described, type Post, type Remark, tokens, type Upload } from './shapes.ts'

/** What the network keeps, in memory. */
export function createWorld() {
  const world = {
    portfolio: false,
    pages: [...tokens.keys()],
    count: 5000,
  }

  const posts: Post[] = []
  const remarks: Remark[] = []
  const photos = new Map<string, string>()
  const uploads = new Map<string, Upload>()
  const subscribed = new Set<string>()
  const sizes: number[] = []

  const gone = () =>
    graphRefusal(400, 100, "Unsupported get request. Object with ID 'x' does not exist", { error_subcode: 33 })

  const pageOf = (id: string) => ({
    id,
    name: id === '1001' ? 'Toko Sari' : 'Toko Budi',
    username: id === '1001' ? 'tokosari' : undefined,
    link: `https://www.facebook.com/${id === '1001' ? 'tokosari' : id}`,
    about: 'Batik tulis',
    website: 'https://toko.example',
    picture: { data: { url: `https://cdn.example/${id}.jpg` } },
    access_token: tokens.get(id),
  })

  const attachmentsOf = ({ photos: shown, video, link }: Post) => {
    if (video) return { data: [{ media_type: 'video' }] }
    if (shown.length === 1) return { data: [{ media_type: 'photo' }] }
    const each = shown.map(() => ({ media_type: 'photo' }))
    if (shown.length > 1) return { data: [{ media_type: 'album', subattachments: { data: each } }] }
    return link ? { data: [{ media_type: 'link' }] } : undefined
  }
  const nodeOfPost = (post: Post) => ({
    id: post.id,
    message: post.message,
    created_time: post.at,
    permalink_url: `https://www.facebook.com/permalink/${post.id}`,
    from: post.from,
    attachments: attachmentsOf(post),
    reactions: { data: [], summary: { total_count: 2 } },
    comments: { data: [], summary: { total_count: remarks.filter(({ post: on }) => on === post.id).length } },
  })
  const nodeOfRemark = (remark: Remark) => ({
    id: remark.id,
    message: remark.message ?? '',
    created_time: remark.at,
    permalink_url: `https://www.facebook.com/permalink/${remark.post}?comment_id=${remark.id}`,
    from: remark.from,
    parent: remark.parent ? { id: remark.parent, message: '', created_time: remark.at } : undefined,
    is_hidden: remark.hidden,
    attachment: remark.photo ? { type: 'photo' } : undefined,
    like_count: 2,
    comment_count: remarks.filter(({ parent }) => parent === remark.id).length,
  })

  const addRemark = (on: string, from: Remark['from'], at: string, more: Partial<Remark>): Remark | undefined => {
    const parent = remarks.find(({ id }) => id === on)
    const post = parent?.post ?? posts.find(({ id }) => id === on)?.id
    if (!post) return undefined
    const id = `${post.split('_')[1]}_${++world.count}`
    // Answers to an answer stand below the same comment.
    const above = parent?.parent ?? parent?.id
    const remark: Remark = { id, post, from, at, hidden: false, ...(above ? { parent: above } : {}), ...more }
    remarks.push(remark)
    return remark
  }

  const say = (node: string, edge: string, method: string, body: unknown): Response => {
    // What is undefined does not travel.
    const sent: unknown = JSON.parse(JSON.stringify(body))
    described.answer(node, edge, method, sent)
    return Response.json(sent)
  }
  return Object.assign(world, {
    posts,
    remarks,
    photos,
    uploads,
    subscribed,
    sizes,
    gone,
    pageOf,
    nodeOfPost,
    nodeOfRemark,
    addRemark,
    say,
  })
}
/** The same, as the endpoints take it. */
export type World = ReturnType<typeof createWorld>
