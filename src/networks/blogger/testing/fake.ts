import { Hono } from 'hono'
import { connectFirst } from '../../testing/connecting.ts'
import { type Fake, fetchOf } from '../../testing/fake.ts'
import { accountAt } from './account.ts'
import { commentsAt } from './comments.ts'
import { failures } from './failures.ts'
import { postsAt } from './posts.ts'
import { blog, type Stored, type StoredComment, scopes } from './shapes.ts'
import { createWorld } from './world.ts'

/** What its tests look at beside the posts. */
export interface BloggerFake extends Fake {
  /** Everything that is kept, drafts too. */
  stored(): readonly Stored[]
  /** The owner, or somebody below a comment, writes. */
  addComment(post: string, text: string, at: Date, more?: Partial<StoredComment>): string
}

/** Blogger's API v3. Requests and answers are checked against its discovery document where that is at hand. */
export function createFake(): BloggerFake {
  const world = createWorld()
  const { comments, account, posts, keep } = world
  const app = new Hono()
  accountAt(app, world)
  postsAt(app, world)
  commentsAt(app, world)
  app.onError((error) => {
    throw error
  })
  const handle = fetchOf((request) => app.fetch(request))
  const addComment: BloggerFake['addComment'] = (post, text, at, more = {}) => {
    const id = String(++world.count)
    comments.push({ id, post, text, at, own: false, status: 'LIVE', ...more })
    return id
  }
  return {
    fetch: handle,
    connect: (network) =>
      connectFirst(network, {
        fetch: handle,
        form: { clientId: account.clientId, clientSecret: account.clientSecret },
        visit: (page) => account.consent(page, scopes),
      }),
    posts: () => posts.filter(({ status }) => status === 'LIVE').map(({ content }) => content),
    isPublish: (method, url) => method === 'POST' && url.pathname === `/v3/blogs/${blog}/posts`,
    addPost: (text, at) => void keep('Kabar', `<p>${text}</p>`, at),
    addArticle: (title, at) => keep(title, '<p>Isi artikel.</p>', at, { labels: ['Kopi'] }).id,
    addResponse: (to, text, at) => addComment(to, text, at),
    addComment,
    isShown: (comment) => comments.find(({ id }) => id === comment)?.status === 'LIVE',
    stored: () => posts,
    expire: account.expire,
    failures,
    secrets: () => account.secrets(),
  }
}
