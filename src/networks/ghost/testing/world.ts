import { fakeNow } from '../../testing/fake.ts'
import { refused, type Stored, type StoredComment, server } from './shapes.ts'

/** What the network keeps, in memory. */
export function createWorld() {
  const world = {
    count: 100,
    edits: 0,
    commentList: true,
  }

  const posts: Stored[] = []
  const comments: StoredComment[] = []
  const objectId = () => (++world.count).toString(16).padStart(24, '0')
  const updatedAt = ({ at, version }: Stored) => new Date(at.getTime() + version * 1000).toISOString()
  const shown = (post: Stored) => ({
    id: post.id,
    uuid: post.id,
    title: post.title,
    slug: post.slug,
    html: post.html,
    status: post.status,
    url: post.status === 'draft' ? `${server}/p/${post.id}/` : `${server}/${post.slug}/`,
    custom_excerpt: post.custom_excerpt,
    excerpt: post.custom_excerpt ?? 'Isi artikel.',
    feature_image: post.feature_image,
    feature_image_alt: post.feature_image_alt,
    tags: post.tags.map((tag) => ({ id: 't', ...tag })),
    created_at: post.at.toISOString(),
    published_at: post.status === 'draft' ? null : post.at.toISOString(),
    updated_at: updatedAt(post),
  })
  const keep = (more: Partial<Stored>): Stored => {
    const slug = more.slug ?? `kiriman-${world.count}`
    const stored: Stored = {
      id: objectId(),
      title: '',
      html: '',
      custom_excerpt: null,
      feature_image: null,
      feature_image_alt: null,
      tags: [],
      status: 'draft',
      at: fakeNow,
      version: 1,
      ...more,
      // As Ghost does: a slug that is taken gets a number.
      slug: posts.some((post) => post.slug === slug) ? `${slug}-2` : slug,
    }
    posts.push(stored)
    return stored
  }
  const invalid = (context: string) =>
    refused(422, 'ValidationError', 'Validation error, cannot save post.', { context })
  const wrongIn = (body: Partial<Stored>) => {
    if ('title' in body && !body.title) return invalid('Validation failed for title. Title is required')
    if ([...(body.title ?? '')].length > 255) return invalid('Title cannot be longer than 255 characters.')
    if ([...(body.custom_excerpt ?? '')].length > 300) return invalid('Excerpt cannot be longer than 300 characters.')
    return undefined
  }
  const missing = (what: string) =>
    refused(404, 'NotFoundError', `Resource not found error, cannot read ${what}.`, { context: 'Post not found.' })
  const page = (all: readonly object[], limit: number, number: number) => {
    const pages = Math.max(1, Math.ceil(all.length / limit))
    const next = number < pages ? number + 1 : null
    const pagination = { page: number, limit, pages, total: all.length, next, prev: number > 1 ? number - 1 : null }
    return { items: all.slice((number - 1) * limit, number * limit), meta: { pagination } }
  }
  return Object.assign(world, { posts, comments, objectId, updatedAt, shown, keep, invalid, wrongIn, missing, page })
}
/** The same, as the endpoints take it. */
export type World = ReturnType<typeof createWorld>
