import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestContext, testContext } from '../../testing/context.ts'
import { fakeNetwork } from '../../testing/fake-network.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../../testing/web.ts'
import type { Channel, Delivery, ProblemAnswer, RhythmOfChannel } from '../api.ts'

let context: TestContext
let web: TestWeb
let rina: Person
let channel: Channel

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
  channel = (await rina.post<{ channel: Channel }>('/channels', { network: 'fake', form })).body.channel
})
afterAll(async () => {
  await web.close()
  await context.close()
})

const texts = () => [{ channelId: channel.id, text: 'Kopi baru datang pagi ini.' }]

test('a rhythm is set and read, and the next free slot is the one that is taken', async () => {
  const refused = await rina.post<ProblemAnswer>('/posts', { texts: texts(), when: 'slot' })
  expect([refused.status, refused.body.problem.field]).toEqual([422, 'when'])
  expect(refused.body.problem.words.en).toContain('Settings → Channels')
  const slots = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, time: '08:00' }))
  const set = await rina.put<RhythmOfChannel>(`/channels/${channel.id}/slots`, { timeZone: 'Asia/Jakarta', slots })
  expect(set.body.slots).toHaveLength(7)
  const [rhythm] = (await rina.get<{ rhythms: RhythmOfChannel[] }>('/slots')).body.rhythms
  expect(rhythm).toEqual(set.body)
  const sent = await rina.post<{ deliveries: Delivery[] }>('/posts', { texts: texts(), when: 'slot' })
  expect([sent.status, sent.body.deliveries[0]?.dueAt]).toEqual([201, rhythm?.next])
  const [after] = (await rina.get<{ rhythms: RhythmOfChannel[] }>('/slots')).body.rhythms
  expect(Date.parse(after?.next ?? '') - Date.parse(rhythm?.next ?? '')).toBe(86_400_000)
})

test('`when` says how; a time alone still works', async () => {
  const at = new Date(context.clock.now().getTime() + 3_600_000).toISOString()
  const due = async (body: object) =>
    (await rina.post<{ deliveries: Delivery[] }>('/posts', { texts: texts(), ...body })).body.deliveries[0]?.dueAt
  expect(await due({ at })).toBe(at)
  expect(await due({ when: 'at', at })).toBe(at)
  const now = context.clock.now().getTime() + context.config.undoSeconds * 1000
  expect(await due({ when: 'now', at })).toBe(new Date(now).toISOString())
  const without = await rina.post<ProblemAnswer>('/posts', { texts: texts(), when: 'at' })
  expect([without.status, without.body.problem.field]).toEqual([422, 'at'])
})

test('what is no time of the week is refused', async () => {
  for (const slot of [
    { weekday: 8, time: '08:00' },
    { weekday: 1, time: '24:00' },
    { weekday: 1, time: '8' },
  ]) {
    const answer = await rina.put(`/channels/${channel.id}/slots`, { timeZone: 'Asia/Jakarta', slots: [slot] })
    expect(answer.status).toBe(422)
  }
})
