import { countProposals } from '../../automation/index.ts'
import { anyArticle, articlesPlanned, rhythmOf } from '../../blog/index.ts'
import { readBrandKit } from '../../brand/index.ts'
import { listChannels } from '../../channels/index.ts'
import type { Context } from '../../context.ts'
import { countWaiting } from '../../conversations/index.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import { anyDelivery, listDeliveries, listSeries } from '../../publishing/index.ts'
import type { Member } from '../../team/index.ts'
import type * as api from '../api.ts'
import { today } from '../api.ts'
import { dayIn, weekStart } from '../days.ts'
import { type App, operation } from '../operation.ts'
import { viewArticleSummary, viewChannel, viewDeliveries } from '../views.ts'
import { summaries } from './conversations.ts'
import { viewSeries } from './series.ts'

const weeksShown = 12
const waitingShown = 8
const leavingShown = 300

/** Who waits, what leaves, the rhythm, and what needs a decision. */
export function todayRoutes(app: App, context: Context): void {
  operation(app, { method: 'get', path: '/today', needs: 'read', summary: 'What matters today', answer: today }, (c) =>
    inWorkspace(context.db, c.actor.workspaceId, (tx) => viewToday(context, tx, c.member)),
  )
}

async function viewToday(context: Context, tx: Tx, member: Member): Promise<api.Today> {
  const channels = await listChannels(context, tx)
  const waiting = await summaries(context, tx, { state: 'open', waiting: true, limit: waitingShown })
  const decisions = await listDeliveries(tx, { decide: true, limit: 50 })
  return {
    waiting: waiting.conversations,
    waitingCount: await countWaiting(tx),
    leaving: await leavingToday(context, tx, member),
    rhythm: await rhythm(context, tx, member),
    decisions: await viewDeliveries(context, tx, decisions),
    proposals: await countProposals(tx),
    repeats: (await listSeries(context, tx, { waiting: true })).map(viewSeries),
    channels: channels.filter((channel) => channel.health !== 'fine').map(viewChannel),
    steps: await steps(tx, member.workspaceId, channels.length > 0),
  }
}

async function leavingToday(context: Context, tx: Tx, member: Member): Promise<api.Today['leaving']> {
  const { from, to } = dayIn(member.timeZone, context.clock.now())
  const posts = await viewDeliveries(
    context,
    tx,
    await listDeliveries(tx, {
      states: ['scheduled', 'sending', 'pending'],
      from,
      to,
      order: 'asc',
      limit: leavingShown,
    }),
  )
  const articles = await articlesPlanned(tx, { from, to, limit: leavingShown })
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
  const starts = Array.from({ length: weeksShown }, (_, index) =>
    weekStart(member.timeZone, now, index - weeksShown + 1),
  )
  const { counts, last, next } = await rhythmOf(tx, now, starts)
  return {
    weeks: starts.map((from, index) => ({ from: from.toISOString(), articles: counts[index] ?? 0 })),
    lastPublishedAt: last?.toISOString() ?? null,
    daysSince: last ? Math.floor((now.getTime() - last.getTime()) / 86_400_000) : null,
    nextAt: next?.toISOString() ?? null,
  }
}

async function steps(tx: Tx, workspaceId: string, channel: boolean): Promise<api.Today['steps']> {
  const brand = (await readBrandKit(tx, workspaceId)) !== undefined
  return { brand, channel, ...(await anyArticle(tx)), teaser: await anyDelivery(tx) }
}
