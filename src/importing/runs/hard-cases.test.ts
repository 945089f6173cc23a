import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { articleAt } from '../../blog/index.ts'
import { asSystem, inWorkspace } from '../../db/client.ts'
import { type TestContext, testContext } from '../../testing/context.ts'
import { folderOf } from '../testing/read.ts'
import { pageOfItems } from './items.ts'
import { beginImport, findImport, startImport, undoImport } from './run.ts'
import { workOnImport } from './work.ts'

const options = { timeZone: 'Asia/Jakarta', emails: false }
const never = new AbortController().signal

let context: TestContext
beforeEach(async () => {
  context = await testContext()
})
afterEach(() => context.close())

interface Item {
  id: number
  title?: string
  body?: string
  guid?: string
  link?: string
  status?: string
  year?: string
  author?: string
  more?: string
}
const cdata = (text: string) => `<![CDATA[${text}]]>`
const item = ({ id, title = `Tulisan ${id}`, body = `Isi ${id}.`, status = 'publish', year = '2019', ...rest }: Item) =>
  `<item><title>${title}</title><link>${rest.link ?? `https://lama.example/2019/05/${id}/`}</link>
<dc:creator>${cdata(rest.author ?? 'rina')}</dc:creator><guid isPermaLink="false">${rest.guid ?? `https://lama.example/?p=${id}`}</guid>
<content:encoded>${cdata(body)}</content:encoded><excerpt:encoded></excerpt:encoded>
<wp:post_id>${id}</wp:post_id><wp:post_date>${year}-05-01 10:00:00</wp:post_date><wp:post_date_gmt>${year}-05-01 03:00:00</wp:post_date_gmt>
<wp:post_name>tulisan-${id}</wp:post_name><wp:status>${status}</wp:status><wp:post_type>post</wp:post_type>${rest.more ?? ''}</item>`

const wxr = (
  items: string,
) => `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Blog lama</title><link>https://lama.example</link><language>id</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://lama.example</wp:base_site_url><wp:base_blog_url>https://lama.example</wp:base_blog_url>${items}</channel></rss>`

async function tried(content: string | Buffer, name = 'lama.xml'): Promise<string> {
  const folder = await folderOf({ [name]: content })
  const { id } = await beginImport(context, context.actor, { paths: [{ name, path: `${folder}/${name}` }] }, options)
  await workOnImport(context, id, never)
  return id
}
async function imported(content: string): Promise<string> {
  const id = await tried(content)
  return start(id)
}
async function start(id: string): Promise<string> {
  await startImport(context, context.actor, id)
  await workOnImport(context, id, never)
  return id
}
async function undone(id: string): Promise<void> {
  await undoImport(context, context.actor, id)
  await workOnImport(context, id, never)
}
const inHere = <T>(work: Parameters<typeof inWorkspace<T>>[2]) =>
  inWorkspace(context.db, context.actor.workspaceId, work)
const run = (id: string) => inHere((tx) => findImport(tx, id))
const states = async (id: string) =>
  (await inHere((tx) => pageOfItems(tx, id, {}))).rows.map(({ title, state }) => `${title}: ${state}`).toSorted()
const outcomes = (id: string) =>
  inHere((tx) =>
    tx
      .selectFrom('import_item')
      .select(['n', 'state', 'reason'])
      .where('run_id', '=', id)
      .where('piece', '=', 'item')
      .orderBy('n')
      .execute(),
  )
const setState = (id: string, n: number, state: 'skipped' | 'found') =>
  asSystem(context.db, (tx) =>
    tx.updateTable('import_item').set({ state }).where('run_id', '=', id).where('n', '=', n).execute(),
  )
const slugs = () => asSystem(context.db, (tx) => tx.selectFrom('article').select('slug').execute())
const article = (slug: string) => inHere((tx) => articleAt(tx, slug))

describe('imports of the same blog, one after another and at once', () => {
  test('an older one that is taken back leaves the words of a newer one, which then puts back what was before both', async () => {
    await imported(wxr(item({ id: 1, body: 'Satu.' })))
    const second = await imported(wxr(item({ id: 1, body: 'Dua.' })))
    const third = await imported(wxr(item({ id: 1, body: 'Tiga.' })))
    await undone(second)
    expect((await article('tulisan-1'))?.markdown).toBe('Tiga.')
    await undone(third)
    expect((await article('tulisan-1'))?.markdown).toBe('Satu.')
    expect(await states(await imported(wxr(item({ id: 1, body: 'Satu.' }))))).toEqual(['Tulisan 1: same'])
  })

  test('the newest one first, each puts back what was before it', async () => {
    await imported(wxr(item({ id: 1, body: 'Satu.' })))
    const second = await imported(wxr(item({ id: 1, body: 'Dua.' })))
    const third = await imported(wxr(item({ id: 1, body: 'Tiga.' })))
    await undone(third)
    expect((await article('tulisan-1'))?.markdown).toBe('Dua.')
    await undone(second)
    expect((await article('tulisan-1'))?.markdown).toBe('Satu.')
  })

  test('of two at once each article comes once, and both come to their end', async () => {
    const many = Array.from({ length: 120 }, (_, n) => item({ id: n + 1 }))
    const ids = [await tried(wxr(many.join(''))), await tried(wxr(many.toReversed().join('')))]
    for (const id of ids) await startImport(context, context.actor, id)
    await Promise.all(ids.map((id) => workOnImport(context, id, never)))
    for (const id of ids) expect(await run(id)).toMatchObject({ state: 'done', finished: 120 })
    const became = (await Promise.all(ids.map(outcomes))).flat().map(({ state }) => state)
    expect(became.filter((state) => state === 'imported')).toHaveLength(120)
    expect(became.filter((state) => state === 'same')).toHaveLength(120)
    expect(await slugs()).toHaveLength(120)
  }, 60_000)
})

