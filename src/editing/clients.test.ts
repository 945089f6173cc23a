/** The requests that real editors send, as their sources write them, and what becomes of the words. */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { asSystem } from '../db/client.ts'
import type { Article, ArticlePage, Me } from '../http/api.ts'
import type { Role } from '../team/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { newMember, rina as owner } from '../testing/people.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import { ask, editorWith, type TestEditor, tokenOf } from './testing/editor.ts'

let context: TestContext
let web: TestWeb
let rina: Person
let workspaceId = ''
let token = ''
let editor: TestEditor
const fake = fakeNetwork()
beforeAll(async () => {
  const port = await freePort()
  context = await testContext([fake.network], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  workspaceId = (await rina.post<Me>('/setup', owner)).body.workspace?.id ?? ''
  token = await tokenOf(rina)
  editor = editorWith(web, token)
})
afterAll(async () => {
  await web.close()
  await context.close()
})

const page = async (url: string | null) => (await fetch(url ?? '')).text()
const slugOf = (url: string | null) => new URL(url ?? '').pathname.slice(1)
const articleAt = async (url: string | null): Promise<Article> => {
  const { articles } = (await rina.get<ArticlePage>('/articles')).body
  const found = articles.find(({ permalink }) => permalink === url)
  return (await rina.get<Article>(`/articles/${found?.id}`)).body
}
const entry = (properties: object) => ({ type: ['h-entry'], properties })
const member = async (role: Role, name: string) => {
  const { person } = await newMember(context, web, { name, role, workspaceId })
  return editorWith(web, await tokenOf(person, role === 'author' ? undefined : ['create']))
}

describe('Quill', () => {
  test('writes a note by a form, with its token twice and empty brackets', async () => {
    const body = new URLSearchParams({
      h: 'entry',
      access_token: token,
      content: 'Pagi di kebun',
      'category[]': 'kebun',
    })
    const told = await editor.form(body.toString(), { accept: 'application/json' })
    expect(told.status).toBe(201)
    const { kind, title, tags, state, markdown } = await articleAt(told.location)
    expect({ kind, title, tags, state, markdown }).toEqual({
      ...{ kind: 'note', title: '', tags: ['kebun'], state: 'published', markdown: 'Pagi di kebun' },
    })
  })

  test('publishes from its editor: HTML in a plain field, as it does where nobody changed a setting', async () => {
    const html = '<p>Kopi <b>Gayo</b> itu <i>ringan</i>.</p><h2>Seduh</h2><ul><li>air</li><li>bubuk</li></ul>'
    const body = new URLSearchParams({ h: 'entry', access_token: token, 'name[]': 'Kopi Gayo', 'content[]': html })
    const { location } = await editor.form(body.toString())
    const { markdown, kind, title } = await articleAt(location)
    expect([kind, title]).toEqual(['article', 'Kopi Gayo'])
    expect(markdown).toBe('Kopi **Gayo** itu _ringan_.\n\n## Seduh\n\n- air\n- bubuk')
  })

  test('publishes from its editor as JSON, at a time, under an address, as a draft', async () => {
    const at = new Date(context.clock.now().getTime() + 86_400_000).toISOString()
    const wanted = { name: ['Besok'], content: [{ html: '<p>Isi.</p>' }], published: [at], 'mp-slug': ['pagi besok'] }
    const told = await editor.json(entry(wanted))
    expect([told.status, slugOf(told.location)]).toEqual([202, 'pagi-besok'])
    expect(await articleAt(told.location)).toMatchObject({ state: 'scheduled', publishAt: at })
    expect((await fetch(told.location ?? '')).status).toBe(404)
    const draft = await editor.json(entry({ name: ['Draf'], content: ['Isi.'], 'post-status': ['draft'] }))
    expect([draft.status, (await articleAt(draft.location)).state]).toEqual([201, 'draft'])
  })

  test('sends a photo with a form, and one to the media endpoint', async () => {
    const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#390' } })
      .jpeg()
      .toBuffer()
    const form = new FormData()
    form.set('h', 'entry')
    form.set('access_token', token)
    form.set('content', '')
    form.set('mp-photo-alt[]', 'Daun hijau')
    form.set('photo', new File([new Uint8Array(bytes)], 'daun.jpg', { type: 'image/jpeg' }))
    const { location } = await editor.multipart(form)
    expect(await page(location)).toContain('alt="Daun hijau"')
    const upload = new FormData()
    upload.set('file', new File([new Uint8Array(bytes)], 'file', { type: 'image/jpeg' }))
    const { location: media } = await editor.multipart(upload, '/micropub/media')
    const html = `<figure><img src="${media}" alt="Daun"></figure><p>Isi</p>`
    const shown = await editor.json(entry({ name: ['Bergambar'], content: [{ html }] }))
    expect((await articleAt(shown.location)).markdown).toContain(`](/media/${slugOf(media).slice('media/'.length)})`)
  })

  test('asks for what it may write', async () => {
    const { body } = await editor.query('q=config')
    expect(body['post-types'].map(({ type }: { type: string }) => type)).toEqual(['note', 'article', 'photo'])
    expect(body).toMatchObject({ categories: expect.arrayContaining(['kebun']), visibility: ['public'] })
    expect((await editor.query('q=category&filter=keb')).body).toEqual({ categories: ['kebun'] })
    expect((await editor.query('q=anything')).body.error).toBe('invalid_request')
  })
})

describe('shpub', () => {
  const html = 'content%5Bhtml%5D=%3Cp%3EIsi+%3Cem%3Eini%3C%2Fem%3E%3C%2Fp%3E'
  test('writes an article by a form, with numbered brackets', async () => {
    const body = `h=entry&name=Dari+baris&${html}&category%5B0%5D=satu&category%5B1%5D=dua&slug=baris`
    const told = await editor.form(body, { 'user-agent': 'shpub' })
    expect([told.status, slugOf(told.location)]).toEqual([201, 'baris'])
    expect(await articleAt(told.location)).toMatchObject({ markdown: 'Isi _ini_', tags: ['satu', 'dua'] })
  })
  test('keeps what it knows and this program does not, and gives it back', async () => {
    const { location } = await editor.form(
      'h=entry&content=Dengan+tambahan&x-mood=riang&syndication=https://a.example/1',
    )
    expect(await editor.source(location ?? '')).toMatchObject({
      'x-mood': ['riang'],
      syndication: ['https://a.example/1'],
    })
  })
  test('changes by JSON: another address is told', async () => {
    const { location } = await editor.form('h=entry&name=Lama&content=Isi&slug=lama')
    const told = await editor.json({
      action: 'update',
      url: location,
      add: { category: ['baru'] },
      replace: { name: ['Baru'], slug: ['baru-sekali'], content: ['Isi baru'] },
    })
    expect([told.status, slugOf(told.location)]).toEqual([201, 'baru-sekali'])
    const moved = await fetch(location ?? '', { redirect: 'manual' })
    expect([moved.status, moved.headers.get('location')]).toEqual([301, told.location])
    expect(await page(told.location)).toContain('Isi baru')
  })
  test('changes by a form are refused, as the specification has it', async () => {
    const { location } = await editor.form('h=entry&content=Tetap')
    const told = await editor.form(`action=update&url=${encodeURIComponent(location ?? '')}&content=Lain`)
    expect([told.status, told.body.error_description]).toEqual([400, expect.stringContaining('JSON')])
  })
})

test('iA Writer saves a draft: Markdown, and values without lists', async () => {
  const properties = { name: 'Kopi pagi', content: '# Kopi\n\n**Pekat**.', 'post-status': 'draft' }
  const told = await editor.json({ type: ['h-entry'], properties })
  expect(told.status).toBe(201)
  expect(await articleAt(told.location)).toMatchObject({
    state: 'draft',
    title: 'Kopi pagi',
    markdown: properties.content,
  })
})

describe('words', () => {
  test('of a stranger run nothing', async () => {
    const html =
      '<p onclick="x()">A<script>alert(1)</script><a href="javascript:alert(1)">b</a></p><iframe src="//evil"></iframe>'
    for (const content of [{ html }, html, `**A** ${html}`]) {
      const { location } = await editor.json(entry({ name: ['<img src=x onerror=alert(1)>'], content: [content] }))
      const shown = await page(location)
      expect(shown).not.toMatch(/<script(?! type="application\/ld\+json")|onclick|javascript:|<iframe|<img src=x/)
    }
  })
  test('that a person has changed here since are theirs: pictures behind them too', async () => {
    const photos = await Promise.all(
      ['#100', '#200', '#300'].map(async (background) => {
        const form = new FormData()
        const bytes = await sharp({ create: { width: 5, height: 5, channels: 3, background } })
          .png()
          .toBuffer()
        form.set('file', new File([new Uint8Array(bytes)], 'a.png'))
        return (await editor.multipart(form, '/micropub/media')).location
      }),
    )
    const { location } = await editor.json(entry({ name: ['Tiga'], content: ['Isi'], photo: photos }))
    const url = location ?? ''
    expect((await editor.source(url)).content).toEqual(['Isi'])
    await editor.json({ action: 'update', url, delete: { photo: [photos[1]] } })
    expect((await editor.source(url)).photo).toEqual([photos[0], photos[2]])
    await editor.json({ action: 'update', url, replace: { content: ['Isi lain'] } })
    expect(await editor.source(url)).toMatchObject({ content: ['Isi lain'], photo: [photos[0], photos[2]] })
    const one = await articleAt(url)
    const { summary, tags, language, title } = one
    const words = {
      base: one.version,
      title,
      summary,
      tags,
      language,
      slug: '',
      markdown: `${one.markdown}\n\nPenutup`,
    }
    expect((await rina.put(`/articles/${one.id}`, words)).status).toBe(200)
    const after = await editor.source(url)
    expect([after.photo, String(after.content)]).toEqual([[photos[0]], expect.stringContaining('Penutup')])
  })
  test.each([
    ['for some only', { content: ['a'], visibility: ['private'] }, /everybody only/],
    ['that are none', { category: ['a'] }, /Nothing is written/],
    ['that only point elsewhere', { 'like-of': ['https://a.example/'] }, /Write something/],
    ['without a time', { content: ['a'], published: ['besok'] }, /can’t be read/],
    ['in a strange state', { content: ['a'], 'post-status': ['private'] }, /published or draft/],
    ['with a picture that is none', { content: ['a'], photo: ['https://a.example/x.jpg'] }, /picture/i],
    ['for a channel that is not there', { content: ['a'], 'mp-syndicate-to': ['x'] }, /channels/],
    ['with a name too long', { content: ['a'], name: ['a'.repeat(301)] }, /more than 300/],
  ])('are refused in words: %s; nothing is left of them', async (_what, properties, words) => {
    const count = async () => (await rina.get<ArticlePage>('/articles')).body.articles.length
    const before = await count()
    const told = await ask(web, '/micropub', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(entry(properties)),
    })
    expect([told.status, told.body.error]).toEqual([400, 'invalid_request'])
    expect(told.body.error_description).toMatch(/\w\.$/)
    expect(await count()).toBe(before)
    await rina.patch('/me', { language: 'en' })
    expect((await editor.json(entry(properties))).body.error_description).toMatch(words)
    await rina.patch('/me', { language: 'id' })
  })
  test.each([
    ['no JSON', '{'],
    ['a list', []],
    ['no properties', { type: ['h-entry'] }],
    ['a change that is no list', { action: 'update', url: 'https://a.example/', replace: { content: 'a' } }],
    ['another kind of thing', { type: ['h-event'], properties: {} }],
    ['another action', { action: 'explode', url: 'https://a.example/' }],
    ['no address', { action: 'delete' }],
    ['a change of nothing', { action: 'update', url: 'https://a.example/' }],
    ['nested too deep', `{"type":["h-entry"],"properties":{"a":${'['.repeat(80)}${']'.repeat(80)}}}`],
  ])('are no request at all: %s', async (_what, body) => {
    const told = await editor.json(body)
    expect([told.status, told.body.error]).toEqual([400, 'invalid_request'])
  })
  test('are read up to what a known editor may send, and less from whoever is not known yet', async () => {
    const long = `h=entry&content=${'a'.repeat(300_000)}`
    expect((await editor.form(long)).status).toBe(201)
    const unknown = await ask(web, '/micropub', {
      method: 'POST',
      // What was not read stays in the line: it is not used again.
      headers: { 'content-type': 'application/x-www-form-urlencoded', connection: 'close' },
      body: `${long}&access_token=${token}`,
    })
    expect(unknown.status).toBe(413)
  })
})

