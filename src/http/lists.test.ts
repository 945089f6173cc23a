/** No list asks the database more often because it is longer: every operation that answers a list is counted, short and long. */
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { asSystem } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import type { Document, Schema } from '../testing/fuzz/schema.ts'
import {
  type Many,
  manyActs,
  manyArticles,
  manyAuthors,
  manyChannels,
  manyConversations,
  manyDeliveries,
  manyDrafts,
  manyFeeds,
  manyIdeas,
  manyImports,
  manyPeople,
  manyPlans,
  manyPreviewLinks,
  manyReplacements,
  manyRevisions,
  manySignIns,
  manySubscriberImports,
} from '../testing/many.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type { Me } from './api.ts'

const owner = {
  name: 'Rina',
  email: 'rina@contoh.id',
  password: 'kata-sandi-panjang',
  language: 'id',
  timeZone: 'Asia/Jakarta',
}
const [short, long] = [3, 300]

/** Ids of things that are there. */
interface Ids {
  article: string
  feed: string
  conversation: string
  run: string
  replacement: string
}

interface List {
  path: (ids: Ids) => string
  /** The rows that make it long. */
  rows: (body: never) => readonly unknown[]
  /** How many of them it shows at most; all where it is missing. */
  most?: number
}

const page = 50
/** Every operation that answers a list whose length depends on what is stored. */
const lists: Readonly<Record<string, List>> = {
  '/activity': { path: () => '/activity', rows: ({ lines }) => lines, most: page },
  '/articles': { path: () => '/articles', rows: ({ articles }) => articles, most: page },
  '/article-tags': { path: () => '/article-tags', rows: ({ tags }) => tags },
  '/article-series': { path: () => '/article-series', rows: ({ series }) => series },
  '/articles/{id}/revisions': {
    path: ({ article }) => `/articles/${article}/revisions`,
    rows: ({ revisions }) => revisions,
  },
  '/articles/{id}/preview-links': {
    path: ({ article }) => `/articles/${article}/preview-links`,
    rows: ({ links }) => links,
  },
  '/replacements': { path: () => '/replacements', rows: ({ replacements }) => replacements, most: page },
  '/replacements/{id}/items': {
    path: ({ replacement }) => `/replacements/${replacement}/items`,
    rows: ({ items }) => items,
    most: page,
  },
  '/authors': { path: () => '/authors', rows: ({ authors }) => authors },
  '/calendar': {
    path: () => `/calendar?${calendarSpan()}`,
    rows: ({ posts }) => posts,
  },
  '/channels': { path: () => '/channels', rows: ({ channels }) => channels },
  '/conversations': { path: () => '/conversations', rows: ({ conversations }) => conversations, most: page },
  '/conversations/{id}': {
    path: ({ conversation }) => `/conversations/${conversation}`,
    rows: ({ items }) => items,
  },
  '/media': { path: () => '/media', rows: ({ media }) => media, most: page },
  '/deliveries': { path: () => '/deliveries', rows: ({ deliveries }) => deliveries, most: page },
  '/drafts': { path: () => '/drafts', rows: ({ drafts }) => drafts, most: page },
  '/evergreen': { path: () => '/evergreen', rows: ({ evergreens }) => evergreens },
  '/feeds': { path: () => '/feeds', rows: ({ feeds }) => feeds },
  '/feeds/{id}/items': { path: ({ feed }) => `/feeds/${feed}/items`, rows: ({ items }) => items, most: page },
  '/cadence/drafts': { path: () => '/cadence/drafts', rows: ({ drafts }) => drafts, most: page },
  '/ideas': { path: () => '/ideas', rows: ({ ideas }) => ideas, most: page },
  '/imports': { path: () => '/imports', rows: ({ imports }) => imports, most: page },
  '/imports/{id}/items': { path: ({ run }) => `/imports/${run}/items`, rows: ({ items }) => items, most: page },
  '/imports/{id}/samples': { path: ({ run }) => `/imports/${run}/samples`, rows: ({ samples }) => samples, most: 10 },
  '/invitations': { path: () => '/invitations', rows: ({ invitations }) => invitations },
  '/proposals': { path: () => '/proposals', rows: ({ proposals }) => proposals, most: page },
  '/search': { path: () => '/search?limit=20', rows: ({ conversations }) => conversations, most: 20 },
  '/security': { path: () => '/security', rows: ({ signIns }) => signIns, most: 200 },
  '/series': { path: () => '/series', rows: ({ series }) => series, most: page },
  '/set-aside': { path: () => '/set-aside', rows: ({ sources }) => sources },
  '/slots': { path: () => '/slots', rows: ({ rhythms }) => rhythms },
  '/subscribers/imports': { path: () => '/subscribers/imports', rows: ({ imports }) => imports, most: page },
  '/team': { path: () => '/team', rows: ({ members }) => members },
  '/today': { path: () => '/today', rows: ({ decisions }) => decisions, most: page },
  '/workspaces': { path: () => '/workspaces', rows: ({ workspaces }) => workspaces },
}

