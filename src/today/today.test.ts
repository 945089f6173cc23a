import { afterEach, beforeEach, expect, test } from 'vitest'
import { createArticle, publishArticle } from '../blog/index.ts'
import { connectChannel } from '../channels/index.ts'
import { inWorkspace } from '../db/client.ts'
import { schedulePost } from '../publishing/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { readToday } from './index.ts'

let context: TestContext
let channelId: string
beforeEach(async () => {
  context = await testContext([fakeNetwork().network])
  // Ten at night in Jakarta.
  context.clock.set(new Date('2026-03-04T15:00:00Z'))
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'kopi', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  channelId = done.channel.id
})
afterEach(() => context.close())

const today = (timeZone: string) =>
  inWorkspace(context.db, context.actor.workspaceId, (tx) =>
    readToday(context, tx, { workspaceId: context.actor.workspaceId, timeZone }),
  )
const post = (text: string, at: string) =>
  schedulePost(context, context.actor, {
    drafts: [{ channelId, text, mediaIds: [] }],
    at: new Date(at),
    timeZone: 'Asia/Jakarta',
  })

test('what leaves is of the person’s own day: posts and articles in order of time', async () => {
  await post('sebelum tengah malam', '2026-03-04T16:30:00Z')
  await post('sesudah tengah malam', '2026-03-04T17:30:00Z')
  const { id } = await createArticle(context, context.actor, { title: 'Artikel', markdown: 'Isi.' })
  await publishArticle(context, context.actor, id, new Date('2026-03-04T16:00:00Z'))
  const names = async (timeZone: string) =>
    (await today(timeZone)).leaving.map((one) => (one.what === 'article' ? one.article.title : one.delivery.text))
  expect(await names('Asia/Jakarta')).toEqual(['Artikel', 'sebelum tengah malam'])
  expect(await names('UTC')).toEqual(['Artikel', 'sebelum tengah malam', 'sesudah tengah malam'])
})

test('the rhythm counts articles by the weeks of the person, and says how long it is quiet', async () => {
  expect((await today('Asia/Jakarta')).rhythm).toMatchObject({ lastPublishedAt: null, daysSince: null, nextAt: null })
  const { id } = await createArticle(context, context.actor, { title: 'Artikel', markdown: 'Isi.' })
  await publishArticle(context, context.actor, id)
  context.clock.advance(9 * 86_400)
  const { rhythm } = await today('Asia/Jakarta')
  expect(rhythm.weeks.map(({ articles }) => articles)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0])
  expect(rhythm.daysSince).toBe(9)
})

test('the first steps are ticked off as they are done', async () => {
  expect((await today('UTC')).steps).toEqual({
    brand: false,
    channel: true,
    article: false,
    published: false,
    teaser: false,
  })
  const { id } = await createArticle(context, context.actor, { title: 'Artikel', markdown: 'Isi.' })
  expect((await today('UTC')).steps).toMatchObject({ article: true, published: false })
  await publishArticle(context, context.actor, id)
  await post('pengantar', '2026-03-05T16:30:00Z')
  expect((await today('UTC')).steps).toMatchObject({ published: true, teaser: true })
})

test('a year whose holidays nobody has decreed is told from December on, by the person’s own day, to those who keep them', async () => {
  const told = async (at: string, timeZone = 'Asia/Jakarta') => {
    context.clock.set(new Date(at))
    return (await today(timeZone)).undecreed
  }
  expect(await told('2029-11-30T16:59:00Z')).toEqual({ country: 'ID', year: 2029 })
  expect(await told('2029-11-30T17:00:00Z')).toEqual({ country: 'ID', year: 2029 })
  expect(await told('2027-11-30T16:59:00Z')).toBeNull()
  expect(await told('2027-11-30T17:00:00Z')).toEqual({ country: 'ID', year: 2028 })
  expect(await told('2028-02-01T00:00:00Z')).toEqual({ country: 'ID', year: 2028 })
  expect(await told('2027-12-15T00:00:00Z', 'Europe/Berlin')).toBeNull()
  expect(await told('2026-12-15T00:00:00Z')).toBeNull()
})
