/** What empties which of the readers' pages, with the real operations: what changed, and nothing else. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { saveBrandKit } from '../brand/index.ts'
import { connectChannel, removeChannel, setHealth } from '../channels/index.ts'
import { asSystem } from '../db/client.ts'
import { deliverDue, schedulePost, setSlots } from '../publishing/index.ts'
import { changeMember } from '../team/index.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import {
  createArticle,
  deleteArticle,
  openReader,
  publishArticle,
  type Reader,
  renewPages,
  restoreArticle,
  saveArticle,
  sharedFor,
  unpublishArticle,
} from './index.ts'

let context: TestContext
let reader: Reader
let ids: Record<'satu' | 'dua' | 'tiga', string>

const all = [
  '/',
  '/satu',
  '/dua',
  '/tiga',
  '/tag/a',
  '/tag/b',
  '/feed.xml',
  '/atom.xml',
  '/feed.json',
  '/sitemap.xml',
  '/robots.txt',
]
const lists = ['/', '/feed.xml', '/atom.xml', '/feed.json', '/sitemap.xml']

const kit = {
  name: 'Kopi Senja',
  handle: '@kopisenja',
  promise: 'Kopi yang sabar.',
  productSite: '',
  language: 'id' as const,
  accent: '#0f5c56',
  paper: '#faf7f0',
  logo: null,
}

beforeEach(async () => {
  context = await testContext([fakeNetwork().network])
  const { userId, workspaceId } = context.actor
  await asSystem(context.db, (tx) =>
    tx.insertInto('installation').values({ owner_id: userId, workspace_id: workspaceId }).execute(),
  )
  reader = openReader(context)
  ids = { satu: await publish('Satu', ['a']), dua: await publish('Dua', ['a']), tiga: await publish('Tiga', ['b']) }
})
afterEach(async () => {
  reader.close()
  await context.close()
})

const words = (title: string, tags: string[], more = {}) => ({
  title,
  markdown: `Isi ${title}.`,
  summary: '',
  tags,
  language: 'id' as const,
  slug: '',
  ...more,
})
async function publish(title: string, tags: string[]) {
  const { id } = await createArticle(context, context.actor, words(title, tags))
  await publishArticle(context, context.actor, id)
  context.clock.advance(60)
  return id
}

/** Which pages are made anew after something was done. */
async function emptied(work: () => Promise<unknown>): Promise<string[]> {
  const before = new Map(await Promise.all(all.map(async (path) => [path, await reader.answer(path)] as const)))
  await work()
  const after = new Map(await Promise.all(all.map(async (path) => [path, await reader.answer(path)] as const)))
  return all.filter((path) => before.get(path) !== after.get(path))
}
const without = (...paths: string[]) => all.filter((path) => !paths.includes(path))

test('what is being written empties nothing, whether it has been published or not', async () => {
  const { id } = await createArticle(context, context.actor, words('Rancangan', ['a']))
  expect(
    await emptied(async () => {
      await saveArticle(context, context.actor, id, 1, words('Rancangan baru', ['b']))
      await saveArticle(context, context.actor, ids.satu, 1, words('Satu yang lain', ['b']))
      await createArticle(context, context.actor, words('Lagi', ['a']))
    }),
  ).toEqual([])
})

test('another brand empties nothing', async () => {
  const stranger = await makeWorkspace(context)
  expect(
    await emptied(async () => {
      const { id } = await createArticle(context, stranger, words('Milik lain', ['a']))
      // It has no page here: this blog is the first brand's.
      await expect(publishArticle(context, stranger, id)).rejects.toMatchObject({ kind: 'rejected' })
      await deleteArticle(context, stranger, id)
      await saveBrandKit(context, stranger, kit)
      await connectChannel(context, stranger, 'fake', { handle: 'lain', password: 'right' })
      await changeMember(context, stranger.userId, { timeZone: 'Asia/Makassar' })
    }),
  ).toEqual([])
})

test('other words of one article empty the pages that show them', async () => {
  const { version } = await saveArticle(
    context,
    context.actor,
    ids.satu,
    1,
    words('Satu', ['a'], { markdown: 'Lain.' }),
  )
  expect(version).toBe(2)
  // Two goes on with one, and is of the same tag.
  expect(await emptied(() => publishArticle(context, context.actor, ids.satu))).toEqual(
    without('/tiga', '/tag/b', '/robots.txt'),
  )
})

test('one more article empties lists, its tags, and the pages that might go on with it', async () => {
  // The first two share a tag with each other, and with nothing that comes.
  expect(await emptied(() => publish('Empat', ['b']))).toEqual(without('/satu', '/dua', '/tag/a', '/robots.txt'))
  expect(await emptied(() => publish('Lima', ['a']))).toEqual(without('/tiga', '/tag/b', '/robots.txt'))
})

