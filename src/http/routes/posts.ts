import { z } from '@hono/zod-openapi'
import { findProposal } from '../../automation/index.ts'
import { sharedFor } from '../../blog/index.ts'
import { checks } from '../../checks/index.ts'
import type { Actor, Context } from '../../context.ts'
import { answeredFacts } from '../../conversations/index.ts'
import { Problem } from '../../core/problem.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import type { DeliveryContent } from '../../db/tables.ts'
import { present, quotasOf } from '../../networks/network.ts'
import {
  type Composed,
  cancelDelivery,
  compose,
  confirmDelivery,
  correctDelivery,
  decideMany,
  declareGone,
  editDelivery,
  findDelivery,
  letGoDelivery,
  listDeliveries,
  pageOfDeliveries,
  rescheduleDelivery,
  retractDelivery,
  retractPost,
  retryDelivery,
  type Shared,
  schedulePost,
} from '../../publishing/index.ts'
import { checkTimeZone } from '../../team/index.ts'
import type * as api from '../api.ts'
import {
  cursor,
  deliveriesDecide,
  delivery,
  deliveryConfirm,
  deliveryPage,
  deliveryReschedule,
  deliveryState,
  deliveryWords,
  postCreate,
  postRetracted,
  preview,
  previewRequest,
  previewsRequest,
  refused,
} from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'
import { keepAnswer } from '../request-key.ts'
import { viewDeliveries, viewLimits, viewPart } from '../views.ts'

/** Posts, their deliveries, and what a person decides about them. */
export function postRoutes(app: App, context: Context): void {
  previewing(app, context)
  sending(app, context)
  listing(app, context)
  deciding(app, context)
  rewriting(app, context)
  decidingMany(app, context)
}

const titles = new Map(checks.map(({ id, title }) => [id, { title }]))

const titleOf = (check: string) => titles.get(check) ?? {}

/** What would be sent, for the panel. */
export function viewComposed(composed: Composed): api.Preview {
  return {
    channelId: composed.channel.id,
    parts: composed.parts.map(viewPart),
    findings: composed.findings.map((finding) => ({ ...finding, ...titleOf(finding.check) })),
    limits: viewLimits(composed.channel.limits),
    prices: pricesOf(composed),
  }
}

/** What sending all its parts uses up, by quota. */
function pricesOf({ channel, parts }: Composed): api.Preview['prices'] {
  const sums = new Map<string, number>()
  for (const { quota, amount } of parts.flatMap((part) => present(channel.network.sending)?.price?.(part) ?? []))
    sums.set(quota, (sums.get(quota) ?? 0) + amount)
  return quotasOf(channel.network).flatMap(({ name, label, unit }) => {
    const amount = sums.get(name)
    return amount ? [{ label, unit, amount }] : []
  })
}

/** A post's content without what was left empty. */
export function clean(content: api.PostContent | undefined): DeliveryContent {
  const { thread, firstReply, warning, numbered, markdown, language, options } = content ?? {}
  return {
    ...(thread?.length ? { thread } : {}),
    ...(firstReply ? { firstReply } : {}),
    ...(warning ? { warning } : {}),
    ...(numbered ? { numbered } : {}),
    ...(markdown ? { markdown } : {}),
    ...(language ? { language } : {}),
    ...(options && Object.keys(options).length ? { options } : {}),
  }
}

/** What a post shares over its channels: the article that it leads to, the person it answers. */
async function shared(
  context: Context,
  actor: Actor,
  articleId: string | undefined,
  responseId?: string,
  proposalId?: string,
): Promise<Shared> {
  const answered = responseId
    ? await inWorkspace(context.db, actor.workspaceId, (tx) => answeredFacts(tx, responseId))
    : undefined
  const about = proposalId ? await proposedTo(context, actor, proposalId) : {}
  return {
    ...about,
    ...(articleId ? await sharedFor(context, actor, articleId) : {}),
    ...(answered ? { answered } : {}),
  }
}

/** What a prepared teaser leads to. */
async function proposedTo(context: Context, actor: Actor, id: string): Promise<Shared> {
  const { link, title, tags } = await inWorkspace(context.db, actor.workspaceId, (tx) => findProposal(tx, id))
  return { link, title, tags }
}

/** What is asked of a channel, as it is composed. */
const asDraft = ({ channelId, text, mediaIds, content, at }: api.PostCreate['texts'][number]) => ({
  ...(at && { at: new Date(at) }),
  channelId,
  text,
  mediaIds: mediaIds ?? [],
  content: clean(content),
})

