import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeAuthenticator } from '../testing/authenticator.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type { Me, ProblemAnswer, Security } from './api.ts'

const password = 'kata-sandi-panjang'
/** The address that readers know; the program itself stands behind a proxy. */
const home = 'https://blog.contoh.id'
const here = { origin: home, rpId: 'blog.contoh.id' }
let context: TestContext
let web: TestWeb
let rina: Person
let cookie: string

beforeAll(async () => {
  context = await testContext([], { BASE_URL: home, TRUSTED_PROXY: '1' })
  web = await testWeb(context)
  rina = proxied()
  const owner = { name: 'Rina', email: 'rina@contoh.id', password, language: 'id', timeZone: 'Asia/Jakarta' }
  expect((await rina.post('/setup', owner)).status).toBe(201)
  cookie = await signIn()
})
afterAll(async () => {
  await web.close()
  await context.close()
})

/** Somebody who comes through the proxy: their pages are of the address that readers know. */
function proxied(): Person {
  const person = web.person()
  const as = { origin: home, 'x-forwarded-for': '198.51.100.7', 'x-forwarded-proto': 'https' }
  return { ...person, post: (path, body, headers) => person.post(path, body, { ...as, ...headers }) }
}

/** Browsers keep `__Secure-` cookies for https only; here they are carried by hand. */
async function signIn(): Promise<string> {
  const answer = await send('POST', '/auth/sign-in/email', { email: 'rina@contoh.id', password })
  expect(answer.status).toBe(200)
  return cookiesOf(answer)
}
const cookiesOf = ({ headers }: Response) =>
  headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')

