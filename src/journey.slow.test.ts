/**
 * The main job, from one end to the other, in a real browser against real servers: set up, connect, write at home,
 * send out, read the answers, answer. Every step is checked on the other side by the network's own API.
 */

import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  type BlueskyPeer,
  type FediversePeer,
  fediverseFollow,
  fediverseHome,
  fediverseToken,
  needPeer,
  startBluesky,
  startFediverse,
  startWordPress,
  type WordPressPeer,
} from '../peers/index.ts'
import { fetchOnce } from './networks/testing/session.ts'
import { axeFindings } from './testing/axe.ts'
import { haveBrowser, openBrowser } from './testing/browser.ts'
import { realClock } from './testing/clock.ts'
import { until } from './testing/peer-session.ts'
import { type RunningProgram, startProgram } from './testing/program.ts'
import { sampleArticle } from './testing/sample-article.ts'

const mission = sampleArticle()
const ready =
  haveBrowser() &&
  mission !== undefined &&
  (await needPeer('bluesky')) &&
  (await needPeer('fediverse')) &&
  (await needPeer('wordpress'))
const hostPort = (url: string) => new URL(url).host
const own = { name: 'Rina Wijaya', email: 'rina@contoh.id', password: 'kopi hangat di pagi hari' }

describe.runIf(ready)('the journey', () => {
  let bluesky: BlueskyPeer
  let fediverse: FediversePeer
  let wordpress: WordPressPeer
  let program: RunningProgram
  let browser: Browser
  let context: BrowserContext
  let page: Page
  const errors: string[] = []
  const article = mission as NonNullable<typeof mission>
  let permalink = ''

  beforeAll(async () => {
    ;[bluesky, fediverse, wordpress, browser] = await Promise.all([
      startBluesky(),
      startFediverse(),
      startWordPress(),
      openBrowser(),
    ])
    const allowed = [bluesky.pdsUrl, ...fediverse.servers.map((server) => server.url), wordpress.url].map(hostPort)
    program = await startProgram({ ALLOW_PRIVATE_HOSTS: allowed.join(','), UNDO_SECONDS: '3', POLL_SECONDS: '3' })
    context = await browser.newContext({
      locale: 'id-ID',
      timezoneId: 'Asia/Jakarta',
      viewport: { width: 1280, height: 900 },
    })
    page = await context.newPage()
    page.setDefaultTimeout(30_000)
    page.on('pageerror', (error) => errors.push(error.message))
  }, 600_000)

  afterAll(async () => {
    await browser?.close()
    await program?.end()
    await Promise.all([bluesky?.stop(), fediverse?.stop(), wordpress?.stop()])
  })

  const go = (path: string) => page.goto(`${program.url}/panel${path}`)
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  /** A required field's label ends with a star. */
  const field = (name: string) => page.getByLabel(new RegExp(`^${name}( \\*)?$`))

  async function accessible(): Promise<void> {
    expect(await axeFindings(page)).toEqual([])
  }

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await page.screenshot({ path: join(tmpdir(), 'percakapan-journey.png') })
  })

  test('1–2: the first person becomes the owner, names the brand, and is led to the first article', async () => {
    await go('/')
    await field('Nama Anda').fill(own.name)
    await field('Surel \\(email\\)').fill(own.email)
    await field('Kata sandi').fill(own.password)
    await accessible()
    await button('Buat akun pemilik').click()
    await field('Nama merek').fill('Kopi Senja')
    await field('Nama akun').fill('kopisenja')
    await page.getByLabel(/^Janji dalam satu kalimat/).fill('Kopi jujur dari petani Gayo')
    await page.getByLabel(/^Situs produk/).fill('https://kopisenja.example')
    await button('Simpan merek').click()
    await page.getByText('Rumah Anda siap').waitFor()
    await button('Tulis artikel pertama')
      .or(page.getByRole('link', { name: 'Tulis artikel pertama' }))
      .click()
    await field('Judul').waitFor()
    const second = await fetch(`${program.url}/api/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...own, email: 'lain@contoh.id', language: 'id', timeZone: 'Asia/Jakarta' }),
    })
    expect(second.status).toBe(403)
  })

  test('3: channels: an app password, OAuth over the server’s own page, an application password, and one by hand', async () => {
    const account = bluesky.accounts[0]
    await connect(
      'bluesky',
      { handle: account.handle, password: account.appPassword, server: bluesky.pdsUrl },
      'Sandi aplikasi',
    )
    await connect('wordpress', {
      server: wordpress.url,
      username: wordpress.username,
      password: wordpress.applicationPassword,
    })
    await connect('x', { handle: 'kopisenja' }, 'Kirim manual')
    const [server] = fediverse.servers
    await fill('mastodon', { server: server.url })
    await page.waitForURL((url) => url.origin === server.url)
    await page.locator('input[name="login"]').fill(server.accounts[0].username)
    await page.locator('input[name="passwd"]').fill(server.accounts[0].password)
    await page.locator('input[type="submit"]').click()
    await page.waitForURL((url) => url.origin === program.url && url.pathname === '/panel/settings/channels')
    await page.getByText(server.accounts[0].handle).first().waitFor()
    const [home, away] = fediverse.servers
    await fediverseFollow(away, await fediverseToken(away, away.accounts[0]), {
      server: home,
      account: home.accounts[0],
    })
    expect(await page.getByText('Terhubung', { exact: true }).count()).toBe(3)
    expect(await page.getByText('Kirim manual', { exact: true }).count()).toBe(1)
    await accessible()
  })

  /** @param byHand where the network has an API too */
  /** @param way its name in the panel, where the network has several */
  async function fill(network: string, form: Record<string, string>, way = ''): Promise<void> {
    await go(`/settings/channels/new?network=${network}`)
    await page.locator('form').waitFor()
    if (way) await page.getByText(way, { exact: true }).first().click()
    for (const [name, value] of Object.entries(form)) {
      const input = page.locator(`input[name="${name}"]`)
      if (await input.count()) await input.fill(value)
    }
    await page.locator('form button[type="submit"]').click()
  }

  async function connect(network: string, form: Record<string, string>, way = ''): Promise<void> {
    await fill(network, form, way)
    await page.waitForURL((url) => url.pathname === '/panel/settings/channels')
  }

  test('4: the article of the mission is written, kept by itself, and published', async () => {
    await go('/writing')
    await button('Tulis artikel')
      .or(page.getByRole('link', { name: 'Tulis artikel' }))
      .first()
      .click()
    await field('Judul').fill(article.title)
    await page.getByText('Markdown', { exact: true }).click()
    await field('Isi artikel dalam Markdown').fill(article.markdown)
    await page.getByText('Tersimpan', { exact: true }).first().waitFor()
    await page.reload()
    expect(await field('Judul').inputValue()).toBe(article.title)
    await page.getByText('Markdown', { exact: true }).click()
    expect((await field('Isi artikel dalam Markdown').inputValue()).trim()).toBe(article.markdown.trim())
    // The article alone: its posts are looked at before they leave.
    await button('Terbitkan').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cara lain untuk mengirim' }).click()
    await page.getByRole('menuitem', { name: /^Terbitkan artikelnya saja/ }).click()
    await page.getByRole('link', { name: 'Bagikan' }).click()
    await page.waitForURL(/\/teasers$/)
  })

  test('5: readers find it on the blog, without JavaScript', async () => {
    const reading = await browser.newContext({ javaScriptEnabled: false })
    const reader = await reading.newPage()
    await reader.goto(`${program.url}/`)
    await reader.getByRole('link', { name: article.title, exact: true }).click()
    permalink = reader.url()
    expect(await reader.getByRole('heading', { level: 1 }).textContent()).toBe(article.title)
    expect(await reader.locator('.e-content h2').count()).toBeGreaterThanOrEqual(3)
    expect(await reader.locator('meta[property="og:image"]').getAttribute('content')).toContain('/card/')
    await reading.close()
  })

  test('6–7: teasers for four channels are proposed, changed, and sent; three arrive by themselves, one by hand', async () => {
    const main = page.getByRole('textbox', { name: 'Teks utama', exact: true })
    await main.waitFor()
    expect(await page.getByRole('button', { name: /^Kirim ke /, pressed: true }).count()).toBe(4)
    await main.fill('Pasar adalah percakapan. Tiga kesalahan yang sering kami lihat, dan cara menghindarinya.')
    await accessible()
    await page.getByRole('button', { name: 'Kirim sekarang', exact: true }).click()
    await button('Tarik kembali').first().waitFor()
    const states = () => deliveries().then((all) => all.map((one) => one.state).sort())
    await until(
      async () => ((await states()).join() === 'by-hand,published,published,published' ? true : undefined),
      120,
    )
    await readBack()
    await go('/posts')
    const copies = page.getByRole('link', { name: /^Lihat di/ })
    await copies.first().waitFor()
    expect(await copies.count()).toBe(3)
    await accessible()
  })

  interface Sent {
    state: string
    permalink: string | null
    text: string
    channel: { network: string }
  }

  async function deliveries(): Promise<Sent[]> {
    const answer = await context.request.get(`${program.url}/api/deliveries`)
    return ((await answer.json()) as { deliveries: Sent[] }).deliveries
  }

  /** The copies, as the networks' own interfaces give them. */
  async function readBack(): Promise<void> {
    const [server] = fediverse.servers
    const feed = await json(
      `${bluesky.pdsUrl}/xrpc/com.atproto.repo.listRecords?repo=${bluesky.accounts[0].did}&collection=app.bsky.feed.post`,
    )
    expect(feed.records).toHaveLength(1)
    expect(feed.records[0].value.embed.external.uri).toBe(permalink)
    const token = await fediverseToken(server, server.accounts[0])
    const me = await json(`${server.url}/api/v1/accounts/verify_credentials`, token)
    const statuses = await json(`${server.url}/api/v1/accounts/${me.id}/statuses`, token)
    expect(statuses[0].content).toContain(permalink)
    const posts = await json(`${wordpress.url}/?rest_route=/wp/v2/posts`)
    expect(posts.some((post: { content: { rendered: string } }) => post.content.rendered.includes(permalink))).toBe(
      true,
    )
  }

  // biome-ignore lint/suspicious/noExplicitAny: what foreign servers answer is looked at piece by piece
  async function json(url: string, token?: string): Promise<any> {
    const answer = await fetchOnce(url, { headers: token ? { authorization: `Bearer ${token}` } : {} })
    expect([url, answer.status]).toEqual([url, 200])
    return answer.json()
  }

  test('8: replies come home beside their post, are answered there, and the answers arrive', async () => {
    await replyOnBluesky('Terima kasih, ini persis yang saya cari!')
    await replyInFediverse('Bagaimana dengan toko kecil seperti saya?')
    await go('/conversations')
    await page.getByText('Terima kasih, ini persis yang saya cari!').first().waitFor({ timeout: 90_000 })
    await page.getByText('Bagaimana dengan toko kecil seperti saya?').first().waitFor({ timeout: 90_000 })
    await accessible()
    await answer('Terima kasih, ini persis yang saya cari!', 'Senang mendengarnya. Bagian mana yang paling membantu?')
    await answer('Bagaimana dengan toko kecil seperti saya?', 'Mulailah dari pertanyaan pembeli yang paling sering.')
    await until(() => onBluesky('Senang mendengarnya.'), 60)
    await until(() => inFediverse('Mulailah dari pertanyaan'), 90)
    expect(errors).toEqual([])
  })

  async function answer(theirs: string, ours: string): Promise<void> {
    await go('/conversations')
    await page.getByText(theirs).first().click()
    await page.getByLabel(/^Jawab /).fill(ours)
    await button('Kirim jawaban').click()
    await button('Tarik kembali').first().waitFor()
  }

  async function blueskySession(index: 0 | 1): Promise<{ accessJwt: string; did: string }> {
    const { handle, password } = bluesky.accounts[index]
    const answer = await fetch(`${bluesky.pdsUrl}/xrpc/com.atproto.server.createSession`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ identifier: handle, password }),
    })
    return (await answer.json()) as { accessJwt: string; did: string }
  }

  async function replyOnBluesky(text: string): Promise<void> {
    const { accessJwt, did } = await blueskySession(1)
    const { records } = await json(
      `${bluesky.pdsUrl}/xrpc/com.atproto.repo.listRecords?repo=${bluesky.accounts[0].did}&collection=app.bsky.feed.post`,
    )
    const { uri, cid } = records[0]
    const record = {
      $type: 'app.bsky.feed.post',
      text,
      createdAt: realClock.now().toISOString(),
      reply: { root: { uri, cid }, parent: { uri, cid } },
    }
    const made = await fetch(`${bluesky.pdsUrl}/xrpc/com.atproto.repo.createRecord`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessJwt}`, 'content-type': 'application/json' },
      body: JSON.stringify({ repo: did, collection: 'app.bsky.feed.post', record }),
    })
    expect(made.status).toBe(200)
  }

  async function onBluesky(text: string): Promise<true | undefined> {
    const { records } = await json(
      `${bluesky.pdsUrl}/xrpc/com.atproto.repo.listRecords?repo=${bluesky.accounts[0].did}&collection=app.bsky.feed.post`,
    )
    return records.some(
      (record: { value: { text: string; reply?: object } }) => record.value.text.includes(text) && record.value.reply,
    )
      ? true
      : undefined
  }

  /** From the other server: the reply travels over ActivityPub. */
  async function replyInFediverse(text: string): Promise<void> {
    const [home, away] = fediverse.servers
    const token = await fediverseToken(away, away.accounts[0])
    const ours = await fediverseToken(home, home.accounts[0])
    const me = await json(`${home.url}/api/v1/accounts/verify_credentials`, ours)
    const [status] = await json(`${home.url}/api/v1/accounts/${me.id}/statuses`, ours)
    const found = await until(async () => (await fediverseHome(away, token)).find((one) => one.uri === status.uri))
    const made = await fetchOnce(`${away.url}/api/v1/statuses`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        status: `@${home.accounts[0].handle} ${text}`,
        in_reply_to_id: found.id,
        visibility: 'public',
      }),
    })
    expect(made.status).toBe(200)
  }

  async function inFediverse(text: string): Promise<true | undefined> {
    const [, away] = fediverse.servers
    const token = await fediverseToken(away, away.accounts[0])
    const notes = await json(`${away.url}/api/v1/notifications`, token)
    return notes.some((note: { status?: { content: string } }) => note.status?.content.includes(text))
      ? true
      : undefined
  }
})
