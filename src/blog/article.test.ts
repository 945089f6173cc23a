import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TestContext, testContext } from '../testing/context.ts'
import { createArticle, saveArticle } from './index.ts'

let context: TestContext
beforeEach(async () => {
  context = await testContext()
})
afterEach(() => context.close())

const words = { title: 'Kopi pagi', markdown: 'Seduh.' }
const six = <T>(make: (number: number) => Promise<T>) => Promise.all(Array.from({ length: 6 }, (_, at) => make(at)))

test('articles of one title that are begun at the same moment get an address each', async () => {
  const rows = await six(() => createArticle(context, context.actor, words))
  expect(rows.map(({ slug }) => slug).sort()).toEqual(['kopi-pagi', ...[2, 3, 4, 5, 6].map((n) => `kopi-pagi-${n}`)])
})

test('articles that get one title at the same moment do so too', async () => {
  const drafts = await six((at) => createArticle(context, context.actor, { ...words, title: `Naskah ${at}` }))
  const all = { summary: '', tags: [], language: 'id' as const, slug: '' }
  const rows = await Promise.all(
    drafts.map(({ id, version }) => saveArticle(context, context.actor, id, version, { ...all, ...words })),
  )
  expect(new Set(rows.map(({ slug }) => slug)).size).toBe(6)
})

test('the same article, sent six times at once by one device, is one', async () => {
  const id = randomUUID()
  const rows = await six(() => createArticle(context, context.actor, { ...words, id }))
  expect(new Set(rows.map(({ slug, version }) => `${slug} ${version}`)).size).toBe(1)
})
