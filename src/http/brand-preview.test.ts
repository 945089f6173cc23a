import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TestContext, testContext } from '../testing/context.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import { lightTokens } from '../themes/tokens.ts'
import type { Me } from './api.ts'

const owner = { name: 'Rina', email: 'rina@contoh.id', password: 'kata-sandi-panjang', language: 'id' }
const kit = { name: 'Kopi <Senja>', handle: 'kopi', promise: 'Kopi segar.', productSite: '', language: 'id' }

let context: TestContext
let web: TestWeb
let rina: Person

beforeEach(async () => {
  const port = await freePort()
  context = await testContext([], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  await rina.post('/setup', { ...owner, timeZone: 'Asia/Jakarta' })
})
afterEach(async () => {
  await web.close()
  await context.close()
})

const preview = (more: Record<string, string>) =>
  rina.get<string>(`/brand/preview?${new URLSearchParams({ ...kit, logo: '', ...more })}`)

test('the preview is the blog itself: its own style, with the accent as readers will see it', async () => {
  const colours = { accent: '#e8a33d', paper: '#faf7f1' }
  const { status, body, headers } = await preview(colours)
  expect(status).toBe(200)
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  const darkened = lightTokens(colours).accent
  expect(darkened).not.toBe(colours.accent)
  expect(body).toContain(darkened)
  expect(body).toContain('Kopi &lt;Senja&gt;')
  expect(body).toContain('Kopi segar.')
  // Nothing of it is saved.
  expect((await rina.get('/brand')).status).toBe(404)
})

test('all of it is in the language that is typed, and leads where the site is that is typed', async () => {
  const typed = { accent: '#0f5e5a', paper: '#ffffff', language: 'en', productSite: 'https://kopi.example' }
  const { body } = await preview(typed)
  expect(body).toMatch(/>Archive<[\s\S]*>Search<[\s\S]*>Visit kopi\.example</)
  expect(body).not.toContain('Arsip')
})

test('what is typed and not whole yet is shown as far as it goes; what is no colour is refused in words', async () => {
  const whole = { accent: '#0f5e5a', paper: '#ffffff' }
  expect((await preview({ ...whole, name: '', productSite: 'https://' })).status).toBe(200)
  const { status, body } = await preview({ ...whole, accent: 'red;}' })
  expect(status).toBe(422)
  expect(body).toMatchObject({ problem: { words: { en: expect.stringContaining('colours') } } })
})

test('whoever signs in reads whose blog this is', async () => {
  const stranger = web.person()
  expect((await stranger.get<Me>('/me')).body.homeName).toBeNull()
  await rina.put('/brand', { ...kit, accent: '#0f5e5a', paper: '#ffffff', logo: null })
  expect((await stranger.get<Me>('/me')).body).toMatchObject({ user: null, homeName: 'Kopi <Senja>' })
})
