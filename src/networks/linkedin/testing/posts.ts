import { fakeNow } from '../../testing/fake.ts'
import { member, page } from './shapes.ts'
import type { World } from './world.ts'

/** Posts: https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api */
export function postsAt(world: World) {
  const { refuse, posts, images, videos, shown, mayRead, gone } = world

  async function makePost(request: Request): Promise<Response> {
    const body = (await request.json()) as {
      author: string
      commentary: string
      lifecycleState: string
      content?: { media?: { id: string }; multiImage?: { images: { id: string }[] }; article?: { title?: string } }
    }
    const may = body.author === page ? world.scopes.includes('w_organization_social') : body.author === member
    if (!may || body.lifecycleState !== 'PUBLISHED') return refuse(403, 'Not enough permissions')
    if (body.commentary.length > 3900) return refuse(422, 'ShareCommentary is too long')
    const same = posts.find(({ author, commentary }) => author === body.author && commentary === body.commentary)
    if (same) return refuse(422, `Content is a duplicate of ${same.urn}`)
    const named = [body.content?.media, ...(body.content?.multiImage?.images ?? [])].flatMap((one) =>
      one ? [one.id] : [],
    )
    const ready = (id: string) =>
      images.has(id) || videos.some(({ urn, status }) => urn === id && status === 'AVAILABLE')
    if (!named.every(ready)) return refuse(400, 'media is not ready')
    const count_ = body.content?.multiImage?.images.length
    if (count_ !== undefined && (count_ < 2 || count_ > 20)) return refuse(400, 'multiImage wants 2 to 20')
    const { author, commentary, content } = body
    const urn = `urn:li:share:${++world.count}`
    posts.push({ urn, author, commentary: shown(commentary), at: fakeNow.getTime(), ...(content ? { content } : {}) })
    return new Response(null, { status: 201, headers: { 'x-restli-id': urn } })
  }

  async function onPosts(request: Request, url: URL, urn: string | undefined): Promise<Response> {
    if (!urn && request.method === 'POST') return await makePost(request)
    if (!urn) {
      if (!mayRead() || url.searchParams.get('author') !== page)
        return refuse(403, 'Not enough permissions: posts.FINDER')
      if (request.headers.get('x-restli-method') !== 'FINDER') return refuse(400, 'no finder')
      const own = posts.filter(({ author }) => author === page).toSorted((a, b) => b.at - a.at)
      const start = Number(url.searchParams.get('start') ?? 0)
      const elements = own.slice(start, start + Number(url.searchParams.get('count'))).map((post) => ({
        id: post.urn,
        author: post.author,
        // Tags come back as templates.
        commentary: post.commentary.replace(/(?<!\\)#(\w+)/g, '{hashtag|\\#|$1}'),
        createdAt: post.at,
        publishedAt: post.at,
        ...(post.content ? { content: post.content } : {}),
        lifecycleState: 'PUBLISHED',
        visibility: 'PUBLIC',
      }))
      return Response.json({ elements, paging: { start, count: elements.length, links: [] } })
    }
    const at = posts.findIndex((post) => post.urn === urn)
    const found = posts[at]
    if (!found) return gone()
    if (request.method === 'DELETE') posts.splice(at, 1)
    else if (request.headers.get('x-restli-method') === 'PARTIAL_UPDATE')
      found.commentary = ((await request.json()) as { patch: { $set: { commentary: string } } }).patch.$set.commentary
    return new Response(null, { status: 204 })
  }
  return { onPosts }
}
