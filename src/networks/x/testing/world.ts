import { described, type Media, people, type Stored } from './shapes.ts'

/** What the network keeps, in memory. */
export function createWorld() {
  const world = {
    challenge: '',
    count: 5000,
    polls: 0,
    edge: 1024 * 1024,
    subscription: 'None',
  }

  const posts: Stored[] = []
  const hidden = new Set<string>()
  const media = new Map<string, Media>()
  const calls: string[] = []
  const tokens = { access: 'akses-geheim-0001', refresh: 'segar-geheim-0001', generation: 1 }
  const say = (path: string, method: string, body: unknown, status = 200) => {
    described.answer(path, method, status, body)
    return Response.json(body, { status })
  }
  const refuse = (status: number, detail: string, type = 'about:blank') =>
    Response.json({ detail, type, title: status === 401 ? 'Unauthorized' : 'Forbidden', status }, { status })
  const notFound = (id: string) => {
    const body = {
      type: 'https://api.x.com/2/problems/resource-not-found',
      title: 'Not Found Error',
      detail: `Could not find post with id: [${id}].`,
      resource_type: 'post',
    }
    described.answer('/2/tweets/{id}', 'delete', 404, body, 'application/problem+json')
    return Response.json(body, { status: 404 })
  }

  function keep(text: string, at: Date, author: string, parent?: string, ids: readonly string[] = []): Stored {
    const stored = { id: String(++world.count), text, at: at.toISOString(), author, parent, media: ids }
    posts.push(stored)
    return stored
  }
  function headOf(post: Stored): Stored {
    const parent = posts.find(({ id }) => id === post.parent)
    return parent ? headOf(parent) : post
  }
  /** As X gives a post back: links as t.co, `& < >` escaped, the name of who is answered before it. */
  function shown(post: Stored) {
    const urls: { start: number; end: number; url: string; expanded_url: string; media_key?: string }[] = []
    const parent = posts.find(({ id }) => id === post.parent)
    const named = parent && parent.author !== post.author ? `@${people.get(parent.author)?.username} ` : ''
    let text = `${named}${post.text}`.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    text = text.replace(/https?:\/\/\S+/g, (found) => {
      const url = `https://t.co/l${post.id}${urls.length}`
      urls.push({ start: 0, end: 0, url, expanded_url: found.replaceAll('&amp;', '&') })
      return url
    })
    const [first] = post.media
    if (first) {
      const url = `https://t.co/m${post.id}`
      urls.push({
        start: 0,
        end: 0,
        url,
        expanded_url: `https://x.com/sari/status/${post.id}/photo/1`,
        media_key: `3_${first}`,
      })
      text = `${text} ${url}`
    }
    return {
      id: post.id,
      text,
      created_at: post.at,
      author_id: post.author,
      conversation_id: headOf(post).id,
      ...(urls.length > 0 ? { entities: { urls } } : {}),
      ...(post.media.length > 0 ? { attachments: { media_keys: post.media.map((id) => `3_${id}`) } } : {}),
      ...(parent
        ? { in_reply_to_user_id: parent.author, referenced_posts: [{ type: 'replied_to', id: parent.id }] }
        : {}),
    }
  }
  const figured = (post: object) => ({
    ...post,
    public_metrics: {
      like_count: 2,
      repost_count: 1,
      reply_count: 3,
      quote_count: 0,
      bookmark_count: 0,
      impression_count: 99,
    },
  })
  return Object.assign(world, {
    posts,
    hidden,
    media,
    calls,
    tokens,
    say,
    refuse,
    notFound,
    keep,
    headOf,
    shown,
    figured,
  })
}
/** The same, as the endpoints take it. */
export type World = ReturnType<typeof createWorld>
