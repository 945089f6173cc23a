/** The promise over the API and from the shell: made, changed from a day on, paused, and counted by local days. */
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { articlesByDay, createArticle, publishArticle, renewPages } from '../blog/index.ts'
import { runCommand } from '../cli/index.ts'
import { localDate } from '../core/local-time.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import type { Cadence, Me, ProblemAnswer, ReadyDraftPage, Today } from '../http/api.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { rina as owner } from '../testing/people.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import { promisingWorkspaces, warnOfGap } from './index.ts'

let context: TestContext
let web: TestWeb
let rina: Person
let actor: { userId: string; workspaceId: string }
beforeAll(async () => {
  const port = await freePort()
  context = await testContext([], {
    PORT: String(port),
    BASE_URL: `http://localhost:${port}`,
    SMTP_URL: 'smtp://127.0.0.1:9',
  })
  web = await testWeb(context)
  rina = web.person()
  const { user, workspace } = (await rina.post<Me>('/setup', owner)).body
  actor = { userId: user?.id ?? '', workspaceId: workspace?.id ?? '' }
})
afterAll(async () => {
  await web.close()
  await context.close()
})
beforeEach(async () => {
  // Tuesday, eight in the morning in Jakarta.
  context.clock.set(new Date('2026-03-03T01:00:00Z'))
  await asSystem(context.db, async (tx) => {
    for (const table of ['cadence_promise', 'cadence_break', 'cadence_warning', 'article'])
      await sql`delete from ${sql.table(table)}`.execute(tx)
  })
})

const weekly = { every: 'week' }
const read = async (query = '') => (await rina.get<Cadence>(`/cadence${query}`)).body
const promise = (body: object, from?: string) =>
  rina.put<Cadence & ProblemAnswer>('/cadence/promise', { promise: body, ...(from && { from }) })
const article = async (at: string | undefined, published?: string, kind: 'article' | 'note' = 'article') => {
  const { id } = await createArticle(context, actor, { title: 'Kopi', markdown: 'Isi.', kind })
  await publishArticle(context, actor, id, at ? new Date(at) : undefined)
  if (published)
    await asSystem(context.db, (tx) =>
      sql`update article set published_at = ${published}::timestamptz where id = ${id}`.execute(tx),
    )
}
const states = ({ periods }: Cadence) =>
  periods.flatMap(({ from, state }) => (state === 'none' || from > '2026-03-23' ? [] : [`${from} ${state}`]))

async function shell(...argv: string[]) {
  const [out, err]: string[][] = [[], []]
  const streams = { out: (text: string) => void out?.push(text), err: (text: string) => void err?.push(text) }
  const code = await runCommand(argv, { input: Readable.from([]), ...streams, language: 'en' }, async () => ({
    context,
    close: async () => undefined,
  }))
  return { code, out: out?.join('') ?? '', err: err?.join('') ?? '' }
}

test('a promise is counted by the local day of publication: what is out, what is planned, and the gap that is left', async () => {
  expect(await read()).toMatchObject({ promise: null, gap: null, streak: 0 })
  await article(undefined, '2026-02-22T16:59:00Z') // Sunday in Jakarta
  await article(undefined, '2026-02-22T17:00:00Z') // Monday
  await article('2026-03-10T02:00:00Z')
  await article(undefined, '2026-03-03T00:00:00Z', 'note')
  const { body } = await promise(weekly, '2026-02-16')
  expect(states(body)).toEqual([
    '2026-02-16 kept',
    '2026-02-23 kept',
    '2026-03-02 open',
    '2026-03-09 planned',
    '2026-03-16 open',
    '2026-03-23 open',
  ])
  expect(body).toMatchObject({
    today: '2026-03-03',
    timeZone: 'Asia/Jakarta',
    summary: { kept: 2, due: 2, paused: 0 },
    streak: 2,
    longest: 2,
    gap: { from: '2026-03-02', due: '2026-03-08', missing: 1 },
    firstYear: 2026,
  })
  const { body: withNotes } = await promise({ ...weekly, notes: true }, '2026-03-09')
  expect(withNotes).toMatchObject({ promise: { promised: { notes: false } }, coming: { promised: { notes: true } } })
})