function previewing(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'post',
      path: '/preview',
      needs: 'compose',
      summary: 'Exactly what would be sent, and what the checks say. Stores nothing.',
      body: previewRequest,
      answer: preview,
    },
    async (c) => {
      const { articleId, responseId, proposalId, alsoTo, deliveryId, seriesId } = c.body
      const actor = c.actor
      const about = await shared(context, actor, articleId, responseId, proposalId)
      const except = { deliveryId, seriesId }
      const [composed] = await compose(context, actor, [asDraft(c.body)], about, alsoTo, except)
      return viewComposed(composed as Composed)
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/previews',
      needs: 'compose',
      summary: 'The same for all channels of a post at once',
      body: previewsRequest,
      answer: z.object({ previews: z.array(preview) }),
    },
    async (c) => {
      const { texts, articleId, withArticle, proposalId, responseId, deliveryId } = c.body
      const known = await shared(context, c.actor, articleId, responseId, proposalId)
      const about = withArticle ? { ...known, linkAnswers: undefined } : known
      const composed = await compose(context, c.actor, texts.map(asDraft), about, [], { deliveryId })
      return { previews: composed.map(viewComposed) }
    },
  )
}

function sending(app: App, context: Context): void {
  const sent = z.object({ deliveries: z.array(delivery) })
  operation(
    app,
    {
      method: 'post',
      path: '/posts',
      needs: 'send',
      summary: 'Send a post, after the undo time or at a time',
      body: postCreate,
      answer: sent,
      status: 201,
    },
    async (c) => {
      const { articleId, texts, timeZone, draftId } = c.body
      const actor = c.actor
      if (timeZone) checkTimeZone(timeZone)
      const post = {
        ...(await shared(context, actor, articleId)),
        drafts: texts.map(asDraft),
        articleId,
        draftId,
        ...leavingTime(c.body),
        timeZone: timeZone ?? c.member.timeZone,
      }
      const ids = await schedulePost(context, actor, post, async (tx, made) =>
        keepAnswer(201, { deliveries: await viewDeliveriesIn(context, tx, made) }),
      )
      return { deliveries: await viewIds(context, actor, ids) }
    },
  )
}

/** @throws Problem `wrong-input` when the time that is asked for is missing */
function leavingTime({ when, at }: Pick<api.PostCreate, 'when' | 'at'>): { at?: Date; slot?: boolean } {
  if (when === 'slot') return { slot: true }
  if (when === 'now') return {}
  if (at) return { at: new Date(at) }
  if (when === undefined) return {}
  const words = { id: 'Pilih tanggal dan jam kirimnya.', en: 'Choose the day and time when it should leave.' }
  throw new Problem('wrong-input', words, { field: 'at' })
}

function viewIds(context: Context, actor: Actor, ids: readonly string[]): Promise<api.Delivery[]> {
  return inWorkspace(context.db, actor.workspaceId, (tx) => viewDeliveriesIn(context, tx, ids))
}

/** @throws Problem `gone` */
export async function viewDeliveriesIn(context: Context, tx: Tx, ids: readonly string[]): Promise<api.Delivery[]> {
  const rows = []
  for (const id of ids) rows.push(await findDelivery(tx, id))
  return viewDeliveries(context, tx, rows)
}

/** @throws Problem `gone` */
export async function viewOneDelivery(context: Context, actor: Actor, id: string): Promise<api.Delivery> {
  const [one] = await viewIds(context, actor, [id])
  return one as api.Delivery
}

function listing(app: App, context: Context): void {
  const filter = z.object({
    state: z.string().max(200).optional(),
    channelId: z.uuid().optional(),
    articleId: z.uuid().optional(),
    postId: z.uuid().optional(),
    q: z.string().max(200).optional(),
    cursor,
  })
  operation(
    app,
    {
      method: 'get',
      path: '/deliveries',
      needs: 'read',
      summary: 'Deliveries, newest first; `state` may name several, with commas',
      query: filter,
      answer: deliveryPage,
    },
    (c) => {
      const { state, ...filter } = c.query
      const states = state ? z.array(deliveryState).parse(state.split(',')) : undefined
      return inWorkspace(context.db, c.actor.workspaceId, async (tx) => {
        const { rows, next } = await pageOfDeliveries(tx, { ...filter, states })
        return { deliveries: await viewDeliveries(context, tx, rows), next }
      })
    },
  )
  operation(
    app,
    {
      method: 'get',
      path: '/deliveries/{id}',
      needs: 'read',
      summary: 'One delivery',
      params: idParam,
      answer: delivery,
    },
    async (c) => await viewOneDelivery(context, c.actor, c.params.id),
  )
}

