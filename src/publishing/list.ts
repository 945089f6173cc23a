import { type SqlBool, sql } from 'kysely'
import { channelRows, keptAccount } from '../channels/index.ts'
import type { Tx } from '../db/client.ts'
import { here, type Key, type Page, type PageOf, readPage } from '../db/page.ts'
import { bodySays, type Search, searchOrdered, searchPage } from '../db/search.ts'
import type { DeliveryState, SentPart } from '../db/tables.ts'
import type { Account } from '../networks/network.ts'
import { noSuchDelivery } from './decide.ts'
import type { DeliveryRow } from './lease.ts'
import { withRenditions } from './renditions.ts'

/** A delivery with what belongs to its post. */
export type ListedDelivery = DeliveryRow & {
  article_id: string | null
  in_reply_to: string | null
  /** Whose the post is. */
  created_by: string
  responses: number
}

/** Which deliveries a list shows, and which page of it. */
export interface DeliveryFilter extends PageOf {
  states?: readonly DeliveryState[] | undefined
  /** Only those that a person has to decide about: rejected, unconfirmed, missed, by hand. */
  decide?: boolean | undefined
  channelId?: string | undefined
  articleId?: string | undefined
  postId?: string | undefined
  /** Answers to this conversation. */
  conversationId?: string | undefined
  q?: string | undefined
  /** Due in this span, half-open. */
  from?: Date | undefined
  to?: Date | undefined
  order?: 'asc' | 'desc'
}

function base(tx: Tx) {
  return tx
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.post_id')
    .selectAll('delivery')
    .select(['post.article_id', 'post.in_reply_to', 'post.created_by'])
    .select((select) =>
      select
        .selectFrom('talk_about')
        .whereRef('talk_about.delivery_id', '=', 'delivery.id')
        .select(({ fn }) => fn.sum<number>('talk_about.response_count').as('n'))
        .as('responses'),
    )
}

function filtered(tx: Tx, filter: DeliveryFilter) {
  let query = base(tx).where(here('delivery.workspace_id'))
  if (filter.states) query = query.where(sql<SqlBool>`delivery.state = any(${[...filter.states]})`)
  const time = timeOf(filter)
  if (time !== 'delivery.due_at') query = query.where(time, 'is not', null)
  if (filter.channelId) query = query.where('delivery.channel_id', '=', filter.channelId)
  if (filter.articleId) query = query.where('post.article_id', '=', filter.articleId)
  if (filter.postId) query = query.where('delivery.post_id', '=', filter.postId)
  if (filter.conversationId)
    query = query.where(
      'post.in_reply_to',
      'in',
      tx.selectFrom('answerable').select('id').where('conversation_id', '=', filter.conversationId),
    )
  if (filter.from) query = query.where('delivery.due_at', '>=', filter.from)
  if (filter.to) query = query.where('delivery.due_at', '<', filter.to)
  return query
}

/** Deliveries whose text says these words; of the few in {@link decided} and {@link aside}, the words are looked up one by one. */
function saying(tx: Tx, words: string): Search {
  const kept = tx.selectFrom('searchable_delivery').where(bodySays('searchable_delivery.body', words))
  const inRow = sql<SqlBool>`(${kept.select(sql`true`.as('said')).where(sql<SqlBool>`searchable_delivery.id = delivery.id`)}) is true`
  return { id: 'delivery.id', inRow, found: sql`${kept.select('id')}`, near: 1000 }
}

type FilteredRow = Awaited<ReturnType<ReturnType<typeof filtered>['execute']>>[number]

function search(tx: Tx, filter: DeliveryFilter & { q: string }): Promise<Page<FilteredRow>> {
  const [query, keys] = [filtered(tx, filter), keysOf(filter)] as const
  if (timeOf(filter) !== 'delivery.due_at')
    return searchPage(tx, { shown: query, among: query }, keys, saying(tx, filter.q), filter)
  const says = bodySays('searchable_delivery.body', filter.q)
  return searchOrdered(tx, query, keys, { view: 'searchable_delivery', id: 'delivery.id', says, near: 20_000 }, filter)
}

