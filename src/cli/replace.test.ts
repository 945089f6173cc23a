import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createArticle } from '../blog/index.ts'
import { asSystem } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { install, shell } from '../testing/shell.ts'

let context: TestContext
beforeAll(async () => {
  context = await testContext()
  await install(context)
})
afterAll(() => context.close())
beforeEach(async () => {
  await asSystem(context.db, async (tx) => {
    await tx.deleteFrom('replacement').execute()
    await tx.deleteFrom('article').execute()
  })
  const words = { language: 'en' as const, markdown: 'Coffee, `coffee`.' }
  for (const title of ['Coffee one', 'Coffee two']) await createArticle(context, context.actor, { title, ...words })
})
const texts = () =>
  asSystem(context.db, (tx) => tx.selectFrom('article').select(['title', 'markdown']).orderBy('title').execute())

describe('percakapan replace', () => {
  test('--dry-run shows the places, and leaves nothing behind', async () => {
    const { code, out } = await shell(context, ['replace', 'coffee', 'tea', '--dry-run'])
    expect(code).toBe(0)
    expect(out).toMatch(/^2 articles, 4 places\n[\s\S]+\[Coffee → Tea\] one[\s\S]+Nothing is saved yet/)
    expect((await texts())[0]).toEqual({ title: 'Coffee one', markdown: 'Coffee, `coffee`.' })
    expect(await asSystem(context.db, (tx) => tx.selectFrom('replacement').select('id').execute())).toEqual([])
  })

  test('replaces, within what it is told, and takes it back', async () => {
    const done = await shell(context, ['replace', 'Coffee', 'Tea', '--case', '--in', 'text', '--markup', '--json'])
    expect(done.json()).toMatchObject({ state: 'done', outcomes: { changed: 2 } })
    expect((await texts())[0]).toEqual({ title: 'Coffee one', markdown: 'Tea, `coffee`.' })
    const back = await shell(context, ['replace', '--undo'])
    expect([back.code, back.out]).toEqual([0, '2 articles restored\n'])
    expect((await texts())[0]).toEqual({ title: 'Coffee one', markdown: 'Coffee, `coffee`.' })
    const none = await shell(context, ['replace', '--undo'])
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('no replacement to take back')])
  })

  test('keeps the capitals of what is replaced, unless it is to come as typed', async () => {
    const tried = await shell(context, ['replace', 'coffee', 'tea', '--dry-run'])
    expect(tried.out).toContain('[Coffee → Tea] one')
    await shell(context, ['replace', 'coffee', 'tea'])
    expect((await texts())[0]).toEqual({ title: 'Tea one', markdown: 'Tea, `coffee`.' })
    await shell(context, ['replace', 'tea', 'kopi', '--as-typed'])
    expect((await texts())[0]).toEqual({ title: 'kopi one', markdown: 'kopi, `coffee`.' })
  })

  test('says what is wrong with what was typed', async () => {
    expect((await shell(context, ['replace', 'coffee'])).err).toContain('percakapan replace "old" "new"')
    expect((await shell(context, ['replace', 'a', 'b', '--in', 'body'])).err).toContain('title, summary, text')
    expect((await shell(context, ['replace', 'zzz', 'b'])).out).toBe('No article contains these words.\n')
  })
})
