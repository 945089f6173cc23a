import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createArticle } from '../blog/index.ts'
import { asSystem } from '../db/client.ts'
import { folderOf } from '../importing/testing/read.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { install, shell } from '../testing/shell.ts'

let context: TestContext
beforeEach(async () => {
  context = await testContext()
  await install(context)
})
afterEach(() => context.close())

const blog = {
  'content/posts/panen.md':
    '---\ntitle: Panen raya\ndate: 2020-01-02T03:04:05+07:00\ntags: [kopi]\n---\nLihat [seduh](seduh.md).\n',
  'content/posts/seduh.md': '---\ntitle: Seduh\ndate: 2020-01-03\n---\n{{< aneh >}}Isi.\n',
  'hugo.toml': "baseURL = 'https://lama.example/'\ntitle = 'Lama'\n",
}
const articles = () =>
  asSystem(context.db, (tx) => tx.selectFrom('article').select(['slug', 'markdown']).orderBy('slug').execute())

describe('percakapan import blog', () => {
  test('--dry-run tells what would come and what would be lost, and leaves nothing behind', async () => {
    const folder = await folderOf(blog)
    const { code, out, json } = await shell(context, ['import', 'blog', folder, '--dry-run', '--json'])
    expect(code).toBe(0)
    expect(json()).toMatchObject({
      state: 'ready',
      format: 'hugo',
      counts: { articles: 2, tags: 1 },
      tags: { fresh: 1, known: 0, names: ['kopi'], alike: [] },
      losses: [{ what: 'shortcode', detail: 'aneh', items: 1 }],
    })
    expect(out.split('\n')).toHaveLength(2)
    expect(await articles()).toEqual([])
    expect(await asSystem(context.db, (tx) => tx.selectFrom('import_run').select('id').execute())).toEqual([])
    await createArticle(context, context.actor, { title: 'Di sini', tags: ['Kopi'], language: 'id' })
    const said = await shell(context, ['import', 'blog', folder, '--dry-run'])
    expect(said.out).toContain('Labels: 1 new, 0 on this blog already.\n  label “kopi” is almost “Kopi”')
  })

  test('brings a folder in, twice without doubles', async () => {
    const folder = await folderOf(blog)
    const first = await shell(context, ['import', 'blog', folder])
    expect(first.out).toContain('came in')
    expect(await articles()).toMatchObject([{ slug: 'panen', markdown: 'Lihat [seduh](/seduh).' }, { slug: 'seduh' }])
    const again = await shell(context, ['import', 'blog', folder, '--json'])
    expect(again.json()).toMatchObject({ items: { same: 2 } })
    expect(await articles()).toHaveLength(2)
  })

  test('says what is wrong with a file, a format, an address', async () => {
    const folder = await folderOf({ 'a.pdf': '%PDF-1.7' })
    const wrong = await shell(context, ['import', 'blog', `${folder}/a.pdf`])
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('WordPress')])
    expect((await shell(context, ['import', 'blog', `${folder}/tiada.xml`])).code).toBe(2)
    expect((await shell(context, ['import', 'blog', folder, '--format', 'wix'])).err).toContain('wordpress')
    expect((await shell(context, ['import', 'blog', folder, '--site', 'http://'])).code).toBe(2)
  })

  test('the kinds of imports are told where none is named', async () => {
    const { code, err } = await shell(context, ['import', 'kopi.csv'])
    expect([code, err]).toEqual([2, expect.stringContaining('import posts, import blog, import subscribers')])
    const help = await shell(context, ['import', '--help'])
    expect([help.code, help.out]).toEqual([0, expect.stringContaining('import blog')])
  })
})

describe('percakapan import subscribers', () => {
  test('keeps a list, and says who stays away', async () => {
    const folder = await folderOf({ 'a.csv': 'email,subscribed\na@x.example,true\nb@x.example,false\nx,true\n' })
    const tried = await shell(context, ['import', 'subscribers', `${folder}/a.csv`, '--dry-run'])
    expect(tried.out).toContain('have left, and stay away')
    expect(tried.out).toContain('Line 4 of a.csv')
    const { code, json } = await shell(context, ['import', 'subscribers', `${folder}/a.csv`, '--json'])
    expect(code).toBe(1)
    expect(json()).toMatchObject({ counts: { active: 1, left: 1 }, known: 0 })
    const both = await shell(context, ['import', 'subscribers', `${folder}/a.csv`, '--undo'])
    expect([both.code, both.err]).toEqual([2, expect.stringContaining('--undo')])
    const back = await shell(context, ['import', 'subscribers', '--undo'])
    expect([back.code, back.out]).toEqual([0, expect.stringContaining('Ghost, 2 people, 2 of them new')])
    expect((await shell(context, ['import', 'subscribers', '--undo'])).code).toBe(1)
  })
})
