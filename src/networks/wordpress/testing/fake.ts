import { Hono } from 'hono'
import { connectFirst } from '../../testing/connecting.ts'
import { type Fake, fetchOf } from '../../testing/fake.ts'
import { commentsAt } from './comments.ts'
import { failures } from './failures.ts'
import { mediaAt } from './media.ts'
import { postsAt } from './posts.ts'
import { basic, password, type Stored, type StoredComment } from './shapes.ts'
import { siteAt } from './site.ts'
import { createWorld } from './world.ts'

/** What its tests look at beside the posts. */
export interface WordPressFake extends Fake {
  stored(): readonly Stored[]
  /** Every picture that was uploaded. */
  media(): readonly { id: number; alt: string; address: string }[]
  tagNames(ids: readonly number[]): string[]
  /** A newcomer's comment, which waits for approval. */
  addHeld(to: string, text: string, at: Date): string
  /** From now on the account may not see what waits. */
  demote(): void
}

/** A WordPress with the routes that the adapter uses, in the shapes that the real one of the slow tests gives. */
export function createFake(): WordPressFake {
  const world = createWorld()
  const { comments, posts, keep, media, tags } = world
  const app = new Hono()
  siteAt(app, world)
  postsAt(app, world)
  mediaAt(app, world)
  commentsAt(app, world)
  const handle = fetchOf((request) => app.fetch(request))
  const addComment = (to: string, text: string, at: Date, status: StoredComment['status']) => {
    comments.push({ id: ++world.count, post: Number(to), parent: 0, author: 0, text, at, status })
    return String(world.count)
  }
  return {
    fetch: handle,
    connect: (network) =>
      connectFirst(network, { fetch: handle, form: { server: 'blog.example', username: 'sari', password } }),
    posts: () => posts.filter(({ status }) => status === 'publish').map(({ content }) => content),
    isPublish: (method, url) => method === 'POST' && url.pathname === '/wp-json/wp/v2/posts',
    addPost: (text, at) => void keep(text.toLowerCase().replace(/\W+/g, '-'), `<p>${text}</p>`, at),
    addResponse: (to, text, at) => addComment(to, text, at, 'approved'),
    addHeld: (to, text, at) => addComment(to, text, at, 'hold'),
    addArticle: (title, at) => String(keep(title.toLowerCase(), '<p>Isi artikel.</p>', at, { title }).id),
    isShown: (comment) => comments.find(({ id }) => String(id) === comment)?.status === 'approved',
    stored: () => posts,
    media: () => media,
    tagNames: (ids) => tags.filter(({ id }) => ids.includes(id)).map(({ name }) => name),
    demote: () => {
      world.moderator = false
    },
    failures,
    secrets: () => [password, password.replaceAll(' ', ''), basic],
  }
}
