import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inWorkspace } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { createArticle, deleteArticle, saveArticle, slugChoice } from './index.ts'

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

test('who has an address is named, with the one that is free instead', async () => {
  const page = await createArticle(context, context.actor, { title: 'Tentang', kind: 'page' })
  const article = await createArticle(context, context.actor, { title: 'Tentang', slug: '' })
  const choice = (typed: string) =>
    inWorkspace(context.db, context.actor.workspaceId, (tx) => slugChoice(tx, article, typed))
  const owner = { id: page.id, name: 'Tentang', kind: 'page', deleted: false, earlier: false }
  const taken = { wanted: 'tentang', free: 'tentang-2', taken: owner }
  expect(await choice('')).toEqual(taken)
  expect(await choice(' Tentang ')).toEqual(taken)
  expect(await choice('tentang-2')).toEqual({ wanted: 'tentang-2', free: 'tentang-2', taken: null })
  expect(await choice('search')).toEqual({ wanted: 'search', free: 'search-2', taken: 'program' })
  expect(await choice('???')).toEqual({ wanted: 'artikel', free: 'artikel', taken: null })
  await deleteArticle(context, context.actor, page.id)
  expect(await choice('')).toEqual({ ...taken, taken: { ...owner, deleted: true } })
})

test('an address that was chosen is made from the title again once it is emptied', async () => {
  const { id, version } = await createArticle(context, context.actor, { ...words, slug: 'pagi' })
  const all = { summary: '', tags: [], language: 'id' as const, slug: '', ...words }
  expect(await saveArticle(context, context.actor, id, version, all)).toMatchObject({ slug: 'kopi-pagi' })
})
