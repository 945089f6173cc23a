import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createArticle, saveArticle } from '../blog/index.ts'
import { asSystem } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { install, shell } from '../testing/shell.ts'

let context: TestContext
let folder: string
beforeEach(async () => {
  context = await testContext()
  await install(context)
  folder = mkdtempSync(join(tmpdir(), 'percakapan-sync-'))
})
afterEach(async () => {
  await context.close()
  rmSync(folder, { recursive: true, force: true })
})

const words = { language: 'en' as const, summary: '', tags: [] }
const begun = () => createArticle(context, context.actor, { title: 'Coffee', markdown: 'Slowly.', ...words })
const titles = () =>
  asSystem(context.db, (tx) => tx.selectFrom('article').select(['title', 'markdown']).orderBy('title').execute())

describe('percakapan sync', () => {
  test('--dry-run names what would be written, and writes nothing', async () => {
    await begun()
    const { code, out } = await shell(context, ['sync', folder, '--dry-run'])
    expect(code).toBe(0)
    expect(out).toMatch(/file written[\s\S]+Only a trial/)
    expect(() => readFileSync(join(folder, 'content', 'articles', 'coffee.md'))).toThrow(/ENOENT/)
  })

  test('takes words both ways, and says when both are the same', async () => {
    await begun()
    const first = await shell(context, ['sync', folder])
    expect([first.code, first.out]).toEqual([0, expect.stringContaining('file written')])
    writeFileSync(join(folder, 'content', 'articles', 'tea.md'), '---\ntitle: Tea\n---\n\nHot.\n')
    const second = await shell(context, ['sync', folder])
    expect([second.code, second.out]).toEqual([0, expect.stringContaining('new article')])
    expect(await titles()).toEqual([
      { title: 'Coffee', markdown: 'Slowly.' },
      { title: 'Tea', markdown: 'Hot.' },
    ])
    expect((await shell(context, ['sync', folder])).out).toBe('Everything is in step.\n')
  })

  test('a conflict ends with 1, says where the blog’s words are, and is read by machines', async () => {
    const { id, version } = await begun()
    await shell(context, ['sync', folder])
    const file = join(folder, 'content', 'articles', 'coffee.md')
    writeFileSync(file, readFileSync(file, 'utf8').replace('Slowly.', 'Fast.'))
    await saveArticle(context, context.actor, id, version, { ...words, title: 'Coffee', slug: '', markdown: 'Calmly.' })
    const told = await shell(context, ['sync', folder, '--json', '--dry-run'])
    expect([told.code, told.json()]).toMatchObject([1, { steps: [{ act: 'conflict' }] }])
    const done = await shell(context, ['sync', folder])
    expect([done.code, done.out]).toEqual([1, expect.stringContaining('Both sides changed')])
    expect(readFileSync(file, 'utf8')).toContain('Fast.')
  })

  test('a folder that is none is named', async () => {
    const file = join(folder, 'kopi.txt')
    writeFileSync(file, 'kopi')
    const { code, err } = await shell(context, ['sync', file])
    expect([code, err]).toEqual([expect.any(Number), expect.stringContaining('kopi.txt')])
    expect(code).not.toBe(0)
  })
})