describe('a list of what there is', () => {
  test('comes in pages, newest change first', async () => {
    const first = (await editor.query('q=source&limit=2')).body
    expect(first.items).toHaveLength(2)
    const second = (await editor.query(`q=source&limit=2&after=${encodeURIComponent(first.paging.after)}`)).body
    const urls = [...first.items, ...second.items].map(({ properties }) => properties.url[0])
    expect(new Set(urls).size).toBe(4)
    const only = (await editor.query('q=source&limit=1&properties[]=url')).body.items[0]
    expect(Object.keys(only.properties)).toEqual(['url'])
    expect((await editor.query('q=source&after=nonsense')).status).toBe(400)
  })
})

describe('a role holds, whatever the token says', () => {
  test('an author changes and deletes their own articles only', async () => {
    const sari = await member('author', 'sari')
    const own = (await sari.form('h=entry&content=Punya+Sari')).location
    const other = (await editor.form('h=entry&content=Punya+Rina')).location
    const of = async (url: string | null) => [
      (await sari.json({ action: 'update', url, replace: { content: ['Lain'] } })).status,
      (await sari.json({ action: 'delete', url })).status,
      (await sari.json({ action: 'undelete', url })).status,
    ]
    expect(await of(own)).toEqual([204, 204, 204])
    expect(await of(other)).toEqual([403, 403, 403])
    const told = await sari.json({ action: 'delete', url: other })
    expect([told.status, told.body.error]).toEqual([403, 'forbidden'])
  })
  test('one that was lowered meanwhile writes no more', async () => {
    const budi = await member('editor', 'budi')
    expect((await budi.form('h=entry&content=Masih+boleh')).status).toBe(201)
    await asSystem(context.db, (tx) =>
      tx.updateTable('member').set({ role: 'viewer' }).where('role', '=', 'editor').execute(),
    )
    const told = await budi.form('h=entry&content=Tidak+lagi')
    expect([told.status, told.body.error]).toEqual([403, 'forbidden'])
    expect((await budi.query('q=config')).status).toBe(200)
  })
  test('a token for drafts makes drafts, whatever is asked for', async () => {
    const drafts = editorWith(web, await tokenOf(rina, ['draft']))
    const { location } = await drafts.json(entry({ content: ['Draf saja'], 'post-status': ['published'] }))
    expect((await articleAt(location)).state).toBe('draft')
    expect((await drafts.json({ action: 'delete', url: location })).body).toMatchObject({
      error: 'insufficient_scope',
      scope: 'delete',
    })
  })
})