describe('an item that can’t come stops none beside it', () => {
  // Letters of three bytes in no order: an index takes fewer of them, and can't pack them.
  const wide = (many: number) =>
    Array.from({ length: many }, (_, n) => String.fromCodePoint(0x4e00 + ((n * n * 7919 + n * 31) % 20_000))).join('')

  test('addresses and keys that no index takes', async () => {
    const long = wide(990)
    const file = wxr(
      item({ id: 1, guid: `x${long}` }) +
        item({ id: 2, guid: `x${long.slice(0, -1)}` }) +
        item({ id: 3, link: `https://lama.example/${encodeURIComponent(long)}` }),
    )
    const id = await imported(file)
    expect(await run(id)).toMatchObject({ state: 'done' })
    expect(await states(id)).toEqual(['Tulisan 1: imported', 'Tulisan 2: imported', 'Tulisan 3: imported'])
    const again = await imported(file)
    expect(await states(again)).toEqual(['Tulisan 1: same', 'Tulisan 2: same', 'Tulisan 3: same'])
  })

  test('what the database can’t keep', async () => {
    await asSystem(context.db, async (tx) => {
      await sql`create function refuse_bad() returns trigger language plpgsql as $$
        begin raise exception 'bad' using errcode = '22021'; end $$`.execute(tx)
      await sql`create trigger refuse_bad before insert on article for each row when (new.title = 'Jahat')
        execute function refuse_bad()`.execute(tx)
    })
    const id = await imported(wxr(item({ id: 1 }) + item({ id: 2, title: 'Jahat' }) + item({ id: 3 })))
    expect(await run(id)).toMatchObject({ state: 'done' })
    expect((await outcomes(id)).map(({ state }) => state)).toEqual(['imported', 'skipped', 'imported'])
    expect((await outcomes(id))[1]?.reason).toMatchObject({ en: expect.stringContaining('database') })
  })

  test('of the same thing twice, the one that can be read', async () => {
    const id = await tried(wxr(item({ id: 1, body: 'Satu.' }) + item({ id: 1, body: 'Dua.' })))
    // As a worker leaves it that ended between the two, after the first could not be read.
    const [first, second] = await outcomes(id)
    await setState(id, first?.n ?? -1, 'skipped')
    await setState(id, second?.n ?? -1, 'found')
    await asSystem(context.db, (tx) =>
      tx.updateTable('import_run').set({ state: 'converting' }).where('id', '=', id).execute(),
    )
    await workOnImport(context, id, never)
    expect((await outcomes(id)).map(({ state }) => state)).toEqual(['skipped', 'converted'])
  })
})

describe('a trial counts what then comes', () => {
  const comment = (
    id: number,
  ) => `<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author>Budi</wp:comment_author>
<wp:comment_date_gmt>2019-06-01 01:00:00</wp:comment_date_gmt><wp:comment_content>${cdata('Bagus')}</wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type><wp:comment_parent>0</wp:comment_parent></wp:comment>`
  const author = (login: string, name: string) => `<wp:author><wp:author_login>${login}</wp:author_login>
<wp:author_email>${login}@mail.example</wp:author_email><wp:author_display_name>${cdata(name)}</wp:author_display_name></wp:author>`
  const counted = async (table: 'comment' | 'author') =>
    (await asSystem(context.db, (tx) => tx.selectFrom(table).select('id').execute())).length

  test('comments of files that overlap once; authors once by name, and those alone whom an article names', async () => {
    const first = item({ id: 1, more: comment(1) + comment(2) })
    const id = await tried(
      wxr(
        author('rina', 'Rina') +
          author('budi', 'Budi') +
          author('rina2', 'Rina') +
          first +
          first +
          item({ id: 2, author: 'rina2' }),
      ),
    )
    expect(await run(id)).toMatchObject({ trial: { counts: { articles: 2, comments: 2, authors: 1, skipped: 1 } } })
    const before = await counted('author')
    await start(id)
    expect([await counted('comment'), (await counted('author')) - before]).toEqual([2, 1])
  })

  test('dates that nobody could mean', async () => {
    const id = await tried(
      wxr(
        item({ id: 1, year: '2099' }) +
          item({ id: 2, year: '2099', status: 'future' }) +
          item({ id: 3, year: '1970' }) +
          item({ id: 4, year: '9999', status: 'future' }) +
          item({ id: 5, year: '12026', status: 'future' }),
      ),
    )
    expect(await run(id)).toMatchObject({
      trial: { counts: { articles: 2, drafts: 3, scheduled: 0 }, losses: [{ what: 'late', items: 3 }] },
    })
    await start(id)
    const rows = await asSystem(context.db, (tx) => tx.selectFrom('article').select('state').orderBy('slug').execute())
    expect(rows.map(({ state }) => state)).toEqual(['published', 'draft', 'published', 'draft', 'draft'])
  })
})