test('taken from the readers, taken away, brought back', async () => {
  const expected = [...lists, '/tiga', '/tag/b']
  for (const act of [unpublishArticle, publishArticle, deleteArticle, restoreArticle])
    expect((await emptied(() => act(context, context.actor, ids.tiga))).sort(), act.name).toEqual(expected.sort())
})

test('another address of a published article is everybody’s at once', async () => {
  const moved = words('Tiga', ['b'], { slug: 'ketiga' })
  expect(await emptied(() => saveArticle(context, context.actor, ids.tiga, 1, moved))).toEqual(
    without('/satu', '/dua', '/tag/a', '/robots.txt'),
  )
  expect((await reader.answer('/tiga')).status).toBe(301)
  expect((await reader.answer('/ketiga')).status).toBe(200)
})

test('a copy on a network empties its article’s page alone', async () => {
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  const text = 'Baca di http://blog.example/satu'
  const shared = await sharedFor(context, context.actor, ids.satu)
  await schedulePost(context, context.actor, {
    ...shared,
    articleId: ids.satu,
    drafts: [{ channelId: done.channel.id, text, mediaIds: [] }],
    timeZone: 'Asia/Jakarta',
  })
  context.clock.advance(60)
  expect(await emptied(() => deliverDue(context, new AbortController().signal))).toEqual(['/satu'])
  expect((await reader.answer('/satu')).body.toString()).toContain('u-syndication')
})

test('brand, profiles and the owner’s zone stand on every page; a channel’s health and rhythm on none', async () => {
  expect(await emptied(() => saveBrandKit(context, context.actor, kit))).toEqual(all)
  let channelId = ''
  const connect = async () => {
    const done = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
    if ('channel' in done) channelId = done.channel.id
  }
  expect(await emptied(connect)).toEqual(all)
  expect(
    await emptied(async () => {
      await setHealth(context, context.actor.workspaceId, channelId, 'unreachable', null)
      const rhythm = { timeZone: 'Asia/Jakarta', slots: [{ weekday: 1, time: '08:00' }] }
      await setSlots(context, context.actor, channelId, rhythm)
      await changeMember(context, context.actor.userId, { language: 'en' })
    }),
  ).toEqual([])
  expect(await emptied(() => removeChannel(context, context.actor, channelId))).toEqual(all)
  expect(await emptied(() => changeMember(context, context.actor.userId, { timeZone: 'Asia/Jayapura' }))).toEqual(all)
})

test('what is laid out anew empties the pages that show it', async () => {
  await asSystem(context.db, (tx) =>
    tx.updateTable('article_page').set({ renderer: '0' }).where('article_id', '=', ids.tiga).execute(),
  )
  const expected = ['/', '/tiga', '/tag/b', '/feed.xml', '/atom.xml', '/feed.json']
  expect(await emptied(() => renewPages(context))).toEqual(expected)
})

test('each form of an article is a page of its own; hosts that nobody knows are none', async () => {
  const html = await reader.answer('/satu', { accept: 'text/html', host: 'blog.example' })
  const markdown = await reader.answer('/satu', { accept: 'text/markdown', host: 'blog.example' })
  expect(html.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', vary: 'accept, accept-encoding' })
  expect(markdown.headers).toMatchObject({
    'content-type': 'text/markdown; charset=utf-8',
    vary: 'accept, accept-encoding',
  })
  expect(markdown.body.toString()).toBe('# Satu\n\nIsi Satu.\n')
  for (const host of ['blog.example', 'BLOG.example:80', undefined]) {
    expect(await reader.answer('/satu', { host })).toBe(html)
    expect(await reader.answer('/satu?utm=1', { accept: 'text/markdown', host })).toBe(markdown)
  }
  for (const host of ['lain.example', 'x'.repeat(1000)])
    expect((await reader.answer('/satu', { host })).status).toBe(421)
  // Where there is one form only, request headers make no second page of it.
  expect(await reader.answer('/', { accept: 'text/markdown' })).toBe(await reader.answer('/'))
  await saveArticle(context, context.actor, ids.satu, 1, words('Satu', ['a'], { markdown: 'Lain.' }))
  expect(await reader.answer('/satu', { accept: 'text/markdown' })).toBe(markdown)
  await publishArticle(context, context.actor, ids.satu)
  expect((await reader.answer('/satu', { accept: 'text/markdown' })).body.toString()).toBe('# Satu\n\nLain.\n')
  expect((await reader.answer('/tidak-ada', { accept: 'text/markdown' })).status).toBe(404)
})
