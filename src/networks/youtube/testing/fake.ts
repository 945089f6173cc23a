import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { connectFirst } from '../../testing/connecting.ts'
import { type Fake, fakeNow, fetchOf } from '../../testing/fake.ts'
import { commonFailures, describedIn, failure, googleAccount, refused } from '../../testing/google.ts'

interface Snippet {
  title: string
  description: string
  tags?: string[]
  categoryId?: string
  defaultLanguage?: string
  defaultAudioLanguage?: string
}
interface StoredVideo {
  id: string
  snippet: Snippet
  status: Record<string, unknown>
  at: Date
  /** SHA-256 of its bytes. */
  hash: string
  bytes: number
  thumbnail?: { bytes: number; mime: string }
}
interface UploadSession {
  body: { snippet: Snippet; status: Record<string, unknown> }
  total: number
  pieces: Uint8Array[]
  arrived: number
  video?: StoredVideo
}
interface StoredComment {
  id: string
  video: string
  thread: string
  text: string
  at: Date
  own: boolean
  status: string
}

const channel = 'UCsari0123456789'
const scopes = ['https://www.googleapis.com/auth/youtube.force-ssl']
const unit = 256 * 1024
const described = describedIn('youtube.v3.discovery.json')

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

const videoOf = ({ id, snippet, status, at }: StoredVideo) => ({
  kind: 'youtube#video',
  etag: 'e',
  id,
  snippet: { ...snippet, publishedAt: at.toISOString(), channelId: channel, channelTitle: 'Sari' },
  status: { ...status, uploadStatus: status.uploadStatus ?? 'uploaded' },
})

const statisticsOf = ({ id }: StoredVideo) => ({
  kind: 'youtube#video',
  etag: 'e',
  id,
  statistics: { viewCount: '120', likeCount: '2', favoriteCount: '0', commentCount: '1' },
})

const commentOf = ({ id, thread, video, text, at, own }: StoredComment) => ({
  kind: 'youtube#comment',
  etag: 'e',
  id,
  snippet: {
    authorDisplayName: own ? '@sari' : 'Budi',
    authorProfileImageUrl: 'https://yt3.ggpht.com/a',
    authorChannelUrl: `http://www.youtube.com/${own ? '@sari' : '@budi'}`,
    authorChannelId: { value: own ? channel : 'UCbudi0123456789' },
    channelId: channel,
    videoId: video,
    textDisplay: text,
    ...(own ? { textOriginal: text } : {}),
    ...(id === thread ? {} : { parentId: thread }),
    canRate: true,
    viewerRating: 'none',
    likeCount: 0,
    publishedAt: at.toISOString(),
    updatedAt: at.toISOString(),
  },
})

/**
 * YouTube's Data API. Requests and answers are checked against its discovery document where that is at hand; the upload
 * behaves as https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol says, errors are those of
 * https://developers.google.com/youtube/v3/docs/errors.
 */