/** States that few posts are in: their times are in columns of their own, whose indexes hold nothing else. */
const decided: readonly DeliveryState[] = ['rejected', 'unconfirmed', 'missed', 'by-hand']
const aside: readonly DeliveryState[] = ['cancelled', 'retracted']

/** The column that the list is ordered by. */
function timeOf({ decide, states }: DeliveryFilter) {
  const only = (few: readonly DeliveryState[]) => states?.length && states.every((state) => few.includes(state))
  if (decide || only(decided)) return 'delivery.decide_at'
  return only(aside) ? 'delivery.aside_at' : 'delivery.due_at'
}

function keysOf(filter: DeliveryFilter): Key[] {
  const { order: direction = 'desc' } = filter
  return [
    { column: timeOf(filter), type: 'timestamptz', direction },
    { column: 'delivery.id', type: 'uuid', direction },
  ]
}

/** A page of deliveries, by the time at which they are due; the latest first, unless asked otherwise. */
export async function pageOfDeliveries(tx: Tx, filter: DeliveryFilter): Promise<Page<ListedDelivery>> {
  const { q } = filter
  const { rows, next } = q
    ? await search(tx, { ...filter, q })
    : await readPage(filtered(tx, filter), keysOf(filter), filter)
  return { rows: await withRenditions(tx, rows.map(counted)), next }
}

/** All deliveries that fit, in the order of {@link pageOfDeliveries}; as many as `limit` says, where it says so. */
export async function listDeliveries(tx: Tx, filter: DeliveryFilter): Promise<ListedDelivery[]> {
  if (filter.limit !== undefined) return (await pageOfDeliveries(tx, filter)).rows
  const [first, second] = keysOf(filter) as [Key, Key]
  const rows = await filtered(tx, filter)
    .orderBy(sql.ref(first.column), first.direction)
    .orderBy(sql.ref(second.column), second.direction)
    .execute()
  return withRenditions(tx, rows.map(counted))
}

function counted<Row extends { responses: number | null }>(row: Row): Omit<Row, 'responses'> & { responses: number } {
  return { ...row, responses: Number(row.responses ?? 0) }
}

/** @throws Problem `gone` */
export async function findDelivery(tx: Tx, id: string): Promise<ListedDelivery> {
  const row = await base(tx).where('delivery.id', '=', id).executeTakeFirst()
  if (!row) throw noSuchDelivery()
  const [one] = await withRenditions(tx, [counted(row)])
  return one as ListedDelivery
}

/** A delivery as others name it. */
export interface DeliveryName {
  id: string
  text: string
  permalink: string | null
  /** The article that it leads to. */
  article: { id: string; title: string; slug: string } | null
}

/** The deliveries of these ids, by name only. */
export async function deliveriesNamed(tx: Tx, ids: readonly string[]): Promise<DeliveryName[]> {
  if (!ids.length) return []
  const rows = await tx
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.post_id')
    .leftJoin('article_name as article', 'article.id', 'post.article_id')
    .select(['delivery.id', 'delivery.text', 'delivery.permalink'])
    .select(['article.id as article_id', 'article.title', 'article.slug'])
    .where('delivery.id', 'in', [...new Set(ids)])
    .execute()
  return rows.map(({ id, text, permalink, article_id, title, slug }) => ({
    id,
    text,
    permalink,
    article: article_id === null ? null : { id: article_id, title: title ?? '', slug: slug ?? '' },
  }))
}

