import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectChannel, setAsideBySource } from '../channels/index.ts'
import { inWorkspace } from '../db/client.ts'
import { listDeliveries, setSlots } from '../publishing/index.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import {
  acceptProposal,
  addFeed,
  changeFeed,
  dueFeeds,
  itemsOfFeed,
  listFeeds,
  lookAtFeed,
  openProposals,
  proposeFromFeed,
  readFeed,
  removeFeed,
  reopenProposal,
  skipProposal,
} from './index.ts'

interface Item {
  guid: string
  title: string
  link?: string
}

/** A site with a feed: what is put into `items` stands there at the next reading. */
function site() {
  const at = {
    items: [{ guid: 'a', title: 'Kopi pertama' }] as Item[],
    status: 200,
    headers: {} as Record<string, string>,
    asked: [] as { url: string; etag: string | null }[],
  }
  const entry = ({ guid, title, link }: Item) => {
    const about = `&lt;p&gt;Tentang ${title}, panjang lebar.&lt;/p&gt;`
    return [
      `<item><title>${title}${'</title>'}`,
      `<link>${link ?? `https://kopi.example/${guid}`}${'</link>'}`,
      `<guid isPermaLink="false">${guid}${'</guid>'}`,
      `<description>${about}${'</description>'}<category>kopi</category></item>`,
    ].join('')
  }
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = String(input)
    const etag = new Headers(init?.headers).get('if-none-match')
    at.asked.push({ url, etag })
    if (url === 'https://kopi.example/') {
      const page = '<html><head><link rel="alternate" type="application/rss+xml" href="/rss?a=1&amp;b=2"></head></html>'
      return new Response(page, { headers: { 'content-type': 'text/html' } })
    }
    if (!url.startsWith('https://kopi.example/rss')) return new Response('', { status: 200 })
    if (at.status !== 200) return new Response('x', { status: at.status, headers: at.headers })
    const tag = `"${at.items.length}"`
    if (etag === tag) return new Response(null, { status: 304 })
    const body = `<?xml version="1.0"?><rss version="2.0"><channel><title>Kopi Senja</title>
      <link>https://kopi.example</link>${at.items.map(entry).join('')}</channel></rss>`
    return new Response(body, { headers: { etag: tag } })
  }
  return { at, fetch }
}

let context: TestContext
let kopi: ReturnType<typeof site>
let channelId: string

beforeEach(async () => {
  const opened = await testContext([fakeNetwork().network])
  kopi = site()
  context = { ...opened, fetch: kopi.fetch }
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  channelId = done.channel.id
})
afterEach(() => context.close())

const scoped = <T>(work: Parameters<typeof inWorkspace<T>>[2]) =>
  inWorkspace(context.db, context.actor.workspaceId, work)
const add = async (review: boolean) =>
  (await addFeed(context, context.actor, 'kopi.example/rss', { channelIds: [channelId], review, state: 'active' })).id
const sweep = async () => {
  context.clock.advance(16 * 60)
  for (const due of await dueFeeds(context)) await readFeed(context, due)
}
const said = async () => (await scoped((tx) => listDeliveries(tx, { order: 'asc' }))).map(({ text }) => text)
const proposals = () => scoped((tx) => openProposals(tx))

