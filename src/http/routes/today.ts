import { listArticles } from '../../blog/index.ts'
import { listChannels } from '../../channels/index.ts'
import type { Context } from '../../context.ts'
import { countWaiting } from '../../conversations/index.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import { listDeliveries, listSeries, openProposals } from '../../publishing/index.ts'
import type { Member } from '../../team/index.ts'
import type * as api from '../api.ts'
import { today } from '../api.ts'
import { dayIn, weekStart } from '../days.ts'
import { type App, operation } from '../operation.ts'
import { viewArticleSummary, viewChannel, viewDeliveries } from '../views.ts'
import { summaries } from './conversations.ts'
import { viewSeries } from './series.ts'

const weeksShown = 12

/** Who waits, what leaves, the rhythm, and what needs a decision. */
export function todayRoutes(app: App, context: Context): void {
  operation(app, { method: 'get', path: '/today', summary: 'What matters today', answer: today }, (c) =>
    inWorkspace(context.db, c.actor.workspaceId, (tx) => viewToday(context, tx, c.member)),
  )
}

async function viewToday(context: Context, tx: Tx, member: Member): Promise<api.Today> {
  const channels = await listChannels(context, tx)
  const waiting = (await summaries(context, tx, { state: 'open', limit: 20 })).filter((one) => one.waiting > 0)
  const decisions = await listDeliveries(tx, { states: ['rejected', 'unconfirmed', 'missed', 'by-hand'], limit: 50 })
  return {
    waiting: waiting.slice(0, 8),
    waitingCount: await countWaiting(tx),
    leaving: await leavingToday(context, tx, member),
    rhythm: await rhythm(context, tx, member),
    decisions: await viewDeliveries(context, tx, decisions),
    proposals: (await openProposals(tx)).length,
    repeats: (await listSeries(context, tx, { waiting: true })).map(viewSeries),
    channels: channels.filter((channel) => channel.health !== 'fine').map(viewChannel),
    steps: await steps(tx, channels.length > 0),
  }
}

async function leavingToday(context: Context, tx: Tx, member: Member): Promise<api.Today['leaving']> {
  const { from, to } = dayIn(member.timeZone, context.clock.now())
  const posts = await viewDeliveries(
    context,
    tx,
    await listDeliveries(tx, { states: ['scheduled', 'sending', 'pending'], from, to, order: 'asc' }),
  )
  const articles = (await listArticles(tx, {})).filter(
    (row) => row.publish_at && row.publish_at >= from && row.publish_at < to,
  )
  const leaving = [
    ...posts.map((delivery) => ({ at: delivery.dueAt, item: { what: 'post' as const, delivery } })),
    ...articles.map((row) => ({
      at: row.publish_at?.toISOString() ?? '',
      item: { what: 'article' as const, article: viewArticleSummary(context, row) },
    })),
  ]
  return leaving.sort((a, b) => a.at.localeCompare(b.at)).map(({ item }) => item)
}

async function rhythm(context: Context, tx: Tx, member: Member): Promise<api.Today['rhythm']> {
  const now = context.clock.now()
  const rows = await tx
    .selectFrom('article')
    .select(['published_at', 'publish_at', 'state'])
    .where('deleted_at', 'is', null)
    .execute()
  const published = rows.flatMap((row) => (row.state === 'published' && row.published_at ? [row.published_at] : []))
  const planned = rows.flatMap((row) => (row.publish_at && row.publish_at > now ? [row.publish_at] : []))
  const last = published.sort((a, b) => b.getTime() - a.getTime())[0]
  const next = planned.sort((a, b) => a.getTime() - b.getTime())[0]
  const weeks = Array.from({ length: weeksShown }, (_, index) => {
    const from = weekStart(member.timeZone, now, index - weeksShown + 1)
    const to = weekStart(member.timeZone, now, index - weeksShown + 2)
    return { from: from.toISOString(), articles: published.filter((at) => at >= from && at < to).length }
  })
  return {
    weeks,
    lastPublishedAt: last?.toISOString() ?? null,
    daysSince: last ? Math.floor((now.getTime() - last.getTime()) / 86_400_000) : null,
    nextAt: next?.toISOString() ?? null,
  }
}

async function steps(tx: Tx, channel: boolean): Promise<api.Today['steps']> {
  const [brand, article, published, teaser] = await Promise.all([
    tx.selectFrom('brand_kit').select('name').limit(1).executeTakeFirst(),
    tx.selectFrom('article').select('id').limit(1).executeTakeFirst(),
    tx.selectFrom('article').select('id').where('published_at', 'is not', null).limit(1).executeTakeFirst(),
    tx.selectFrom('delivery').select('id').limit(1).executeTakeFirst(),
  ])
  return {
    brand: Boolean(brand),
    channel,
    article: Boolean(article),
    published: Boolean(published),
    teaser: Boolean(teaser),
  }
}
