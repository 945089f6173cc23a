import { z } from '@hono/zod-openapi'
import { channelsById, listChannels } from '../../channels/index.ts'
import type { Actor, Context } from '../../context.ts'
import {
  type ConversationView,
  choosePromise,
  countViews,
  findResponse,
  type InboxFilter,
  moderateResponse,
  notesOf,
  pageOfConversations,
  pollChannel,
  readConversation,
  readersOf,
  readPromise,
  replyTo,
} from '../../conversations/index.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import { actsOf, whyNot } from '../../networks/network.ts'
import { deliveriesNamed, listDeliveries } from '../../publishing/index.ts'
import { homeAddressHere, namesOf } from '../../team/index.ts'
import type * as api from '../api.ts'
import {
  answerPromise,
  conversation,
  conversationCounts,
  conversationPage,
  cursor,
  delivery,
  moderationAct,
  replyCreate,
} from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'
import { keepAnswer } from '../request-key.ts'
import { viewArticleName, viewDeliveries, viewDeliveryChannel, viewPerson, viewResponse } from '../views.ts'
import { viewDeliveriesIn, viewOneDelivery } from './posts.ts'

/** What each view of the inbox shows. Who was answered is open until somebody marks it as done, and does not wait any more. */
const views = ['waiting', 'mine', 'unassigned', 'open', 'snoozed', 'done', 'all'] as const
type View = (typeof views)[number]

function filterOf(view: View, userId: string): InboxFilter {
  if (view === 'waiting') return { state: 'open', waiting: true }
  if (view === 'mine') return { state: 'open', assigneeId: userId }
  if (view === 'unassigned') return { state: 'open', assigneeId: null }
  return view === 'all' ? {} : { state: view }
}

function promising(app: App, context: Context): void {
  const kept = z.object({ promise: answerPromise.nullable() })
  const read = async (actor: Actor) => ({
    promise: (await inWorkspace(context.db, actor.workspaceId, (tx) => readPromise(tx, actor.workspaceId))) ?? null,
  })
  operation(
    app,
    {
      method: 'get',
      path: '/answer-promise',
      needs: 'read',
      summary: 'Within which time people are answered, where that is promised',
      answer: kept,
    },
    (c) => read(c.actor),
  )
  operation(
    app,
    {
      method: 'put',
      path: '/answer-promise',
      needs: 'plan',
      summary: 'Promise an answer time, or none',
      body: kept,
      answer: kept,
    },
    async (c) => {
      await choosePromise(context, c.actor, c.body.promise ?? undefined)
      return read(c.actor)
    },
  )
}

/** What is asked of the networks: to show or hide a response, and what is new there. */
function atNetworks(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'post',
      path: '/responses/{id}/moderate',
      needs: 'answer',
      summary: 'Show, hold back or take away a response at its network',
      params: idParam,
      body: z.object({ act: moderationAct }),
      answer: conversation,
    },
    async (c) => {
      await moderateResponse(context, c.actor, c.params.id, c.body.act)
      return inWorkspace(context.db, c.actor.workspaceId, async (tx) => {
        const { conversationId } = await findResponse(tx, c.params.id)
        return viewConversation(context, c.actor, tx, conversationId)
      })
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/conversations/refresh',
      needs: 'answer',
      summary: 'Look at the networks now',
      answer: z.object({ fresh: z.number() }),
      status: 202,
    },
    async (c) => ({ fresh: await pollAll(context, c.actor) }),
  )
}

/** The inbox by view, how many stand in each, and one conversation. */
function reading(app: App, context: Context): void {
  const filter = z.object({
    state: z.enum(views).default('open'),
    q: z.string().max(200).optional(),
    channelId: z.uuid().optional(),
    cursor,
  })
  operation(
    app,
    {
      method: 'get',
      path: '/conversations',
      needs: 'read',
      summary: 'The inbox; of open ones, who waits longest stands first',
      query: filter,
      answer: conversationPage,
    },
    (c) => {
      const { state, ...filter } = c.query
      const view = { ...filter, ...filterOf(state, c.actor.userId) }
      return inWorkspace(context.db, c.actor.workspaceId, (tx) => summaries(context, tx, view))
    },
  )
  operation(
    app,
    {
      method: 'get',
      path: '/conversations/counts',
      needs: 'read',
      summary: 'How many conversations stand in each view of the member who asks',
      answer: conversationCounts,
    },
    (c) => inWorkspace(context.db, c.actor.workspaceId, (tx) => countViews(tx, c.actor.userId)),
  )
  operation(
    app,
    {
      method: 'get',
      path: '/conversations/{id}',
      needs: 'read',
      summary: 'One conversation, in order of time',
      params: idParam,
      answer: conversation,
    },
    (c) => inWorkspace(context.db, c.actor.workspaceId, (tx) => viewConversation(context, c.actor, tx, c.params.id)),
  )
}

/** The inbox: what came home, and our answers. */
export function conversationRoutes(app: App, context: Context): void {
  reading(app, context)
  promising(app, context)
  atNetworks(app, context)
  operation(
    app,
    {
      method: 'post',
      path: '/conversations/{id}/reply',
      needs: 'answer',
      summary: 'Answer a person; leaves after the undo time',
      params: idParam,
      body: replyCreate,
      answer: delivery,
      status: 201,
    },
    async (c) => {
      const reply = { ...c.body, timeZone: c.member.timeZone }
      const id = await replyTo(context, c.actor, reply, async (tx, ids) => {
        const [answer] = await viewDeliveriesIn(context, tx, ids)
        keepAnswer(201, answer)
      })
      return viewOneDelivery(context, c.actor, id)
    },
  )
}

