/** Two people, two browsers, two workspaces: on the real program. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { askAs, haveBrowser } from '../src/testing/browser.ts'
import {
  atRest,
  type BrowserFixture,
  expectClean,
  expectNarrow,
  openBrowserFixture,
  visit,
} from '../src/testing/browser-fixture.ts'
import { type Ask, fill } from '../src/testing/panel-fixture.ts'

const password = 'kalimat panjang sekali'
/** What the browser writes down where the server refuses somebody who is out. */
const refused = /status of 40[134]/

/** What is saved by itself, or narrowed, takes its time on a busy machine. */
const patient = { timeout: 15_000 }

/** A scheme, a language, and what axe is asked there. */
const appearances = [
  ['light', 'id', 'all'],
  ['dark', 'en', 'colours'],
] as const

interface Article {
  id: string
  title: string
  by: string
}

describe.skipIf(!haveBrowser())('a team', () => {
  let fixture: BrowserFixture
  /** Of the one who is invited. */
  let theirs: Page
  let askThem: Ask
  let articleId: string
  let firstId: string

  beforeAll(async () => {
    fixture = await openBrowserFixture({ UNDO_SECONDS: '1' })
    ;({ articleId } = await fill(fixture.panel, fixture.ask))
    firstId = ((await fixture.ask('GET', '/api/me')) as { workspace: { id: string } }).workspace.id
    theirs = await fixture.stranger()
    askThem = askAs(theirs, fixture.panel.url)
  })
  afterAll(() => fixture?.close())
  beforeEach(async () => {
    fixture.complaints.length = 0
    // Wherever the test before has left off, this one begins in the first workspace.
    await fixture.ask('PUT', '/api/workspace', { id: firstId })
    if (fixture.page.url().startsWith('http')) await fixture.page.evaluate(() => sessionStorage.clear())
  })

  const at = (page: Page, path: string) => visit(page, `${fixture.panel.url}/panel${path}`)
  const articles = async (ask: Ask) => ((await ask('GET', '/api/articles')) as { articles: Article[] }).articles
  const menuOf = (page: Page) => page.locator('.rail').getByRole('button', { name: /^Menu |menu$/ })

  it('grows by a link: whoever has it makes an account with it, and is in', async () => {
    await fixture.go('/panel/settings/team')
    await fixture.page.getByRole('button', { name: 'Undang', exact: true }).click()
    const dialog = fixture.page.getByRole('dialog')
    // This server sends no letters.
    await dialog.getByText('Server ini belum dapat mengirim surel').waitFor()
    await dialog.getByLabel('Peran').selectOption('author')
    await dialog.getByRole('button', { name: 'Buat tautan' }).click()
    const link = (await dialog.locator('code').textContent()) ?? ''
    await dialog.getByRole('button', { name: 'Tutup' }).last().click()
    await fixture.page.getByText('Lewat tautan', { exact: true }).waitFor()

    await visit(theirs, link)
    await theirs.getByRole('heading', { name: 'Bergabung di Warung Kopi Senja' }).waitFor()
    await theirs.getByLabel('Nama Anda').fill('Rian Nugroho')
    await theirs.getByLabel('Surel').fill('rian@kopisenja.example')
    await theirs.getByLabel('Kata sandi', { exact: true }).fill(password)
    await theirs.getByRole('button', { name: 'Bergabung' }).click()
    await theirs.getByRole('heading', { name: 'Hari ini', level: 1 }).waitFor()

    // The owner sees them come, without a reload; the link is used up.
    await fixture.page.getByText('rian@kopisenja.example').waitFor()
    await fixture.page.getByText('Tidak ada undangan yang menunggu').waitFor()
    const late = await fixture.stranger()
    await visit(late, link)
    await late.getByText('sudah dipakai, dicabut, atau lewat masa berlakunya').waitFor()
    await late.context().close()
    fixture.quiet()
  })

  it('an author writes, and finds no way to what is not theirs', async () => {
    await at(theirs, '/writing')
    await theirs.getByRole('button', { name: 'Tulis artikel' }).first().click()
    await theirs.getByPlaceholder(/Judul/).fill('Kopi dari lereng')
    await expect
      .poll(async () => (await articles(askThem)).map(({ title }) => title), patient)
      .toContain('Kopi dari lereng')
    await theirs.getByRole('button', { name: 'Terbitkan', exact: true }).waitFor()

    await at(theirs, '/settings/channels')
    await theirs.getByText('Alun-alun').first().waitFor()
    expect(await theirs.getByRole('link', { name: 'Hubungkan saluran' }).count()).toBe(0)
    await theirs
      .getByRole('button', { name: /^Lainnya untuk/ })
      .first()
      .click()
    await theirs.getByRole('menu').waitFor()
    expect(await theirs.getByRole('menuitem', { name: /Putuskan saluran|Periksa sekarang/ }).count()).toBe(0)
    await theirs.keyboard.press('Escape')
    await at(theirs, '/settings/channels/new')
    await theirs
      .getByText('Peran Anda di ruang kerja ini (Penulis) tidak mencakup tindakan ini. Yang boleh: pemilik.')
      .waitFor()
    await at(theirs, '/brand')
    await theirs.getByText('tidak mencakup tindakan ini').waitFor()
    expect(await theirs.getByRole('button', { name: /Simpan/ }).count()).toBe(0)

    // The owner's article: no publishing, no deleting. The owner's posts: nothing to decide.
    await at(theirs, `/writing/${articleId}`)
    await theirs.getByRole('button', { name: 'Tindakan lain' }).click()
    expect(await theirs.getByRole('menuitem', { name: /Hapus|Tarik/ }).count()).toBe(0)
    await theirs.keyboard.press('Escape')
    await at(theirs, '/posts')
    expect(await theirs.getByRole('button', { name: /Batalkan|Tarik|Ganti waktu|Kirim lagi/ }).count()).toBe(0)
    await theirs.keyboard.press('Control+k')
    await theirs.getByRole('dialog').getByRole('combobox').fill('hubungkan')
    await theirs.getByText('Tidak ada yang cocok').waitFor()
    await theirs.keyboard.press('Escape')
  })

  it('is made editor in the row, and may at once', async () => {
    await at(theirs, '/brand')
    await theirs.getByText('tidak mencakup tindakan ini').waitFor()
    await fixture.go('/panel/settings/team')
    await fixture.page.getByRole('button', { name: 'Peran Rian Nugroho: Penulis' }).click()
    await fixture.page.getByRole('menuitem', { name: /^Editor/ }).click()
    await fixture.page.locator('.toast').getByText('Rian Nugroho sekarang Editor.').waitFor()
    // Without a reload.
    await theirs.getByRole('button', { name: /Simpan/ }).waitFor()
    fixture.quiet()
  })

  it('has several workspaces behind the name; what is done in one window never lands in another', async () => {
    await fixture.go('/panel/writing')
    await menuOf(fixture.page).click()
    await fixture.page.getByRole('menuitem', { name: 'Ruang kerja baru' }).click()
    await fixture.page.getByLabel('Nama ruang kerja').fill('Pasar Buku')
    await fixture.page.getByRole('button', { name: 'Buat ruang kerja' }).click()
    await fixture.page.getByRole('heading', { name: 'Siapa yang berbicara?' }).waitFor()
    expect(await fixture.page.getByLabel('Nama merek').inputValue()).toBe('Pasar Buku')
    const other = (await fixture.ask('GET', '/api/workspaces')) as { workspaces: { id: string; name: string }[] }
    const second = other.workspaces.find(({ name }) => name === 'Pasar Buku')?.id ?? ''

    const me = ((await fixture.ask('GET', '/api/me')) as { user: { id: string } }).user.id
    // A window that was opened before goes on where it was.
    const old = await fixture.context.newPage()
    await old.goto(`${fixture.panel.url}/panel/`)
    await old.getByRole('heading', { name: 'Siapa yang berbicara?' }).waitFor()
    await old.evaluate(
      ([workspace, user]) => sessionStorage.setItem('percakapan:workspace', JSON.stringify({ workspace, user })),
      [firstId, me],
    )
    await at(old, '/writing')
    await old.getByRole('button', { name: 'Tulis artikel' }).first().click()
    await old.getByPlaceholder(/Judul/).fill('Ditulis di jendela lama')
    const titlesIn = async (workspace: string) => {
      const answer = await fixture.page.request.get(`${fixture.panel.url}/api/articles`, {
        headers: { 'percakapan-workspace': workspace },
      })
      return ((await answer.json()) as { articles: Article[] }).articles.map(({ title }) => title)
    }
    await expect.poll(() => titlesIn(firstId), patient).toContain('Ditulis di jendela lama')
    expect(await titlesIn(second)).toEqual([])

    // Words that another window of the other workspace could not send stay for a window of that one.
    await old.evaluate(
      ([workspace, by]) =>
        localStorage.setItem(
          'percakapan:draft:0198b5a0-0000-7000-8000-0000000000aa:x',
          JSON.stringify({
            base: 3,
            at: 1,
            by,
            workspace,
            fields: { title: 'Milik Pasar Buku', markdown: 'x', summary: '', tags: [], language: 'id', slug: '' },
          }),
        ),
      [second, me],
    )
    await at(old, '/writing')
    await old.getByText('Ditulis di jendela lama').waitFor()
    await old.waitForTimeout(500)
    expect(await titlesIn(firstId)).not.toContain('Milik Pasar Buku')
    expect(await old.evaluate(() => Object.keys(localStorage).some((key) => key.includes('0000000000aa')))).toBe(true)
    await old.evaluate(() => localStorage.removeItem('percakapan:draft:0198b5a0-0000-7000-8000-0000000000aa:x'))

    // The switcher in the old window: role and what waits there.
    await menuOf(old).click()
    const here = old.getByRole('menuitem', { name: /^Warung Kopi Senja/ })
    await here.waitFor()
    expect(await here.textContent()).toMatch(/2 anggota · \d menunggu jawaban/)
    expect(await old.getByRole('menuitem', { name: /^Pasar Buku/ }).textContent()).toContain('pemilik')
    await old.close()

    // And by Ctrl+K from the new one, once its brand is named.
    await fixture.page.getByLabel('Nama akun').fill('pasarbuku')
    await fixture.page.getByLabel('Janji dalam satu kalimat').fill('Buku lama, pembaca baru.')
    await fixture.page.getByRole('button', { name: 'Simpan merek' }).click()
    await fixture.page.getByRole('button', { name: 'Lihat-lihat dulu' }).click()
    await fixture.page.getByRole('heading', { name: 'Hari ini', level: 1 }).waitFor()
    await fixture.page.keyboard.press('Control+k')
    await fixture.page.getByRole('dialog').getByRole('combobox').fill('warung')
    await fixture.page.getByRole('option', { name: /Pindah ke Warung Kopi Senja/ }).waitFor()
    await fixture.page.keyboard.press('Enter')
    await menuOf(fixture.page).getByText('Warung Kopi Senja').waitFor()
    fixture.quiet()
  })

  it('tells who did what, narrowed by person', async () => {
    await fixture.go('/panel/settings/team/activity')
    await fixture.page.getByText('mengganti peran Rian Nugroho: penulis → editor').first().waitFor()
    await fixture.page.getByLabel('Orang').selectOption({ label: 'Rian Nugroho' })
    await fixture.page.getByText('bergabung sebagai penulis').waitFor()
    await expect.poll(() => fixture.page.getByText('mengganti peran').count(), patient).toBe(0)
    expect(new URL(fixture.page.url()).searchParams.get('who')).toMatch(/^[\w-]+$/)
    await fixture.page.reload()
    await fixture.page.getByText('bergabung sebagai penulis').waitFor()
    expect(await fixture.page.getByText('menghubungkan saluran').count()).toBe(0)
    fixture.quiet()
  })

  const button = (name: RegExp) => fixture.page.getByRole('button', { name }).first()
  const surfaces: Record<string, () => Promise<unknown>> = {
    members: () => fixture.go('/panel/settings/team'),
    permissions: () => fixture.go('/panel/settings/team/permissions'),
    activity: () => fixture.go('/panel/settings/team/activity'),
    switcher: async () => {
      await fixture.go('/panel/settings/team')
      const phone = (fixture.page.viewportSize()?.width ?? 0) <= 860
      await fixture.page
        .locator(phone ? '.phone-top' : '.rail')
        .getByRole('button', { name: /^Menu |menu$/ })
        .click()
      await fixture.page.getByRole('menuitem', { name: /^Pasar Buku/ }).waitFor()
    },
    inviting: async () => {
      await fixture.go('/panel/settings/team')
      await button(/^(Undang|Invite)$/).click()
      await fixture.page.getByRole('dialog').waitFor()
    },
    removing: async () => {
      await fixture.go('/panel/settings/team')
      await button(/^(Lainnya|More): Rian/).click()
      await fixture.page.getByRole('menuitem').first().click()
      await fixture.page.getByRole('dialog').waitFor()
    },
  }

  it.each(Object.keys(surfaces))('is clean for axe and narrow enough: %s', async (name) => {
    for (const [scheme, language, rules] of appearances) {
      await fixture.ask('PATCH', '/api/me', { scheme, language })
      for (const width of [1280, 390]) {
        await fixture.page.setViewportSize({ width, height: 844 })
        await surfaces[name]?.()
        await atRest(fixture.page)
        await expectNarrow(fixture.page, `${name} ${width}`)
        await expectClean(fixture.page, `${name} ${scheme} ${width}`, rules)
      }
    }
    await fixture.page.setViewportSize({ width: 1280, height: 844 })
    await fixture.ask('PATCH', '/api/me', { scheme: 'light', language: 'id' })
    fixture.quiet()
  })

  it('the invitation’s page is clean for axe and narrow enough, for a stranger and for a member', async () => {
    const { link } = (await fixture.ask('POST', '/api/invitations', { email: null, role: 'viewer' })) as {
      link: string
    }
    const stranger = await fixture.stranger()
    for (const [scheme, language, rules] of appearances) {
      await stranger.emulateMedia({ colorScheme: scheme })
      for (const width of [1280, 390]) {
        await stranger.setViewportSize({ width, height: 844 })
        await visit(stranger, link)
        await stranger.getByText(language === 'id' ? 'Bahasa Indonesia' : 'English', { exact: true }).click()
        await stranger.getByRole('button', { name: language === 'id' ? 'Bergabung' : 'Join' }).waitFor()
        await expectNarrow(stranger, `invitation ${width}`)
        await expectClean(stranger, `invitation ${scheme} ${width}`, rules)
      }
    }
    await stranger.context().close()
    await fixture.page.goto(link)
    await fixture.page.getByText('Anda masuk sebagai sari@kopisenja.example').waitFor()
    await fixture.page.getByRole('button', { name: 'Bergabung' }).click()
    await fixture.page.getByText('Anda sudah bergabung di ruang kerja ini').waitFor()
    fixture.quiet(refused, /409/)
  })

  it('a responder answers, and finds no button to write; a viewer finds none at all', async () => {
    const them = ((await fixture.ask('GET', '/api/team')) as { members: { id: string; you: boolean }[] }).members
    const rian = them.find(({ you }) => !you)?.id
    await fixture.ask('PATCH', `/api/team/${rian}`, { role: 'responder' })
    const { conversations } = (await askThem('GET', '/api/conversations')) as { conversations: { id: string }[] }
    await at(theirs, `/conversations/${conversations[0]?.id}`)
    await theirs.locator('.talk textarea').fill('Terima kasih, kami sangrai tiap Jumat.')
    await theirs
      .getByRole('button', { name: /^Kirim/ })
      .last()
      .click()
    await theirs.getByText('Terima kasih, kami sangrai tiap Jumat.').first().waitFor()
    await at(theirs, '/writing')
    expect(await theirs.getByRole('button', { name: 'Tulis artikel' }).count()).toBe(0)

    await fixture.ask('PATCH', `/api/team/${rian}`, { role: 'viewer' })
    for (const [path, buttons] of [
      ['/', /Tahan semua|Tulis artikel|Kiriman baru/],
      ['/writing', /Tulis artikel/],
      ['/posts', /Kiriman baru|Batalkan|Ganti waktu|Tarik/],
      ['/posts/calendar', /Kiriman baru|Pilih/],
      ['/posts/repeats', /Jeda|Akhiri|Tambah/],
      ['/posts/automatic', /Tambah|Lihat dan|Lewati|Jeda/],
      [`/conversations/${conversations[0]?.id}`, /^Kirim jawaban|Tandai selesai|Sembunyikan|Hapus|Periksa pesan baru/],
      ['/settings/team', /^Undang$|^Peran /],
    ] as const) {
      await at(theirs, path)
      for (const role of ['button', 'link'] as const)
        expect([path, await theirs.getByRole(role, { name: buttons }).allTextContents()]).toEqual([path, []])
    }
    await at(theirs, `/writing/${articleId}`)
    await theirs.getByText('(Pengamat) tidak mencakup tindakan ini').waitFor()
    await at(theirs, '/posts/new')
    await theirs.getByText('(Pengamat) tidak mencakup tindakan ini').waitFor()
    await fixture.ask('PATCH', `/api/team/${rian}`, { role: 'editor' })
  })

  it('somebody who is removed is out at once, and what was theirs is another’s', async () => {
    await at(theirs, '/writing')
    await fixture.go('/panel/settings/team')
    await fixture.page.getByRole('button', { name: 'Lainnya: Rian Nugroho' }).click()
    await fixture.page.getByRole('menuitem', { name: 'Keluarkan dari ruang kerja' }).click()
    const dialog = fixture.page.getByRole('dialog')
    await dialog.getByLabel(/menjadi milik/).waitFor()
    await dialog.getByRole('button', { name: 'Keluarkan sekarang' }).click()
    await fixture.page.locator('.toast').getByText('Rian Nugroho sudah dikeluarkan.').waitFor()
    // In the page that they have open, without a reload.
    await theirs.getByRole('heading', { name: 'Anda tidak lagi di ruang kerja ini' }).waitFor()
    for (const [scheme, width] of [
      ['light', 1280],
      ['dark', 390],
    ] as const) {
      await theirs.emulateMedia({ colorScheme: scheme })
      await theirs.setViewportSize({ width, height: 844 })
      await expectNarrow(theirs, `out ${width}`)
      await expectClean(theirs, `out ${width}`, 'all')
    }
    await expect(askThem('GET', '/api/articles')).rejects.toThrow()
    const me = ((await fixture.ask('GET', '/api/me')) as { user: { id: string } }).user.id
    const kept = (await articles(fixture.ask)).find(({ title }) => title === 'Kopi dari lereng')
    expect(((await fixture.ask('GET', `/api/articles/${kept?.id}`)) as Article).by).toBe(me)
    await fixture.go('/panel/settings/team/activity')
    await fixture.page.getByText('mengeluarkan Rian Nugroho; buatannya sekarang milik Sari Wulandari').waitFor()
    await fixture.page.getByText('bergabung sebagai penulis').waitFor()
    fixture.quiet()
  })
})
