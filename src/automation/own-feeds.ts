/** Feeds of the workspace's own: what is new there becomes teasers, looked at by a person first or not. */
import { randomUUID } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import { keepEach, listChannels, setAside, unreadable } from '../channels/index.ts'
import type { Actor, Context } from '../context.ts'
import type { LinkCard } from '../core/post.ts'
import { Problem, StorageProblem } from '../core/problem.ts'
import { samePage } from '../core/text/tracking.ts'
import type { Words } from '../core/words.ts'
import { asSystem, inWorkspace, isDatabaseError, type Tx } from '../db/client.ts'
import { type Key, type Page, type PageOf, readPage } from '../db/page.ts'
import type { Tables } from '../db/tables.ts'
import { proposeTeaser } from '../publishing/index.ts'
import { record } from '../team/index.ts'
import { isFree, settleLease, takeLease, waitAfter } from '../work/index.ts'
import type { FeedItem } from './feed/items.ts'
import { type ReadFeed, readFeedAt } from './feed/reader.ts'
import { dropProposals, type ProposalRow, propose } from './proposals.ts'

/** A feed of one’s own, as it is stored. */
export type FeedRow = Selectable<Tables['feed']>
/** One item that a feed brought, kept so that it is prepared once. */
export type FeedItemRow = Selectable<Tables['feed_item']>

/** What a person decides about a feed. */
export interface FeedChoice {
  channelIds: readonly string[]
  /** A person looks at each teaser before it is planned. */
  review: boolean
  state: FeedRow['state']
}

const minutes = 60_000
const readEveryMs = 15 * minutes
/** Longer than reading a feed may take. */
const leasing = { table: 'feed', seconds: 120 } as const
/** One that can't be read is asked more rarely. */
const again = { first: readEveryMs / 1000, most: 6 * 3600 }
/** More new items than this at once (a feed that was rebuilt, say) are never sent without a look: no burst. */
const mostUnasked = 3

/** Looks at a feed without keeping anything. @throws Problem as {@link readFeedAt}, without what its server says of a time */
export async function lookAtFeed(context: Context, address: string): Promise<ReadFeed> {
  const read = await readFeedAt(context, withScheme(address)).catch((error: unknown) => {
    if (!(error instanceof Problem) || !error.retryAt) throw error
    throw new Problem(error.kind, error.words, { field: 'url', detail: error.message, cause: error })
  })
  if (!read) throw new Error('a first reading is never unchanged')
  return read
}