describe('readers get what follows', () => {
  const state = async (url: string | null) => (await articleAt(url)).state
  const update = (url: string | null, replace: object) => editor.json({ action: 'update', url, replace })
  test('a draft that is published, one that becomes a draft again, and a time that changes', async () => {
    const { location } = await editor.json(entry({ name: ['Ubah'], content: ['Isi'], 'post-status': ['draft'] }))
    await update(location, { content: ['Isi lain'] })
    expect(await state(location)).toBe('draft')
    await update(location, { 'post-status': ['published'] })
    expect([await state(location), (await fetch(location ?? '')).status]).toEqual(['published', 200])
    await update(location, { 'post-status': ['draft'] })
    expect([await state(location), (await fetch(location ?? '')).status]).toEqual(['draft', 404])
    const at = (days: number) => new Date(context.clock.now().getTime() + days * 86_400_000).toISOString()
    await update(location, { 'post-status': ['published'], published: [at(2)] })
    expect(await articleAt(location)).toMatchObject({ state: 'scheduled', publishAt: at(2) })
    await update(location, { published: [at(3)] })
    expect(await articleAt(location)).toMatchObject({ state: 'scheduled', publishAt: at(3) })
    expect((await editor.source(location ?? '')).published).toEqual([at(3)])
  })
  test('a note that gets a title, and an article that loses it', async () => {
    const { location } = await editor.form('h=entry&content=Tanpa+judul')
    await update(location, { name: ['Berjudul'] })
    expect((await articleAt(location)).kind).toBe('article')
    await editor.json({ action: 'update', url: location, delete: ['name'] })
    expect((await articleAt(location)).kind).toBe('note')
  })
})