export function createFake(): YouTubeFake {
  const account = googleAccount()
  const videos: StoredVideo[] = []
  const comments: StoredComment[] = []
  const sessions = new Map<string, UploadSession>()
  const ranges: string[] = []
  let count = 100
  let cutAfter: number | undefined

  const app = new Hono()
  app.post('/token', (c) => account.token(c.req.raw))
  app.use('*', async (c, next) => {
    if (account.accepts(c.req.header('authorization') ?? null)) return await next()
    return refused(401, 'authError', 'Invalid Credentials')
  })
  const say = (c: Context, body: unknown) => {
    described.answer(c.req.method, new URL(c.req.url), body)
    return body === undefined ? c.body(null, 204) : Response.json(body)
  }
  const read = async (c: Context) => {
    const text = await c.req.text()
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    described.request(c.req.method, new URL(c.req.url), body)
    return body
  }
  const page = <T>(c: Context, all: readonly T[]) => {
    const size = Number(c.req.query('maxResults') ?? 20)
    const start = Number(c.req.query('pageToken') ?? 0)
    const more = start + size < all.length ? { nextPageToken: String(start + size) } : {}
    return { etag: 'e', items: all.slice(start, start + size), ...more }
  }
  const newestFirst = <T extends { at: Date }>(all: readonly T[]) =>
    all.toSorted((a, b) => b.at.getTime() - a.at.getTime())

  app.get('/youtube/v3/channels', async (c) => {
    await read(c)
    return say(c, { kind: 'youtube#channelListResponse', etag: 'e', items: [channelResource] })
  })
  app.get('/youtube/v3/playlistItems', async (c) => {
    await read(c)
    if (videos.length === 0) return refused(404, 'playlistNotFound', 'The playlist cannot be found.')
    const items = newestFirst(videos).map(({ id, snippet, status, at }) => ({
      kind: 'youtube#playlistItem',
      etag: 'e',
      id: `UU.${id}`,
      // A playlist shows nobody the words of a private video.
      snippet: {
        publishedAt: at.toISOString(),
        title: status.privacyStatus === 'private' ? 'Private video' : snippet.title,
      },
      contentDetails: { videoId: id },
    }))
    return say(c, { kind: 'youtube#playlistItemListResponse', ...page(c, items) })
  })
  app.get('/youtube/v3/videos', async (c) => {
    await read(c)
    const ids = (c.req.query('id') ?? '').split(',')
    const found = videos.filter(({ id }) => ids.includes(id))
    const items = c.req.query('part') === 'statistics' ? found.map(statisticsOf) : found.map(videoOf)
    return say(c, { kind: 'youtube#videoListResponse', etag: 'e', items })
  })
  app.put('/youtube/v3/videos', async (c) => {
    const { id, snippet } = (await read(c)) as { id: string; snippet: Snippet }
    const found = videos.find((video) => video.id === id)
    if (!found) return refused(404, 'videoNotFound', 'The video that you are trying to update cannot be found.')
    const wrong = refusalOf(snippet)
    if (wrong || !snippet.categoryId) return wrong ?? refused(400, 'invalidCategoryId', 'The category is invalid.')
    // Whatever is not named is taken away.
    found.snippet = snippet
    return say(c, videoOf(found))
  })
  app.delete('/youtube/v3/videos', async (c) => {
    await read(c)
    const at = videos.findIndex(({ id }) => id === c.req.query('id'))
    if (at < 0) return refused(404, 'videoNotFound', 'The video that you are trying to delete cannot be found.')
    videos.splice(at, 1)
    return say(c, undefined)
  })
  app.post('/upload/youtube/v3/thumbnails/set', async (c) => {
    described.request('POST', new URL(c.req.url))
    const found = videos.find(({ id }) => id === c.req.query('videoId'))
    if (!found)
      return refused(404, 'videoNotFound', 'The video that you are trying to insert a thumbnail for cannot be found.')
    const bytes = (await c.req.arrayBuffer()).byteLength
    if (bytes > 2_097_152) return refused(400, 'mediaBodyRequired', 'The image is too large.')
    found.thumbnail = { bytes, mime: c.req.header('content-type') ?? '' }
    return say(c, { kind: 'youtube#thumbnailSetResponse', etag: 'e', items: [{}] })
  })
  app.post('/upload/youtube/v3/videos', async (c) => {
    const body = (await read(c)) as UploadSession['body']
    const wrong = refusalOf(body.snippet)
    if (wrong) return wrong
    const id = `sesi-rahasia-${++count}`
    const total = Number(c.req.header('x-upload-content-length'))
    if (!(total > 0) || !/^video\//.test(c.req.header('x-upload-content-type') ?? ''))
      return refused(400, 'mediaBodyRequired', 'The request does not include the video content.')
    sessions.set(id, { body, total, pieces: [], arrived: 0 })
    const location = new URL(c.req.url)
    location.searchParams.set('upload_id', id)
    return c.body(null, 200, { location: location.href })
  })
  app.put('/upload/youtube/v3/videos', async (c) => {
    const session = sessions.get(c.req.query('upload_id') ?? '')
    if (!session) return refused(404, 'notFound', 'Upload session not found.')
    const asked = c.req.header('content-range') ?? ''
    const [, from, to, total] = /^bytes (?:\*|(\d+)-(\d+))\/(\d+)$/.exec(asked) ?? []
    if (Number(total) !== session.total)
      return refused(400, 'badRequest', `Failed to parse Content-Range header: ${asked}`)
    if (from !== undefined && !session.video) {
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      const wrong = takePiece(session, bytes, Number(from), Number(to))
      if (wrong) return wrong
    }
    if (!session.video && session.arrived === session.total) session.video = keepUpload(session)
    if (session.video) return c.json(videoOf(session.video), 201)
    const range: Record<string, string> = session.arrived === 0 ? {} : { range: `bytes=0-${session.arrived - 1}` }
    return new Response(null, { status: 308, headers: range })
  })
  const takePiece = (session: UploadSession, bytes: Uint8Array, from: number, to: number) => {
    if (from !== session.arrived || bytes.byteLength !== to - from + 1)
      return refused(400, 'badRequest', `The upload is at ${session.arrived}, not at ${from}.`)
    if (to + 1 < session.total && bytes.byteLength % unit !== 0)
      return refused(400, 'badRequest', 'Chunks have to be multiples of 256 KB.')
    ranges.push(`${from}-${to}/${session.total}`)
    const cut = cutAfter
    cutAfter = undefined
    const kept = cut === undefined ? bytes : bytes.slice(0, Math.floor(cut / unit) * unit)
    session.pieces.push(kept)
    session.arrived += kept.byteLength
    if (cut !== undefined) throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } })
    return undefined
  }
  const keepUpload = ({ body, pieces, total }: UploadSession): StoredVideo => {
    const hash = createHash('sha256')
    for (const piece of pieces) hash.update(piece)
    const { snippet, status } = body
    const video = { id: `vid${++count}`, snippet, status, at: fakeNow, hash: hash.digest('hex'), bytes: total }
    videos.push(video)
    return video
  }

  app.get('/youtube/v3/commentThreads', async (c) => {
    await read(c)
    const status = c.req.query('moderationStatus') ?? 'published'
    const heads = comments.filter(({ id, thread, status: own }) => id === thread && own === status)
    const items = newestFirst(heads).map((head) => {
      const replies = comments.filter(
        ({ id, thread, status: own }) => thread === head.id && id !== thread && own === 'published',
      )
      return {
        kind: 'youtube#commentThread',
        etag: 'e',
        id: head.id,
        snippet: {
          channelId: channel,
          videoId: head.video,
          topLevelComment: commentOf(head),
          canReply: true,
          totalReplyCount: replies.length,
          isPublic: true,
        },
        // Only some of them come along.
        ...(replies.length > 0 ? { replies: { comments: replies.slice(0, 2).map(commentOf) } } : {}),
      }
    })
    return say(c, { kind: 'youtube#commentThreadListResponse', ...page(c, items) })
  })
  app.get('/youtube/v3/comments', async (c) => {
    await read(c)
    const parent = c.req.query('parentId')
    const replies = comments.filter(({ id, thread }) => thread === parent && id !== thread)
    return say(c, { kind: 'youtube#commentListResponse', ...page(c, replies.map(commentOf)) })
  })
  app.post('/youtube/v3/comments', async (c) => {
    const { snippet } = (await read(c)) as { snippet: { parentId: string; textOriginal: string } }
    const head = comments.find(({ id, thread }) => id === snippet.parentId && id === thread)
    if (!head) return refused(404, 'parentCommentNotFound', 'The specified parent comment could not be found.')
    const stored = {
      ...head,
      id: `${head.id}.${++count}`,
      text: snippet.textOriginal,
      at: fakeNow,
      own: true,
      status: 'published',
    }
    comments.push(stored)
    return say(c, commentOf(stored))
  })
  app.put('/youtube/v3/comments', async (c) => {
    const { id, snippet } = (await read(c)) as { id: string; snippet: { textOriginal: string } }
    const found = comments.find((one) => one.id === id && one.own)
    if (!found) return refused(404, 'commentNotFound', 'The specified comment could not be found.')
    found.text = snippet.textOriginal
    return say(c, commentOf(found))
  })
  app.delete('/youtube/v3/comments', async (c) => {
    await read(c)
    const at = comments.findIndex(({ id, own }) => id === c.req.query('id') && own)
    if (at < 0) return refused(404, 'commentNotFound', 'The specified comment could not be found.')
    comments.splice(at, 1)
    return say(c, undefined)
  })
  app.post('/youtube/v3/comments/setModerationStatus', async (c) => {
    await read(c)
    const found = comments.find(({ id }) => id === c.req.query('id'))
    if (!found) return refused(404, 'commentNotFound', 'One or more of the comments cannot be found.')
    found.status = c.req.query('moderationStatus') ?? ''
    return say(c, undefined)
  })
  app.onError((error) => {
    throw error
  })

  const handle = fetchOf((request) => app.fetch(request))
  const addComment = (video: string, thread: string | undefined, text: string, at: Date) => {
    const id = thread === undefined ? `Ug${++count}` : `${thread}.${++count}`
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
      videos.push({ id: `vid${++count}`, snippet, status: { privacyStatus: 'public' }, at, hash: '', bytes: 0 })
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
      cutAfter = bytes
    },
    expire: account.expire,
    failures,
    secrets: () => account.secrets(),
  }
}

