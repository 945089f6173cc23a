import type { Hono } from 'hono'
import parseTweet from 'twitter-text/dist/parseTweet.js'
import { fakeNow } from '../../testing/fake.ts'
import { described, me } from './shapes.ts'
import type { World } from './world.ts'

/** Posts: https://docs.x.com/x-api/posts/create-post */
export function postsAt(app: Hono, world: World): void {
  const { posts, refuse, media, keep, say, shown, notFound, headOf, hidden, figured } = world

  app.post('/2/tweets', async (c) => {
    const body = (await c.req.json()) as {
      text: string
      reply?: { in_reply_to_tweet_id: string }
      media?: { media_ids: string[] }
    }
    described.request('/2/tweets', 'post', body)
    const own = posts.filter(({ author }) => author === me.id)
    if (own.some(({ text }) => text === body.text && text !== ''))
      return refuse(403, 'You are not allowed to create a Tweet with duplicate content.')
    if (parseTweet(body.text).weightedLength > (world.subscription === 'None' ? 280 : 25_000))
      return refuse(403, 'Your Tweet text is too long.')
    const ids = body.media?.media_ids ?? []
    if (ids.some((id) => !media.get(id)?.finished || (media.get(id)?.polls ?? 0) > 0))
      return refuse(400, 'Your media IDs are invalid.')
    const parent = body.reply?.in_reply_to_tweet_id
    if (parent !== undefined && !posts.some(({ id }) => id === parent))
      return refuse(403, 'You attempted to reply to a Tweet that is deleted or not visible to you.')
    const stored = keep(body.text, fakeNow, me.id, parent, ids)
    return say('/2/tweets', 'post', { data: { id: stored.id, text: shown(stored).text } }, 201)
  })

  app.delete('/2/tweets/:id', (c) => {
    described.request('/2/tweets/{id}', 'delete', undefined, { query: new URL(c.req.url).searchParams })
    const at = posts.findIndex(({ id, author }) => id === c.req.param('id') && author === me.id)
    if (at < 0) return notFound(c.req.param('id'))
    posts.splice(at, 1)
    return say('/2/tweets/{id}', 'delete', { data: { deleted: true } })
  })

  app.put('/2/tweets/:id/hidden', async (c) => {
    const body = (await c.req.json()) as { hidden: boolean }
    described.request('/2/tweets/{tweet_id}/hidden', 'put', body)
    const found = posts.find(({ id }) => id === c.req.param('id'))
    if (!found || headOf(found).author !== me.id) return refuse(403, 'You are not allowed to hide this reply.')
    if (body.hidden) hidden.add(found.id)
    else hidden.delete(found.id)
    return say('/2/tweets/{tweet_id}/hidden', 'put', { data: { hidden: body.hidden } })
  })

  app.get('/2/tweets', (c) => {
    const query = new URL(c.req.url).searchParams
    described.request('/2/tweets', 'get', undefined, { query })
    const ids = (query.get('ids') ?? '').split(',')
    return say('/2/tweets', 'get', {
      data: posts.filter(({ id }) => ids.includes(id)).map((post) => figured(shown(post))),
    })
  })
}
