import { sql } from 'kysely'
import { type Channel, findChannel } from '../channels/index.ts'
import type { Actor, Context } from '../context.ts'
import type { Audience } from '../core/audience.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import type { ResponseStanding } from '../db/tables.ts'
import { record } from '../team/index.ts'

export interface PersonView {
  id: string
  name: string
  handle: string
  url: string
  avatar: string | null
}

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
  /** What the network needs to act on it. */
  reference?: Record<string, unknown>
}

export interface ConversationView {
  id: string
  channelId: string
  deliveryId: string | null
  state: 'open' | 'done'
  lastAt: Date
  waiting: number
  waitingSince: Date | null
  /** The oldest response without an answer, or the last one. */
  shown: ResponseView
}

export interface InboxFilter {
  state?: 'open' | 'done' | undefined
  channelId?: string | undefined
  q?: string | undefined
  limit?: number
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
    ...(row.reference ? { reference: row.reference } : {}),
  }
}

/** Open ones: who has waited longest stands first. Others: what moved last. */
export async function listConversations(tx: Tx, filter: InboxFilter): Promise<ConversationView[]> {
  let query = tx
    .selectFrom('conversation')
    .selectAll()
    .limit(filter.limit ?? 200)
  if (filter.state) query = query.where('state', '=', filter.state)
  if (filter.channelId) query = query.where('channel_id', '=', filter.channelId)
  if (filter.q) {
    const like = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(
      'id',
      'in',
      responses(tx)
        .clearSelect()
        .select('response.conversation_id')
        .where((where) =>
          where.or([
            where('response.text', 'ilike', like),
            where('person.name', 'ilike', like),
            where('person.handle', 'ilike', like),
          ]),
        ),
    )
  }
  const rows = await query.orderBy('last_at', 'desc').execute()
  const views = await Promise.all(rows.map((row) => view(tx, row)))
  const known = views.filter((one) => one !== undefined)
  if (filter.state !== 'open') return known
  return known.sort((a, b) => (a.waitingSince ?? a.lastAt).getTime() - (b.waitingSince ?? b.lastAt).getTime())
}

async function view(
  tx: Tx,
  row: { id: string; channel_id: string; delivery_id: string | null; state: 'open' | 'done'; last_at: Date },
): Promise<ConversationView | undefined> {
  const all = (await responses(tx).where('conversation_id', '=', row.id).orderBy('written_at').execute()).map(
    asResponse,
  )
  const waiting = row.state === 'open' ? all.filter(waits) : []
  const shown = waiting[0] ?? all.findLast(({ standing }) => !gone(standing)) ?? all.at(-1)
  if (!shown) return undefined
  return {
    id: row.id,
    channelId: row.channel_id,
    deliveryId: row.delivery_id,
    state: row.state,
    lastAt: row.last_at,
    waiting: waiting.length,
    waitingSince: waiting[0]?.writtenAt ?? null,
    shown,
  }
}

/** What a person took away waits for no answer. */
const gone = (standing: ResponseView['standing']) => standing === 'removed' || standing === 'spam'

const waits = ({ answeredAt, standing }: ResponseView) => !answeredAt && !gone(standing)

/** One conversation, with what they said in order of time. @throws Problem `gone` */
export async function readConversation(
  context: Context,
  tx: Tx,
  id: string,
): Promise<ConversationView & { responses: ResponseView[]; channel: Channel }> {
  const row = await tx.selectFrom('conversation').selectAll().where('id', '=', id).executeTakeFirst()
  const shown = row && (await view(tx, row))
  if (!row || !shown) throw noSuchConversation()
  const said = await responses(tx).where('conversation_id', '=', id).orderBy('written_at').execute()
  return { ...shown, responses: said.map(asResponse), channel: await findChannel(context, tx, row.channel_id) }
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
  if (!row) throw new Problem('gone', { id: 'Tanggapan itu tidak ada lagi.', en: 'That response is no longer there.' })
  return { ...asResponse(row), conversationId: row.conversation_id, channelId: row.channel_id }
}

/** How many conversations wait for an answer. */
export async function countWaiting(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('conversation')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('state', '=', 'open')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('response')
          .select(sql`1`.as('one'))
          .whereRef('response.conversation_id', '=', 'conversation.id')
          .where('answered_at', 'is', null)
          .where('standing', 'in', ['shown', 'held']),
      ),
    )
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

export async function setConversationState(
  context: Context,
  actor: Actor,
  id: string,
  state: 'open' | 'done',
): Promise<void> {
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const row = await tx
      .updateTable('conversation')
      .set({ state })
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    if (!row) throw noSuchConversation()
    await record(tx, actor, `conversation.${state}`, id)
  })
  context.bus.tell(actor.workspaceId, 'conversations')
}

function noSuchConversation(): Problem {
  return new Problem('gone', { id: 'Percakapan itu tidak ada.', en: 'That conversation does not exist.' })
}
