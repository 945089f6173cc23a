/** A folder and the blog, changed on one side, on both, and on neither. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  createArticle,
  deleteArticle,
  findArticle,
  leaveTranslations,
  publishArticle,
  saveArticle,
} from '../blog/index.ts'
import { inWorkspace } from '../db/client.ts'
import { allOf, writeBlog } from '../exporting/testing/written-blog.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type SyncOptions, syncFolder } from './index.ts'

let here: TestContext
let folder: string
beforeEach(async () => {
  here = await testContext()
  folder = mkdtempSync(join(tmpdir(), 'percakapan-seirama-'))
})
afterEach(async () => {
  await here.close()
  rmSync(folder, { recursive: true, force: true })
})

const sync = (options: SyncOptions = {}) => syncFolder(here, here.actor, folder, options)
const acts = async (options: SyncOptions = {}) => (await sync(options)).steps.map(({ act, path }) => `${act} ${path}`)
const read = (path: string) => readFileSync(join(folder, path), 'utf8')
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const edit = (path: string, from: string, to: string) => {
  expect(read(path)).toContain(from)
  write(
    path,
    read(path).replace(from, () => to),
  )
}
const draft = (title: string, markdown = 'Isi.') => createArticle(here, here.actor, { title, markdown })
const find = (id: string) => inWorkspace(here.db, here.actor.workspaceId, (tx) => findArticle(tx, id))
const save = async (id: string, markdown: string) => {
  const { version, title, summary, tags, language, slug } = await find(id)
  return saveArticle(here, here.actor, id, version, { title, summary, tags, language, slug, markdown })
}

test('writes a blog into a folder with its pictures; a second time nothing is done', async () => {
  await writeBlog(here)
  const first = await acts()
  expect(first).toHaveLength(5)
  expect(first.every((one) => one.startsWith('written content/'))).toBe(true)
  expect(readdirSync(join(folder, 'media'))).toHaveLength(1)
  expect(await sync()).toMatchObject({ steps: [], faults: [], same: 5 })
})

test('takes what changed on one side to the other; what readers have, they get anew', async () => {
  const one = await draft('Satu')
  const out = await draft('Dua')
  await publishArticle(here, here.actor, out.id)
  await sync()
  edit('content/articles/dua.md', 'Isi.', 'Isi yang baru.')
  write(
    'content/articles/satu.md',
    read('content/articles/satu.md').replace('---\n', '---\n# catatan saya\nmilikku: 7\n'),
  )
  await save(one.id, 'Dari panel.')
  expect(await acts()).toEqual(
    expect.arrayContaining(['saved content/articles/dua.md', 'written content/articles/satu.md']),
  )
  expect((await find(out.id)).published?.markdown).toBe('Isi yang baru.')
  expect(read('content/articles/satu.md')).toMatch(/# catatan saya\nmilikku: 7\n[\s\S]*Dari panel\./)
  expect(await acts()).toEqual([])
})

test('translations go out and come back by their key', async () => {
  const one = await createArticle(here, here.actor, { title: 'Satu', markdown: 'Isi.', language: 'id' })
  await sync()
  const head = 'title: One\nlang: en\ntranslationKey: satu'
  write('content/articles/one.md', `---\n${head}\n---\n\nText.\n`)
  edit('content/articles/satu.md', 'lang: id\n', 'lang: id\ntranslationKey: satu\n')
  expect(await acts()).toHaveLength(2)
  expect((await allOf(here)).map(({ slug, translationKey }) => [slug, translationKey])).toEqual([
    ['one', 'satu'],
    ['satu', 'satu'],
  ])
  await leaveTranslations(here, here.actor, one.id, () => undefined)
  expect(await acts()).toEqual(['written content/articles/satu.md'])
  expect(read('content/articles/satu.md')).not.toContain('translationKey')
})

test('a new file is a draft unless it says otherwise; its pictures come with it', async () => {
  const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#a52' } })
    .png()
    .toBuffer()
  mkdirSync(join(folder, 'gambar'))
  writeFileSync(join(folder, 'gambar', 'a b.png'), bytes)
  write('content/articles/baru.md', '---\ntitle: Baru\ntags: [kopi]\n---\n\n![Pagi](../../gambar/a%20b.png)\n')
  write('content/articles/terbit.md', '---\ntitle: Terbit\ndraft: false\n---\n\nHalo.\n')
  write('content/pages/tentang.md', '---\ntitle: Tentang\n---\nKami.\n')
  expect(await acts()).toHaveLength(3)
  const [baru, tentang, terbit] = await allOf(here)
  expect(baru).toMatchObject({ slug: 'baru', state: 'draft', tags: ['kopi'] })
  expect(baru?.markdown).toMatch(/^!\[Pagi\]\(\/media\/[\da-f-]{36}\.png\)$/)
  expect(tentang).toMatchObject({ kind: 'page', state: 'draft' })
  expect(terbit).toMatchObject({ state: 'published' })
  expect(read('content/articles/baru.md')).toContain(`id: ${baru?.id}`)
  expect(await acts()).toEqual([])
})

test('what changed on both sides is set aside, never overwritten, until the file is edited', async () => {
  const { id } = await draft('Satu')
  await sync()
  edit('content/articles/satu.md', 'Isi.', 'Dari berkas.')
  await save(id, 'Dari panel.')
  const { steps } = await sync()
  expect(steps).toMatchObject([{ act: 'conflict', path: 'content/articles/satu.md' }])
  expect(read(steps[0]?.beside ?? '')).toContain('Dari panel.')
  expect(read('content/articles/satu.md')).toContain('Dari berkas.')
  expect((await find(id)).markdown).toBe('Dari panel.')
  expect(await acts()).toEqual([])
  await save(id, 'Dari panel lagi.')
  expect(await acts()).toEqual(['conflict content/articles/satu.md'])
  edit('content/articles/satu.md', 'Dari berkas.', 'Dari keduanya.')
  expect(await acts()).toEqual(['saved content/articles/satu.md'])
  expect((await find(id)).markdown).toBe('Dari keduanya.')
})

test('a file that moves is the same article; two with one number are told', async () => {
  const { id } = await draft('Satu')
  await sync()
  renameSync(join(folder, 'content/articles/satu.md'), join(folder, 'content/articles/lain.md'))
  expect(await acts()).toEqual([])
  edit('content/articles/lain.md', 'Isi.', 'Pindah.')
  expect(await acts()).toEqual(['saved content/articles/lain.md'])
  expect((await find(id)).markdown).toBe('Pindah.')
  write('content/articles/salinan.md', read('content/articles/lain.md'))
  expect((await sync()).faults).toMatchObject([{ path: 'content/articles/salinan.md' }])
})

test('what is gone on one side stays on the other, unless it is asked for; what was changed there stays in any case', async () => {
  const [one, two, three] = [await draft('Satu'), await draft('Dua'), await draft('Tiga')]
  await sync()
  rmSync(join(folder, 'content/articles/satu.md'))
  await deleteArticle(here, here.actor, two.id)
  await deleteArticle(here, here.actor, three.id)
  edit('content/articles/tiga.md', 'Isi.', 'Masih saya tulis.')
  const left = [
    'gone-file content/articles/satu.md',
    'gone-article content/articles/dua.md',
    'gone-article content/articles/tiga.md',
  ]
  expect((await acts()).toSorted()).toEqual(left.toSorted())
  expect((await acts({ deleting: true })).toSorted()).toEqual(
    [
      'deleted content/articles/satu.md',
      'removed content/articles/dua.md',
      'gone-article content/articles/tiga.md',
    ].toSorted(),
  )
  expect((await find(one.id)).deleted_at).not.toBeNull()
  expect(existsSync(join(folder, 'content/articles/dua.md'))).toBe(false)
  expect(read('content/articles/tiga.md')).toContain('Masih saya tulis.')
})

test('a wrong head is told with its line, the others go on, and its article stays', async () => {
  await draft('Satu')
  await sync()
  edit('content/articles/satu.md', 'title: Satu', 'title: [Satu')
  write('content/articles/dua.md', '---\ntitle: Dua\ndraft: mungkin\n---\nIsi.\n')
  write('content/articles/tiga.md', 'Isi tanpa kepala.\n')
  const { steps, faults } = await sync({ deleting: true })
  expect(steps).toMatchObject([{ act: 'made', path: 'content/articles/tiga.md' }])
  expect(faults).toMatchObject([
    { path: 'content/articles/dua.md', line: 3 },
    { path: 'content/articles/satu.md', line: expect.any(Number) },
  ])
  expect(await allOf(here)).toHaveLength(2)
})

test('ended between two items it goes on where it was; a trial changes nothing', async () => {
  for (const name of ['a', 'b', 'c', 'd'])
    write(`content/articles/${name}.md`, `---\ntitle: ${name}\n---\nIsi ${name}.\n`)
  expect(await acts({ dry: true })).toHaveLength(4)
  expect(await allOf(here)).toEqual([])
  expect(readdirSync(folder)).toEqual(['content'])
  let asked = 0
  const ending = {
    get aborted() {
      asked += 1
      return asked > 3
    },
  } as unknown as AbortSignal
  expect((await sync({ signal: ending })).steps.length).toBeLessThan(4)
  await sync()
  expect((await allOf(here)).map(({ slug }) => slug)).toEqual(['a', 'b', 'c', 'd'])
  expect(await acts()).toEqual([])
})

test('a file whose article was made when the program was killed is that article', async () => {
  write('content/articles/a.md', '---\ntitle: A\n---\nIsi.\n')
  const id = '00000000-0000-4000-8000-000000000001'
  write(
    '.percakapan/sync.jsonl',
    `${JSON.stringify({ version: 1, workspace: here.actor.workspaceId })}\n${JSON.stringify({ id, path: 'content/articles/a.md' })}\n`,
  )
  await createArticle(here, here.actor, { id, title: 'A', markdown: 'Isi.', slug: 'a' })
  await sync()
  expect((await allOf(here)).map((one) => one.id)).toEqual([id])
})

/** A sync that has begun, and does not end before it is told to. */
async function begun(): Promise<{ end(): Promise<unknown> }> {
  const [has, may] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const connect = async () => {
    const client = await here.database.pool.connect()
    const query = async (text: string, values: unknown[]) => {
      if (text.includes('unlock')) await may.promise
      const answer = await client.query(text, values)
      has.resolve()
      return answer
    }
    return { query, release: () => client.release() }
  }
  const pool = { connect } as unknown as typeof here.database.pool
  const running = syncFolder({ ...here, database: { ...here.database, pool } }, here.actor, folder, {})
  await has.promise
  return {
    end: () => {
      may.resolve()
      return running
    },
  }
}

