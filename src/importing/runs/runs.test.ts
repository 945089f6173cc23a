import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { articleAt, createArticle, openReader, saveArticle } from '../../blog/index.ts'
import { asSystem, inWorkspace } from '../../db/client.ts'
import { type TestContext, testContext } from '../../testing/context.ts'
import { install } from '../../testing/shell.ts'
import { folderOf } from '../testing/read.ts'
import { renamed, zipOf } from '../testing/zip.ts'
import { pageOfItems, sampleAt, samplesOf } from './items.ts'
import { beginImport, discardImport, dueImports, findImport, startImport, undoImport } from './run.ts'
import { sampleBefore } from './sample-page.ts'
import type { Trial } from './trial.ts'
import { workOnImport } from './work.ts'

const options = { timeZone: 'Asia/Jakarta', emails: false }
const never = new AbortController().signal

let context: TestContext
beforeEach(async () => {
  context = await testContext()
})
afterEach(() => context.close())

const item = (id: number, title: string, body: string, more = '') => `<item><title>${title}</title>
<link>https://lama.example/2019/05/${title.toLowerCase().replaceAll(' ', '-')}/</link>
<dc:creator><![CDATA[rina]]></dc:creator><guid isPermaLink="false">https://lama.example/?p=${id}</guid>
<content:encoded><![CDATA[${body}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>${id}</wp:post_id><wp:post_date>2019-05-0${id} 10:00:00</wp:post_date><wp:post_date_gmt>2019-05-0${id} 03:00:00</wp:post_date_gmt>
<wp:post_name>${title.toLowerCase().replaceAll(' ', '-')}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="post_tag" nicename="kopi"><![CDATA[Kopi]]></category>${more}</item>`

const comment = (id: number, parent: number, text: string) => `<wp:comment><wp:comment_id>${id}</wp:comment_id>
<wp:comment_author><![CDATA[Budi]]></wp:comment_author><wp:comment_author_email>budi@mail.example</wp:comment_author_email>
<wp:comment_date_gmt>2019-06-01 01:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[${text}]]></wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type><wp:comment_parent>${parent}</wp:comment_parent></wp:comment>`

const wxr = (
  items: string,
) => `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Blog lama</title><link>https://lama.example</link><language>id</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://lama.example</wp:base_site_url><wp:base_blog_url>https://lama.example</wp:base_blog_url>${items}</channel></rss>`

const two = wxr(
  item(
    1,
    'Menyeduh pagi',
    'Lanjutkan ke <a href="https://lama.example/2019/05/panen-raya/#akhir">panen</a>.\n\nSelesai.',
  ) +
    item(
      2,
      'Panen raya',
      'Kembali ke <a href="/?p=1">awal</a>.',
      comment(7, 0, 'Bagus <b>sekali</b>') + comment(8, 7, 'Setuju'),
    ),
)

/** Reads and converts it. @returns the run's number */
async function tried(content: string | Buffer, name = 'lama.xml'): Promise<string> {
  const folder = await folderOf({ [name]: content })
  const { id } = await beginImport(context, context.actor, { paths: [{ name, path: `${folder}/${name}` }] }, options)
  await workOnImport(context, id, never)
  return id
}

async function imported(content: string, name?: string): Promise<string> {
  const id = await tried(content, name)
  await startImport(context, context.actor, id)
  await workOnImport(context, id, never)
  return id
}

const run = (id: string) => inWorkspace(context.db, context.actor.workspaceId, (tx) => findImport(tx, id))
const inHere = <T>(work: Parameters<typeof inWorkspace<T>>[2]) =>
  inWorkspace(context.db, context.actor.workspaceId, work)
const items = async (id: string) => (await inHere((tx) => pageOfItems(tx, id, {}))).rows
const states = async (id: string) => (await items(id)).map(({ title, state }) => `${title}: ${state}`).toSorted()
const article = (slug: string) => inHere((tx) => articleAt(tx, slug))
const all = <Row>(table: 'article' | 'comment' | 'redirect' | 'imported_article') =>
  asSystem(context.db, (tx) => tx.selectFrom(table).selectAll().execute()) as Promise<Row[]>

