import { Hono } from 'hono'
import { connectFirst } from '../../testing/connecting.ts'
import { type Fake, fetchOf } from '../../testing/fake.ts'
import { commentsAt } from './comments.ts'
import { failures } from './failures.ts'
import { postsAt } from './posts.ts'
import { id, type Stored, secret } from './shapes.ts'
import { siteAt } from './site.ts'
import { createWorld } from './world.ts'

/** What its tests look at beside the posts. */
export interface GhostFake extends Fake {
  stored(): readonly Stored[]
  /** Somebody saves it in Ghost's editor, again before each of the next changes of ours. */
  editMeanwhile(times: number): void
  /** A server from before the list of comments. */
  withoutComments(): void
}

/** A Ghost with the routes that the adapter uses, in the shapes that the real one of the slow tests gives. */
export function createFake(): GhostFake {
  const world = createWorld()
  const { posts, keep, objectId, comments } = world
  const app = new Hono().basePath('/ghost/api/admin')
  siteAt(app)
  postsAt(app, world)
  commentsAt(app, world)
  const handle = fetchOf((request) => app.fetch(request))
  return {
    fetch: handle,
    connect: (network) =>
      connectFirst(network, { fetch: handle, form: { server: 'blog.example', key: `${id}:${secret}` } }),
    posts: () => posts.filter(({ status }) => status === 'published').map(({ html }) => html),
    isPublish: (method, url) => method === 'POST' && url.pathname === '/ghost/api/admin/posts/',
    addPost: (text, at) => void keep({ title: 'Kabar', html: `<p>${text}</p>`, status: 'published', at }),
    addArticle: (title, at) => keep({ title, html: '<p>Isi artikel.</p>', status: 'published', at }).id,
    addResponse: (post, text, at) => {
      const number = objectId()
      comments.push({ id: number, post, text, at, status: 'published' })
      return number
    },
    isShown: (comment) => comments.find((one) => one.id === comment)?.status === 'published',
    stored: () => posts,
    editMeanwhile: (times) => {
      world.edits = times
    },
    withoutComments: () => {
      world.commentList = false
    },
    failures,
    secrets: () => [secret, `${id}:${secret}`],
  }
}
