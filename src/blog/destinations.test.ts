import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { deliverDue } from '../publishing/index.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { asBlog } from '../testing/fake-blog.ts'
import { type FakeNetwork, fakeNetwork } from '../testing/fake-network.ts'
import { answerReader } from './answer.ts'
import {
  beginReplacement,
  createArticle,
  findArticle,
  pageOfReplacementItems,
  publishArticle,
  publishToDestinations,
  retractFromDestinations,
  saveArticle,
  sharedFor,
  startReplacement,
  undoReplacement,
  unpublishArticle,
  workOnReplacement,
} from './index.ts'

let context: TestContext
let blog: FakeNetwork
let blogId: string
let plainId: string
let id: string

beforeEach(async () => {
  blog = fakeNetwork({ keys: true })
  const plain = fakeNetwork({ name: 'square' })
  const { text } = plain.network
  plain.network = { ...plain.network, text: { ...text, limits: () => ({ ...text.limits(), length: 400 }) } }
  context = await testContext([asBlog(blog), plain.network])
  const { userId, workspaceId } = context.actor
  await asSystem(context.db, (tx) =>
    tx.insertInto('installation').values({ owner_id: userId, workspace_id: workspaceId }).execute(),
  )
  const connect = async (network: string) => {
    const done = await connectChannel(context, context.actor, network, { handle: 'rina', password: 'right' })
    if (!('channel' in done)) throw new Error('no channel')
    return done.channel.id
  }
  blogId = await connect('blog')
  plainId = await connect('square')
  const markdown = '![Kopi](/media/3f0e6f9c-4c1e-4c39-9d53-0a4d31c7a001.jpg)\n\nKopi **senja**.'
  id = (await createArticle(context, context.actor, { title: 'Kopi senja', markdown, slug: 'kopi-senja' })).id
})
afterEach(() => context.close())

const publish = async (homes: { instead?: string; besides?: string[] }) => {
  await publishArticle(context, context.actor, id)
  return publishToDestinations(context, context.actor, id, { ...homes, timeZone: 'Asia/Jakarta' })
}
const leave = async () => {
  context.clock.advance(60)
  await deliverDue(context, new AbortController().signal)
}
const said = () => blog.posts.map(({ text }) => text)
const read = (path: string) => answerReader(context, path)
const change = async (markdown: string) => {
  const row = await inWorkspace(context.db, context.actor.workspaceId, (tx) => findArticle(tx, id))
  const { title, summary, tags, language, slug } = row
  await saveArticle(context, context.actor, id, row.version, { title, summary, tags, language, slug, markdown })
  await publishArticle(context, context.actor, id)
}

