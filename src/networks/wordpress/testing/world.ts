import { type Stored, type StoredComment, server } from './shapes.ts'

/** What the network keeps, in memory. */
export function createWorld() {
  const world = {
    moderator: true,
    count: 10,
  }

  const posts: Stored[] = []
  const comments: StoredComment[] = []
  const media: { id: number; alt: string; address: string }[] = []
  const tags: { id: number; name: string }[] = []
  const shown = ({ id, slug, status }: Stored) => ({ id, slug, status, link: `${server}/${slug}/` })
  const keep = (slug: string, content: string, at: Date, more: Partial<Stored> = {}): Stored => {
    // As WordPress does: a slug that is taken gets a number.
    const taken = posts.some((post) => post.slug === slug)
    const own = { id: ++world.count, slug: taken ? `${slug}-2` : slug, content, status: 'publish', at }
    const stored: Stored = { title: '', excerpt: '', tags: [], featured: 0, ...more, ...own }
    posts.push(stored)
    return stored
  }
  const shownArticle = (post: Stored) => ({
    ...shown(post),
    date_gmt: post.at.toISOString().slice(0, 19),
    title: { rendered: post.title },
    excerpt: { rendered: `<p>${post.excerpt || 'Isi artikel [&hellip;]'}</p>\n` },
    _embedded: {
      'wp:term': [
        [{ id: 1, name: 'Uncategorized', taxonomy: 'category' }],
        tags.filter(({ id }) => post.tags.includes(id)).map((tag) => ({ ...tag, taxonomy: 'post_tag' })),
      ],
    },
  })
  const shownComment = ({ id, post, parent, author, text, at, status }: StoredComment) => ({
    id,
    post,
    parent,
    author,
    author_name: author === 1 ? 'Sari' : 'Budi',
    author_url: '',
    date_gmt: at.toISOString().slice(0, 19),
    content: { rendered: `<p>${text}</p>\n`, raw: text },
    link: `${server}/?p=${post}#comment-${id}`,
    status,
    type: 'comment',
  })
  const refuse = (code: string, message: string, status: number) =>
    Response.json({ code, message, data: { status } }, { status })
  return Object.assign(world, { posts, comments, media, tags, shown, keep, shownArticle, shownComment, refuse })
}
/** The same, as the endpoints take it. */
export type World = ReturnType<typeof createWorld>
