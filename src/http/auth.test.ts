import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { asSystem } from '../db/client.ts'
import { dueLetters, sendLetter } from '../mail/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type MailServer, mailServer } from '../testing/mail-server.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type { Me, ProblemAnswer } from './api.ts'

// How long an answer is kept back is seen here; that it is, by a real one.
vi.mock('node:timers/promises', async (original) => {
  const timers = await original<typeof import('node:timers/promises')>()
  return { ...timers, setTimeout: vi.fn(timers.setTimeout) }
})

const owner = {
  name: 'Rina',
  email: 'rina@contoh.id',
  password: 'kata-sandi-panjang',
  language: 'id',
  timeZone: 'Asia/Jakarta',
}
let server: MailServer
let context: TestContext
let web: TestWeb
let rina: Person

beforeAll(async () => {
  server = await mailServer()
  const port = await freePort()
  // Each test comes from an address of its own, so that what one is refused does not hinder the next.
  const env = { PORT: String(port), BASE_URL: `http://localhost:${port}`, SMTP_URL: server.url, TRUSTED_PROXY: '1' }
  context = await testContext([], env)
  web = await testWeb(context)
  rina = web.person()
  expect((await rina.post('/setup', owner)).status).toBe(201)
})
afterAll(async () => {
  await web.close()
  await context.close()
  await server.close()
})

/** Asks as nobody in particular, from an address of one's own. */
async function ask(path: string, body: unknown, from: string) {
  const answer = await fetch(`${web.url}/api/auth${path}`, {
    method: 'POST',
    headers: { origin: web.url, 'content-type': 'application/json', 'x-forwarded-for': from },
    body: JSON.stringify(body),
  })
  return { status: answer.status, headers: answer.headers, body: await answer.text() }
}

async function tokenFromMail(): Promise<string> {
  const before = server.letters.length
  for (const data of await dueLetters(context)) await sendLetter(context, data)
  expect(server.letters).toHaveLength(before + 1)
  return /\/panel\/password#(\w+)/.exec(server.letters.at(-1)?.readable ?? '')?.[1] as string
}

const enter = (password: string, from: string) => ask('/sign-in/email', { email: owner.email, password }, from)

test('a forgotten password is set anew by mail: once, and every other sign-in ends', async () => {
  expect((await rina.get<Me>('/me')).body.user?.email).toBe(owner.email)
  const asked = await ask('/request-password-reset', { email: 'RINA@contoh.id' }, '10.0.0.1')
  expect(asked.status).toBe(200)
  const token = await tokenFromMail()
  expect(server.letters.at(-1)?.to).toEqual([owner.email])
  // Neither the database nor the outbox holds the link.
  const { rows } = await context.database.pool.query('select identifier, value from verification')
  expect(JSON.stringify(rows)).not.toContain(token)

  expect((await ask('/reset-password', { token, newPassword: 'pendek' }, '10.0.0.1')).status).toBe(400)
  const set = { token, newPassword: 'kata-sandi-yang-baru' }
  const answers = await Promise.all([1, 2].map(() => ask('/reset-password', set, '10.0.0.1')))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
  expect((await ask('/reset-password', set, '10.0.0.1')).status).toBe(400)
  expect((await rina.get<Me>('/me')).body.user).toBeNull()
  expect((await enter(owner.password, '10.0.0.1')).status).toBe(401)
  expect((await enter('kata-sandi-yang-baru', '10.0.0.1')).status).toBe(200)
})

test('a link that is over an hour old sets nothing', async () => {
  await ask('/request-password-reset', { email: owner.email }, '10.0.0.2')
  const token = await tokenFromMail()
  await context.database.pool.query(`update verification set "expiresAt" = now() - interval '1 second'`)
  expect((await ask('/reset-password', { token, newPassword: 'terlambat-sekali' }, '10.0.0.2')).status).toBe(400)
  expect((await enter('terlambat-sekali', '10.0.0.2')).status).toBe(401)
})

test('nobody learns who has an account: same answer, after the same wait', async () => {
  vi.mocked(sleep).mockClear()
  const known = await ask('/request-password-reset', { email: owner.email }, '10.0.0.3')
  const stranger = await ask('/request-password-reset', { email: 'tak-ada@contoh.id' }, '10.0.0.3')
  expect([stranger.status, stranger.body]).toEqual([known.status, known.body])
  expect(vi.mocked(sleep).mock.calls).toEqual([[400], [400]])
  await tokenFromMail()
})

test('five letters in ten minutes from one address, four an hour to one person', async () => {
  const from = (address: string) => ask('/request-password-reset', { email: 'tak-ada@contoh.id' }, address)
  const statuses = [...(await Promise.all(Array.from({ length: 7 }, () => from('10.0.0.4'))))].map((one) => one.status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(5)
  for (const address of ['10.1.0.1', '10.1.0.2', '10.1.0.3'])
    await ask('/request-password-reset', { email: owner.email }, address)
  const letters = await asSystem(context.db, (tx) => tx.selectFrom('mail').select('id').execute())
  expect(letters).toHaveLength(4)
})

test('after ten wrong passwords in a minute one waits, and is told how long, in both languages', async () => {
  const answers = []
  for (let count = 0; count < 11; count++) answers.push(await enter(`salah-${count}-salah`, '10.0.0.5'))
  expect(answers.slice(0, 10).every(({ status }) => status === 401)).toBe(true)
  const last = answers.at(-1)
  expect(last?.status).toBe(429)
  const { problem } = JSON.parse(last?.body ?? '') as ProblemAnswer
  const seconds = last?.headers.get('retry-after') ?? ''
  expect(Number(seconds)).toBeGreaterThan(0)
  expect(problem).toMatchObject({ kind: 'rate-limited' })
  expect(problem.words.id).toContain(`Tunggu ${seconds} detik`)
  expect(problem.words.en).toContain(`Wait ${seconds} seconds`)
})

test('what one is mailed about is one’s own choice', async () => {
  const dewi = web.person()
  await dewi.post('/auth/sign-in/email', { email: owner.email, password: 'kata-sandi-yang-baru' })
  expect((await dewi.get<Me>('/me')).body).toMatchObject({
    canMail: true,
    user: { mail: { reminder: true, reconnect: false, gap: true }, mailProblem: null },
  })
  const changed = await dewi.patch<Me>('/me', { mail: { reminder: false } })
  expect(changed.body.user?.mail).toEqual({ reminder: false, reconnect: false, gap: true })
  expect((await dewi.patch<Me>('/me', { mail: { reconnect: true } })).body.user?.mail).toEqual({
    reminder: false,
    reconnect: true,
  })
})

test('a letter that can’t be delivered is seen by its person, and counted at /readyz', async () => {
  expect(await (await fetch(`${web.url}/readyz`)).json()).toEqual({ ok: true })
  const sendDue = async () => {
    for (const data of await dueLetters(context)) await sendLetter(context, data)
  }
  await sendDue()
  context.clock.advance(3601)
  server.refusals.push(550)
  await ask('/request-password-reset', { email: owner.email }, '10.0.0.6')
  await sendDue()
  expect(await (await fetch(`${web.url}/readyz`)).json()).toEqual({
    ok: true,
    notes: [{ id: expect.stringContaining('terakhir: 1'), en: expect.stringContaining('did not arrive: 1') }],
  })
  const dewi = web.person()
  await dewi.post('/auth/sign-in/email', { email: owner.email, password: 'kata-sandi-yang-baru' })
  expect((await dewi.get<Me>('/me')).body.user?.mailProblem?.en).toContain('550')
})
