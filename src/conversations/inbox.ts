import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Channel, findChannel } from '../channels/index.ts'
import type { Context } from '../context.ts'
import type { Audience } from '../core/audience.ts'
import { Problem } from '../core/problem.ts'
import { asSystem, type Tx } from '../db/client.ts'
import { here, type Key, type Page, type PageOf, readPage } from '../db/page.ts'
import { bodySays, indexSays, type Search, searchPage } from '../db/search.ts'
import type { ResponseStanding } from '../db/tables.ts'

/** Somebody who answered, as a network tells of them. `avatar` is the address at the network; `null`: none is known. */
export interface PersonView {
  id: string
  name: string
  handle: string
  url: string
  avatar: string | null
}

/** What triage, or a member, tells of a response. */
export interface Told {
  language: string
  kind: string
  tone: string
  /** 0 to 1; from 0.5 on it is taken for spam. */
  spam: number
  /** A member said so. */
  corrected: boolean
}

/** One answer with who said it. */
export interface ResponseView {
  id: string
  kind: 'reply' | 'mention' | 'comment'
  person: PersonView
  text: string
  permalink: string
  writtenAt: Date
  remoteId: string
  answeredAt: Date | null
  standing: ResponseStanding
  /** Who may see it: an answer is no wider. */
  audience: Audience
  /** What triage tells of it; `null` until it was asked. */
  told: Told | null
  /** What the network needs to act on it. */
  reference?: object
}

/** `snoozed`: nobody looks at it until its time, or until they write again. */
export type ConversationState = 'open' | 'snoozed' | 'done'

/** A conversation as the inbox lists it. */
export interface ConversationView {
  id: string
  channelId: string
  deliveryId: string | null
  state: ConversationState
  /** The member who takes care of it. */
  assigneeId: string | null
  /** When it comes back by itself. In an open one: when it would have, had they not written before. */
  snoozedUntil: Date | null
  lastAt: Date
  waiting: number
  waitingSince: Date | null
  /** The oldest response without an answer, or the last one. */
  shown: ResponseView
}

/** Which conversations a list shows, and which page of it. */
export interface InboxFilter extends PageOf {
  state?: ConversationState | undefined
  /** Only those of this member; `null`: of nobody. */
  assigneeId?: string | null | undefined
  /** Only those with an unanswered response. */
  waiting?: boolean | undefined
  channelId?: string | undefined
  q?: string | undefined
}

function responses(tx: Tx) {
  return tx
    .selectFrom('response')
    .innerJoin('person', 'person.id', 'response.person_id')
    .selectAll('response')
    .select(['person.name', 'person.handle', 'person.url', 'person.avatar'])
}

type Joined = Awaited<ReturnType<ReturnType<typeof responses>['execute']>>[number]

function asResponse(row: Joined): ResponseView {
  const person = { id: row.person_id, name: row.name, handle: row.handle, url: row.url, avatar: row.avatar }
  return {
    id: row.id,
    kind: row.kind,
    person,
    text: row.text,
    permalink: row.permalink,
    writtenAt: row.written_at,
    remoteId: row.remote_id,
    answeredAt: row.answered_at,
    standing: row.standing,
    audience: row.audience,
    told: toldIn(row),
    ...(row.reference ? { reference: row.reference } : {}),
  }
}

function toldIn(row: Pick<Joined, 'told_language' | 'told_kind' | 'told_tone' | 'told_spam' | 'told_by'>): Told | null {
  const { told_language, told_kind, told_tone, told_spam, told_by } = row
  if (told_kind === null) return null
  return {
    language: told_language ?? '',
    kind: told_kind,
    tone: told_tone ?? '',
    spam: told_spam ?? 0,
    corrected: told_by !== null,
  }
}

const longestWait: readonly Key[] = [
  { column: 'conversation.waits_from', type: 'timestamptz', direction: 'asc' },
  { column: 'conversation.last_at', type: 'timestamptz', direction: 'desc' },
  { column: 'conversation.id', type: 'uuid', direction: 'desc' },
]
const lastMoved = longestWait.slice(1)

