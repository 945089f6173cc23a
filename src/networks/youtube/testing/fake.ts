import { Hono } from 'hono'
import { connectFirst } from '../../testing/connecting.ts'
import { type Fake, fetchOf } from '../../testing/fake.ts'
import { channelAt } from './channel.ts'
import { commentsAt } from './comments.ts'
import { failures } from './failures.ts'
import { type StoredComment, type StoredVideo, scopes } from './shapes.ts'
import { uploadAt } from './upload.ts'
import { videosAt } from './videos.ts'
import { createWorld } from './world.ts'

/** What its tests look at beside the posts. */
export interface YouTubeFake extends Fake {
  videos(): readonly StoredVideo[]
  /** The pieces that arrived, as `start-end/total`. */
  ranges(): readonly string[]
  /** As after a week: no session is known any more. */
  forgetSessions(): void
  /** The next piece breaks off after so many bytes; Google keeps whole units of what came. */
  cutNextPieceAfter(bytes: number): void
  /** A reply below somebody's comment. */
  addReply(thread: string, text: string, at: Date): string
  hold(comment: string): void
  /** The comments as they stand there, the own ones marked. */
  comments(): readonly StoredComment[]
}

/**
 * YouTube's Data API. Requests and answers are checked against its discovery document where that is at hand; the upload
 * behaves as https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol says, errors are those of
 * https://developers.google.com/youtube/v3/docs/errors.
 */
export function createFake(): YouTubeFake {
  const world = createWorld()
  const { comments, account, videos, ranges, sessions } = world
  const app = new Hono()
  channelAt(app, world)
  videosAt(app, world)
  uploadAt(app, world)
  commentsAt(app, world)
  app.onError((error) => {
    throw error
  })
  const handle = fetchOf((request) => app.fetch(request))
  const addComment = (video: string, thread: string | undefined, text: string, at: Date) => {
    const id = thread === undefined ? `Ug${++world.count}` : `${thread}.${++world.count}`
    comments.push({ id, video, thread: thread ?? id, text, at, own: false, status: 'published' })
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
    posts: () => videos.map(({ snippet }) => snippet.description),
    isPublish: (method, url, headers) => {
      const [, to, total] = /^bytes \d+-(\d+)\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? []
      return method === 'PUT' && url.pathname === '/upload/youtube/v3/videos' && Number(to) + 1 === Number(total)
    },
    addPost: (description, at) => {
      const snippet = { title: 'Kabar', description, categoryId: '22' }
      videos.push({ id: `vid${++world.count}`, snippet, status: { privacyStatus: 'public' }, at, hash: '', bytes: 0 })
    },
    addResponse: (to, text, at) => addComment(to, undefined, text, at),
    addReply: (thread, text, at) => addComment(comments.find(({ id }) => id === thread)?.video ?? '', thread, text, at),
    hold: (comment) => {
      const found = comments.find(({ id }) => id === comment)
      if (found) found.status = 'heldForReview'
    },
    isShown: (comment) => comments.find(({ id }) => id === comment)?.status === 'published',
    comments: () => comments,
    videos: () => videos,
    ranges: () => ranges,
    forgetSessions: () => sessions.clear(),
    cutNextPieceAfter: (bytes) => {
      world.cutAfter = bytes
    },
    expire: account.expire,
    failures,
    secrets: () => account.secrets(),
  }
}