const plainDecisions = {
  cancel: { summary: 'Take back what has not left', needs: 'send', act: cancelDelivery },
  retry: { summary: 'Send it again', needs: 'send', act: retryDelivery },
  retract: { summary: 'Take back what is out', needs: 'retract', act: retractDelivery },
  gone: { summary: 'It was deleted there by a person', needs: 'retract', act: declareGone },
  'let-go': { summary: 'Give it up', needs: 'send', act: letGoDelivery },
} as const

function deciding(app: App, context: Context): void {
  for (const [name, { summary, needs, act }] of Object.entries(plainDecisions)) {
    operation(
      app,
      {
        method: 'post',
        path: `/deliveries/{id}/${name}`,
        needs,
        about: 'delivery',
        summary,
        params: idParam,
        answer: delivery,
      },
      async (c) => {
        const { id } = c.params
        await act(context, c.actor, id)
        return await viewOneDelivery(context, c.actor, id)
      },
    )
  }
  operation(
    app,
    {
      method: 'post',
      path: '/deliveries/{id}/confirm',
      needs: 'send',
      about: 'delivery',
      summary: 'It is there: its address',
      params: idParam,
      body: deliveryConfirm,
      answer: delivery,
    },
    async (c) => {
      const { id } = c.params
      await confirmDelivery(context, c.actor, id, c.body.permalink)
      return await viewOneDelivery(context, c.actor, id)
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/deliveries/{id}/reschedule',
      needs: 'send',
      about: 'delivery',
      summary: 'Another time',
      params: idParam,
      body: deliveryReschedule,
      answer: delivery,
    },
    async (c) => {
      const { id } = c.params
      const { at, timeZone } = c.body
      if (timeZone) checkTimeZone(timeZone)
      await rescheduleDelivery(context, c.actor, id, new Date(at), timeZone)
      return await viewOneDelivery(context, c.actor, id)
    },
  )
}

const rewrites = [
  {
    method: 'put',
    path: '/deliveries/{id}',
    needs: 'send',
    summary: 'Other words for what has not left',
    act: editDelivery,
  },
  {
    method: 'post',
    path: '/deliveries/{id}/correct',
    needs: 'retract',
    summary: 'Correct what is out',
    act: correctDelivery,
  },
] as const

function rewriting(app: App, context: Context): void {
  for (const { method, path, needs, summary, act } of rewrites) {
    const is = {
      method,
      path,
      needs,
      about: 'delivery',
      summary,
      params: idParam,
      body: deliveryWords,
      answer: delivery,
    } as const
    operation(app, is, async (c) => {
      const { id } = c.params
      const { text, mediaIds, content } = c.body
      const now = await viewOneDelivery(context, c.actor, id)
      const about = await shared(context, c.actor, now.article?.id, now.responseId ?? undefined)
      await act(context, c.actor, id, { text, mediaIds: mediaIds ?? [], content: clean(content) }, about)
      return await viewOneDelivery(context, c.actor, id)
    })
  }
}

function decidingMany(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'post',
      path: '/deliveries/decide',
      needs: 'send',
      about: 'deliveries',
      summary: 'Decide about many at once',
      body: deliveriesDecide,
      answer: z.object({ deliveries: z.array(delivery), refused: z.array(refused) }),
    },
    async (c) => {
      const { ids, action } = c.body
      const not = await decideMany(context, c.actor, ids, action)
      const there = ids.filter((id) => !not.some((one) => one.id === id))
      return { deliveries: await viewIds(context, c.actor, there), refused: not }
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/posts/{id}/retract',
      needs: 'retract',
      about: 'post',
      summary: 'Take a whole post back, wherever that can be done',
      params: idParam,
      answer: postRetracted,
    },
    async (c) => {
      const left = await retractPost(context, c.actor, c.params.id)
      const deliveries = await inWorkspace(context.db, c.actor.workspaceId, async (tx) =>
        viewDeliveries(context, tx, await listDeliveries(tx, { postId: c.params.id })),
      )
      const byHand = left.map(({ deliveryId, words }) => ({
        id: deliveryId,
        words,
        permalink: deliveries.find(({ id }) => id === deliveryId)?.permalink ?? null,
      }))
      return { deliveries, byHand }
    },
  )
}