test('a changed promise leaves the past as it was; its change can be taken back, until it holds', async () => {
  await promise(weekly, '2026-02-16')
  const { body: changed } = await promise({ every: 'weekdays', weekdays: [5, 2, 5], at: '12:00' })
  expect(changed).toMatchObject({
    promise: { from: '2026-02-16', promised: { every: 'week' } },
    coming: { from: '2026-03-03', counts: '2026-03-09', promised: { weekdays: [2, 5], times: 2, at: '12:00' } },
  })
  expect((await promise(weekly, '2026-03-02')).body.problem.field).toBe('from')
  expect((await promise({ every: 'weekdays' })).body.problem.field).toBe('weekdays')
  expect((await rina.delete<ProblemAnswer>('/cadence/promise/2026-02-16')).status).toBe(422)
  expect((await rina.delete('/cadence/promise/2026-03-03')).status).toBe(200)
  expect(await read()).toMatchObject({ coming: null })
  const ended = (await rina.put<Cadence>('/cadence/promise', { promise: null })).body
  expect([ended.promise, ended.gap, states(ended)]).toEqual([null, null, ['2026-02-16 missed', '2026-02-23 missed']])
  expect((await rina.put('/cadence/promise', { promise: null })).status).toBe(422)
})

test('a first promise begins with this week, and may look back a year', async () => {
  expect((await promise(weekly)).body.promise).toMatchObject({ from: '2026-03-02', counts: '2026-03-02' })
  await rina.put('/cadence/promise', { promise: null })
  await asSystem(context.db, (tx) => sql`delete from cadence_promise`.execute(tx))
  expect((await promise(weekly, '2025-03-01')).status).toBe(422)
  expect((await promise(weekly, '2025-03-02')).body).toMatchObject({ firstYear: 2025 })
  expect((await read('?year=2025')).periods.filter(({ state }) => state === 'missed')).toHaveLength(43)
})

test('a break is taken before it begins, ends early, and is called off; its weeks are not counted', async () => {
  await promise(weekly, '2026-02-16')
  const take = (first: string, last: string) =>
    rina.post<{ id: string } & ProblemAnswer>('/cadence/breaks', { first, last })
  expect((await take('2026-03-02', '2026-03-08')).body.problem.field).toBe('first')
  expect((await take('2026-03-12', '2026-03-09')).body.problem.field).toBe('last')
  expect((await take('2026-03-12', '2027-12-09')).body.problem.field).toBe('last')
  const { id } = (await take('2026-03-03', '2026-03-15')).body
  expect((await take('2026-03-15', '2026-03-20')).body.problem.field).toBe('first')
  expect(states(await read()).slice(2)).toEqual([
    '2026-03-02 break',
    '2026-03-09 break',
    '2026-03-16 open',
    '2026-03-23 open',
  ])
  context.clock.set(new Date('2026-03-10T01:00:00Z'))
  expect((await rina.delete(`/cadence/breaks/${id}`)).status).toBe(200)
  expect(states(await read()).slice(2)).toEqual([
    '2026-03-02 break',
    '2026-03-09 open',
    '2026-03-16 open',
    '2026-03-23 open',
  ])
  expect((await rina.delete(`/cadence/breaks/${id}`)).status).toBe(422)
  const later = (await take('2026-04-01', '2026-04-05')).body.id
  await rina.delete(`/cadence/breaks/${later}`)
  expect([(await read()).breaks, (await rina.delete(`/cadence/breaks/${later}`)).status]).toEqual([[], 404])
})

test('days are those of the zone, over a change of clocks and over the end of a year', async () => {
  const base = Date.parse('2025-12-30T00:00:00Z')
  // Every 7 h 13 min over fourteen months, and the minutes around both changes of New York's clocks.
  const instants = Array.from({ length: 1400 }, (_, n) => new Date(base + n * 26_000_000))
  for (const day of ['2026-03-08', '2026-11-01'])
    for (const hour of ['03:59', '04:00', '04:59', '05:00', '06:30', '07:30'])
      instants.push(new Date(`${day}T${hour}:00Z`))
  await asSystem(context.db, (tx) =>
    sql`insert into article (id, workspace_id, slug, title, markdown, language, state, published_at)
      select gen_random_uuid(), ${actor.workspaceId}, 'a' || n, 'A', 'Isi', 'id', 'published', at
      from unnest(${instants}::timestamptz[]) with ordinality each (at, n)`.execute(tx),
  )
  const zones = ['Asia/Jakarta', 'America/New_York', 'Pacific/Auckland', 'UTC']
  const span = { from: new Date('2025-12-01'), to: new Date('2027-06-01') }
  const found = await inWorkspace(context.db, actor.workspaceId, (tx) =>
    articlesByDay(
      tx,
      zones.map((timeZone) => ({ ...span, timeZone })),
    ),
  )
  for (const [index, zone] of zones.entries()) {
    const byHand = Map.groupBy(instants, (at) => localDate(at, zone))
    const counted = found.filter((row) => row.span === index).map(({ day, published }) => [day, published])
    expect(counted).toEqual([...byHand].map(([day, each]) => [day, each.length]).sort())
  }
})

