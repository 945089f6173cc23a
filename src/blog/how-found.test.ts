import { afterAll, beforeAll, expect, test } from 'vitest'
import { asSystem } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import type { ArticleWords } from './article-words.ts'
import { addRedirects, createArticle, howFound, publishArticle, saveArticle } from './index.ts'

let context: TestContext
beforeAll(async () => {
  context = await testContext([])
  const { userId, workspaceId } = context.actor
  await asSystem(context.db, (tx) =>
    tx.insertInto('installation').values({ owner_id: userId, workspace_id: workspaceId }).execute(),
  )
})
afterAll(() => context.close())

const make = (words: Partial<ArticleWords>) =>
  createArticle(context, context.actor, { title: 'Judul', markdown: 'Isi.', ...words })
const found = (id: string) => howFound(context, context.actor, id)

test('tells what searches show, same titles, and what it leads to', async () => {
  const target = await make({ title: 'Gayo' })
  const twin = await make({ title: 'KOPI Tubruk' })
  const home = context.config.baseUrl
  const one = await make({
    title: 'Kopi tubruk',
    markdown: `Kata pertama. [Gayo](/gayo) [lagi](${home}/gayo/) [jauh](https://lain.example/gayo) [label](/tag/gayo) [rusak](/%E0%A4%A)`,
  })
  const told = await found(one.id)
  expect(told).toMatchObject({ canonical: `${home}/kopi-tubruk-2`, card: null, earlier: [] })
  expect(told.description).toMatch(/^Kata pertama\./)
  expect(told.sameName.map(({ id }) => id)).toEqual([twin.id])
  expect(told.leadsTo.map(({ id }) => id)).toEqual([target.id])
  expect((await found(target.id)).leadsTo).toEqual([])
})

test('tells the addresses that lead here, and the card once it is published', async () => {
  const { id } = await make({ title: 'Alamat lama' })
  const { version } = await publishArticle(context, context.actor, id)
  const words = { title: 'Alamat lama', markdown: 'Isi.', summary: 'Ringkas.', tags: [], language: 'id' as const }
  await saveArticle(context, context.actor, id, version, { ...words, slug: 'alamat-baru' })
  await asSystem(context.db, (tx) =>
    addRedirects(tx, context.actor.workspaceId, [{ path: '/2019/lama.html', to: { articleId: id }, runId: null }]),
  )
  expect(await found(id)).toMatchObject({
    description: 'Ringkas.',
    earlier: ['/alamat-lama', '/2019/lama.html'],
    card: expect.stringMatching(/\/card\/[0-9a-f]{10}\/alamat-baru\.png$/),
  })
})

test('names articles that are like it, but for those that it leads to', async () => {
  const about = 'Kopi arabika gayo disangrai sedang, diseduh tubruk, aromanya cokelat dan rempah dari dataran tinggi.'
  const [a, b] = [
    await make({ title: 'Gayo sedang', markdown: about, tags: ['gayo'] }),
    await make({ title: 'Gayo gelap', markdown: about, tags: ['gayo'] }),
  ]
  for (const { id } of [a, b]) await publishArticle(context, context.actor, id)
  expect((await found(a.id)).related.map(({ id }) => id)).toEqual([b.id])
  const linked = { title: 'Gayo sedang', summary: '', tags: ['gayo'], language: 'id' as const, slug: '' }
  await saveArticle(context, context.actor, a.id, a.version, { ...linked, markdown: `${about} [Lihat](/gayo-gelap)` })
  expect((await found(a.id)).related).toEqual([])
})

test('what it leads to is no suggestion, however much that is', async () => {
  const about = 'Teh hitam dari lereng utara dipetik pagi, digulung, lalu dikeringkan perlahan di atas api kayu karet.'
  const all: { id: string; slug: string; version: number }[] = []
  for (let n = 0; n < 22; n++) {
    const alike = n < 20 ? about : `${about} Cangkir porselen, gula batu, serai, jahe, madu hutan.`
    all.push(await make({ title: `Teh ${String(n).padStart(2, '0')}`, markdown: alike }))
  }
  for (const { id } of all) await publishArticle(context, context.actor, id)
  // The one that it is most like is the last by its name, which is not shown.
  const last = all.pop() as (typeof all)[number]
  const links = all.map(({ slug }) => `[lihat](/${slug})`).join(' ')
  const words = { title: 'Teh 21', summary: '', tags: [], language: 'id' as const, slug: '' }
  await saveArticle(context, context.actor, last.id, last.version, { ...words, markdown: `${about} ${links}` })
  const { leadsTo, related } = await found(last.id)
  expect([leadsTo.length, related]).toEqual([20, []])
})
