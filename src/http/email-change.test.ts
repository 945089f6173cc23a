import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dueLetters, sendLetter } from '../mail/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type MailServer, mailServer } from '../testing/mail-server.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type { Me, ProblemAnswer, Security } from './api.ts'

const password = 'kata-sandi-panjang'
const first = 'rina@contoh.id'
const next = 'rina.baru@contoh.id'
let server: MailServer
let context: TestContext
let web: TestWeb
let rina: Person

beforeAll(async () => {
  server = await mailServer()
  const port = await freePort()
  const env = { PORT: String(port), BASE_URL: `http://localhost:${port}`, SMTP_URL: server.url }
  context = await testContext([], env)
  web = await testWeb(context)
  rina = web.person()
  const owner = { name: 'Rina', email: first, password, language: 'id', timeZone: 'Asia/Jakarta' }
  expect((await rina.post('/setup', owner)).status).toBe(201)
})
afterAll(async () => {
  await web.close()
  await context.close()
  await server.close()
})
beforeEach(async () => {
  context.clock.advance(4000)
  await letters()
})

const ask = (email: string, current = password) =>
  rina.post<Security & ProblemAnswer>('/security/email', { email, current })
const confirm = (token: string, who = web.person()) => who.post<{ email: string } & ProblemAnswer>('/email', { token })
const enter = async (email: string) => (await web.person().post('/auth/sign-in/email', { email, password })).status

/** What the letters that wait now say, by where they go. */
async function letters(): Promise<Map<string, string>> {
  const before = server.letters.length
  for (const data of await dueLetters(context)) await sendLetter(context, data)
  return new Map(server.letters.slice(before).map(({ to, readable }) => [to.join(), readable]))
}
const tokenIn = (letter = '') => /\/panel\/email#([\w-]+)/.exec(letter)?.[1] ?? ''

test('both addresses are written to, nothing changes before the link, and then the other one signs in', async () => {
  const asked = await ask('  RINA.baru@contoh.id '.trim())
  expect([asked.status, asked.body.email, asked.body.emailChange?.email]).toEqual([200, first, next])
  const sent = await letters()
  expect([...sent.keys()].sort()).toEqual([next, first].sort())
  expect(sent.get(first)).toContain(next)
  expect(sent.get(first)).not.toContain('/panel/email#')
  const token = tokenIn(sent.get(next))
  // Neither the database nor the outbox holds the link.
  const { rows } = await context.database.pool.query('select * from email_change')
  expect(JSON.stringify(rows)).not.toContain(token)
  expect([await enter(first), await enter(next)]).toEqual([200, 401])

  expect((await confirm(token)).body).toEqual({ email: next })
  expect([await enter(first), await enter(next)]).toEqual([401, 200])
  // Nobody is signed out of it, and the old address is told.
  expect((await rina.get<Me>('/me')).body.user?.email).toBe(next)
  expect((await letters()).get(first)).toContain(next)
  const { events, emailChange } = (await rina.get<Security>('/security')).body
  const kinds = events.map(({ kind }) => kind)
  expect(kinds.indexOf('email-changed')).toBeLessThan(kinds.indexOf('email-asked'))
  expect(kinds).toContain('email-asked')
  expect(emailChange).toBeNull()
  expect((await confirm(token)).status).toBe(404)

  await ask(first)
  expect((await confirm(tokenIn((await letters()).get(first)))).status).toBe(200)
})

test('without the password nothing is asked for, and guesses are braked', async () => {
  const wrong = await ask(next, 'salah-sekali')
  expect([wrong.status, wrong.body.problem.field]).toEqual([422, 'current'])
  expect((await ask(first)).body.problem.field).toBe('email')
  expect((await ask('bukan surel')).body.problem.field).toBe('email')
  expect((await letters()).size).toBe(0)
  const statuses = []
  for (let count = 0; count < 12; count++) statuses.push((await ask(next, 'salah-sekali')).status)
  expect(statuses.at(-1)).toBe(429)
  await context.database.pool.query('delete from sign_in_brake')
})

test('a link is over after a day, after a newer one, after "keep it", and after another password', async () => {
  await ask(next)
  const old = tokenIn((await letters()).get(next))
  await ask(next)
  const newer = tokenIn((await letters()).get(next))
  expect((await confirm(old)).status).toBe(404)
  context.clock.advance(25 * 3600)
  expect((await rina.get<Security>('/security')).body.emailChange).toBeNull()
  expect((await confirm(newer)).status).toBe(404)

  await ask(next)
  const dropped = tokenIn((await letters()).get(next))
  expect((await rina.delete<Security>('/security/email')).body.events[0]?.kind).toBe('email-dropped')
  expect((await confirm(dropped)).status).toBe(404)

  await ask(next)
  const beforePassword = tokenIn((await letters()).get(next))
  expect((await rina.post('/security/password', { current: password, next: password })).status).toBe(200)
  expect((await confirm(beforePassword)).status).toBe(404)
  expect(await enter(first)).toBe(200)
})

test('nobody learns who else has an account, and nobody takes an address that somebody has', async () => {
  const taken = 'dewi@contoh.id'
  await context.database.pool.query(
    `insert into "user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt") values ('dewi', 'Dewi', $1, true, now(), now())`,
    [taken],
  )
  const asked = await ask(taken)
  expect([asked.status, asked.body.emailChange?.email]).toEqual([200, taken])
  expect([...(await letters()).keys()]).toEqual([first])

  context.clock.advance(4000)
  await ask(next)
  const token = tokenIn((await letters()).get(next))
  await context.database.pool.query(`update "user" set email = $1 where id = 'dewi'`, [next])
  expect((await confirm(token)).status).toBe(404)
  expect((await rina.get<Me>('/me')).body.user?.email).toBe(first)
  await context.database.pool.query(`delete from "user" where id = 'dewi'`)
})

test('four an hour: nobody’s mailbox is filled from here', async () => {
  const statuses = []
  for (let count = 0; count < 6; count++) statuses.push((await ask(`a${count}@contoh.id`)).status)
  expect(statuses).toEqual([200, 200, 200, 200, 429, 429])
  await letters()
})

test.each(['', 'a', 'a b', '\0', 'x'.repeat(200), '../..'])('the token %j is none, in words', async (token) => {
  const { status, body } = await confirm(token)
  expect([404, 422]).toContain(status)
  expect(body.problem.words.en.length).toBeGreaterThan(20)
})

test('of many who open a link at once one changes it', async () => {
  await ask(next)
  const token = tokenIn((await letters()).get(next))
  const answers = await Promise.all(Array.from({ length: 6 }, () => confirm(token)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404, 404, 404])
})

test('without a mail server it is said why not', async () => {
  const other = await testContext([], { BASE_URL: 'http://localhost:1' })
  const plain = await testWeb(other)
  try {
    const dewi = plain.person()
    await dewi.post('/setup', { name: 'D', email: first, password, language: 'id', timeZone: 'Asia/Jakarta' })
    const { status, body } = await dewi.post<ProblemAnswer>('/security/email', { email: next, current: password })
    expect([status, body.problem.words.en]).toEqual([503, expect.stringContaining('SMTP_URL')])
  } finally {
    await plain.close()
    await other.close()
  }
})