/** Copies of an article on networks: whose account, and where. Newest last. */
export async function copiesOf(
  tx: Tx,
  articleId: string,
): Promise<{ network: string; account: Account; permalink: string }[]> {
  const rows = await tx
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.post_id')
    .select(['delivery.channel_id', 'delivery.permalink'])
    .where('post.article_id', '=', articleId)
    .where('delivery.state', '=', 'published')
    .orderBy('delivery.published_at')
    .execute()
  const channels = await channelRows(
    tx,
    rows.map((row) => row.channel_id),
  )
  return rows.flatMap(({ channel_id, permalink }) => {
    const channel = channels.get(channel_id)
    return channel && permalink ? [{ network: channel.network, account: keptAccount(channel.account), permalink }] : []
  })
}

/** What was sent to a channel lately, newest first: the copies of each post's parts. */
export async function latestSent(tx: Tx, channelId: string, posts: number): Promise<SentPart[]> {
  const rows = await tx
    .selectFrom('delivery')
    .select('sent')
    .where('channel_id', '=', channelId)
    .where('state', '=', 'published')
    .orderBy('published_at', 'desc')
    .limit(posts)
    .execute()
  return rows.flatMap(({ sent }) => sent)
}

/** The delivery that a network's copy is of. `root`: its first part's copy. */
export async function deliverySentAs(
  tx: Tx,
  channelId: string,
  remoteId: string,
): Promise<{ id: string; root: string; inReplyTo: string | null } | undefined> {
  const row = await tx
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.post_id')
    .select(['delivery.id', 'delivery.sent', 'post.in_reply_to'])
    .where('delivery.channel_id', '=', channelId)
    .where(sql<SqlBool>`delivery.sent @> ${JSON.stringify([{ remoteId }])}::jsonb`)
    .executeTakeFirst()
  return row && { id: row.id, root: row.sent[0]?.remoteId ?? remoteId, inReplyTo: row.in_reply_to }
}

/** The copies of an article as a whole on other blogs: those that stand there, and those that will. */
export interface WholeCopy {
  id: string
  channel_id: string
  state: DeliveryState
  text: string
  permalink: string | null
}

/** Newest last. */
export function wholeCopies(tx: Tx, articleId: string): Promise<WholeCopy[]> {
  return tx
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.post_id')
    .select(['delivery.id', 'delivery.channel_id', 'delivery.state', 'delivery.text', 'delivery.permalink'])
    .where('post.article_id', '=', articleId)
    .where(sql<SqlBool>`delivery.content->>'article' = 'true'`)
    .where('delivery.state', 'in', ['scheduled', 'sending', 'pending', 'published', 'unconfirmed'])
    .orderBy('delivery.published_at')
    .execute()
}

/** How many wait for a person to post them by hand. */
export async function countByHand(tx: Tx): Promise<number> {
  const { n } = await tx
    .selectFrom('delivery')
    .where(here('delivery.workspace_id'))
    .where('state', '=', 'by-hand')
    // Whose index holds only what a person decides about.
    .where('decide_at', 'is not', null)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Whether anything of one's own is or was out: a post, not an answer. */
export async function anyShared(tx: Tx): Promise<boolean> {
  const row = await tx
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.post_id')
    .select('delivery.id')
    .where(here('delivery.workspace_id'))
    .where('delivery.published_at', 'is not', null)
    .where('post.in_reply_to', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Of all workspaces: how many deliveries are in which state. */
export async function countByState(tx: Tx): Promise<{ state: DeliveryState; n: number }[]> {
  const rows = await tx
    .selectFrom('delivery')
    .select(['state', ({ fn }) => fn.countAll<number>().as('n')])
    .groupBy('state')
    .execute()
  return rows.map(({ state, n }) => ({ state, n: Number(n) }))
}

/** Of all workspaces: the time of the oldest delivery that is due and has not left. */
export async function oldestDue(tx: Tx, now: Date): Promise<Date | undefined> {
  const row = await tx
    .selectFrom('delivery')
    .select(({ fn }) => fn.min('due_at').as('at'))
    .where('state', '=', 'scheduled')
    .where('due_at', '<', now)
    .executeTakeFirst()
  return row?.at ? new Date(row.at) : undefined
}