test('the shell promises, takes breaks, and tells how it is kept', async () => {
  expect((await shell('cadence')).out).toContain('promises nothing yet')
  const set = await shell('cadence', 'set', 'weekly', '--on', 'tue,sat', '--at', '12:00', '--from', '2026-02-16')
  expect(set).toMatchObject({ code: 0, err: '' })
  expect(set.out).toBe(
    'One article every Tuesday and Saturday at 12:00\nKept 0 of 2 weeks in 2026; 0 weeks in a row.\nTuesday 3 March is still open.\n',
  )
  expect((await shell('cadence', 'break', '2026-03-04', '2026-03-20')).out).toContain(
    'Break from Wednesday 4 March to Friday 20 March.\n',
  )
  expect(JSON.parse((await shell('cadence', '--json')).out)).toMatchObject({ breaks: [{ first: '2026-03-04' }] })
  expect((await shell('cadence', 'end')).out).not.toContain('Break')
  expect((await shell('cadence', 'set', 'none')).out).toContain('promises nothing yet')
  for (const wrong of [
    ['set', 'often'],
    ['set', 'monthly', '--on', 'tue'],
    ['set', 'weekly', '--on', 'xyz'],
    ['break', '2026-02-30'],
    ['end'],
    ['dance'],
  ])
    expect((await shell('cadence', ...wrong)).code).toBe(2)
})

const long = (words: number) => 'kata '.repeat(words).trim()
const draft = async (words: object) => (await rina.post<{ id: string }>('/articles', words)).body.id
const ready = async () =>
  (await rina.get<ReadyDraftPage>('/cadence/drafts')).body.drafts.map(({ title, ready: steps, lacks }) => [
    title,
    steps,
    lacks,
  ])

test('drafts stand with the steps they have done, the readiest first; an empty one is none', async () => {
  await draft({})
  await draft({ title: 'Hari kerja', markdown: long(180) })
  const id = await draft({
    title: 'Gula aren',
    markdown: `${long(300)}\n\n![](/media/a.png)\n\n[bank.co.id](https://lain.example)`,
  })
  await draft({ title: 'Harga biji', markdown: long(820) })
  expect(await ready()).toEqual([
    ['Harga biji', 4, ['summary']],
    ['Gula aren', 2, ['summary', 'pictures', 'checks']],
    ['Hari kerja', 1, ['text', 'summary', 'pictures', 'checks']],
  ])
  const words = {
    summary: 'Ringkas',
    markdown: `${long(300)}\n\n![Gula di wajan](/media/a.png)`,
    tags: [],
    language: 'id',
    slug: '',
  }
  expect((await rina.put(`/articles/${id}`, { base: 1, title: 'Gula aren', ...words })).status).toBe(200)
  expect((await ready())[0]).toEqual(['Gula aren', 5, []])
  // What an older program kept is made anew in the background.
  await asSystem(context.db, (tx) => sql`update article set ready = 0, lacks = '{}', brief_by = 1`.execute(tx))
  await renewPages(context)
  expect((await ready())[0]).toEqual(['Gula aren', 5, []])
})

test('a gap is told on Today when it is near, and by mail once, however many workers look; never in a break', async () => {
  const letters = () =>
    asSystem(context.db, (tx) => tx.selectFrom('mail').select(['about', 'user_id']).where('kind', '=', 'gap').execute())
  const warn = async () => {
    const workspaces = await promisingWorkspaces(context)
    await Promise.all([...workspaces, ...workspaces].map((one) => warnOfGap(context, one)))
    return (await letters()).map(({ about }) => about.split(' ')[1])
  }
  const told = async () => (await rina.get<Today>('/today')).body.gap
  const dial = async () => (await rina.get<Today>('/today')).body.promise
  await draft({ title: 'Harga biji', markdown: long(820) })
  await promise({ every: 'weekdays', weekdays: [1] }, '2026-03-09')
  expect([await warn(), await told()]).toEqual([[], null])
  context.clock.set(new Date('2026-03-06T01:00:00Z'))
  expect(await told()).toMatchObject({
    due: '2026-03-09',
    draft: { title: 'Harga biji', ready: 4, lacks: ['summary'] },
  })
  expect(await dial()).toMatchObject({ words: { en: expect.stringContaining('Monday') }, due: 0, gapDue: '2026-03-09' })
  expect([await warn(), await warn()]).toEqual([['2026-03-09'], ['2026-03-09']])
  await rina.post('/cadence/breaks', { first: '2026-03-16', last: '2026-03-22' })
  context.clock.set(new Date('2026-03-16T01:00:00Z'))
  expect([await warn(), await told()]).toEqual([['2026-03-09'], null])
  await rina.patch('/me', { mail: { gap: false } })
  context.clock.set(new Date('2026-03-22T01:00:00Z'))
  expect([await warn(), (await told())?.due]).toEqual([['2026-03-09'], '2026-03-23'])
})
