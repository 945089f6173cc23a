/** An app asks to write, a person allows it, it writes, and the person withdraws it: in a real browser on the real program. */
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Article } from '../src/http/api.ts'
import { haveBrowser } from '../src/testing/browser.ts'
import {
  type BrowserFixture,
  expectClean,
  expectNarrow,
  openBrowserFixture,
  visit,
} from '../src/testing/browser-fixture.ts'

const verifier = 'a-verifier-of-forty-three-characters-or-more-'

describe.runIf(haveBrowser())('editors', () => {
  let fixture: BrowserFixture
  /** An app on this machine: it only hears its answer. */
  const app = createServer((_request, response) => response.end('<h1>Quill</h1>'))
  let appAt = ''
  beforeAll(async () => {
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
    appAt = `http://127.0.0.1:${(app.address() as AddressInfo).port}/`
    fixture = await openBrowserFixture()
  })
  afterAll(async () => {
    app.close()
    await fixture?.close()
  })

  const shot = async (name: string) => {
    if (process.env.SHOTS) await fixture.page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
  }
  const onPhone = async (name: string) => {
    await fixture.page.setViewportSize({ width: 390, height: 844 })
    await expectNarrow(fixture.page, name)
    await expectClean(fixture.page, `${name} on a phone`)
    await shot(`${name}-phone`)
    await fixture.page.setViewportSize({ width: 1280, height: 900 })
  }
  const asked = (more: Record<string, string> = {}) =>
    `${fixture.panel.url}/indieauth/authorize?${new URLSearchParams({
      response_type: 'code',
      client_id: appAt,
      redirect_uri: `${appAt}auth/callback`,
      state: '0012345678901234567890',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      scope: 'create update media profile',
      ...more,
    })}`
  const button = (name: string) => fixture.page.getByRole('button', { name, exact: true })
  const post = async (path: string, fields: Record<string, string>, token?: string) =>
    fetch(`${fixture.panel.url}${path}`, {
      method: 'POST',
      headers: token ? { authorization: `Bearer ${token}` } : {},
      body: new URLSearchParams(fields),
    })
  const exchange = async (code: string) => {
    const fields = { code, client_id: appAt, redirect_uri: `${appAt}auth/callback`, code_verifier: verifier }
    return (await (await post('/indieauth/token', fields)).json()) as { access_token: string; scope: string }
  }

  it('ask, are allowed as far as the person wants, and get their answer', async () => {
    const { page } = fixture
    await visit(page, asked())
    await page.getByRole('heading', { name: 'ingin menulis di blog Anda' }).waitFor()
    await expectClean(page, 'consent')
    await shot('consent')
    await onPhone('consent')
    for (const name of [/Menulis dan menerbitkan/, /Membaca dan mengubah/, /Mengunggah/, /Melihat nama/])
      await page.getByLabel(name).uncheck()
    await button('Izinkan').click()
    await page.getByText('Pilih setidaknya satu.').waitFor()
    await page.getByLabel(/Menulis dan menerbitkan/).check()
    await button('Izinkan').click()
    await page.getByRole('heading', { name: 'Quill' }).waitFor()
    const { searchParams } = new URL(page.url())
    expect([searchParams.get('state'), searchParams.get('iss')]).toEqual([
      '0012345678901234567890',
      `${fixture.panel.url}/`,
    ])
    const { access_token, scope } = await exchange(searchParams.get('code') ?? '')
    expect(scope).toBe('create')
    const told = await post('/micropub', { h: 'entry', content: 'Dari editor' }, access_token)
    expect(told.status).toBe(201)
    await visit(page, asked())
    await button('Tolak').click()
    await page.getByRole('heading', { name: 'Quill' }).waitFor()
    expect(new URL(page.url()).searchParams.get('error')).toBe('access_denied')
    fixture.quiet(/favicon/)
  })

  it('are asked about after the sign-in, and what can’t be is said with a way out', async () => {
    const other = await fixture.stranger()
    await visit(other, asked())
    await other.getByLabel('Surel').fill('sari@kopisenja.example')
    await other.getByLabel('Kata sandi', { exact: true }).fill('kalimat panjang sekali')
    await other.getByRole('button', { name: 'Masuk' }).click()
    await other.getByRole('button', { name: 'Izinkan' }).waitFor()
    await other.context().close()
    const { page } = fixture
    await visit(page, asked({ code_challenge: '' }))
    await page.getByText('tidak melindungi proses masuknya').waitFor()
    await expectClean(page, 'refused consent')
    await shot('consent-refused')
    fixture.quiet(/422/)
    await button('Buat token').click()
    await page.getByRole('heading', { name: 'Editor', exact: true }).waitFor()
  })

  it('are listed with their last use, withdrawn and given back; a token is made by hand and shown once', async () => {
    const { page } = fixture
    await fixture.go('/panel/settings/editors')
    const row = page.getByRole('listitem').filter({ hasText: 'Terakhir dipakai' })
    await row.waitFor()
    await page.getByRole('button', { name: 'Buat token' }).click()
    await button('Buat token').last().click()
    await page.getByText('Beri nama').waitFor()
    await page.getByLabel('Untuk aplikasi apa?').fill('iA Writer')
    await page.getByLabel('Berlaku').selectOption('90')
    await expectClean(page, 'a new token')
    await shot('token-form')
    await onPhone('token-form')
    await button('Buat token').last().click()
    await page.getByText('tidak dapat ditampilkan lagi').waitFor()
    const token = (await page.locator('.token code').first().innerText()).trim()
    await expectClean(page, 'the token')
    await shot('token')
    await onPhone('token')
    await button('Tutup').last().click()
    expect((await post('/micropub', { h: 'entry', content: 'Dari iA Writer' }, token)).status).toBe(201)
    await page.getByText('iA Writer').first().waitFor()
    await expectClean(page, 'editors')
    await shot('editors')
    await onPhone('editors')
    const mine = page.getByRole('listitem').filter({ hasText: 'iA Writer' })
    await mine.getByRole('button', { name: 'Cabut' }).click()
    await mine.waitFor({ state: 'detached' })
    const late = () => post('/micropub', { h: 'entry', content: 'Lagi' }, token)
    expect((await late()).status).toBe(401)
    await button('Urungkan').click()
    await mine.waitFor()
    expect((await late()).status).toBe(201)
    const { articles } = (await fixture.ask('GET', '/api/articles')) as { articles: Article[] }
    expect(articles).toHaveLength(3)
    await fixture.ask('PATCH', '/api/me', { language: 'en', scheme: 'dark' })
    await fixture.go('/panel/settings/editors')
    await page.getByText('Last used').first().waitFor()
    await expectClean(page, 'editors in English', 'colours')
    await shot('editors-en-dark')
    await fixture.go('/panel/settings/team/activity')
    await page.getByText('with iA Writer').first().waitFor()
    fixture.quiet()
  })
})
