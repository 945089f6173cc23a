/** Several blogs on one server: each at its own host, none at a stranger's. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { saveBrandKit } from '../brand/index.ts'
import { connectChannel } from '../channels/index.ts'
import type { Actor } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { asSystem } from '../db/client.ts'
import { hostOf } from '../team/index.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { chooseBlogAddress, createArticle, openReader, publishArticle, type Reader, renewPages } from './index.ts'

let context: TestContext
let reader: Reader
let other: Actor

const kit = { handle: '', promise: '', productSite: '', accent: '#0f5c56', paper: '#faf7f0', logo: null }

beforeEach(async () => {
  context = await testContext([fakeNetwork().network])
  const { userId, workspaceId } = context.actor
  await asSystem(context.db, (tx) =>
    tx.insertInto('installation').values({ owner_id: userId, workspace_id: workspaceId }).execute(),
  )
  reader = openReader(context)
  other = await makeWorkspace(context)
  await saveBrandKit(context, context.actor, { ...kit, name: 'Kopi Senja', language: 'id' })
  await saveBrandKit(context, other, { ...kit, name: 'Tea Dawn', language: 'en', accent: '#8a2be2' })
  await publish(context.actor, 'Kopi pagi')
})
afterEach(async () => {
  reader.close()
  await context.close()
})

async function publish(actor: Actor, title: string): Promise<string> {
  const { id } = await createArticle(context, actor, { title, markdown: `${title} [home](https://teh.example/x).` })
  await publishArticle(context, actor, id)
  return id
}

async function at(host: string, path = '/', accept?: string) {
  const { status, headers, body } = await reader.answer(path, { host, accept })
  return { status, location: headers.location, body: body.toString(), caching: headers['cache-control'] }
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Problem ? error.words.en : String(error)),
  )

test('each blog is read at its own host, with its own name, language, feed and addresses', async () => {
  await chooseBlogAddress(context, other, 'https://teh.example')
  await publish(other, 'Tea at dawn')
  const mine = await at('blog.example')
  expect(mine.body).toContain('Kopi pagi')
  expect(mine.body).not.toContain('Tea at dawn')
  const theirs = await at('teh.example')
  expect(theirs.body).toMatch(/<html lang="en"/)
  expect(theirs.body).toContain('Tea at dawn')
  expect(theirs.body).not.toContain('Kopi')
  const feed = await at('teh.example', '/feed.xml')
  expect(feed.body).toContain('<link>https://teh.example/tea-at-dawn</link>')
  expect(feed.body).not.toContain('blog.example')
  expect((await at('blog.example', '/feed.xml')).body).not.toContain('teh.example/tea')
  expect((await at('teh.example', '/sitemap.xml')).body).toContain('https://teh.example/tea-at-dawn')
  expect((await at('teh.example', '/robots.txt')).body).toContain('https://teh.example/sitemap.xml')
  // The same path at both hosts stays two pages, from the cache too.
  expect((await at('teh.example')).body).toBe(theirs.body)
  expect((await at('blog.example')).body).toBe(mine.body)
  expect((await at('blog.example', '/tea-at-dawn')).status).toBe(404)
  expect((await at('teh.example', '/kopi-pagi')).status).toBe(404)
})

test('a blog names the profiles of its own brand, and no other’s', async () => {
  await chooseBlogAddress(context, other, 'https://teh.example')
  await connectChannel(context, other, 'fake', { handle: 'teadawn', password: 'right' })
  await connectChannel(context, context.actor, 'fake', { handle: 'kopisenja', password: 'right' })
  const [mine, theirs] = [(await at('blog.example')).body, (await at('teh.example')).body]
  expect([mine.includes('teadawn'), mine.includes('kopisenja')]).toEqual([false, true])
  expect([theirs.includes('teadawn'), theirs.includes('kopisenja')]).toEqual([true, false])
})

test('a host that is nobody’s gets no blog, and nothing of it is kept', async () => {
  await at('blog.example')
  for (const host of ['evil.example', 'blog.example:99', 'blog.example.evil', 'a b', '', 'x'.repeat(400)]) {
    const answer = await at(host)
    expect([host, answer.status, answer.caching]).toEqual([host, 421, 'no-store'])
    expect(answer.body).toContain('There is no blog at this address.')
    expect(answer.body).not.toContain('Kopi')
  }
})

test('hosts are told apart as browsers write them', async () => {
  for (const host of ['BLOG.example', 'blog.example.', 'blog.example:80', 'localhost:4000', '127.0.0.1', '[::1]:3000'])
    expect([host, (await at(host)).status]).toEqual([host, 200])
  expect(hostOf('Blog.Example.:443')).toBe('blog.example')
  expect(hostOf('localhost.evil.example')).toBe('localhost.evil.example')
  expect((await at('localhost.evil.example')).status).toBe(421)
})

test('a blog that moves leads from its old host, and its pages are laid out for the new one', async () => {
  await chooseBlogAddress(context, other, 'https://lama.example')
  await publish(other, 'Tea at dawn')
  const link = /<a [^>]*href="https:\/\/teh\.example\/x"[^>]*>/
  const before = (await at('lama.example', '/tea-at-dawn')).body.match(link)?.[0]
  await chooseBlogAddress(context, other, 'teh.example')
  await renewPages(context)
  expect(await at('lama.example', '/tea-at-dawn')).toMatchObject({
    status: 301,
    location: 'https://teh.example/tea-at-dawn',
  })
  const now = await at('teh.example', '/tea-at-dawn')
  expect(now.body).toContain('https://teh.example/tea-at-dawn')
  // What led to another site leads home now.
  expect(before).toMatch(/rel=/)
  expect(now.body.match(link)?.[0] ?? '').not.toMatch(/rel=/)
  // Given up, it leads nowhere, and whoever wants it may have it.
  await chooseBlogAddress(context, other, null)
  expect((await at('teh.example')).status).toBe(421)
  const third = await makeWorkspace(context)
  await chooseBlogAddress(context, third, 'https://teh.example')
  expect((await at('teh.example')).status).toBe(200)
})

test('an address that is taken, or none, is refused in words', async () => {
  await chooseBlogAddress(context, other, 'https://teh.example')
  const third = await makeWorkspace(context)
  const refused = (address: string, actor = third) => refusal(chooseBlogAddress(context, actor, address))
  expect(await refused('http://TEH.example')).toMatch(/another workspace/)
  expect(await refused('https://blog.example')).toMatch(/this server’s own address/)
  expect(await refused('https://127.0.0.1')).toMatch(/this server’s own address/)
  for (const address of ['https://a.example/blog', 'ftp://a.example', 'https://u:p@a.example', 'https://', 'a b'])
    expect([address, await refused(address)]).toEqual([address, expect.stringMatching(/no address for a blog/)])
  expect(await refused('https://a.example', context.actor)).toMatch(/BASE_URL/)
  // Whoever had it before keeps it.
  expect((await at('teh.example')).body).toContain('Tea Dawn')
})

test('what one blog publishes empties nothing of another', async () => {
  await chooseBlogAddress(context, other, 'https://teh.example')
  await at('blog.example')
  const kept = () =>
    reader.serve({ method: 'HEAD', url: '/', headers: { host: 'blog.example' } } as never, sink as never)
  const sink = { writeHead: () => sink, end: () => sink }
  expect(kept()).toBe(true)
  await publish(other, 'Tea at noon')
  expect(kept()).toBe(true)
  expect((await at('teh.example')).body).toContain('Tea at noon')
})

test('without a blog on this server an article has no page', async () => {
  const { id } = await createArticle(context, other, { title: 'Nowhere', markdown: 'Words.' })
  expect(await refusal(publishArticle(context, other, id))).toMatch(/no blog on this server yet/)
})
