import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestContext, testContext } from '../testing/context.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type { Me, ProblemAnswer } from './api.ts'
import { doors } from './auth.ts'

const owner = { name: 'Rina', email: 'rina@contoh.id', password: 'kata\u0007sandi\0panjang', language: 'id' }
let context: TestContext
let web: TestWeb
let rina: Person

beforeAll(async () => {
  const port = await freePort()
  const env = { PORT: String(port), BASE_URL: `http://localhost:${port}`, TRUSTED_PROXY: '1' }
  context = await testContext([], env)
  web = await testWeb(context)
  rina = web.person()
  expect((await rina.post('/setup', { ...owner, timeZone: 'Asia/Jakarta' })).status).toBe(201)
})
afterAll(async () => {
  await web.close()
  await context.close()
})

let place = 0
/** A place of its own, so that what one is refused does not hinder the next. */
const elsewhere = () => {
  place = (place + 1) % 250
  return { 'x-forwarded-for': `198.51.100.${place}` }
}

/** Bytes as they are, which `fetch` would mend. */
function send(door: string, body: Buffer, headers: Record<string, string> = {}, query = '', method = 'POST') {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const asked = request(
      `${web.url}/api/auth${door}${query}`,
      { method, headers: { origin: web.url, 'content-type': 'application/json', ...elsewhere(), ...headers } },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (piece) => {
          text += piece
        })
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}

/** Words for a person, or nothing of ours: never a fault of the server, never what it is made of. */
function expectWords(where: string, { status, text }: { status: number; text: string }): void {
  expect(status, `${where}: ${text}`).toBeLessThan(500)
  expect(text, where).not.toMatch(/\bat [\w.<>]+ \(|node_modules|\.ts:\d|select |insert into|stack/i)
}

const strange: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0@contoh.id',
  '\u000b',
  '\ud800',
  '\udfff\ud800',
  '\ufffe\uffff',
  'a'.repeat(10_000),
  '👩‍👩‍👧‍👦'.repeat(200),
  "' or 1=1 --",
  '%00',
  '../../etc/passwd',
  '{{7*7}}',
  '\r\nset-cookie: a=b',
  '__proto__',
]
const others: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  [],
  ['a'],
  {},
  { $ne: null },
  [[[[]]]],
  { toString: 'x' },
  { length: 1e9 },
]
const fieldsOf = (door: string) => Object.keys(doors[door as keyof typeof doors].shape)
const good: Readonly<Record<string, unknown>> = {
  email: owner.email,
  password: 'salah-sekali',
  newPassword: 'salah-sekali',
  token: 'a'.repeat(24),
  code: '000000',
  trustDevice: false,
}

describe.each(Object.keys(doors))('%s', (door) => {
  test('strange values in any field are answered with words', async () => {
    for (const field of fieldsOf(door))
      for (const value of [...strange, ...others]) {
        const body = { ...Object.fromEntries(fieldsOf(door).map((name) => [name, good[name]])), [field]: value }
        const answer = await send(door, Buffer.from(JSON.stringify(body)))
        expectWords(`${door} ${field} ${JSON.stringify(value)?.slice(0, 40)}`, answer)
      }
  })

  test('so are strange bodies', async () => {
    const bodies: readonly (string | Buffer)[] = [
      '',
      '{',
      '"a"',
      'null',
      '[]',
      '1e999',
      '{"__proto__":{"email":"a"}}',
      '{"constructor":{"prototype":{}}}',
      '['.repeat(7000),
      `${'{"email":'.repeat(1500)}1${'}'.repeat(1500)}`,
      Buffer.from([0xff, 0xfe, 0x00, 0x7b]),
      Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]),
      `{"email":"${'a'.repeat(20_000)}"}`,
    ]
    for (const body of bodies)
      for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
        expectWords(
          `${door} ${String(body).slice(0, 30)} as ${type}`,
          await send(door, Buffer.from(body), { 'content-type': type }),
        )
  })

  test('so are strange addresses, methods and headers', async () => {
    const body = Buffer.from('{}')
    for (const query of ['?a=%00', '?a=%ff', '?callbackURL=%ed%a0%80', '/%00', '/%ff', '/..%2f..%2f', '?%'])
      expectWords(`${door}${query}`, await send(door, body, {}, query))
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'])
      expectWords(`${method} ${door}`, await send(door, Buffer.alloc(0), {}, '', method))
    for (const cookie of [
      'percakapan.device=%00',
      'percakapan.device=%E0%A4%A',
      'percakapan.session_token=%00.%00',
      `percakapan.session_token=${'a'.repeat(6000)}`,
      'percakapan.two_factor=a.b; percakapan.trust_device=%ff',
      '=; ;;=',
    ])
      expectWords(`${door} ${cookie.slice(0, 40)}`, await send(door, body, { cookie }))
    expectWords(door, await send(door, body, { 'user-agent': '\u0080\u00ff'.repeat(2000) }))
    for (const from of ['x', "'", '::', `${'1.'.repeat(900)}1`, '198.51.100.1, \u00ff'])
      expectWords(`${door} from ${from.slice(0, 20)}`, await send(door, body, { 'x-forwarded-for': from }))
  })
})

describe('one border', () => {
  test('a password is the same one at every door, whatever signs that mean nothing were typed with it', async () => {
    const { email, password } = owner
    const dewi = web.person()
    expect((await dewi.post('/auth/sign-in/email', { email, password }, elsewhere())).status).toBe(200)
    expect((await dewi.get<Me>('/me')).body.user?.email).toBe(email)
    const plain = 'katasandipanjang'
    expect((await web.person().post('/auth/sign-in/email', { email, password: plain }, elsewhere())).status).toBe(200)
  })

  test('an address with signs that mean nothing is nobody’s: it is not guessed whose it may be', async () => {
    for (const email of ['rina\0@contoh.id', 'rina@contoh.id\u0007', '\ud800rina@contoh.id']) {
      const answer = await web
        .person()
        .post<ProblemAnswer>('/auth/sign-in/email', { email, password: owner.password }, elsewhere())
      expect([answer.status, answer.body.problem.field]).toEqual([422, 'email'])
    }
  })

  test('what is no JSON, or says that it is none, is refused as everywhere', async () => {
    const right = Buffer.from(JSON.stringify({ email: owner.email, password: 'katasandipanjang' }))
    expect((await send('/sign-in/email', right)).status).toBe(200)
    expect((await send('/sign-in/email', right, { 'content-type': 'text/plain' })).status).toBe(422)
    const half = await send('/sign-in/email', right.subarray(0, 20))
    expect([half.status, half.text]).toEqual([422, expect.stringContaining('not whole JSON')])
  })
})
