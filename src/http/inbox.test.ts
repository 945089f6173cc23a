import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { asSystem } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { manyConversations } from '../testing/many.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type { ConversationSummary, Me, Today } from './api.ts'

const owner = {
  name: 'Rina',
  email: 'rina@contoh.id',
  password: 'kata-sandi-panjang',
  language: 'id',
  timeZone: 'Asia/Jakarta',
}
const waiting = 230

let context: TestContext
let web: TestWeb
let rina: Person

beforeEach(async () => {
  const port = await freePort()
  context = await testContext([fakeNetwork().network], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  const { user, workspace } = (await rina.post<Me>('/setup', owner)).body
  const actor = { userId: user?.id ?? '', workspaceId: workspace?.id ?? '' }
  const done = await connectChannel(context, actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  await manyConversations({ context, actor, channelId: done.channel.id, now: context.clock.now() }, waiting)
})
afterEach(async () => {
  await web.close()
  await context.close()
})

interface Inbox {
  conversations: ConversationSummary[]
  next: string | null
}

/** All pages of the inbox, one after the other. @param between done after each page */
async function walk(filter = '', between: (page: Inbox, number: number) => Promise<unknown> = async () => undefined) {
  const shown: ConversationSummary[] = []
  let next: string | null = ''
  for (let page = 0; next !== null; page++) {
    const path: string = `/conversations?${filter}${next && `&cursor=${next}`}`
    const { status, body } = await rina.get<Inbox>(path)
    expect(status).toBe(200)
    shown.push(...body.conversations)
    next = body.next
    await between(body, page)
    if (page > 100) throw new Error('the list has no end')
  }
  return shown
}

const waits = ({ waitingSince }: ConversationSummary) => Date.parse(waitingSince ?? '')
const rising = (values: readonly number[]) =>
  values.every((value, index) => index === 0 || (values[index - 1] as number) <= value)

test('however many wait, each can be reached, and who has waited longest stands first', async () => {
  const all = await walk()
  expect(new Set(all.map(({ id }) => id)).size).toBe(waiting)
  expect(all).toHaveLength(waiting)
  expect(rising(all.map(waits))).toBe(true)
  expect(all[0]?.person.name).toBe(`Orang ${waiting}`)
  expect(all.every((one) => one.waiting === 2)).toBe(true)
})

test('Today begins with who has waited longest of all', async () => {
  const { waiting: first, waitingCount } = (await rina.get<Today>('/today')).body
  expect(waitingCount).toBe(waiting)
  expect(first.map(({ person }) => person.name)).toEqual(
    Array.from({ length: 8 }, (_, index) => `Orang ${waiting - index}`),
  )
})

test('open ones that nobody waits in come after all others, and have no place on Today', async () => {
  await asSystem(context.db, (tx) =>
    sql`update response r set answered_at = now() from conversation c
      where c.id = r.conversation_id and substr(c.root, 2)::int > 30`.execute(tx),
  )
  const all = await walk()
  expect(all).toHaveLength(waiting)
  expect(all.slice(0, 30).map(({ person }) => person.name)).toEqual(
    Array.from({ length: 30 }, (_, index) => `Orang ${30 - index}`),
  )
  expect(all.slice(30).every((one) => one.waiting === 0 && one.waitingSince === null)).toBe(true)
  const { waiting: first, waitingCount } = (await rina.get<Today>('/today')).body
  expect([waitingCount, first[0]?.person.name]).toEqual([30, 'Orang 30'])
})

test('who waits is one question: the list of the waiting, Today and the badge answer it alike, and who was answered is gone from it', async () => {
  await asSystem(context.db, (tx) =>
    sql`update response r set answered_at = now() from conversation c
      where c.id = r.conversation_id and substr(c.root, 2)::int > 30`.execute(tx),
  )
  const counts = async () => {
    const listed = await walk('state=waiting')
    expect(listed.every((one) => one.waiting > 0 && one.state === 'open')).toBe(true)
    const { body } = await rina.get<Today>('/today')
    const { workspaces } = (await rina.get<{ workspaces: { waiting: number }[] }>('/workspaces')).body
    return [listed.length, body.waitingCount, workspaces[0]?.waiting]
  }
  expect(await counts()).toEqual([30, 30, 30])
  const [first] = await walk('state=waiting')
  await rina.post(`/conversations/${first?.id}/state`, { state: 'done' })
  expect(await counts()).toEqual([29, 29, 29])
  expect(await walk('state=open')).toHaveLength(waiting - 1)
})

test('what was said in private is told from the rest before it is opened', async () => {
  await asSystem(context.db, (tx) =>
    sql`update response set audience = 'direct' where id = (select waiting_response from conversation order by waits_from limit 1)`.execute(
      tx,
    ),
  )
  const [first, ...others] = await walk()
  expect([first?.audience, ...new Set(others.map(({ audience }) => audience))]).toEqual(['direct', 'public'])
})

test('what is decided about while one reads moves nothing past the reader', async () => {
  const decided: string[] = []
  const all = await walk('state=open', async ({ conversations }, page) => {
    const [, second] = conversations
    if (page > 2 || !second) return
    decided.push(second.id)
    await rina.post(`/conversations/${second.id}/state`, { state: 'done' })
  })
  expect(decided.length).toBeGreaterThan(1)
  expect(new Set(all.map(({ id }) => id)).size).toBe(waiting)
  expect((await walk('state=done')).map(({ id }) => id).sort()).toEqual(decided.sort())
})

test('of equal moments none is lost between pages', async () => {
  await asSystem(context.db, (tx) =>
    sql`update response set written_at = '2026-11-01T00:00:00.123456Z'`
      .execute(tx)
      .then(() => sql`update conversation set last_at = '2026-11-01T00:00:00.123456Z'`.execute(tx)),
  )
  for (const filter of ['state=open', 'state=all'])
    expect(new Set((await walk(filter)).map(({ id }) => id)).size, filter).toBe(waiting)
})

test('a mark that no page gave is refused with words', async () => {
  const { next } = (await rina.get<Inbox>('/conversations')).body
  const forged = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url')
  const id = '00000000-0000-4000-8000-000000000000'
  const instant = '2026-11-01 00:00:00+00'
  const marks = [
    'x',
    next?.slice(5) ?? '',
    forged({}),
    forged([]),
    forged([instant, instant, 'x']),
    forged([instant, id]),
  ]
  marks.push(forged(['2026-02-30 00:00:00+00', instant, id]), forged([instant, `${instant}\0`, id]), forged([1, 2, 3]))
  for (const mark of marks) {
    const { status, body } = await rina.get<{ problem: { field: string } }>(`/conversations?cursor=${mark}`)
    expect([status, body.problem.field], mark).toEqual([422, 'cursor'])
  }
  expect((await rina.get(`/conversations?cursor=${forged(['infinity', instant, id])}`)).status).toBe(200)
})