describe('an import', () => {
  test('is tried first, and nothing of the blog changes', async () => {
    const id = await tried(two)
    expect(await run(id)).toMatchObject({ state: 'ready', format: 'wordpress', items: 2, site: { title: 'Blog lama' } })
    expect((await run(id)).trial).toMatchObject({ counts: { articles: 2, comments: 2, tags: 1, skipped: 0 } })
    const samples = await inHere((tx) => samplesOf(tx, id, 10))
    expect(samples.map(({ title }) => title)).toEqual(['Menyeduh pagi', 'Panen raya'])
    const first = await inHere(async (tx) => sampleAt(tx, await findImport(tx, id), samples[0]?.n ?? -1))
    expect(sampleBefore(first)).toContain('<h1>Menyeduh pagi</h1>')
    expect(sampleBefore(first)).toContain('<a href="https://lama.example/2019/05/panen-raya/#akhir">panen</a>')
    expect(first.words.markdown).toContain('[panen](')
    expect(await all('article')).toEqual([])
    await discardImport(context, context.actor, id)
    await expect(run(id)).rejects.toMatchObject({ kind: 'gone' })
  })

  test('tells what an archive holds that is no file of it', async () => {
    const zip = await zipOf({ 'aXX/x.md': '# Jahat', 'b.md': '# Baik\n\nIsi.' })
    const id = await tried(renamed(zip, 'aXX/x.md', '../../xx'), 'lama.zip')
    expect(await states(id)).toEqual(['../../xx: skipped', 'Baik: converted'])
    const [refused] = (await items(id)).filter(({ state }) => state === 'skipped')
    expect(refused?.reason).toMatchObject({ en: expect.stringContaining('leads out of the archive') })
  })

  test('brings articles with their dates, addresses, links and threads', async () => {
    const id = await imported(two)
    expect(await run(id)).toMatchObject({ state: 'done', finished: 2 })
    expect(await states(id)).toEqual(['Menyeduh pagi: imported', 'Panen raya: imported'])
    const first = await article('menyeduh-pagi')
    expect(first).toMatchObject({ state: 'published', tags: ['Kopi'], language: 'id' })
    expect(first?.published_at).toEqual(new Date('2019-05-01T03:00:00Z'))
    expect(first?.markdown).toBe('Lanjutkan ke [panen](/panen-raya#akhir).\n\nSelesai.')
    expect((await article('panen-raya'))?.markdown).toBe('Kembali ke [awal](/menyeduh-pagi).')
    const comments = await all<{ id: string; parent_id: string | null; markdown: string; email: string | null }>(
      'comment',
    )
    const [above, below] = [comments.find(({ parent_id }) => !parent_id), comments.find(({ parent_id }) => parent_id)]
    expect(above).toMatchObject({ markdown: 'Bagus **sekali**', email: null })
    expect(below).toMatchObject({ markdown: 'Setuju', parent_id: above?.id })
  })

  test('keeps the old addresses', async () => {
    await install(context)
    await imported(two)
    const reader = openReader(context)
    const answer = async (path: string) => {
      const { status, headers } = await reader.answer(path, { host: 'blog.example' })
      return [status, headers.location]
    }
    expect(await answer('/?p=1')).toEqual([301, 'http://blog.example/menyeduh-pagi'])
    expect(await answer('/2019/05/panen-raya/')).toEqual([301, 'http://blog.example/panen-raya'])
    expect(await answer('/category/kopi/')).toEqual([301, 'http://blog.example/tag/Kopi'])
    expect(await answer('/feed/')).toEqual([301, 'http://blog.example/feed.xml'])
    expect(await answer('/?p=99')).toEqual([200, undefined])
    expect(await answer('/2019/05/tiada/')).toEqual([404, undefined])
    reader.close()
  })

  test('adds nothing twice, updates what changed at its source, and leaves alone what was edited here', async () => {
    await imported(two)
    expect(await states(await imported(two))).toEqual(['Menyeduh pagi: same', 'Panen raya: same'])
    const mine = await article('panen-raya')
    if (!mine) throw new Error('it did not come')
    const { title, summary, tags, language } = mine
    await saveArticle(context, context.actor, mine.id, mine.version, {
      ...{ title, summary, tags, language, slug: '', markdown: 'Kata-kata sendiri.' },
    })
    const changed = two.replace('Selesai.', 'Selesai sudah.').replace('awal</a>', 'mula</a>')
    const third = await imported(changed)
    expect(await states(third)).toEqual(['Menyeduh pagi: updated', 'Panen raya: edited'])
    expect((await article('menyeduh-pagi'))?.markdown).toContain('Selesai sudah.')
    expect((await article('panen-raya'))?.markdown).toBe('Kata-kata sendiri.')
    expect(await all('article')).toHaveLength(2)
    expect(await all('comment')).toHaveLength(2)
    await undoImport(context, context.actor, third)
    await workOnImport(context, third, never)
    expect((await article('menyeduh-pagi'))?.markdown).toMatch(/Selesai\.$/)
    expect((await article('menyeduh-pagi'))?.published?.markdown).toMatch(/Selesai\.$/)
  })

  test('of an export that lists no authors, those whom its articles name come, are counted, and go with it', async () => {
    const authors = () =>
      asSystem(context.db, (tx) => tx.selectFrom('author').select(['id', 'name', 'slug']).orderBy('name').execute())
    const before = await authors()
    const other = two.replaceAll('>https://lama.example/?p=', '>https://lain.example/?p=').replace('[rina]', '[budi]')
    const id = await tried(other)
    expect(await run(id)).toMatchObject({ trial: { counts: { authors: 2 } } })
    await startImport(context, context.actor, id)
    await workOnImport(context, id, never)
    expect((await authors()).map(({ name }) => name)).toEqual(expect.arrayContaining(['budi', 'rina']))
    const kept = (await authors()).find(({ name }) => name === 'budi')
    await asSystem(context.db, (tx) =>
      tx
        .updateTable('author')
        .set({ user_id: context.actor.userId })
        .where('id', '=', kept?.id ?? '')
        .execute(),
    )
    await undoImport(context, context.actor, id)
    await workOnImport(context, id, never)
    // One whom somebody here has taken for a person of the team stays.
    expect(await authors()).toEqual([kept, ...before].toSorted((a, b) => (a && b && a.name > b.name ? 1 : -1)))
  })

  test('is taken back whole, but for what was edited here since: that stays, and is brought no second time', async () => {
    const id = await imported(two)
    const mine = await article('panen-raya')
    if (!mine) throw new Error('it did not come')
    const { title, summary, tags, language } = mine
    await saveArticle(context, context.actor, mine.id, mine.version, {
      ...{ title, summary, tags, language, slug: '', markdown: 'Kata-kata sendiri.' },
    })
    await undoImport(context, context.actor, id)
    await workOnImport(context, id, never)
    expect(await run(id)).toMatchObject({ state: 'undone' })
    const left = await all<{ id: string; deleted_at: Date | null }>('article')
    expect(left).toMatchObject([{ id: mine.id, deleted_at: null }])
    expect((await article('panen-raya'))?.markdown).toBe('Kata-kata sendiri.')
    const addresses = await all<{ article_id: string }>('redirect')
    expect(new Set(addresses.map(({ article_id }) => article_id))).toEqual(new Set([mine.id]))
    const again = await imported(two)
    expect(await states(again)).toEqual(['Menyeduh pagi: imported', 'Panen raya: same'])
  })

  test('goes on after a worker died, and nothing comes twice', async () => {
    const many = wxr(Array.from({ length: 9 }, (_, at) => item(at + 1, `Tulisan ${at + 1}`, `Isi ${at + 1}.`)).join(''))
    const id = await tried(many)
    await startImport(context, context.actor, id)
    const stopped = new AbortController()
    const told = context.bus.listen(({ topic }) => {
      if (topic === 'imports') stopped.abort(new Error('the worker dies'))
    })
    await workOnImport(context, id, stopped.signal).catch(() => undefined)
    told()
    context.clock.advance(600)
    expect((await dueImports(context)).map((one) => one.id)).toEqual([id])
    await workOnImport(context, id, never)
    expect(await run(id)).toMatchObject({ state: 'done', finished: 9 })
    expect(await all('article')).toHaveLength(9)
  })

  test('of two workers one has it; the one whose lease is gone writes nothing', async () => {
    const id = await tried(two)
    await startImport(context, context.actor, id)
    await Promise.allSettled([workOnImport(context, id, never), workOnImport(context, id, never)])
    expect(await run(id)).toMatchObject({ state: 'done' })
    expect(await all('article')).toHaveLength(2)
  })

  test('says of a file that is no blog what it takes; a broken one brings what was whole', async () => {
    const wrong = await tried('%PDF-1.7 bukan blog', 'laporan.pdf')
    expect(await run(wrong)).toMatchObject({ state: 'failed', reason: { en: expect.stringContaining('WordPress') } })
    const cut = await tried(two.slice(0, two.indexOf('Kembali ke')), 'potong.xml')
    expect((await run(cut)).state).toBe('ready')
    expect((await run(cut)).trial).toMatchObject({ counts: { articles: 1, drafts: 1, skipped: 1 } })
  })

  test('of an old blog with thousands of tags all old addresses of their lists lead here', async () => {
    const many = Array.from({ length: 5000 }, (_, n) => `<category domain="post_tag" nicename="t${n}">T${n}</category>`)
    const id = await imported(wxr(item(1, 'Banyak label', 'Isi.', many.join(''))))
    expect(await run(id)).toMatchObject({ state: 'done' })
    expect((await all('redirect')).length).toBeGreaterThan(10_000)
  })

  test('what was to be published at a time that has passed becomes a draft, and is worth a look', async () => {
    const later = item(1, 'Nanti', 'Sabar.').replace('<wp:status>publish', '<wp:status>future')
    const id = await imported(wxr(later))
    expect(await article('nanti')).toMatchObject({ state: 'draft', publish_at: null, published: null })
    const [row] = (await inHere((tx) => pageOfItems(tx, id, { show: 'look' }))).rows
    expect(row?.losses).toMatchObject([{ what: 'late' }])
  })

  test('its trial counts what is planned for a time that has passed, once, and what comes out later', async () => {
    const planned = item(1, 'Terlambat', 'Sabar.').replace('<wp:status>publish', '<wp:status>future')
    const later = item(2, 'Nanti', 'Sabar.')
      .replace('<wp:status>publish', '<wp:status>future')
      .replace(/post_date_gmt>2019/g, `post_date_gmt>${context.clock.now().getFullYear() + 2}`)
    const id = await tried(wxr(planned + later))
    const { trial } = await run(id)
    expect(trial).toMatchObject({
      counts: { articles: 0, drafts: 1, scheduled: 1 },
      losses: [{ what: 'late', items: 1 }],
    })
    const look = async () => (await inHere((tx) => pageOfItems(tx, id, { show: 'look' }))).rows
    expect(await look()).toMatchObject([{ title: 'Terlambat', losses: [{ what: 'late' }] }])
    await startImport(context, context.actor, id)
    await workOnImport(context, id, never)
    expect((await look()).flatMap(({ losses }) => losses)).toMatchObject([{ what: 'late' }])
  })

  test('its trial tells which labels are new, which are here, and which are almost one that is here', async () => {
    await createArticle(context, context.actor, { title: 'Di sini', tags: ['Kopi', 'teh hijau'], language: 'id' })
    const label = (name: string) => `<category domain="post_tag" nicename="x"><![CDATA[${name}]]></category>`
    const id = await tried(
      wxr(
        item(1, 'Satu', 'Isi.', label('Panen') + label('Teh Hijau')) +
          item(2, 'Dua', 'Isi.', label('Panen') + label('panen')),
      ),
    )
    const { trial } = await run(id)
    expect(trial).toMatchObject({ counts: { tags: 4 } })
    expect((trial as Trial | null)?.tags).toEqual({
      known: 1,
      fresh: 3,
      names: ['panen', 'Panen', 'Teh Hijau'],
      alike: [
        { comes: 'Panen', other: 'panen', here: false },
        { comes: 'Teh Hijau', other: 'teh hijau', here: true },
      ],
    })
  })

  test('the same thing twice in its files comes once', async () => {
    const twice = wxr(item(1, 'Menyeduh pagi', 'Satu.') + item(1, 'Menyeduh pagi', 'Dua.'))
    const id = await imported(twice)
    expect(await states(id)).toEqual(['Menyeduh pagi: imported', 'Menyeduh pagi: skipped'])
    expect(await all('article')).toHaveLength(1)
  })

  test('a slug that another article has gets a number, and links follow it', async () => {
    await imported(wxr(item(1, 'Panen raya', 'Yang dulu.')).replaceAll('lama.example', 'lain.example'))
    await imported(two)
    expect((await article('panen-raya-2'))?.markdown).toContain('/menyeduh-pagi')
    expect((await article('menyeduh-pagi'))?.markdown).toContain('/panen-raya-2#akhir')
  })
})