/** Answers with lists in them that what is stored makes no longer. */
const others: Readonly<Record<string, string>> = {
  '/cadence': 'the days, weeks or months of one year; breaks are 200 at most',
  '/articles/{id}': 'the tags of one article',
  '/articles/{id}/found': 'five, twenty, five, twenty and five articles at most, and the addresses of one',
  '/articles/{id}/findings': 'what the checks say of one article',
  '/design': 'what a menu holds, and pages it may lead to: one question, at most 300 rows; ten themes of one’s own',
  '/articles/{id}/teasers': 'composes a text for each channel: no list of rows',
  '/channels/choices/{state}': 'asks a network',
  '/channels/{id}/articles': 'asks a network',
  '/channels/{id}/quotas': 'the quotas of one network',
  '/channels/{id}/options/{name}': 'asks a network',
  '/deliveries/{id}': 'the parts of one delivery',
  '/files': 'one question over all tables; 200 at most are shown',
  '/holidays': 'computed',
  '/exports': 'the formats that there are',
  '/editors': 'mostEditors at most',
  '/imports/formats': 'the formats that there are',
  '/replacements/{id}': 'what its articles came to: six outcomes, and where it looks',
  '/imports/{id}': 'the losses of one import, 200 at most',
  '/me': 'what the role may',
  '/networks': 'the shelf',
  '/networks/marks': 'the shelf',
  '/mentions': 'eight at most, in two queries',
  '/sets': 'a hundred at most, in one query',
  '/permissions': 'the table of roles; members are counted',
}

let context: TestContext
let web: TestWeb
let rina: Person
let many: Many

