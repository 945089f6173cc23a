import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { newMember } from '../testing/people.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type { Article, Calendar, Channel, DeliveriesMoved, Delivery, Holiday, ProblemAnswer } from './api.ts'

let context: TestContext
let web: TestWeb
let rina: Person
let channelId: string
const fake = fakeNetwork()
const inDays = (days: number) =>
  new Date(Math.floor(context.clock.now().getTime() / 86_400_000 + days) * 86_400_000 + 7_200_000)

beforeAll(async () => {
  const port = await freePort()
  context = await testContext([fake.network], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  const owner = { name: 'Rina', email: 'rina@contoh.id', password: 'kata-sandi-panjang', language: 'id' }
  await rina.post('/setup', { ...owner, timeZone: 'Asia/Jakarta' })
  const form = { handle: 'rina', password: 'right' }
  channelId = (await rina.post<{ channel: Channel }>('/channels', { network: 'fake', form })).body.channel.id
})
afterAll(async () => {
  await web.close()
  await context.close()
})

async function post(text: string, at: Date): Promise<string> {
  const sent = await rina.post<{ deliveries: Delivery[] }>('/posts', {
    texts: [{ channelId, text }],
    at: at.toISOString(),
  })
  return sent.body.deliveries[0]?.id as string
}

const look = (more = '', from = inDays(1), to = inDays(60)) =>
  rina.get<Calendar>(`/calendar?from=${from.toISOString()}&to=${to.toISOString()}${more}`)

describe('the calendar', () => {
  test('shows posts and articles of its days, with the channels that they name', async () => {
    const id = await post('Kabar kebun', inDays(8))
    const article = (await rina.post<Article>('/articles', { title: 'Musim petik', markdown: 'Isi.' })).body
    await rina.post(`/articles/${article.id}/publish`, { at: inDays(9).toISOString() })
    const { body } = await look()
    expect(body.posts).toMatchObject([
      { id, channelId, text: 'Kabar kebun', at: inDays(8).toISOString(), movable: true },
    ])
    expect(body.articles).toEqual([
      { id: article.id, title: 'Musim petik', state: 'scheduled', at: inDays(9).toISOString(), movable: true },
    ])
    expect(body.channels).toMatchObject([{ id: channelId, network: 'fake' }])
  })

  test('an article can be moved only where it waits, and by who may publish it', async () => {
    const { workspace } = (await rina.get<{ workspace: { id: string } }>('/me')).body
    const as = (name: string, role: 'author' | 'viewer') =>
      newMember(context, web, { name, role, workspaceId: workspace.id })
    const { person: author } = await as('hana', 'author')
    const { person: viewer } = await as('tomo', 'viewer')
    const make = async (person: Person, title: string, at?: Date) => {
      const { id } = (await person.post<Article>('/articles', { title, markdown: 'Isi.' })).body
      await person.post(`/articles/${id}/publish`, at ? { at: at.toISOString() } : {})
    }
    await make(author, 'Punya Hana', inDays(20))
    await make(rina, 'Sudah terbit')
    const span = `from=${inDays(-1).toISOString()}&to=${inDays(30).toISOString()}`
    const movable = async (person: Person) =>
      Object.fromEntries(
        (await person.get<Calendar>(`/calendar?${span}`)).body.articles.map(({ title, movable: can }) => [title, can]),
      )
    const [published, hers, rinas] = ['Sudah terbit', 'Punya Hana', 'Musim petik']
    expect(await movable(rina)).toEqual({ [published]: false, [hers]: true, [rinas]: true })
    expect(await movable(author)).toEqual({ [published]: false, [hers]: true, [rinas]: false })
    expect(await movable(viewer)).toEqual({ [published]: false, [hers]: false, [rinas]: false })
  })

  test('narrowed to a channel or a state it shows posts alone', async () => {
    expect((await look(`&channelId=${channelId}`)).body).toMatchObject({ posts: [{}], articles: [] })
    expect((await look('&state=missed,rejected')).body).toEqual({
      posts: [],
      articles: [],
      repeats: [],
      free: [],
      channels: [],
    })
    expect((await look('&state=later')).status).toBe(422)
    expect((await look('&channelId=1')).status).toBe(422)
  })

  test('is of 100 days at most, and not of none', async () => {
    expect((await look('', inDays(0), inDays(100))).status).toBe(200)
    const long = await rina.get<ProblemAnswer>(
      `/calendar?from=${inDays(0).toISOString()}&to=${inDays(101).toISOString()}`,
    )
    expect(long.status).toBe(422)
    expect(long.body.problem.words.id).toContain('100 hari')
    expect((await look('', inDays(2), inDays(2))).status).toBe(422)
  })

  test('is nobody’s who is not signed in', async () => {
    expect(
      (await web.person().get(`/calendar?from=${inDays(0).toISOString()}&to=${inDays(1).toISOString()}`)).status,
    ).toBe(401)
  })
})

describe('holidays', () => {
  const holidays = (query: string) => rina.get<{ holidays: Holiday[] }>(`/holidays?${query}`)

  test('have names in both languages', async () => {
    const { body } = await holidays('from=2026-08-01&to=2026-08-31&country=ID')
    expect(body.holidays.map(({ date, name }) => [date, name.id, name.en])).toEqual([
      ['2026-08-17', 'Hari Kemerdekaan', 'Independence Day'],
      ['2026-08-25', 'Maulid Nabi Muhammad', 'Birthday of the Prophet Muhammad'],
    ])
  })

  test('say whether somebody has decreed them, and have none where nobody could tell', async () => {
    const expected = async (day: string) =>
      (await holidays(`from=${day}&to=${day}&country=ID`)).body.holidays.map((one) => [one.name.en, one.expected])
    expect(await expected('2027-03-08')).toEqual([['Nyepi, Day of Silence', false]])
    expect(await expected('2028-08-17')).toEqual([['Independence Day', true]])
    expect((await holidays('from=9999-01-01&to=9999-12-31&country=ID')).body).toEqual({ holidays: [] })
  })

  test('are of a country that is known, and of real days', async () => {
    expect((await holidays('from=2026-08-01&to=2026-08-31&country=XX')).status).toBe(422)
    expect((await holidays('from=2026-02-29&to=2026-03-31&country=ID')).status).toBe(422)
    expect((await holidays('from=2026-01-01&to=2027-12-31&country=ID')).status).toBe(422)
  })
})

describe('moving', () => {
  const move = (body: unknown) => rina.post<DeliveriesMoved>('/deliveries/move', body)

  test('many by days, and back to where each was', async () => {
    const ids = [await post('Satu', inDays(10)), await post('Dua', inDays(11))]
    const there = (await move({ ids, days: 7 })).body
    expect(there).toMatchObject({
      deliveries: [
        {
          id: ids[0],
          dueAt: inDays(17).toISOString(),
          before: { dueAt: inDays(10).toISOString(), state: 'scheduled' },
        },
        { id: ids[1], dueAt: inDays(18).toISOString(), before: { dueAt: inDays(11).toISOString() } },
      ],
      refused: [],
    })
    const back = (await move({ moves: there.deliveries.map(({ id, before }) => ({ id, at: before.dueAt })) })).body
    expect(back.deliveries.map(({ dueAt }) => dueAt)).toEqual([inDays(10).toISOString(), inDays(11).toISOString()])
  })

  test('to a day, by minutes, to an instant', async () => {
    const id = await post('Tiga', inDays(12))
    const day = inDays(20).toISOString().slice(0, 10)
    expect((await move({ ids: [id], to: day })).body.deliveries[0]?.dueAt).toBe(inDays(20).toISOString())
    expect((await move({ ids: [id], by: 60 })).body.deliveries[0]?.dueAt).toBe(
      new Date(inDays(20).getTime() + 3_600_000).toISOString(),
    )
    const at = inDays(21).toISOString()
    expect((await move({ ids: [id], at })).body.deliveries[0]?.dueAt).toBe(at)
  })

  test('into the past is refused in words, one by one', async () => {
    const id = await post('Empat', inDays(12))
    const { status, body } = await move({ ids: [id], at: '2020-01-01T00:00:00Z' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      deliveries: [],
      refused: [{ id, words: { en: expect.stringContaining('has passed') } }],
    })
  })

  test('relies on time zones that exist', async () => {
    const texts = [{ channelId, text: 'Di mana?' }]
    const sent = await rina.post<ProblemAnswer>('/posts', {
      texts,
      at: inDays(8).toISOString(),
      timeZone: 'Mars/Olympus',
    })
    expect([sent.status, sent.body.problem.field]).toEqual([422, 'timeZone'])
    const id = await post('Lima', inDays(13))
    const body = { at: inDays(14).toISOString(), timeZone: 'Mars/Olympus' }
    expect((await rina.post(`/deliveries/${id}/reschedule`, body)).status).toBe(422)
  })

  test('takes exactly one target, and 500 posts at most', async () => {
    const id = crypto.randomUUID()
    for (const body of [
      { ids: [id] },
      { ids: [id], days: 1, by: 5 },
      { days: 1 },
      {},
      { moves: [{ id, at: inDays(3).toISOString() }], days: 1 },
      { ids: [id], moves: [{ id, at: inDays(3).toISOString() }] },
      { ids: [id], to: '2026-02-30' },
      { ids: Array.from({ length: 501 }, () => crypto.randomUUID()), days: 1 },
    ])
      expect((await move(body)).status, JSON.stringify(body).slice(0, 80)).toBe(422)
  })
})