/** The response that a conversation is shown by: the oldest one without an answer, or the last one. */
const shownResponse = sql<string>`case when conversation.state <> 'done' and conversation.waiting_count > 0
  then conversation.waiting_response else conversation.last_response end`

function conversations(tx: Tx) {
  return tx
    .selectFrom('conversation')
    .innerJoin('response', (join) => join.on('response.id', '=', shownResponse))
    .innerJoin('person', 'person.id', 'response.person_id')
    .selectAll('response')
    .select(['person.name', 'person.handle', 'person.url', 'person.avatar'])
    .select(['conversation.delivery_id', 'conversation.state', 'conversation.last_at'])
    .select(['conversation.waiting_count', 'conversation.waiting_since'])
    .select(['conversation.assignee_id', 'conversation.snoozed_until'])
}

type Listed = Awaited<ReturnType<ReturnType<typeof conversations>['execute']>>[number]

function asConversation(row: Listed): ConversationView {
  const waits = row.state === 'open' && row.waiting_count > 0
  return {
    id: row.conversation_id,
    channelId: row.channel_id,
    deliveryId: row.delivery_id,
    state: row.state,
    assigneeId: row.assignee_id,
    snoozedUntil: row.snoozed_until,
    lastAt: row.last_at,
    waiting: waits ? row.waiting_count : 0,
    waitingSince: waits ? row.waiting_since : null,
    shown: asResponse(row),
  }
}

function isListed({ state, waiting, channelId, assigneeId }: InboxFilter): RawBuilder<SqlBool> {
  const all = [here('conversation.workspace_id')]
  if (state) all.push(sql`conversation.state = ${state}`)
  if (waiting) all.push(sql`conversation.waits_from < 'infinity'`)
  if (assigneeId === null) all.push(sql`conversation.assignee_id is null`)
  else if (assigneeId !== undefined) all.push(sql`conversation.assignee_id = ${assigneeId}`)
  if (channelId) all.push(sql`conversation.channel_id = ${channelId}`)
  return sql`(${sql.join(all, sql` and `)})`
}

/** Open ones: the longest waiting first, then those without an unanswered response. Others: the latest activity first. */
export async function pageOfConversations(tx: Tx, filter: InboxFilter): Promise<Page<ConversationView>> {
  const { state, q } = filter
  const keys = state === 'open' ? longestWait : lastMoved
  const query = conversations(tx).where(isListed(filter))
  const among = tx.selectFrom('conversation').where(isListed(filter))
  const { rows, next } = q
    ? await searchPage(tx, { shown: query, among }, keys, saying(tx, q), filter)
    : await readPage(query, keys, filter)
  return { rows: rows.map(asConversation), next }
}

/** The first page of {@link pageOfConversations}. */
export async function listConversations(tx: Tx, filter: InboxFilter): Promise<ConversationView[]> {
  return (await pageOfConversations(tx, filter)).rows
}

/** Conversations in which these words are, or that somebody of that name takes part in. */
function saying(tx: Tx, words: string): Search {
  const people = tx.selectFrom('searchable_person').select('id').where(indexSays('words', words))
  const says = bodySays('searchable_response.body', words)
  const one = tx
    .selectFrom('searchable_response')
    .select(sql`true`.as('said'))
    .where(sql<SqlBool>`searchable_response.conversation_id = conversation.id`)
    .where((where) => where.or([says, sql<SqlBool>`searchable_response.person_id in (${people})`]))
  // Not `exists`: the planner would answer that for all conversations at once.
  const inRow = sql<SqlBool>`(${one.limit(1)}) is true`
  const texts = tx.selectFrom('searchable_response').select('conversation_id').where(says)
  const theirs = tx
    .selectFrom('response')
    .select('conversation_id')
    .where(sql<SqlBool>`person_id = any(array(${people}))`)
  return { id: 'conversation.id', inRow, found: sql`${texts.unionAll(theirs)}`, near: 1000, furthest: 4000 }
}