beforeAll(async () => {
  const port = await freePort()
  context = await testContext([fakeNetwork().network], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  const { user, workspace } = (await rina.post<Me>('/setup', owner)).body
  const actor = { userId: user?.id ?? '', workspaceId: workspace?.id ?? '' }
  const done = await connectChannel(context, actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  many = { context, actor, channelId: done.channel.id, now: context.clock.now() }
})
afterAll(async () => {
  await web.close()
  await context.close()
})

function calendarSpan(): string {
  const now = context.clock.now().getTime()
  const instant = (days: number) => new Date(now + days * 86_400_000).toISOString()
  return `from=${instant(-20)}&to=${instant(20)}`
}

/** Rows of everything, beside those that are there. */
async function fill(count: number): Promise<Ids> {
  await asSystem(context.db, async (tx) => {
    for (const table of [
      'response',
      'conversation',
      'person',
      'delivery',
      'post',
      'proposal',
      'article',
      'author',
      'idea',
      'feed',
      'import_run',
      'replacement',
      'subscriber_import',
      'series',
      'post_draft',
      'evergreen',
    ])
      await sql`delete from ${sql.table(table)}`.execute(tx)
    await sql`delete from channel where id <> ${many.channelId}`.execute(tx)
  })
  await manyChannels(many, count)
  await manyArticles(many, count)
  const article = await first('article')
  await manyAuthors(many, count)
  await manyDrafts(many, count)
  await manyIdeas(many, count)
  await manyRevisions(many, article, count)
  await manyDeliveries(many, count, 'rejected', article)
  await manyDeliveries(many, count, 'published', article)
  await manyDeliveries({ ...many, now: new Date(many.now.getTime() + 7_200_000) }, count, 'scheduled', article)
  await manyConversations(many, count, true)
  await manyPlans(many, count)
  const feed = await manyFeeds(many, count)
  await manySignIns(many, count)
  await manyPeople(many, count)
  await manyActs(many, 4 * count)
  await asSystem(context.db, (tx) =>
    sql`delete from media`.execute(tx).then(() =>
      sql`insert into media (id, workspace_id, file, mime, width, height, bytes)
        select gen_random_uuid(), ${many.actor.workspaceId}, n || '.png', 'image/png', 1, 1, 1 from generate_series(1, ${count}) n`.execute(
        tx,
      ),
    ),
  )
  const run = await manyImports(many, count)
  const replacement = await manyReplacements(many, count)
  await manyPreviewLinks(many, article, count)
  await manySubscriberImports(many, count)
  const conversation = await first('conversation')
  // One conversation of as many responses.
  await asSystem(context.db, (tx) =>
    sql`update response set conversation_id = ${conversation} where remote_id like '%/0'`.execute(tx),
  )
  return { article, feed, conversation, run, replacement }
}

async function first(table: 'article' | 'conversation'): Promise<string> {
  const { id } = await asSystem(context.db, (tx) =>
    tx.selectFrom(table).select('id').orderBy('id').executeTakeFirstOrThrow(),
  )
  return id
}

/** How often the database is asked by a list, and how many rows it answers. */
async function cost({ path, rows }: List, ids: Ids): Promise<{ queries: number; rows: number }> {
  const address = path(ids)
  // What is made once is there.
  await rina.get(address)
  const asked = vi.spyOn(pg.Client.prototype, 'query')
  try {
    const { status, body } = await rina.get(address)
    expect(status, address).toBe(200)
    return { queries: asked.mock.calls.length, rows: rows(body).length }
  } finally {
    asked.mockRestore()
  }
}

function hasList(schema: Schema | undefined): boolean {
  if (!schema) return false
  const inner = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.allOf ?? []),
  ]
  return schema.type === 'array' || inner.some(hasList)
}

test('every operation that answers a list is counted here, or said not to grow', async () => {
  const { paths } = (await rina.get<Document>('/openapi.json')).body
  type Answer = { responses?: Record<string, { content?: Record<string, { schema: Schema }> }> }
  const answering = Object.entries(paths).flatMap(([path, { get }]) =>
    hasList((get as Answer | undefined)?.responses?.[200]?.content?.['application/json']?.schema) ? [path] : [],
  )
  expect(answering.sort()).toEqual([...Object.keys(lists), ...Object.keys(others)].sort())
})

test('a list of three hundred asks as often as one of three', async () => {
  const costs = new Map<number, Record<string, { queries: number; rows: number }>>()
  for (const count of [short, long]) {
    const ids = await fill(count)
    // What was told over the bus meanwhile is out.
    await new Promise((resolve) => setTimeout(resolve, 100))
    const each: Record<string, { queries: number; rows: number }> = {}
    for (const [name, list] of Object.entries(lists)) each[name] = await cost(list, ids)
    costs.set(count, each)
  }
  const queries = (count: number) => Object.entries(costs.get(count) ?? {}).map(([name, one]) => [name, one.queries])
  expect(queries(long)).toEqual(queries(short))
  for (const [name, { most = Number.POSITIVE_INFINITY }] of Object.entries(lists)) {
    expect(costs.get(short)?.[name]?.rows, `${name}, short`).toBeGreaterThanOrEqual(short)
    expect(costs.get(long)?.[name]?.rows, `${name}, long`).toBeGreaterThanOrEqual(Math.min(most, long))
  }
})
