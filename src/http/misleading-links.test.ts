import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type { Article, ArticleFindings, Channel, Preview } from './api.ts'

const evil = 'https://jahat.example/masuk'
let context: TestContext
let web: TestWeb
let rina: Person

beforeAll(async () => {
  const port = await freePort()
  const { network } = fakeNetwork({ keys: true })
  context = await testContext([network], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  const owner = { name: 'Rina', email: 'r@contoh.id', password: 'kata-sandi-panjang', language: 'id' }
  await rina.post('/setup', { ...owner, timeZone: 'Asia/Jakarta' })
})
afterAll(async () => {
  await web.close()
  await context.close()
})

const findingsOf = async (markdown: string) => {
  const { body } = await rina.post<Article>('/articles', { title: 'Tautan', markdown })
  return (await rina.get<ArticleFindings>(`/articles/${body.id}/findings`)).body.findings
}

test.each([
  ['Markdown', `Lihat [bank.co.id](${evil}) ya.`, 6],
  ['a reference', `Lihat [bank.co.id][a].\n\n[a]: ${evil}`, 6],
  ['HTML', `Lihat <a href="${evil}"><b>bank</b>.co.id</a>.`, 6],
  ['a heading', `# [https://bank.co.id](${evil} "bank")\n\nIsi`, 2],
])('attacks#A13 in an article a link that says another host is found: %s', async (_name, markdown, start) => {
  expect(await findingsOf(markdown)).toMatchObject([
    {
      check: 'link-elsewhere',
      severity: 'warning',
      start,
      message: { id: expect.stringMatching(/bank\.co\.id.*jahat\.example/), en: expect.stringMatching(/bank\.co\.id/) },
    },
  ])
})

test('what says the truth, or no address, is left in peace', async () => {
  const fine = `[jahat.example](${evil}) <${evil}> ${evil} [Masuk](${evil}) [a](#b) \`[bank.co.id](${evil})\` ![bank.co.id](/a.png)`
  expect(await findingsOf(fine)).toEqual([])
})

test('attacks#A13 and in a post that is written with Markdown', async () => {
  const connected = await rina.post<Channel>('/channels', {
    network: 'fake',
    form: { handle: 'rina', password: 'right' },
  })
  const { id: channelId } = (connected.body as unknown as { channel?: Channel }).channel ?? connected.body
  const preview = async (text: string, markdown: boolean) => {
    const { body } = await rina.post<Preview>('/preview', { channelId, text, content: { markdown } })
    return body.findings.filter(({ check }) => check === 'link-elsewhere').length
  }
  expect(await preview(`Lihat [bank.co.id](${evil}) ya.`, true)).toBe(1)
  expect(await preview(`Lihat [masuk](${evil}) ya.`, true)).toBe(0)
})
