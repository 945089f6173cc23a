import { afterAll, beforeAll, expect, test } from 'vitest'
import { dueSeries, makeNext } from '../../publishing/index.ts'
import { type TestContext, testContext } from '../../testing/context.ts'
import { fakeNetwork } from '../../testing/fake-network.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../../testing/web.ts'
import type { Channel, Delivery, Imported, ProblemAnswer, Series, SeriesDates, Today } from '../api.ts'

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
  const wrong = await rina.post<ProblemAnswer>('/posts/import', { csv: 'a,b\n1,2' })
  expect([wrong.status, wrong.body.problem.field]).toEqual([422, 'csv'])
})
