import { afterAll, beforeAll, expect, test } from 'vitest'
import { dueSeries, makeNext } from '../../publishing/index.ts'
import { type TestContext, testContext } from '../../testing/context.ts'
import { fakeNetwork } from '../../testing/fake-network.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../../testing/web.ts'
import type {
  Calendar,
  Channel,
  Delivery,
  DraftPost,
  Imported,
  Preview,
  ProblemAnswer,
  Series,
  SeriesDates,
  Today,
} from '../api.ts'

let context: TestContext
let web: TestWeb
let rina: Person
let channelId: string

beforeAll(async () => {
  const port = await freePort()
  context = await testContext([fakeNetwork().network], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  await rina.post('/setup', {
    name: 'Rina',
    email: 'rina@contoh.id',
    password: 'kata-sandi-panjang',
    language: 'id',
    timeZone: 'Asia/Jakarta',
  })
  const form = { handle: 'kopisenja', password: 'right' }
  channelId = (await rina.post<{ channel: Channel }>('/channels', { network: 'fake', form })).body.channel.id
})
afterAll(async () => {
  await web.close()
  await context.close()
})

const daily = () => ({
  rule: 'FREQ=DAILY;COUNT=2',
  timeZone: 'Asia/Jakarta',
  startsAt: new Date(context.clock.now().getTime() + 3_600_000).toISOString(),
})
const words = (text: string) => ({ texts: [{ channelId, text }] })

test('a repeat is previewed, made, told to Today when its words are used up, given more, and ended', async () => {
  const dates = await rina.post<SeriesDates>('/series/preview', daily())
  expect(dates.body).toMatchObject({ total: 2, dates: [daily().startsAt, expect.any(String)] })
  const endless = await rina.post<ProblemAnswer>('/series/preview', { ...daily(), rule: 'FREQ=DAILY' })
  expect([endless.status, endless.body.problem.field]).toEqual([422, 'rule'])
  const refused = await rina.post<ProblemAnswer>('/series', {
    ...daily(),
    variants: [words('password: rahasia123kami')],
  })
  expect(Object.keys(refused.body.problem.findings ?? {})).toEqual([channelId])
  const made = await rina.post<Series>('/series', { ...daily(), variants: [words('Kopi pagi')] })
  expect([made.status, made.body.state, made.body.left]).toEqual([201, 'active', 2])
  for (const due of await dueSeries(context)) await makeNext(context, due, async () => ({}))
  context.clock.advance(7200)
  for (const due of await dueSeries(context)) await makeNext(context, due, async () => ({}))
  expect((await rina.get<Today>('/today')).body.repeats.map(({ id }) => id)).toEqual([made.body.id])
  const { rule, timeZone, startsAt } = made.body
  const more = { rule, timeZone, startsAt, variants: [words('Kopi sore')] }
  const changed = await rina.put<Series>(`/series/${made.body.id}`, more)
  expect(changed.body).toMatchObject({ waiting: [], variants: { length: 2 } })
  expect((await rina.get<Today>('/today')).body.repeats).toEqual([])
  const { deliveries } = (await rina.get<{ deliveries: Delivery[] }>('/deliveries?q=Kopi')).body
  expect(deliveries.map(({ text }) => text).sort()).toEqual(['Kopi pagi', 'Kopi sore'])
  expect((await rina.post<Series>(`/series/${made.body.id}/end`)).body.state).toBe('ended')
  expect((await rina.post(`/series/${made.body.id}/resume`)).status).toBe(409)
})

test('a file is looked at, taken, and its template is one that can be taken', async () => {
  const template = (await rina.get<string>('/posts/import/template?language=en')).body
  expect(template).toContain('fake:kopisenja')
  const look = await rina.post<Imported>('/posts/import', { csv: template })
  expect(look.body.rows).toMatchObject([{ line: 2, state: 'ready', at: '2030-12-01T02:00:00.000Z' }])
  const taken = await rina.post<Imported>('/posts/import', { csv: template, write: true })
  expect(taken.body.rows).toMatchObject([{ state: 'written', channels: [{ handle: 'kopisenja' }] }])
  const xlsx = await rina.bytes('/posts/import/template?language=id&format=xlsx')
  const file = Buffer.from(xlsx).toString('base64')
  expect((await rina.post<Imported>('/posts/import', { file })).body.rows).toMatchObject([
    { line: 2, state: 'ready', at: '2030-12-01T02:00:00.000Z', text: expect.stringContaining('Kopi baru') },
  ])
  const indonesian = (await rina.get<string>('/posts/import/template?language=id')).body
  expect(indonesian).toContain('Saluran;Teks;Waktu;Tautan')
  expect((await rina.post<Imported>('/posts/import', { csv: indonesian })).body.rows).toMatchObject([
    { state: 'ready' },
  ])
  expect((await rina.post('/posts/import', { csv: indonesian, file })).status).toBe(422)
  expect((await rina.post('/posts/import', {})).status).toBe(422)
  const wrong = await rina.post<ProblemAnswer>('/posts/import', { csv: 'a,b\n1,2' })
  expect([wrong.status, wrong.body.problem.field]).toEqual([422, 'csv'])
})

test('what a repeat will bring stands in the calendar, holds its slots, and is told to who writes the same words', async () => {
  const from = new Date(context.clock.now().getTime() + 2 * 86_400_000)
  const to = new Date(from.getTime() + 20 * 86_400_000)
  const startsAt = new Date(Math.ceil(from.getTime() / 86_400_000) * 86_400_000 + 2 * 3_600_000)
  const draft = (await rina.post<DraftPost>('/drafts', { body: { channels: {} } })).body
  const rule = { rule: 'FREQ=WEEKLY;COUNT=2', timeZone: 'Asia/Jakarta', startsAt: startsAt.toISOString() }
  const made = await rina.post<Series>('/series', {
    ...rule,
    variants: [words('Sekali sepekan: kabar dari kebun')],
    draftId: draft.id,
  })
  expect([made.status, (await rina.get(`/drafts/${draft.id}`)).status]).toEqual([201, 404])
  const look = (more = '') =>
    rina.get<Calendar>(`/calendar?from=${from.toISOString()}&to=${to.toISOString()}${more}`).then(({ body }) => body)
  const calendar = await look()
  const second = new Date(startsAt.getTime() + 7 * 86_400_000).toISOString()
  const one = { seriesId: made.body.id, channelIds: [channelId], articleId: null, reason: null }
  expect(calendar.repeats).toMatchObject([
    { ...one, at: startsAt.toISOString(), text: 'Sekali sepekan: kabar dari kebun' },
    { ...one, at: second, text: '' },
  ])
  expect(calendar.channels.map(({ id }) => id)).toContain(channelId)
  expect((await look('&state=scheduled')).repeats).toHaveLength(2)
  expect((await look('&state=missed')).repeats).toEqual([])
  const weekday = ((startsAt.getUTCDay() + 6) % 7) + 1
  const nine = { weekday, time: '09:00' }
  const rhythm = { timeZone: 'Asia/Jakarta', slots: [nine, { weekday, time: '19:00' }] }
  await rina.put(`/channels/${channelId}/slots`, rhythm)
  const free = (await look()).free.map(({ at }) => at)
  expect(free).toContain(new Date(startsAt.getTime() + 10 * 3_600_000).toISOString())
  expect(free).not.toContain(startsAt.toISOString())
  const text = 'Sekali sepekan: kabar dari kebun'
  const said = async (more: object) =>
    (await rina.post<Preview>('/preview', { channelId, text, ...more })).body.findings.map(({ check }) => check)
  expect(await said({})).toContain('same-words-again')
  expect(await said({ seriesId: made.body.id })).not.toContain('same-words-again')
  const dates = await rina.post<SeriesDates>('/series/preview', { ...rule, variants: [words('Lain'), words(text)] })
  expect(dates.body.findings.filter(({ check }) => check === 'same-words-again')).toMatchObject([
    { variant: 1, channelId },
  ])
})
