import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asSystem } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { keptApp } from './apps.ts'

let context: TestContext
beforeAll(async () => {
  context = await testContext()
})
afterAll(() => context.close())

/** A server that registers programs, and forgets them. */
function server() {
  const known = new Set<unknown>()
  return {
    known,
    registration: {
      register: async () => {
        const app = { id: `app-${known.size + 1}`, secret: 'rahasia-aplikasi' }
        known.add(app.id)
        return app
      },
      known: async (app: { id?: unknown }) => known.has(app.id),
    },
  }
}

const terms = { network: 'fake', redirectUri: 'https://panel.example/callback', name: 'Percakapan' }
const ask = (at: ReturnType<typeof server>, more = {}, where = 'https://satu.example', scopes = 'read') =>
  keptApp(context, { ...terms, ...more }, where, scopes, at.registration)

test('a server sees one program, however many accounts are connected there', async () => {
  const one = server()
  const first = await ask(one)
  expect(await ask(one)).toEqual(first)
  expect(one.known.size).toBe(1)
})

test('another server, return address, name or scope asks for another registration', async () => {
  const one = server()
  await ask(one, {}, 'https://dua.example')
  await ask(one, { redirectUri: 'https://lain.example/callback' }, 'https://dua.example')
  await ask(one, { name: 'Percakapan · Kopi' }, 'https://dua.example')
  await ask(one, {}, 'https://dua.example', 'read write')
  expect(one.known.size).toBe(4)
})

test('one that the server has forgotten is made anew', async () => {
  const one = server()
  await ask(one, {}, 'https://tiga.example')
  one.known.clear()
  expect(await ask(one, {}, 'https://tiga.example')).toMatchObject({ id: 'app-1' })
  expect(one.known.size).toBe(1)
})

test('attacks#A32 its secret lies encrypted, and one that cannot be opened any more is made anew', async () => {
  const one = server()
  await ask(one, {}, 'https://empat.example')
  const rows = await asSystem(context.db, (tx) => tx.selectFrom('network_app').select('app').execute())
  expect(rows.length).toBeGreaterThan(0)
  for (const { app } of rows) expect(app.toString('latin1')).not.toContain('rahasia')
  const elsewhere = { ...context, config: { ...context.config, secretKey: randomBytes(32) } }
  await keptApp(elsewhere, terms, 'https://empat.example', 'read', one.registration)
  expect(one.known.size).toBe(2)
})