describe('a feed of one’s own', () => {
  test('what stood there before is told only when somebody asks', async () => {
    const id = await add(false)
    await sweep()
    expect(await said()).toEqual([])
    await proposeFromFeed(context, context.actor, id, 'a')
    expect((await proposals()).map(({ title }) => title)).toEqual(['Kopi pertama'])
    await expect(proposeFromFeed(context, context.actor, id, 'a')).rejects.toMatchObject({ kind: 'conflict' })
    expect((await scoped((tx) => itemsOfFeed(tx, id)))[0]).toMatchObject({ proposal: 'review', item: { old: true } })
  })

  test('without a look, what is new is planned once, and leads to its page, which must answer first', async () => {
    await add(false)
    kopi.at.items.unshift({ guid: 'b', title: 'Kopi kedua' })
    await sweep()
    await sweep()
    const [delivery] = await scoped((tx) => listDeliveries(tx, {}))
    expect(await said()).toHaveLength(1)
    expect(delivery).toMatchObject({ state: 'scheduled', needs_home: 'https://kopi.example/b' })
    expect(delivery?.text).toContain('Kopi kedua')
    expect(await proposals()).toEqual([])
  })

  test('with a look, it waits for a person, whose words are sent', async () => {
    await add(true)
    kopi.at.items.unshift({ guid: 'b', title: 'Kopi kedua' })
    await sweep()
    expect(await said()).toEqual([])
    const [proposal] = await proposals()
    const drafts = [{ channelId, text: 'Dengan kata saya sendiri', mediaIds: [] }]
    await acceptProposal(context, context.actor, proposal?.id ?? '', { drafts }, {})
    expect(await said()).toEqual(['Dengan kata saya sendiri'])
    await expect(acceptProposal(context, context.actor, proposal?.id ?? '', { drafts }, {})).rejects.toMatchObject({
      kind: 'conflict',
    })
  })

  test('it can be skipped, and that undone', async () => {
    await add(true)
    kopi.at.items.unshift({ guid: 'b', title: 'Kopi kedua' })
    await sweep()
    const id = (await proposals())[0]?.id ?? ''
    await skipProposal(context, context.actor, id)
    expect(await proposals()).toEqual([])
    await reopenProposal(context, context.actor, id)
    expect(await proposals()).toHaveLength(1)
    await expect(reopenProposal(context, context.actor, id)).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('goes into the channel’s rhythm where it has one', async () => {
    const slots = [{ weekday: 3, time: '10:00' }]
    await setSlots(context, context.actor, channelId, { timeZone: 'Asia/Jakarta', slots })
    await add(false)
    kopi.at.items.unshift({ guid: 'c', title: 'Ketiga' }, { guid: 'b', title: 'Kedua' })
    await sweep()
    const dues = (await scoped((tx) => listDeliveries(tx, { order: 'asc' }))).map((row) => [
      row.text.slice(0, 5),
      row.due_at,
    ])
    expect(dues.map(([text]) => text)).toEqual(['Kedua', 'Ketig'])
    const [first, second] = dues.map(([, at]) => (at as Date).getTime())
    expect((second ?? 0) - (first ?? 0)).toBe(7 * 86_400_000)
  })

  test('a feed that was rebuilt makes no burst: a person looks', async () => {
    await add(false)
    kopi.at.items = Array.from({ length: 30 }, (_, at) => ({ guid: `baru-${at}`, title: `Lama ${at}` }))
    await sweep()
    expect(await said()).toEqual([])
    expect(await proposals()).toHaveLength(30)
  })

  test('the same page under another id is no news', async () => {
    await add(false)
    kopi.at.items = [{ guid: 'z', title: 'Kopi pertama', link: 'https://kopi.example/a' }]
    await sweep()
    expect([await said(), await proposals()]).toEqual([[], []])
  })

  test('ids that tell nothing (`N/A`) make no item old, at once or one after the other', async () => {
    await add(true)
    const one = (letter: string) => ({ guid: 'N/A', title: letter, link: `https://kopi.example/${letter}x` })
    kopi.at.items = [one('p'), one('q')]
    await sweep()
    expect(await proposals()).toHaveLength(2)
    kopi.at.items = [one('r')]
    await sweep()
    kopi.at.items = [
      one('s'),
      ...Array.from({ length: 7 }, (_, at) => ({
        guid: `lain-${at}`,
        title: 'Kopi pertama',
        link: 'https://kopi.example/a',
      })),
    ]
    await sweep()
    kopi.at.items = [one('s')]
    await sweep()
    const said = (await proposals()).map(({ title }) => title).sort()
    expect(said.filter((title) => title.length === 1)).toEqual(['p', 'q', 'r', 's'])
  })

  test('what counts visits makes no page new', async () => {
    await add(true)
    for (const [at, link] of ['tg', 'tg?utm_source=rss', 'tg/', 'tg#xtor=RSS-1'].entries()) {
      kopi.at.items = [
        ...Array.from({ length: at }, () => ({ guid: '', title: '', link: '' })),
        { guid: '', title: 'Tentang', link: `https://kopi.example/${link}` },
      ]
      await sweep()
    }
    expect(await proposals()).toHaveLength(1)
  })

  test('an item that no database takes is set aside, and the feed goes on', async () => {
    const [id] = await add(true)
      .then(() => scoped(listFeeds))
      .then((rows) => rows.map((row) => row.id))
    await scoped((tx) => sql`alter table feed_item add constraint broken check (title <> 'Rusak')`.execute(tx))
    kopi.at.items.unshift({ guid: 'c', title: 'Ketiga' }, { guid: 'b', title: 'Rusak' })
    await sweep()
    expect((await proposals()).map(({ title }) => title)).toEqual(['Ketiga'])
    const aside = (await scoped(setAsideBySource)).get(id ?? '')
    expect(aside).toMatchObject({ count: 1, newest: [{ what: 'https://kopi.example/b' }] })
    expect((await scoped(listFeeds))[0]).toMatchObject({ problem: null, failures: 0 })
  })

  test('two workers that read it at once plan it once', async () => {
    await add(false)
    kopi.at.items.unshift({ guid: 'b', title: 'Kopi kedua' })
    context.clock.advance(16 * 60)
    const [due] = await dueFeeds(context)
    if (!due) throw new Error('nothing due')
    await Promise.all([readFeed(context, due), readFeed(context, due), readFeed(context, due)])
    expect(await said()).toHaveLength(1)
  })

  test('asks only for what has changed, more rarely while it fails, and as late as it is told', async () => {
    await add(false)
    await sweep()
    expect(kopi.at.asked.at(-1)?.etag).toBe('"1"')
    kopi.at.status = 500
    await sweep()
    const [broken] = await scoped((tx) => listFeeds(tx))
    expect(broken?.problem?.en).toContain('not with its feed')
    await sweep()
    const count = kopi.at.asked.length
    await sweep()
    expect(kopi.at.asked).toHaveLength(count)
    kopi.at.status = 429
    kopi.at.headers = { 'retry-after': '86400' }
    context.clock.advance(3600)
    await sweep()
    expect((await scoped((tx) => listFeeds(tx)))[0]?.next_at.getTime()).toBe(context.clock.now().getTime() + 86_400_000)
    kopi.at.status = 200
    context.clock.advance(86_400)
    await sweep()
    expect((await scoped((tx) => listFeeds(tx)))[0]).toMatchObject({ problem: null, failures: 0 })
  })

  test('paused it is not read; removed, what waits for a look goes with it', async () => {
    const id = await add(true)
    kopi.at.items.unshift({ guid: 'b', title: 'Kopi kedua' })
    await changeFeed(context, context.actor, id, { channelIds: [channelId], review: true, state: 'paused' })
    await sweep()
    expect(await proposals()).toEqual([])
    await changeFeed(context, context.actor, id, { channelIds: [channelId], review: true, state: 'active' })
    await sweep()
    expect(await proposals()).toHaveLength(1)
    await removeFeed(context, context.actor, id)
    expect([await proposals(), await scoped((tx) => listFeeds(tx))]).toEqual([[], []])
  })

  test.each(['paused', 'to be looked at'])('%s while it is being read: what was decided last holds', async (how) => {
    const id = await add(false)
    kopi.at.items.unshift({ guid: 'b', title: 'Kopi kedua' })
    context.clock.advance(16 * 60)
    const [due] = await dueFeeds(context)
    if (!due) throw new Error('nothing due')
    const choice = {
      channelIds: [channelId],
      review: how !== 'paused',
      state: how === 'paused' ? 'paused' : 'active',
    } as const
    const meanwhile: typeof fetch = async (...asked) => {
      await changeFeed(context, context.actor, id, choice)
      return kopi.fetch(...asked)
    }
    await readFeed({ ...context, fetch: meanwhile }, due)
    expect(await said()).toEqual([])
    await changeFeed(context, context.actor, id, { ...choice, state: 'active' })
    await sweep()
    // What came while it was paused is still news; nobody else has the feed.
    expect([await said(), await proposals()].map(({ length }) => length)).toEqual(how === 'paused' ? [1, 0] : [0, 1])
  })

  test('fifty that are being read take no place of those that wait', async () => {
    const { workspaceId, userId } = context.actor
    const until = new Date(context.clock.now().getTime() + 60_000)
    await scoped(async (tx) => {
      for (let n = 0; n < 51; n++)
        await sql`insert into feed (id, workspace_id, url, title, channel_ids, review, state, next_at, created_by, lease_token, lease_until)
          values (gen_random_uuid(), ${workspaceId}, ${`https://kopi.example/${n}`}, ${String(n)}, '{}', true, 'active', ${new Date(n)},
            ${userId}, gen_random_uuid(), ${n < 50 ? until : null})`.execute(tx)
    })
    expect((await dueFeeds(context)).map(({ title }) => title)).toEqual(['50'])
  })

  test('what nobody foresaw makes it wait longer, and says so at the feed', async () => {
    await add(false)
    context.clock.advance(16 * 60)
    const [due] = await dueFeeds(context)
    if (!due) throw new Error('nothing due')
    // No answer that any server gives: a fault of ours.
    const broken: typeof fetch = () => Promise.resolve({ ok: true } as Response)
    await readFeed({ ...context, fetch: broken }, due)
    const [feed] = await scoped((tx) => listFeeds(tx))
    expect(feed).toMatchObject({ failures: 1, lease_token: null })
    expect(feed?.problem).not.toBeNull()
    expect(feed?.next_at.getTime()).toBeGreaterThan(context.clock.now().getTime())
  })

  test('another workspace neither sees nor changes it', async () => {
    const id = await add(true)
    const other = await makeWorkspace(context)
    expect(await inWorkspace(context.db, other.workspaceId, (tx) => listFeeds(tx))).toEqual([])
    await expect(removeFeed(context, other, id)).rejects.toMatchObject({ kind: 'gone' })
    await expect(proposeFromFeed(context, other, id, 'a')).rejects.toMatchObject({ kind: 'gone' })
  })

  test('is found from the page that names it, and added once', async () => {
    expect(await lookAtFeed(context, 'https://kopi.example/')).toMatchObject({
      title: 'Kopi Senja',
      url: 'https://kopi.example/rss?a=1&b=2',
    })
    await add(true)
    await expect(add(true)).rejects.toMatchObject({ kind: 'conflict', field: 'url' })
    const none = { channelIds: [], review: true, state: 'active' as const }
    await expect(addFeed(context, context.actor, 'kopi.example/', none)).rejects.toMatchObject({ field: 'channelIds' })
  })
})
