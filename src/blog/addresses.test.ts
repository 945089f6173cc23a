import { afterAll, beforeAll, expect, test } from 'vitest'
import { asSystem } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import {
  addAddress,
  addRedirects,
  answerOf,
  createArticle,
  howFound,
  publishArticle,
  removeAddress,
  saveArticle,
} from './index.ts'

let context: TestContext
let home: string
beforeAll(async () => {
  context = await testContext([])
  home = context.config.baseUrl
  const { userId, workspaceId } = context.actor
  await asSystem(context.db, (tx) =>
    tx.insertInto('installation').values({ owner_id: userId, workspace_id: workspaceId }).execute(),
  )
})
afterAll(() => context.close())

async function publish(title: string, more: { tags?: string[]; kind?: 'page' } = {}) {
  const { id } = await createArticle(context, context.actor, { title, markdown: 'Isi.', ...more })
  return publishArticle(context, context.actor, id)
}
const add = (id: string, path: string) => addAddress(context, context.actor, id, path)
const remove = (id: string, path: string) => removeAddress(context, context.actor, id, path)
/** Where a reader gets to. */
const at = async (path: string) => {
  const { status, location } = await answerOf(context, context.actor.workspaceId, home, path)
  return location ? location.slice(home.length) : status
}

test('an address that is added leads to the article, by one step, wherever the article moves', async () => {
  const { id, version } = await publish('Kopi gayo')
  expect(await add(id, '/2019/01/kopi.html')).toEqual(['/2019/01/kopi.html'])
  expect(await add(id, `${home}/gayo-lama/?x=1#y`)).toEqual(['/gayo-lama', '/2019/01/kopi.html'])
  expect(await add(id, '/2019/01/kopi.html/')).toHaveLength(2)
  const words = { title: 'Kopi gayo', markdown: 'Isi.', summary: '', tags: [], language: 'id' as const }
  await saveArticle(context, context.actor, id, version, { ...words, slug: 'kopi-aceh' })
  for (const path of ['/kopi-gayo', '/gayo-lama', '/2019/01/kopi.html', '/2019/01/kopi.html/?utm_source=a'])
    expect(await at(path)).toBe('/kopi-aceh')
})

test('one that is taken away leads nowhere until it is added again; the others go on', async () => {
  const { id, version } = await publish('Teh melati')
  const words = { title: 'Teh melati', markdown: 'Isi.', summary: '', tags: [], language: 'id' as const }
  await saveArticle(context, context.actor, id, version, { ...words, slug: 'teh-wangi' })
  await add(id, '/blog/Teh Ä')
  expect(await at('/blog/Teh%20%C3%84')).toBe('/teh-wangi')
  expect(await remove(id, '/teh-melati')).toEqual(['/blog/Teh Ä'])
  expect([await at('/teh-melati'), await at('/blog/Teh%20%C3%84')]).toEqual([404, '/teh-wangi'])
  expect(await remove(id, '/teh-melati')).toHaveLength(1)
  expect(await add(id, '/teh-melati')).toEqual(['/teh-melati', '/blog/Teh Ä'])
  expect(await at('/teh-melati')).toBe('/teh-wangi')
  expect(await remove(id, '/blog/Teh Ä')).toEqual(['/teh-melati'])
  expect((await howFound(context, context.actor, id)).earlier).toEqual(['/teh-melati'])
  // While it leads here no other article gets it.
  expect((await publish('Teh melati')).slug).toBe('teh-melati-2')
})

test('an address at which something stands, or that leads elsewhere, is refused', async () => {
  const { id } = await publish('Gula aren', { tags: ['aren'] })
  const other = await publish('Gula batu')
  await publish('Tentang', { kind: 'page' })
  const draft = await createArticle(context, context.actor, { title: 'Masih draf', markdown: '' })
  await add(other.id, '/lama/batu')
  await asSystem(context.db, (tx) =>
    addRedirects(tx, context.actor.workspaceId, [{ path: '/lama', to: { path: '/' }, runId: null }]),
  )
  const bad = ['', '/', '//lain.example/a', 'https://lain.example/a', 'gula', '/?utm=1', `/${'a'.repeat(1001)}`]
  const own = [
    '/panel',
    '/panel/masuk',
    '/api/x',
    '/feed.xml',
    '/sitemap.xml',
    '/robots.txt',
    '/tag/aren',
    '/search',
    '/media/a.png',
  ]
  const others = ['/gula-batu', '/tentang', `/${draft.slug}`, '/lama/batu', '/lama', '/gula-aren', '/gula-batu/']
  for (const path of [...bad, ...own, ...others])
    await expect(add(id, path), path).rejects.toMatchObject({ kind: 'wrong-input', field: 'path' })
  expect((await howFound(context, context.actor, id)).earlier).toEqual([])
  // What is another article's is not taken away from here.
  await remove(id, '/lama/batu')
  expect(await at('/lama/batu')).toBe('/gula-batu')
})

test('no more than a hundred lead to one article', async () => {
  const { id } = await publish('Banyak')
  const paths = Array.from({ length: 100 }, (_, n) => `/b/${n}`)
  await asSystem(context.db, (tx) =>
    addRedirects(
      tx,
      context.actor.workspaceId,
      paths.map((path) => ({ path, to: { articleId: id }, runId: null })),
    ),
  )
  await expect(add(id, '/b/100')).rejects.toMatchObject({ kind: 'wrong-input' })
})