describe('besides the built-in blog', () => {
  test('the whole article goes there too, with whole addresses and the way home', async () => {
    expect(await publish({ besides: [blogId] })).toEqual([{ channelId: blogId }])
    await leave()
    expect(said()).toHaveLength(1)
    expect(said()[0]).toContain('Kopi <strong>senja</strong>')
    expect(said()[0]).toContain('src="http://blog.example/media/3f0e6f9c')
    expect(said()[0]).toContain('http://blog.example/kopi-senja')
    expect((await read('/kopi-senja')).status).toBe(200)
  })

  test('words that are replaced in all articles are changed there too, and put back', async () => {
    await publish({ besides: [blogId] })
    await leave()
    const row = await inWorkspace(context.db, context.actor.workspaceId, (tx) => findArticle(tx, id))
    await createArticle(context, context.actor, { title: 'Kopi lain', markdown: 'Kopi.' })
    const search = { find: 'senja', replace: 'fajar', words: false, case: false, markup: false, readers: true }
    const run = await beginReplacement(context, context.actor, { ...search, parts: ['title', 'text'] })
    const work = () => workOnReplacement(context, run.id, new AbortController().signal)
    await work()
    expect(said()[0]).toContain('senja')
    await startReplacement(context, context.actor, run.id)
    await work()
    expect([said().length, said()[0]]).toEqual([1, expect.stringContaining('Kopi <strong>fajar</strong>')])
    await undoReplacement(context, context.actor, run.id)
    await work()
    expect([said().length, said()[0]]).toEqual([1, expect.stringContaining('Kopi <strong>senja</strong>')])
    const after = await inWorkspace(context.db, context.actor.workspaceId, (tx) => findArticle(tx, id))
    expect(after).toMatchObject({ state: 'published', home_channel_id: row.home_channel_id, title: 'Kopi senja' })
  })

  test('what another blog does not take is told with the article; its words here stay replaced', async () => {
    await publish({ besides: [blogId] })
    await leave()
    blog.posts.length = 0
    const search = { find: 'senja', replace: 'fajar', words: false, case: false, markup: false, readers: true }
    const run = await beginReplacement(context, context.actor, { ...search, parts: ['text'] })
    const work = () => workOnReplacement(context, run.id, new AbortController().signal)
    await work()
    await startReplacement(context, context.actor, run.id)
    await work()
    const { rows } = await inWorkspace(context.db, context.actor.workspaceId, (tx) =>
      pageOfReplacementItems(tx, run.id, {}),
    )
    expect(rows).toMatchObject([{ outcome: 'changed', reason: { en: expect.any(String) } }])
    expect((await read('/kopi-senja')).body).toContain('fajar')
  })

  test('changed words are changed there, and no second copy is made', async () => {
    await publish({ besides: [blogId] })
    await leave()
    await change('Kopi pagi.')
    expect(await publish({ besides: [blogId] })).toEqual([{ channelId: blogId }])
    await leave()
    expect(said()).toHaveLength(1)
    expect(said()[0]).toContain('Kopi pagi.')
  })

  test('taken from the readers, it is taken from there', async () => {
    await publish({ besides: [blogId] })
    await leave()
    expect(await retractFromDestinations(context, context.actor, id)).toEqual([{ channelId: blogId }])
    await unpublishArticle(context, context.actor, id)
    expect(said()).toEqual([])
    // Published again, it comes back.
    await publish({ besides: [blogId] })
    await leave()
    expect(said()).toHaveLength(1)
  })

  test('what the other blog refuses is said, and holds nothing up', async () => {
    await publish({ besides: [blogId] })
    await leave()
    blog.posts.length = 0
    await change('Kopi siang.')
    const [outcome] = await publish({ besides: [blogId] })
    expect(outcome).toMatchObject({ channelId: blogId, problem: { en: expect.any(String) } })
    expect((await read('/kopi-senja')).body).toContain('Kopi siang.')
  })
})

describe('instead of the built-in blog', () => {
  test('it is not read here; its address leads there, and so do its teasers', async () => {
    await publish({ instead: blogId })
    expect((await read('/kopi-senja')).status).toBe(404)
    expect((await sharedFor(context, context.actor, id)).linkAnswers).toBe(false)
    await leave()
    expect(await read('/kopi-senja')).toMatchObject({ status: 302, location: 'https://fake.example/p1' })
    expect((await read('/')).body).not.toContain('Kopi senja')
    expect((await read('/feed.xml')).body).not.toContain('Kopi senja')
    const shared = await sharedFor(context, context.actor, id)
    expect([shared.link?.url, shared.linkAnswers]).toEqual(['https://fake.example/p1', true])
    // No way home stands in it: it is at home there.
    expect(said()[0]).not.toContain('http://blog.example/kopi-senja')
  })

  test('and back again', async () => {
    await publish({ instead: blogId })
    await leave()
    await publish({})
    expect((await read('/kopi-senja')).status).toBe(200)
  })
})

test('a channel that is no blog, or somebody else’s, takes no article', async () => {
  await expect(publish({ besides: [plainId] })).rejects.toMatchObject({ kind: 'wrong-input', field: 'homes' })
  const other = await makeWorkspace(context)
  await expect(publishToDestinations(context, other, id, { instead: blogId, timeZone: 'UTC' })).rejects.toMatchObject({
    kind: 'gone',
  })
})
