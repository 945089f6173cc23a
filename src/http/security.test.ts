import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dueLetters, sendLetter } from '../mail/index.ts'
import { codeOf } from '../testing/app-codes.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type MailServer, mailServer } from '../testing/mail-server.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type { Me, ProblemAnswer, Security, TwoFactorBegun } from './api.ts'

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
// Each test begins with nothing counted.
beforeEach(async () => {
  await context.database.pool.query('delete from sign_in_brake')
})

const from = (address: string) => ({ 'x-forwarded-for': address })
const enter = (who: Person, password: string, address: string, email = owner.email) =>
  who.post<ProblemAnswer>('/auth/sign-in/email', { email, password }, from(address))
const seconds = (answer: { headers: Headers }) => Number(answer.headers.get('retry-after'))

describe('wrong passwords', () => {
  test('pause longer and longer at one place, for an account that is there and for one that is not', async () => {
    for (const email of [owner.email, 'tak-ada@contoh.id']) {
      const guess = () => enter(web.person(), 'salah', '203.0.113.1', email)
      for (let count = 0; count < 10; count++) expect((await guess()).status).toBe(401)
      const pauses = []
      for (let round = 0; round < 4; round++) {
        const refused = await guess()
        expect(refused.status).toBe(429)
        pauses.push(seconds(refused))
        context.clock.advance(seconds(refused))
        expect((await guess()).status).toBe(401)
      }
      expect(pauses).toEqual([5, 10, 20, 40])
      context.clock.advance(3600)
    }
  })

  test('many at once are counted too, and in every process', async () => {
    const other = await testWeb({ ...context, config: { ...context.config, port: 0 } })
    const guess = (url: string) =>
      fetch(`${url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { origin: web.url, 'content-type': 'application/json', ...from('203.0.113.2') },
        body: JSON.stringify({ email: owner.email, password: 'salah-sekali' }),
      })
    try {
      const answers = await Promise.all(Array.from({ length: 30 }, (_, at) => guess(at % 2 ? web.url : other.url)))
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(10)
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(20)
    } finally {
      await other.close()
    }
  })

  test('from everywhere pause the account for new places only: its own devices and places are let in', async () => {
    const known = web.person()
    expect((await enter(known, owner.password, '198.51.100.7')).status).toBe(200)
    const statuses = []
    for (let count = 0; count < 25; count++)
      statuses.push((await enter(web.person(), 'salah', `203.0.113.${100 + count}`)).status)
    expect(statuses).toEqual([...Array(20).fill(401), ...Array(5).fill(429)])
    // Somewhere new, on a device that nobody knows, even the right one waits: else it could be guessed meanwhile.
    expect((await enter(web.person(), owner.password, '192.0.2.1')).status).toBe(429)
    expect((await enter(known, owner.password, '192.0.2.2')).status).toBe(200)
    expect((await enter(web.person(), owner.password, '198.51.100.7')).status).toBe(200)
    // A letter opens the door too.
    await web.person().post('/auth/request-password-reset', { email: owner.email }, from('192.0.2.3'))
    for (const data of await dueLetters(context)) await sendLetter(context, data)
    const token = /\/panel\/password#(\w+)/.exec(server.letters.at(-1)?.readable ?? '')?.[1]
    const fresh = { token, newPassword: owner.password }
    expect((await web.person().post('/auth/reset-password', fresh, from('192.0.2.3'))).status).toBe(200)
    expect((await enter(web.person(), owner.password, '192.0.2.3')).status).toBe(200)
    await enter(rina, owner.password, '198.51.100.7')
  })

  test('the neighbours of one IPv6 line are one; a mark of a device that is made up is none', async () => {
    for (let count = 0; count < 10; count++) await enter(web.person(), 'salah', `2001:db8:1:1::${count + 1}`)
    expect((await enter(web.person(), owner.password, '2001:db8:1:1::ffff')).status).toBe(429)
    const forged = await web
      .person()
      .post('/auth/sign-in/email', owner, { ...from('2001:db8:1:1::2'), cookie: 'percakapan.device=abc.def' })
    expect(forged.status).toBe(429)
  })
})

describe('one’s sign-ins', () => {
  const look = async (who: Person) => (await who.get<Security>('/security')).body

  test('attacks#A29 are listed with place and device, and each can be ended, with what it has open', async () => {
    const other = web.person()
    await enter(other, owner.password, '198.51.100.9')
    const streamed = await fetch(`${web.url}/api/events`, { headers: { cookie: await cookieOf('198.51.100.10') } })
    const reader = streamed.body?.getReader()
    const { signIns } = await look(rina)
    expect(signIns.filter(({ here }) => here)).toHaveLength(1)
    expect(signIns.map(({ address }) => address)).toContain('198.51.100.9')
    for (const { id, here } of signIns)
      if (!here) expect((await rina.delete(`/security/sign-ins/${id}`)).status).toBe(200)
    expect((await other.get<Me>('/me')).body.user).toBeNull()
    expect((await rina.get<Me>('/me')).body.user?.email).toBe(owner.email)
    // Its stream ends at once.
    let open = true
    while (open) open = !(await reader?.read())?.done
    expect((await look(rina)).signIns).toHaveLength(1)
    expect((await look(rina)).events[0]).toMatchObject({ kind: 'session-ended' })
    expect((await rina.delete(`/security/sign-ins/${signIns[0]?.id}x`)).status).toBe(404)
  })

  async function cookieOf(address: string): Promise<string> {
    const answer = await fetch(`${web.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { origin: web.url, 'content-type': 'application/json', ...from(address) },
      body: JSON.stringify({ email: owner.email, password: owner.password }),
    })
    return answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
  }

  test('what happened at the door can be read: who came in, and who did not', async () => {
    await enter(web.person(), 'salah', '203.0.113.77')
    const { events } = await look(rina)
    expect(events[0]).toMatchObject({ kind: 'sign-in-failed', address: '203.0.113.77' })
    expect(events.map(({ kind }) => kind)).toContain('signed-in')
    // A stranger who tries for ever pushes nothing of one's own out.
    for (let count = 0; count < 130; count++)
      await context.database.pool.query(
        `insert into security_event (user_id, kind, at) select id, 'sign-in-failed', now() from "user" where email = '${owner.email}'`,
      )
    context.clock.advance(3600)
    await enter(web.person(), 'salah', '203.0.113.78')
    const { rows } = await context.database.pool.query(
      'select kind, count(*) as n from security_event e join "user" u on u.id = e.user_id where email = $1 group by kind',
      [owner.email],
    )
    expect(rows.find(({ kind }) => kind === 'sign-in-failed').n).toBe(100)
    expect(rows.find(({ kind }) => kind === 'signed-in').n).toBeGreaterThan(3)
  })

  test('a changed password ends all others, and every link of a letter', async () => {
    const other = web.person()
    await enter(other, owner.password, '198.51.100.11')
    context.clock.advance(3700)
    await web.person().post('/auth/request-password-reset', { email: owner.email }, from('192.0.2.9'))
    const links = () => context.database.pool.query('select 1 from verification')
    expect((await links()).rowCount).toBe(1)
    const wrong = await rina.post<ProblemAnswer>('/security/password', {
      current: 'salah',
      next: 'kata-sandi-baru-sekali',
    })
    expect([wrong.status, wrong.body.problem.field]).toEqual([422, 'current'])
    const change = { current: owner.password, next: 'kata-sandi-baru-sekali' }
    expect((await rina.post<Security>('/security/password', change)).body.events[0]?.kind).toBe('password-changed')
    expect((await other.get<Me>('/me')).body.user).toBeNull()
    expect((await links()).rowCount).toBe(0)
    owner.password = change.next
    expect((await enter(web.person(), owner.password, '198.51.100.11')).status).toBe(200)
  })

  test('a new password by letter ends the links of all other letters', async () => {
    context.clock.advance(3700)
    for (const address of ['192.0.2.20', '192.0.2.21'])
      await web.person().post('/auth/request-password-reset', { email: owner.email }, from(address))
    for (const data of await dueLetters(context)) await sendLetter(context, data)
    const [first, second] = server.letters
      .slice(-2)
      .map(({ readable }) => /\/panel\/password#(\w+)/.exec(readable ?? '')?.[1])
    const set = (token: string | undefined) =>
      web.person().post('/auth/reset-password', { token, newPassword: owner.password }, from('192.0.2.22'))
    expect(first).not.toBe(second)
    expect((await set(first)).status).toBe(200)
    expect((await set(second)).status).toBe(400)
    await enter(rina, owner.password, '198.51.100.7')
  })
})

describe('codes of an app', () => {
  let begun: TwoFactorBegun

  test('are asked for besides the password once the first one was right', async () => {
    expect((await rina.post('/security/two-factor', { current: 'salah' })).status).toBe(422)
    begun = (await rina.post<TwoFactorBegun>('/security/two-factor', { current: owner.password })).body
    expect(begun.address).toContain(`secret=${begun.secret}`)
    expect(begun.recoveryCodes.length).toBeGreaterThan(5)
    const wrong = codeOf(begun.secret) === '000000' ? '111111' : '000000'
    expect((await rina.put('/security/two-factor', { code: wrong })).status).toBe(422)
    expect((await enter(web.person(), owner.password, '198.51.100.7')).status).toBe(200)
    expect((await rina.put<Security>('/security/two-factor', { code: codeOf(begun.secret) })).body).toMatchObject({
      twoFactor: true,
      events: expect.arrayContaining([expect.objectContaining({ kind: 'two-factor-on' })]),
    })
    expect((await rina.get<Me>('/me')).body.user?.email).toBe(owner.email)

    const dewi = web.person()
    expect((await enter(dewi, owner.password, '198.51.100.7')).body).toMatchObject({ twoFactorRedirect: true })
    expect((await dewi.get<Me>('/me')).body.user).toBeNull()
    const give = (code: string) => dewi.post('/auth/two-factor/verify-totp', { code }, from('198.51.100.7'))
    expect((await give(wrong)).status).toBe(401)
    expect((await give(codeOf(begun.secret))).status).toBe(200)
    expect((await dewi.get<Me>('/me')).body.user?.email).toBe(owner.email)
  })

  test('a recovery code opens once, and is written down', async () => {
    const [code = ''] = begun.recoveryCodes
    const use = async () => {
      const person = web.person()
      await enter(person, owner.password, '198.51.100.7')
      const { status } = await person.post('/auth/two-factor/verify-backup-code', { code }, from('198.51.100.12'))
      return { status, in: (await person.get<Me>('/me')).body.user !== null }
    }
    expect(await use()).toEqual({ status: 200, in: true })
    expect(await use()).toMatchObject({ in: false })
    const { events } = (await rina.get<Security>('/security')).body
    expect(events.map(({ kind }) => kind)).toContain('recovery-code-used')
  })

  test('five wrong codes end the try: the password is asked for again', async () => {
    const person = web.person()
    await enter(person, owner.password, '198.51.100.13')
    const statuses = []
    for (let count = 0; count < 7; count++) {
      const wrong = String((Number(codeOf(begun.secret)) + 1 + count) % 1_000_000).padStart(6, '0')
      statuses.push(
        (await person.post('/auth/two-factor/verify-totp', { code: wrong }, from(`203.0.113.${200 + count}`))).status,
      )
    }
    expect(statuses.every((status) => status >= 400)).toBe(true)
    const right = codeOf(begun.secret)
    expect((await person.post('/auth/two-factor/verify-totp', { code: right }, from('198.51.100.14'))).status).not.toBe(
      200,
    )
  })

  test('codes that were sealed with another server’s key are told, with the way on', async () => {
    const { rows } = await sql<{ secret: string; codes: string }>`
      select secret, "backupCodes" as codes from "twoFactor"`.execute(context.db)
    const kept = rows[0] ?? { secret: '', codes: '' }
    const seal = (secret: string, codes: string) =>
      sql`update "twoFactor" set secret = ${secret}, "backupCodes" = ${codes}`.execute(context.db)
    const turned = (sealed: string) =>
      sealed.replace(/[0-9a-f]{8}$/, (end) => (end === '00000000' ? 'ffffffff' : '00000000'))
    await seal(turned(kept.secret), turned(kept.codes))
    for (const [at, way] of ['verify-totp', 'verify-backup-code'].entries()) {
      const person = web.person()
      await enter(person, owner.password, `198.51.100.${20 + at}`)
      const given = { code: at === 0 ? codeOf(begun.secret) : (begun.recoveryCodes[2] ?? '') }
      const { status, body } = await person.post<ProblemAnswer>(`/auth/two-factor/${way}`, given, from('198.51.100.7'))
      expect([way, status]).toEqual([way, 503])
      expect(body.problem.words.en).toContain('bin/percakapan.mjs password EMAIL')
      expect(body.problem.words.id).toContain('secret.key')
    }
    await seal(kept.secret, kept.codes)
  })

  test('can be turned off with the password', async () => {
    expect((await rina.post('/security/two-factor', { current: owner.password })).status).toBe(409)
    expect((await rina.post<Security>('/security/two-factor/off', { current: owner.password })).body.twoFactor).toBe(
      false,
    )
    const dewi = web.person()
    await enter(dewi, owner.password, '198.51.100.7')
    expect((await dewi.get<Me>('/me')).body.user?.email).toBe(owner.email)
    expect((await rina.get<Me>('/me')).body.user?.email).toBe(owner.email)
  })
})