const withScheme = (typed: string) => {
  const trimmed = typed.trim()
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`
}

/**
 * Adds a feed. What stands there already counts as old: nobody is told old news, unless a person asks.
 * @throws Problem as {@link readFeedAt}; `conflict` where it is there already; `wrong-input` without a channel
 */
export async function addFeed(
  context: Context,
  actor: Actor,
  address: string,
  choice: FeedChoice,
): Promise<{ id: string }> {
  const read = await lookAtFeed(context, address)
  const id = randomUUID()
  const now = context.clock.now()
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await knownChannels(context, tx, choice.channelIds)
    const inserted = await tx
      .insertInto('feed')
      .values({
        id,
        workspace_id: actor.workspaceId,
        url: read.url,
        title: read.title,
        channel_ids: [...choice.channelIds],
        review: choice.review,
        state: choice.state,
        etag: read.etag,
        modified: read.modified,
        next_at: new Date(now.getTime() + readEveryMs),
        problem: null,
        read_at: now,
        created_by: actor.userId,
      })
      .onConflict((on) => on.columns(['workspace_id', 'url']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!inserted) throw new Problem('conflict', thereAlready, { field: 'url' })
    await keepItems(context, tx, { id, workspace_id: actor.workspaceId }, read, true)
    await record(tx, actor, 'feed.add', id, { url: read.url })
  })
  context.bus.tell(actor.workspaceId, 'automatic')
  return { id }
}

const thereAlready = {
  id: 'Feed ini sudah ada dalam daftar.',
  en: 'This feed is in the list already.',
}

/** @throws Problem `wrong-input` where none is named, or one is not there */
export async function knownChannels(context: Context, tx: Tx, ids: readonly string[]): Promise<void> {
  const known = new Set((await listChannels(context, tx)).map(({ id }) => id))
  if (!ids.length || ids.some((id) => !known.has(id))) {
    throw new Problem('wrong-input', chooseChannels, { field: 'channelIds' })
  }
}

const chooseChannels = {
  id: 'Pilih setidaknya satu saluran yang terhubung.',
  en: 'Choose at least one connected channel.',
}

/** @throws Problem `gone`, `wrong-input` */
export async function changeFeed(context: Context, actor: Actor, id: string, choice: FeedChoice): Promise<void> {
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const before = await lockFeed(tx, id)
    await knownChannels(context, tx, choice.channelIds)
    const { channelIds, review, state } = choice
    const wakes = state === 'active' && before.state !== 'active' ? { next_at: context.clock.now(), failures: 0 } : {}
    await tx
      .updateTable('feed')
      .set({ channel_ids: [...channelIds], review, state, ...wakes })
      .where('id', '=', id)
      .execute()
    await record(tx, actor, 'feed.change', id, { review, state, channels: channelIds.length })
  })
  context.bus.tell(actor.workspaceId, 'automatic')
}

/** Forgets a feed; its proposals that wait go with it, what is planned stays. @throws Problem `gone` */
export async function removeFeed(context: Context, actor: Actor, id: string): Promise<void> {
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const { url } = await lockFeed(tx, id)
    await dropProposals(tx, id)
    await tx.deleteFrom('feed').where('id', '=', id).execute()
    await record(tx, actor, 'feed.remove', id, { url })
  })
  context.bus.tell(actor.workspaceId, 'automatic')
}

function noFeed(): Problem {
  return new Problem('gone', { id: 'Feed itu tidak ada lagi.', en: 'That feed is no longer there.' })
}

async function lockFeed(tx: Tx, id: string): Promise<FeedRow> {
  const row = await tx.selectFrom('feed').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw noFeed()
  return row
}

/** All feeds, in the order in which they were added. */
export function listFeeds(tx: Tx): Promise<FeedRow[]> {
  return tx.selectFrom('feed').selectAll().orderBy('created_at').execute()
}

/** An item of a feed, and what became of it. */
export interface FeedItemView {
  item: FeedItemRow
  proposal: ProposalRow['state'] | undefined
}

const newestItems: readonly Key[] = [
  { column: 'feed_item.listed_at', type: 'timestamptz', direction: 'desc' },
  { column: 'feed_item.guid', type: 'text', direction: 'desc' },
]

/** A feed's items, newest first, and what became of each. @throws Problem `gone` */
export async function pageOfItems(tx: Tx, id: string, page: PageOf): Promise<Page<FeedItemView>> {
  if (!(await tx.selectFrom('feed').select('id').where('id', '=', id).executeTakeFirst())) throw noFeed()
  const items = tx
    .selectFrom('feed_item')
    .leftJoin('proposal', (join) =>
      join.onRef('proposal.origin_id', '=', 'feed_item.feed_id').onRef('proposal.key', '=', 'feed_item.guid'),
    )
    .selectAll('feed_item')
    .select('proposal.state as proposal')
    .where('feed_id', '=', id)
  const { rows, next } = await readPage(items, newestItems, page)
  return { rows: rows.map(({ proposal, ...item }) => ({ item, proposal: proposal ?? undefined })), next }
}

/** The first page of {@link pageOfItems}. */
export async function itemsOfFeed(tx: Tx, id: string): Promise<FeedItemView[]> {
  return (await pageOfItems(tx, id, {})).rows
}

/** Feeds whose time to be read has come. */
export function dueFeeds(context: Context): Promise<FeedRow[]> {
  return asSystem(context.db, (tx) =>
    tx
      .selectFrom('feed')
      .selectAll()
      .where('state', '=', 'active')
      .where('next_at', '<=', context.clock.now())
      // Cut off before they are left out, those that are being read would take the others' places.
      .where(isFree(leasing, context.clock.now()))
      .orderBy('next_at')
      .limit(50)
      .execute(),
  )
}

/**
 * Reads a feed, if it is due and nobody else does, and prepares teasers of what is new. What goes wrong stands at the feed, and it is
 * read more rarely.
 */
export async function readFeed(context: Context, { id, workspace_id }: FeedRow): Promise<void> {
  const now = context.clock.now()
  const token = randomUUID()
  const feed = await inWorkspace(context.db, workspace_id, (tx) =>
    takeLease<FeedRow>(tx, leasing, { token, now, where: sql`id = ${id} and state = 'active' and next_at <= ${now}` }),
  )
  if (!feed) return
  try {
    const read = await readFeedAt(context, feed.url, { etag: feed.etag, modified: feed.modified })
    await takeNew(context, feed, token, read)
  } catch (error) {
    // Our own storage is no fault of the feed's: it is read again when the lease has ended.
    if (error instanceof StorageProblem || isDatabaseError(error)) throw error
    context.log.warn({ feed: id, error }, 'a feed could not be read')
    const problem = error instanceof Problem ? error : new Problem('unavailable', unforeseen, { cause: error })
    await readLater(context, feed, token, problem)
  }
  context.bus.tell(workspace_id, 'automatic')
  context.bus.tell(workspace_id, 'deliveries')
}

const unforeseen: Words = {
  id: 'Ada galat yang tidak terduga saat membaca feed ini; rinciannya ada di log server. Nanti dicoba lagi otomatis; bila tetap begini, periksa pembaruan Percakapan.',
  en: 'Something went wrong unexpectedly while this feed was read; the server’s log has the details. It will be tried again automatically; if it stays so, look for an update of Percakapan.',
}

async function readLater(context: Context, feed: FeedRow, token: string, { words, retryAt }: Problem): Promise<void> {
  const failures = feed.failures + 1
  const next = waitAfter(failures, again, context.clock.now())
  const next_at = retryAt && retryAt > next ? retryAt : next
  const values = { failures, problem: JSON.stringify(words), next_at }
  await inWorkspace(context.db, feed.workspace_id, (tx) => settleLease(tx, leasing, { id: feed.id, token }, values))
}

async function takeNew(context: Context, feed: FeedRow, token: string, read: ReadFeed | undefined): Promise<void> {
  const now = context.clock.now()
  await inWorkspace(context.db, feed.workspace_id, async (tx) => {
    const current = await tx.selectFrom('feed').selectAll().where('id', '=', feed.id).forUpdate().executeTakeFirst()
    // Removed meanwhile, or somebody else reads it after a lease that ended.
    if (current?.lease_token !== token) return
    // Paused meanwhile: what stands there is news when it goes on.
    if (current.state !== 'active') return void (await settleLease(tx, leasing, { id: feed.id, token }))
    const fresh = read ? await keepItems(context, tx, feed, read, false) : []
    const burst = fresh.length > mostUnasked
    await keepEach(
      tx,
      { workspaceId: feed.workspace_id, source: { feedId: feed.id }, now },
      // Oldest first, as they were written.
      fresh.toReversed(),
      ({ url }) => url,
      (item) => proposeItem(context, tx, current, item, current.review || burst),
      ({ url }, error) => context.log.warn({ feed: feed.id, url, error }, 'no teaser could be made of a feed’s item'),
    )
    await settleLease(
      tx,
      leasing,
      { id: feed.id, token },
      {
        failures: 0,
        problem: null,
        read_at: now,
        next_at: new Date(now.getTime() + readEveryMs),
        ...(read ? { etag: read.etag, modified: read.modified, title: read.title } : {}),
      },
    )
  })
}

/** Keeps what was not there before. One that can't be kept is set aside. @returns the new ones */
async function keepItems(
  context: Context,
  tx: Tx,
  feed: Pick<FeedRow, 'id' | 'workspace_id'>,
  { items, misfits }: ReadFeed,
  old: boolean,
): Promise<FeedItem[]> {
  const now = context.clock.now()
  const to = { workspaceId: feed.workspace_id, source: { feedId: feed.id }, now }
  const fresh = newOnes(
    await tx.selectFrom('feed_item').select(['guid', 'url', 'title']).where('feed_id', '=', feed.id).execute(),
    items,
  )
  const log = (url: string, error: unknown) => context.log.warn({ feed: feed.id, url, error }, 'an item is set aside')
  for (const what of misfits) await setAside(tx, feed.workspace_id, to.source, what, unreadable, now)
  return keepEach(
    tx,
    to,
    fresh,
    ({ url }) => url,
    async (item) => {
      const { guid, url, title, summary, tags, publishedAt: published_at = null } = item
      const row = { guid, url, title, summary, tags, published_at, seen_at: now, old }
      await tx
        .insertInto('feed_item')
        .values({ feed_id: feed.id, workspace_id: feed.workspace_id, ...row })
        .execute()
      return item
    },
    ({ url }, error) => log(url, error),
  )
}

/** Ids like `N/A`, which a program writes where it knows none: only what bears digits or is an address is believed alone. */
const tellsApart = /\d|[:/].*\w{3}/

/**
 * Which are new. One whose address is known under another id is no news, nor is one whose id is known under another address: but an
 * id that tells nothing must agree in its title. Items that share one address bear ids of their own.
 */
function newOnes(known: readonly Pick<FeedItem, 'guid' | 'url' | 'title'>[], items: readonly FeedItem[]): FeedItem[] {
  const titles = new Map(known.map(({ guid, title }) => [guid, title]))
  const pages = new Set(known.map(({ url }) => samePage(url)))
  const shared = sharedPages(items)
  const fresh: FeedItem[] = []
  for (const item of items) {
    const page = samePage(item.url)
    const title = titles.get(item.guid)
    const known = title !== undefined && (tellsApart.test(item.guid) || title === item.title)
    if (known || (pages.has(page) && !shared.has(page))) continue
    const guid = title === undefined ? item.guid : item.url
    if (titles.has(guid)) continue
    titles.set(guid, item.title)
    pages.add(page)
    fresh.push({ ...item, guid })
  }
  return fresh
}

/** Pages that several items with ids of their own lead to. */
function sharedPages(items: readonly FeedItem[]): ReadonlySet<string> {
  const idsOf = new Map<string, Set<string>>()
  for (const { guid, url } of items) {
    const page = samePage(url)
    if (samePage(guid) !== page) idsOf.set(page, (idsOf.get(page) ?? new Set()).add(guid))
  }
  return new Set([...idsOf].filter(([, ids]) => ids.size > 1).map(([page]) => page))
}

async function proposeItem(
  context: Context,
  tx: Tx,
  feed: FeedRow,
  item: Pick<FeedItem, 'guid' | 'url' | 'title' | 'summary' | 'tags'>,
  review: boolean,
): Promise<ProposalRow | undefined> {
  const title = item.title || item.summary
  const link: LinkCard = { url: item.url, title, description: item.summary }
  const channels = (await listChannels(context, tx)).filter(({ id }) => feed.channel_ids.includes(id))
  if (!channels.length || !title) return undefined
  const source = { title: item.title, summary: item.summary, link, tags: item.tags }
  const texts = channels.map((channel) => ({ channelId: channel.id, text: proposeTeaser(channel, source) }))
  const actor = { workspaceId: feed.workspace_id, userId: feed.created_by }
  const given = { origin: 'feed' as const, originId: feed.id, key: item.guid, title, link, tags: item.tags, texts }
  return propose(context, tx, actor, given, { link, title, tags: item.tags }, review)
}

/** Prepares a teaser of something that stood in the feed before, for a person to look at. @throws Problem `gone`, `conflict` */
export async function proposeFromFeed(context: Context, actor: Actor, id: string, guid: string): Promise<void> {
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const feed = await lockFeed(tx, id)
    const item = await tx
      .selectFrom('feed_item')
      .selectAll()
      .where('feed_id', '=', id)
      .where('guid', '=', guid)
      .executeTakeFirst()
    if (!item) throw new Problem('gone', { id: 'Isi feed itu tidak ada.', en: 'That item of the feed is not there.' })
    const made = await proposeItem(context, tx, feed, item, true)
    if (!made) throw new Problem('conflict', proposedAlready)
    await record(tx, actor, 'proposal.make', made.id, { title: item.title })
  })
  context.bus.tell(actor.workspaceId, 'automatic')
  context.bus.tell(actor.workspaceId, 'deliveries')
}

const proposedAlready = {
  id: 'Kirimannya sudah pernah diusulkan. Lihat Usulan kiriman, atau Kiriman.',
  en: 'A post for it was suggested before. Look at Suggested posts, or at Posts.',
}