const channelResource = {
  kind: 'youtube#channel',
  etag: 'e',
  id: channel,
  snippet: {
    title: 'Sari',
    description: 'Kopi dan roti',
    customUrl: '@sari',
    publishedAt: '2026-01-01T00:00:00Z',
    thumbnails: { default: { url: 'https://yt3.ggpht.com/kecil', width: 88, height: 88 } },
  },
  contentDetails: { relatedPlaylists: { likes: '', uploads: 'UUsari0123456789' } },
  status: { privacyStatus: 'public', isLinked: true, longUploadsStatus: 'allowed' },
}

/** https://developers.google.com/youtube/v3/docs/videos/insert#errors */
function refusalOf({ title, description, tags = [] }: Snippet): Response | undefined {
  if (!title || [...title].length > 100 || /[<>]/.test(title))
    return refused(400, 'invalidTitle', 'The request metadata specifies an invalid or empty video title.')
  if (Buffer.byteLength(description) > 5000 || /[<>]/.test(description))
    return refused(400, 'invalidDescription', 'The request metadata specifies an invalid video description.')
  const counted = tags.map((tag) => (tag.includes(' ') ? `"${tag}"` : tag)).join(',')
  if ([...counted].length > 500)
    return refused(400, 'invalidTags', 'The request metadata specifies invalid video keywords.')
  return undefined
}

const failures: Fake['failures'] = [
  ...commonFailures(
    'YouTube Data API v3',
    'The request cannot be completed because you have exceeded your <a href="/youtube/v3/getting-started#quota">quota</a>.',
  ),
  { name: 'no channel', ...failure(401, 'youtubeSignupRequired', 'Unauthorized'), kind: 'unauthorized' },
  { name: 'forbidden', ...failure(403, 'forbidden', 'Forbidden'), kind: 'rejected' },
  {
    name: 'title refused',
    ...failure(400, 'invalidTitle', 'The request metadata specifies an invalid or empty video title.'),
    kind: 'rejected',
  },
  {
    name: 'too many uploads today',
    ...failure(400, 'uploadLimitExceeded', 'The user has exceeded the number of videos they may upload.'),
    kind: 'rate-limited',
    retryAt: new Date('2026-11-25T08:00:00.000Z'),
  },
]