async function send(method: string, path: string, body?: unknown, cookies = '') {
  return fetch(`${web.url}/api${path}`, {
    method,
    headers: {
      origin: home,
      'x-forwarded-for': '198.51.100.7',
      'content-type': 'application/json',
      ...(cookies ? { cookie: cookies } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

/** Asks for what a device is to make, as whoever is signed in. */
async function begin(current = password) {
  const answer = await send('POST', '/security/passkeys/options', { current }, cookie)
  const said = (await answer.json()) as { challenge: string; rp: object; user: object } & ProblemAnswer
  return { status: answer.status, said, cookies: `${cookie}; ${cookiesOf(answer)}` }
}

type Device = ReturnType<typeof makeAuthenticator>

async function add(device: Device, name: string, ceremony: object = {}) {
  const { said, cookies } = await begin()
  const response = device.register(said.challenge, { ...here, ...ceremony })
  const answer = await send('POST', '/security/passkeys', { name, response }, cookies)
  return { status: answer.status, body: (await answer.json()) as Security & ProblemAnswer, response, cookies }
}

async function challenge() {
  const answer = await send('POST', '/auth/passkey/options', {})
  const said = (await answer.json()) as { challenge: string; rpId: string; userVerification: string }
  return { said, cookies: cookiesOf(answer) }
}

async function enter(device: Device, ceremony: object = {}) {
  const { said, cookies } = await challenge()
  const response = device.sign(said.challenge, { ...here, ...ceremony })
  const answer = await send('POST', '/auth/passkey/verify-authentication', { response }, cookies)
  return { status: answer.status, text: await answer.text(), cookies: cookiesOf(answer), response, before: cookies }
}

const phone = makeAuthenticator()

test('one is added with the password, and then opens the door without it', async () => {
  const wrong = await begin('salah-sekali')
  expect([wrong.status, wrong.said.problem.field]).toEqual([422, 'current'])
  const { said } = await begin()
  expect(said).toMatchObject({
    rp: { id: 'blog.contoh.id', name: 'blog.contoh.id' },
    user: { name: 'rina@contoh.id' },
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const added = await add(phone, 'Ponsel Rina')
  expect([added.status, added.body.passkeys]).toEqual([200, [expect.objectContaining({ name: 'Ponsel Rina' })]])
  expect(added.body.events[0]?.kind).toBe('passkey-added')

  const asked = (await challenge()).said
  expect(asked).toMatchObject({ rpId: 'blog.contoh.id', userVerification: 'required' })
  expect(asked).not.toHaveProperty('allowCredentials')
  const entered = await enter(phone)
  // The key of the sign-in stands in its cookie, and nowhere else.
  expect([entered.status, entered.text]).toEqual([200, '{}'])
  const me = (await (await send('GET', '/me', undefined, entered.cookies)).json()) as Me
  expect(me.user?.email).toBe('rina@contoh.id')
  const { events } = (await (await send('GET', '/security', undefined, entered.cookies)).json()) as Security
  expect(events.slice(0, 2).map(({ kind, address }) => [kind, address])).toEqual([
    ['signed-in', '198.51.100.7'],
    ['passkey-used', '198.51.100.7'],
  ])
})

test.each([
  ['a page of somebody else', { origin: 'https://blog-contoh.id' }],
  ['a page below ours', { origin: 'https://a.blog.contoh.id' }],
  ['the same name without https', { origin: 'http://blog.contoh.id' }],
  ['another server', { rpId: 'jahat.example' }],
  ['a device that asked nobody', { verified: false }],
  ['another ceremony', { type: 'webauthn.create' }],
])('%s opens nothing, and adds nothing', async (_name, ceremony) => {
  const entered = await enter(phone, ceremony)
  expect(entered.status).toBeGreaterThanOrEqual(400)
  expect(entered.status).toBeLessThan(500)
  expect((await send('GET', '/security', undefined, entered.cookies)).status).toBe(401)
  const { type: _type, ...rest } = ceremony as { type?: string }
  const added = await add(makeAuthenticator(), 'Lain', {
    ...rest,
    ...('type' in ceremony ? { type: 'webauthn.get' } : {}),
  })
  expect([added.status, added.body.problem.kind]).toEqual([422, 'wrong-input'])
})

test('what was signed once opens once; what was signed for another question opens nothing', async () => {
  const entered = await enter(phone)
  expect(entered.status).toBe(200)
  const again = await send(
    'POST',
    '/auth/passkey/verify-authentication',
    { response: entered.response },
    entered.before,
  )
  expect(again.status).toBe(400)
  const { cookies } = await challenge()
  const other = await send('POST', '/auth/passkey/verify-authentication', { response: entered.response }, cookies)
  expect(other.status).toBeGreaterThanOrEqual(400)
  expect((await send('POST', '/auth/passkey/verify-authentication', { response: entered.response })).status).toBe(400)
})

test('another’s device opens nothing, and a registration is good for whoever began it', async () => {
  const stranger = await enter(makeAuthenticator())
  expect(stranger.status).toBe(401)
  const { said, cookies } = await begin()
  const response = makeAuthenticator().register(said.challenge, here)
  const withoutSession = cookies.split('; ').filter((one) => !one.includes('session_token'))
  expect((await send('POST', '/security/passkeys', { name: 'a', response }, withoutSession.join('; '))).status).toBe(
    401,
  )
})

test('has a name that can be changed; removed, it opens nothing any more', async () => {
  const tablet = makeAuthenticator()
  const { body } = await add(tablet, 'Tablet')
  const id = body.passkeys.find(({ name }) => name === 'Tablet')?.id as string
  const named = await send('PATCH', `/security/passkeys/${id}`, { name: 'Tablet di kasir' }, cookie)
  expect(((await named.json()) as Security).passkeys.map(({ name }) => name)).toContain('Tablet di kasir')
  expect((await enter(tablet)).status).toBe(200)
  const removed = await send('DELETE', `/security/passkeys/${id}`, undefined, cookie)
  expect(((await removed.json()) as Security).events[0]?.kind).toBe('passkey-removed')
  expect((await enter(tablet)).status).toBe(401)
  expect((await send('DELETE', `/security/passkeys/${id}`, undefined, cookie)).status).toBe(404)
  expect((await enter(phone)).status).toBe(200)
})

test('attacks#A28 nobody renames or removes another’s', async () => {
  await context.database.pool.query(
    `insert into "user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt") values ('dewi', 'Dewi', 'd@contoh.id', true, now(), now())`,
  )
  await context.database.pool.query(
    `insert into passkey ("id", "publicKey", "userId", "credentialID", "counter", "deviceType", "backedUp") values ('milik-dewi', 'x', 'dewi', 'y', 0, 'singleDevice', false)`,
  )
  expect((await send('PATCH', '/security/passkeys/milik-dewi', { name: 'a' }, cookie)).status).toBe(404)
  expect((await send('DELETE', '/security/passkeys/milik-dewi', undefined, cookie)).status).toBe(404)
  const { rowCount } = await context.database.pool.query(`select 1 from passkey where id = 'milik-dewi'`)
  expect(rowCount).toBe(1)
})

test('the same device twice, and more than there may be, are refused', async () => {
  expect((await add(phone, 'Sekali lagi')).status).toBe(422)
  for (let count = 0; count < 30; count++)
    await context.database.pool.query(
      `insert into passkey ("id", "publicKey", "userId", "credentialID", "counter", "deviceType", "backedUp")
       select 'p${count}', 'x', id, 'c${count}', 0, 'singleDevice', false from "user" where email = 'rina@contoh.id'`,
    )
  expect((await begin()).status).toBe(409)
  await context.database.pool.query(`delete from passkey where "publicKey" = 'x'`)
})
