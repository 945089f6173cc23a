import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Security, TwoFactorBegun } from '../http/api.ts'
import { codeOf } from '../testing/app-codes.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { shell } from '../testing/shell.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'

const email = 'rina@contoh.id'
let password = 'kata-sandi-panjang'
let context: TestContext
let web: TestWeb
let rina: Person

beforeAll(async () => {
  const port = await freePort()
  context = await testContext([], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  const owner = { name: 'Rina', email, password, language: 'id', timeZone: 'Asia/Jakarta' }
  expect((await rina.post('/setup', owner)).status).toBe(201)
})
afterAll(async () => {
  await web.close()
  await context.close()
})

const reset = async (...more: string[]) => {
  const ran = await shell(context, ['password', email, ...more])
  expect(ran.code).toBe(0)
  password = more.includes('--json') ? String(ran.json().password) : (/: (\S{16})\n/.exec(ran.out)?.[1] ?? '')
  expect((await rina.post('/auth/sign-in/email', { email, password })).status).toBe(200)
  return ran
}

async function codesOn(): Promise<void> {
  const { body } = await rina.post<TwoFactorBegun>('/security/two-factor', { current: password })
  expect((await rina.put('/security/two-factor', { code: codeOf(body.secret) })).status).toBe(200)
}

const passkey = (id: string) =>
  context.database.pool.query(
    `insert into passkey ("id", "publicKey", "userId", "credentialID", "counter", "deviceType", "backedUp")
     select $1, 'x', id, $1, 0, 'singleDevice', false from "user" where email = $2`,
    [id, email],
  )

test('says what opens nothing any more besides the old password, and only that', async () => {
  const plain = await reset()
  expect(plain.out).not.toMatch(/app|passkey/i)
  await codesOn()
  for (const id of ['a', 'b']) await passkey(id)
  const { out } = await reset()
  expect(out).toContain('Codes of an app are turned off')
  expect(out).toContain('Passkeys removed: 2')
  expect((await rina.get<Security>('/security')).body).toMatchObject({ twoFactor: false, passkeys: [] })
})

test('in Indonesian, and as JSON, too', async () => {
  await codesOn()
  await passkey('c')
  const { json } = await reset('--json')
  expect(json()).toEqual({ email, password, codesOff: true, passkeysRemoved: 1 })
  await passkey('d')
  const { out } = await shell(context, ['password', email], '', 'id')
  expect(out).toContain('Kunci sandi dihapus: 1')
  expect(out).not.toContain('Kode dari aplikasi')
})