describe('shares where it is told to', () => {
  test('a post that leads to the article, as a person’s own share; what a check stops is not published either', async () => {
    const done = await connectChannel(
      context,
      { userId: (await rina.get<Me>('/me')).body.user?.id ?? '', workspaceId },
      'fake',
      {
        handle: 'rina',
        password: 'right',
      },
    )
    const uid = 'channel' in done ? done.channel.id : ''
    expect((await editor.query('q=syndicate-to')).body).toEqual({ 'syndicate-to': [{ uid, name: 'Fake: rina' }] })
    const told = await editor.json(entry({ name: ['Dibagikan'], content: ['Isi'], 'mp-syndicate-to': [uid] }))
    expect(told.status).toBe(201)
    const deliveries = () =>
      asSystem(context.db, (tx) => tx.selectFrom('delivery').select(['text', 'state', 'channel_id']).execute())
    expect(await deliveries()).toEqual([
      { channel_id: uid, state: 'scheduled', text: expect.stringContaining('Dibagikan') },
    ])
    const draft = { name: ['Belum'], content: ['Isi'], 'post-status': ['draft'], 'mp-syndicate-to': [uid] }
    await editor.json(entry(draft))
    expect(await deliveries()).toHaveLength(1)
    expect((await editor.source(told.location ?? ''))['mp-syndicate-to']).toBeUndefined()
  })
})
