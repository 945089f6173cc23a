import { afterAll, beforeAll, expect, test } from 'vitest'
import { asSystem, inWorkspace } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import type { ArticleWords } from './article-words.ts'
import {
  addRedirects,
  createArticle,
  deleteArticle,
  howFound,
  pageOfArticles,
  publishArticle,
  renewPages,
  restoreArticle,
  saveArticle,
  unpublishArticle,
} from './index.ts'

let context: TestContext
beforeAll(async () => {
  context = await testContext([])
  const { userId, workspaceId } = context.actor
  await asSystem(context.db, (tx) =>
    tx.insertInto('installation').values({ owner_id: userId, workspace_id: workspaceId }).execute(),
  )
})
afterAll(() => context.close())

async function publish(words: Partial<ArticleWords>) {
  const { id } = await createArticle(context, context.actor, { title: 'Judul', markdown: 'Isi.', ...words })
  context.clock.advance(60)
  return publishArticle(context, context.actor, id)
}
const leads = async (id: string) => (await howFound(context, context.actor, id)).linkedFrom.map(({ slug }) => slug)
const orphans = () =>
  inWorkspace(context.db, context.actor.workspaceId, async (tx) => {
    const { rows, next } = await pageOfArticles(tx, { orphans: true, limit: 2 })
    const more = next ? (await pageOfArticles(tx, { orphans: true, limit: 100, cursor: next })).rows : []
    return [...rows, ...more].map(({ slug }) => slug).sort()
  })

test('what leads to an article is known by its address now, its earlier ones and those of an older blog', async () => {
  const target = await publish({ title: 'Tujuan' })
  const { baseUrl } = context.config
  await publish({ title: 'Satu', markdown: '[a](/tujuan?utm_source=x#b) [b](/tujuan/)' })
  await publish({ title: 'Dua', markdown: `<a href="${baseUrl}/2019/lama.html">a</a>` })
  await publish({ title: 'Tiga', markdown: '[a](/tujuan-baru)' })
  await publish({
    title: 'Jauh',
    markdown: '[a](https://lain.example/tujuan) [b](#tujuan) [c](/tag/tujuan) [d](mailto:a@x.example)',
  })
  await createArticle(context, context.actor, { title: 'Draf', markdown: '[a](/tujuan)' })
  expect(await leads(target.id)).toEqual(['satu'])
  await asSystem(context.db, (tx) =>
    addRedirects(tx, context.actor.workspaceId, [
      { path: '/2019/lama.html', to: { articleId: target.id }, runId: null },
    ]),
  )
  const words = { title: 'Tujuan', markdown: '[sendiri](/tujuan)', summary: '', tags: [], language: 'id' as const }
  const moved = await saveArticle(context, context.actor, target.id, target.version, { ...words, slug: 'tujuan-baru' })
  await publishArticle(context, context.actor, target.id)
  expect(await leads(moved.id)).toEqual(['tiga', 'dua', 'satu'])
  expect((await howFound(context, context.actor, moved.id)).linkedFromAll).toBe(3)
  expect(await orphans()).toEqual(['dua', 'jauh', 'satu', 'tiga'])
})

test('who is taken away leads nowhere, and leads again once it is back; other words lead elsewhere', async () => {
  const target = await publish({ title: 'Kebun' })
  const one = await publish({ title: 'Sumber', markdown: '[a](/kebun)' })
  expect(await leads(target.id)).toEqual(['sumber'])
  await deleteArticle(context, context.actor, one.id)
  expect(await orphans()).toContain('kebun')
  await restoreArticle(context, context.actor, one.id)
  expect(await orphans()).not.toContain('kebun')
  await unpublishArticle(context, context.actor, one.id)
  expect(await leads(target.id)).toEqual([])
  const words = { title: 'Sumber', markdown: 'Tanpa.', summary: '', tags: [], language: 'id' as const, slug: '' }
  await saveArticle(context, context.actor, one.id, one.version, words)
  await publishArticle(context, context.actor, one.id)
  expect(await leads(target.id)).toEqual([])
})

test('pages and notes lead to articles, and are missed by none', async () => {
  await publish({ title: 'Rumah' })
  await publish({ title: 'Tentang', kind: 'page', markdown: '[a](/rumah)' })
  await publish({ title: '', kind: 'note', markdown: 'Catatan pendek saja.' })
  const slugs = await orphans()
  for (const slug of ['rumah', 'tentang', 'catatan-pendek-saja']) expect(slugs).not.toContain(slug)
})

test('older articles that are like it, and that do not lead to it yet, are named', async () => {
  const about = 'Gula aren disadap pagi dan sore, dimasak di wajan besi, lalu dicetak dalam batok kelapa kering.'
  const old = await publish({ title: 'Gula aren lama', markdown: about, tags: ['aren'] })
  const young = await publish({ title: 'Gula aren muda', markdown: about, tags: ['aren'] })
  const could = async (id: string) => (await howFound(context, context.actor, id)).couldLink.map(({ slug }) => slug)
  expect([await could(young.id), await could(old.id)]).toEqual([['gula-aren-lama'], []])
  const words = { title: 'Gula aren lama', summary: '', tags: ['aren'], language: 'id' as const, slug: '' }
  await saveArticle(context, context.actor, old.id, old.version, {
    ...words,
    markdown: `${about} [muda](/gula-aren-muda)`,
  })
  await publishArticle(context, context.actor, old.id)
  expect(await could(young.id)).toEqual([])
})

test('what an older program has laid out is laid out anew, and its links are known then', async () => {
  const target = await publish({ title: 'Sungai' })
  await publish({ title: 'Hulu', markdown: '[a](/sungai)' })
  await asSystem(context.db, async (tx) => {
    await tx.deleteFrom('article_link').execute()
    await tx
      .updateTable('article_page')
      .set({ renderer: `2 ${context.config.baseUrl}` })
      .execute()
  })
  expect(await leads(target.id)).toEqual([])
  await renewPages(context)
  expect(await leads(target.id)).toEqual(['hulu'])
})

test('addresses that no index takes are left out', async () => {
  const { id } = await publish({ title: 'Panjang', markdown: `[a](/${'%F0%9F%8C%B1'.repeat(900)})` })
  const kept = await asSystem(context.db, (tx) =>
    tx.selectFrom('article_link').selectAll().where('article_id', '=', id).execute(),
  )
  expect(kept).toEqual([])
})