test('two at once: the second is refused, and says so; once the first has ended, the next one may', async () => {
  await draft('Satu')
  const first = await begun()
  await expect(sync()).rejects.toMatchObject({ kind: 'conflict' })
  await first.end()
  await sync()
})

/** What somebody does while a sync runs: between two articles. */
function meanwhile(work: () => void): AbortSignal {
  let asked = 0
  return {
    get aborted() {
      asked += 1
      if (asked === 2) work()
      return false
    },
  } as unknown as AbortSignal
}

test('a file that is written while a sync runs keeps its words', async () => {
  const [one, two] = [await draft('Satu'), await draft('Dua')]
  await sync()
  const path = (id: string) => `content/articles/${id === one.id ? 'satu' : 'dua'}.md`
  // In the order of their numbers they are gone through.
  const [other = '', later = ''] = [one.id, two.id].toSorted()
  // From the blog into the file.
  await save(later, 'Dari panel.')
  const typed = meanwhile(() => edit(path(later), 'Isi.', 'Sedang saya ketik.'))
  expect(await acts({ signal: typed })).toEqual([`conflict ${path(later)}`])
  expect(read(path(later))).toContain('Sedang saya ketik.')
  // From the file into the blog, whose answer is written into the file.
  edit(path(other), 'Isi.', 'Satu kata.')
  const again = {
    ...here,
    bus: {
      ...here.bus,
      tell: (...given: Parameters<typeof here.bus.tell>) => {
        if (given[1] === 'words') edit(path(other), 'Satu kata.', 'Dua kata.')
        here.bus.tell(...given)
      },
    },
  }
  await syncFolder(again, here.actor, folder)
  expect(read(path(other))).toContain('Dua kata.')
  await sync()
  expect((await find(other)).markdown).toBe('Dua kata.')
})

test('an article that is saved while a sync runs keeps its words', async () => {
  const [, later = ''] = [(await draft('Satu')).id, (await draft('Dua')).id].toSorted()
  await sync()
  for (const name of ['satu', 'dua']) edit(`content/articles/${name}.md`, 'Isi.', 'Dari berkas.')
  let saving: Promise<unknown> = Promise.resolve()
  const signal = meanwhile(() => {
    saving = save(later, 'Dari panel.').catch(() => 'refused')
  })
  // Read whole before the first is asked for.
  await sync({ signal })
  const refused = (await saving) === 'refused'
  await sync()
  const files = readdirSync(join(folder, 'content/articles')).map((name) => read(`content/articles/${name}`))
  expect(refused || files.some((text) => text.includes('Dari panel.'))).toBe(true)
})