async function pollAll(context: Context, actor: Actor): Promise<number> {
  const rows = await inWorkspace(context.db, actor.workspaceId, (tx) => listChannels(context, tx))
  const counts = await Promise.all(
    rows.map((row) => pollChannel(context, { id: row.id, workspaceId: actor.workspaceId })),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

/** A page of the inbox as the panel shows it. As many questions to the database whatever its length. */
async function summaries(context: Context, tx: Tx, filter: InboxFilter): Promise<api.ConversationPage> {
  const { rows, next } = await pageOfConversations(tx, filter)
  return { conversations: await viewSummaries(context, tx, rows), next }
}

/** Conversations for a list, with their channels and deliveries. */
export async function viewSummaries(
  context: Context,
  tx: Tx,
  views: readonly ConversationView[],
): Promise<api.ConversationSummary[]> {
  const ids = views.map((view) => view.channelId)
  const channels = await channelsById(context, tx, ids)
  const ours = await aboutOf(
    context,
    tx,
    views.flatMap(({ deliveryId }) => (deliveryId ? [deliveryId] : [])),
  )
  const names = await namesOf(
    tx,
    views.map(({ assigneeId }) => assigneeId),
  )
  return views.flatMap((view) => {
    const channel = channels.get(view.channelId)
    const about = ours.get(view.deliveryId ?? '') ?? null
    return channel ? [{ ...viewSummary(view, names), about, channel: viewDeliveryChannel(channel) }] : []
  })
}

const excerptLength = 160

function viewSummary(
  view: ConversationView,
  names: ReadonlyMap<string, string>,
): Omit<api.ConversationSummary, 'channel' | 'about'> {
  const { id, state, waiting, shown, assigneeId } = view
  const assignee = names.get(assigneeId ?? '')
  return {
    id,
    state,
    assignee: assigneeId !== null && assignee !== undefined ? { id: assigneeId, name: assignee } : null,
    snoozedUntil: view.snoozedUntil?.toISOString() ?? null,
    person: viewPerson(shown.person),
    excerpt: shown.text.length > excerptLength ? `${shown.text.slice(0, excerptLength - 1).trimEnd()}…` : shown.text,
    told: shown.told,
    audience: shown.audience,
    waiting,
    waitingSince: view.waitingSince?.toISOString() ?? null,
    lastAt: view.lastAt.toISOString(),
  }
}

type About = NonNullable<api.ConversationSummary['about']>

/** Our posts that conversations are about, by the delivery's id. */
async function aboutOf(context: Context, tx: Tx, ids: readonly string[]): Promise<Map<string, About>> {
  const rows = await deliveriesNamed(tx, ids)
  const home = await homeAddressHere(context.config, tx)
  return new Map(
    rows.map(({ id, text, permalink, article }) => [
      id,
      { deliveryId: id, text, permalink, article: article && viewArticleName(home, article) },
    ]),
  )
}

/** One conversation as the panel shows it to a member. */
export async function viewConversation(context: Context, actor: Actor, tx: Tx, id: string): Promise<api.Conversation> {
  const view = await readConversation(context, tx, id)
  const { channel } = view
  const answers = await viewDeliveries(context, tx, await listDeliveries(tx, { conversationId: id, order: 'asc' }))
  const items: { at: string; item: api.Conversation['items'][number] }[] = [
    ...view.responses.map((response) => ({
      at: response.writtenAt.toISOString(),
      item: { by: 'them' as const, response: viewResponse(response) },
    })),
    ...answers.map((answer) => ({
      at: answer.publishedAt ?? answer.dueAt,
      item: { by: 'us' as const, delivery: answer },
    })),
  ]
  const notes = await notesOf(tx, id)
  const readers = await readersOf(context, tx, id, actor.userId)
  const names = await namesOf(tx, [
    view.assigneeId,
    ...notes.map(({ writtenBy }) => writtenBy),
    ...readers.map(({ userId }) => userId),
  ])
  for (const { id, text, writtenBy, writtenAt } of notes) {
    const at = writtenAt.toISOString()
    const note = { id, text, by: names.get(writtenBy ?? '') ?? null, at, yours: writtenBy === actor.userId }
    items.push({ at, item: { by: 'team', note } })
  }
  const about = await aboutOf(context, tx, view.deliveryId ? [view.deliveryId] : [])
  const cannotReply = whyNot(channel.network, 'reply') ?? null
  return {
    ...viewSummary(view, names),
    about: about.get(view.deliveryId ?? '') ?? null,
    channel: viewDeliveryChannel(channel),
    items: items.sort((a, b) => a.at.localeCompare(b.at)).map(({ item }) => item),
    canReply: cannotReply === null && channel.removedAt === null,
    cannotReply,
    readers: readers.map(({ userId, writing, until }) => ({
      id: userId,
      name: names.get(userId) ?? '',
      writing,
      until: until.toISOString(),
    })),
    moderation: [...actsOf(channel.network)],
  }
}