/** One conversation, with what they said in order of time. @throws Problem `gone` */
export async function readConversation(
  context: Context,
  tx: Tx,
  id: string,
): Promise<ConversationView & { responses: ResponseView[]; channel: Channel }> {
  const row = await conversations(tx).where('conversation.id', '=', id).executeTakeFirst()
  if (!row) throw noSuchConversation()
  const said = await responses(tx).where('conversation_id', '=', id).orderBy('written_at').orderBy('id').execute()
  const channel = await findChannel(context, tx, row.channel_id)
  return { ...asConversation(row), responses: said.map(asResponse), channel }
}

/** The address of a person's picture at their network; `undefined` where they have none, or are nobody here. */
export async function avatarOf(tx: Tx, personId: string): Promise<string | undefined> {
  const row = await tx.selectFrom('person').select('avatar').where('id', '=', personId).executeTakeFirst()
  return row?.avatar ?? undefined
}

/** @throws Problem `gone` */
export async function findResponse(
  tx: Tx,
  id: string,
): Promise<ResponseView & { conversationId: string; channelId: string }> {
  const row = await responses(tx).where('response.id', '=', id).executeTakeFirst()
  if (!row) throw noSuchResponse()
  return { ...asResponse(row), conversationId: row.conversation_id, channelId: row.channel_id }
}

/** The number of waiting conversations in each of these workspaces. The caller has checked the membership. */
export async function waitingIn(context: Context, workspaceIds: readonly string[]): Promise<Map<string, number>> {
  if (workspaceIds.length === 0) return new Map()
  const rows = await asSystem(context.db, (tx) =>
    tx
      .selectFrom('conversation')
      .select(({ fn }) => ['workspace_id as id', fn.countAll<number>().as('n')])
      .where('workspace_id', 'in', workspaceIds)
      .where('state', '=', 'open')
      .where('waits_from', '<', sql<Date>`'infinity'`)
      .groupBy('workspace_id')
      .execute(),
  )
  return new Map(rows.map(({ id, n }) => [id, n]))
}

/** How many conversations stand in each view of the inbox. */
export interface ViewCounts {
  waiting: number
  /** Open ones of the member who asks, of nobody, and of all. */
  mine: number
  unassigned: number
  open: number
  snoozed: number
}

/** Counts the views of a member in one pass over what is not done. */
export async function countViews(tx: Tx, userId: string): Promise<ViewCounts> {
  const count = (condition: RawBuilder<unknown>) => sql<number>`(count(*) filter (where ${condition}))::int`
  const open = sql`state = 'open'`
  return tx
    .selectFrom('conversation')
    .select(count(sql`${open} and waits_from < 'infinity'`).as('waiting'))
    .select(count(sql`${open} and assignee_id = ${userId}`).as('mine'))
    .select(count(sql`${open} and assignee_id is null`).as('unassigned'))
    .select(count(open).as('open'))
    .select(count(sql`state = 'snoozed'`).as('snoozed'))
    .where(here('workspace_id'))
    .where('state', 'in', ['open', 'snoozed'])
    .executeTakeFirstOrThrow()
}

/** How many conversations wait for an answer. */
export async function countWaiting(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('conversation')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where(here('workspace_id'))
    .where('state', '=', 'open')
    .where('waits_from', '<', sql<Date>`'infinity'`)
    .executeTakeFirstOrThrow()
  return row.n
}

/** @throws Problem `gone` where it is not there, or not theirs to see */
export async function requireConversation(tx: Tx, id: string): Promise<void> {
  const row = await tx.selectFrom('conversation').select('id').where('id', '=', id).executeTakeFirst()
  if (!row) throw noSuchConversation()
}

/** The same of a response. */
export function noSuchResponse(): Problem {
  return new Problem('gone', { id: 'Tanggapan itu tidak ada lagi.', en: 'That response is no longer there.' })
}

/** What somebody asks for is not there, or not theirs to see. */
export function noSuchConversation(): Problem {
  return new Problem('gone', { id: 'Percakapan itu tidak ada.', en: 'That conversation does not exist.' })
}
