import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createArticle, publishArticle } from '../blog/index.ts'
import { saveBrandKit } from '../brand/index.ts'
import { connectChannel } from '../channels/index.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { deliverDue, schedulePost } from '../publishing/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { manyConversations, manyDeliveries } from '../testing/many.ts'
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
    draftId: null,
    articleId: null,
  })
  await createArticle(context, context.actor, {})
  // Opened is not written.
  expect((await today('UTC')).steps.article).toBe(false)
  context.clock.advance(1)
  const { id } = await createArticle(context, context.actor, { title: 'Artikel', markdown: 'Isi.' })
  expect((await today('UTC')).steps).toMatchObject({ article: true, published: false, draftId: id, articleId: null })
  await publishArticle(context, context.actor, id)
  await post('pengantar', '2026-03-05T16:30:00Z')
  // Planned is not shared.
  expect((await today('UTC')).steps).toMatchObject({
    published: true,
    teaser: false,
    draftId: null,
    articleId: id,
  })
  await asSystem(context.db, (tx) => sql`update delivery set state = 'cancelled'`.execute(tx))
  expect((await today('UTC')).steps.teaser).toBe(false)
  await post('sekali lagi', '2026-03-04T15:01:00Z')
  context.clock.advance(120)
  await deliverDue(context, new AbortController().signal)
  expect((await today('UTC')).steps.teaser).toBe(true)
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

test('the brand’s step is done when its kit is whole, not when it has a name', async () => {
  const kit = {
    name: 'Kopi',
    handle: '',
    promise: '',
    productSite: '',
    language: 'id',
    accent: '#0f5e5a',
    paper: '#faf7f1',
    logo: null,
  } as const
  await saveBrandKit(context, context.actor, kit)
  expect(await today('UTC')).toMatchObject({
    steps: { brand: false },
    brand: { missing: ['handle', 'promise', 'logo'] },
  })
  await saveBrandKit(context, context.actor, { ...kit, handle: 'kopi', promise: 'Kopi segar.' })
  expect((await today('UTC')).brand.missing).toEqual(['logo'])
})

test('profiles that bear neither the brand’s name nor its handle differ; nothing is said before it has a name', async () => {
  expect((await today('UTC')).brand).toMatchObject({ profiles: 1, differing: [] })
  const kit = {
    name: 'Kopi',
    handle: 'lain',
    promise: '',
    productSite: '',
    language: 'id',
    accent: '#0f5e5a',
    paper: '#faf7f1',
    logo: null,
  } as const
  await saveBrandKit(context, context.actor, kit)
  expect((await today('UTC')).brand.differing).toEqual([])
  await saveBrandKit(context, context.actor, { ...kit, name: 'Teh Senja' })
  const { differing, kept, of } = (await today('UTC')).brand
  expect(differing.map(({ channel, lacks }) => [channel.id, lacks])).toEqual([[channelId, ['name']]])
  // The kit has its handle; promise and logo are missing, and the profile's name.
  expect([kept, of]).toEqual([1, 4])
})

test('answers are counted over what people wrote in thirty days; what was never asked is no figure', async () => {
  expect((await today('UTC')).talk).toEqual({
    toAnswer: 0,
    answered: 0,
    usualSeconds: null,
    said: { answers: 0, posts: 0 },
    promise: null,
  })
  const now = context.clock.now()
  await manyConversations({ context, actor: context.actor, channelId, now }, 3)
  await manyDeliveries({ context, actor: context.actor, channelId, now }, 2)
  const before = (await today('UTC')).talk
  expect(before).toMatchObject({ toAnswer: 6, answered: 0, usualSeconds: null, said: { answers: 0, posts: 2 } })
  await asSystem(context.db, (tx) =>
    sql`update response set answered_at = written_at + interval '2 hours'
      where id in (select waiting_response from conversation order by last_at desc limit 2)`.execute(tx),
  )
  expect((await today('UTC')).talk).toMatchObject({ toAnswer: 6, answered: 2, usualSeconds: 7200 })
  await asSystem(context.db, (tx) => sql`update conversation set state = 'done'`.execute(tx))
  expect((await today('UTC')).talk).toMatchObject({ toAnswer: 2, answered: 2 })
  context.clock.advance(31 * 86_400)
  expect((await today('UTC')).talk).toMatchObject({ toAnswer: 0, usualSeconds: null })
})

test('what waits for a person’s own hands stands before all other decisions, however many', async () => {
  const at = { context, actor: context.actor, channelId, now: context.clock.now() }
  await manyDeliveries(at, 60)
  await asSystem(context.db, (tx) => sql`update delivery set state = 'rejected'`.execute(tx))
  const [oldest] = await asSystem(
    context.db,
    async (tx) => (await sql<{ id: string }>`select id from delivery order by due_at limit 1`.execute(tx)).rows,
  )
  await asSystem(context.db, (tx) => sql`update delivery set state = 'by-hand' where id = ${oldest?.id}`.execute(tx))
  const { decisions, byHandCount } = await today('UTC')
  expect(byHandCount).toBe(1)
  expect(decisions[0]).toMatchObject({ id: oldest?.id, state: 'by-hand' })
  expect(decisions.slice(1).every(({ state }) => state === 'rejected')).toBe(true)
})

test('the next hollow week is the first without an article, published or planned', async () => {
  const hollow = async () => (await today('Asia/Jakarta')).rhythm.hollowAt?.toISOString()
  // Wednesday evening of the week that begins on 2 March.
  expect(await hollow()).toBe('2026-03-01T17:00:00.000Z')
  const { id } = await createArticle(context, context.actor, { title: 'Satu', markdown: 'Isi.' })
  await publishArticle(context, context.actor, id)
  expect(await hollow()).toBe('2026-03-08T17:00:00.000Z')
  const next = await createArticle(context, context.actor, { title: 'Dua', markdown: 'Isi.' })
  await publishArticle(context, context.actor, next.id, new Date('2026-03-10T02:00:00Z'))
  expect(await hollow()).toBe('2026-03-15T17:00:00.000Z')
})

test('the next article is due in the first week without one, as usual; of a week that is over, in the next', async () => {
  const slot = async () => (await today('Asia/Jakarta')).rhythm.nextSlotAt?.toISOString()
  // Wednesday evening: nothing was ever published, so tomorrow at nine.
  expect(await slot()).toBe('2026-03-05T02:00:00.000Z')
  const { id } = await createArticle(context, context.actor, { title: 'Satu', markdown: 'Isi.' })
  await publishArticle(context, context.actor, id)
  const [published] = (await today('Asia/Jakarta')).rhythm.lastPublishedAt?.toISOString().split('T') ?? []
  expect(published).toBe('2026-03-04')
  expect((await slot())?.slice(0, 10)).toBe('2026-03-11')
  const planned = await createArticle(context, context.actor, { title: 'Dua', markdown: 'Isi.' })
  await publishArticle(context, context.actor, planned.id, new Date('2026-03-10T02:00:00Z'))
  expect((await slot())?.slice(0, 10)).toBe('2026-03-18')
})
