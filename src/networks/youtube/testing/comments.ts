import type { Hono } from 'hono'
import { fakeNow } from '../../testing/fake.ts'
import { refused } from '../../testing/google.ts'
import { channel, commentOf } from './shapes.ts'
import type { World } from './world.ts'

/** Comments and their threads: https://developers.google.com/youtube/v3/docs/commentThreads */
export function commentsAt(app: Hono, world: World): void {
  const { read, comments, newestFirst, say, page } = world

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
      id: `${head.id}.${++world.count}`,
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
}
