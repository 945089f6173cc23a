import type { Context } from '../../context.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import type { Member } from '../../team/index.ts'
import { homeAddressHere } from '../../team/index.ts'
import { readCounts, readToday, type Today } from '../../today/index.ts'
import type * as api from '../api.ts'
import { counts, today } from '../api.ts'
import { type App, operation } from '../operation.ts'
import { viewArticleSummary, viewChannel, viewDeliveries } from '../views.ts'
import { viewReadyDraft } from './cadence.ts'
import { viewSummaries } from './conversations.ts'
import { viewSeries } from './series.ts'

/** Who waits, what leaves, the rhythm, and what needs a decision. */
export function todayRoutes(app: App, context: Context): void {
  operation(app, { method: 'get', path: '/today', needs: 'read', summary: 'What matters today', answer: today }, (c) =>
    inWorkspace(context.db, c.actor.workspaceId, (tx) => viewToday(context, tx, c.member)),
  )
  operation(
    app,
    { method: 'get', path: '/today/counts', needs: 'read', summary: 'How much waits for a person', answer: counts },
    (c) => inWorkspace(context.db, c.actor.workspaceId, readCounts),
  )
}

async function viewToday(context: Context, tx: Tx, member: Member): Promise<api.Today> {
  const now = await readToday(context, tx, member)
  return {
    waiting: await viewSummaries(context, tx, now.waiting),
    waitingCount: now.waitingCount,
    leaving: await viewLeaving(context, tx, now.leaving),
    rhythm: viewRhythm(now.rhythm),
    gap: now.gap ? { due: now.gap.due, draft: now.gap.draft ? viewReadyDraft(now.gap.draft) : null } : null,
    promise: now.promise,
    brand: {
      missing: [...now.brand.missing],
      profiles: now.brand.profiles,
      differing: now.brand.differing.map(({ channel, lacks }) => ({ ...viewChannel(channel), lacks: [...lacks] })),
      kept: now.brand.kept,
      of: now.brand.of,
    },
    talk: now.talk,
    decisions: await viewDeliveries(context, tx, now.decisions),
    byHandCount: now.byHandCount,
    proposals: now.proposals,
    repeats: now.repeats.map(viewSeries),
    channels: now.channels.map(viewChannel),
    undecreed: now.undecreed,
    steps: now.steps,
  }
}

async function viewLeaving(context: Context, tx: Tx, leaving: Today['leaving']): Promise<api.Today['leaving']> {
  const rows = leaving.flatMap((one) => (one.what === 'post' ? [one.delivery] : []))
  const deliveries = new Map((await viewDeliveries(context, tx, rows)).map((one) => [one.id, one]))
  const home = await homeAddressHere(context.config, tx)
  return leaving.flatMap((one): api.Today['leaving'] => {
    if (one.what === 'article') return [{ what: 'article', article: viewArticleSummary(home, one.article) }]
    const delivery = deliveries.get(one.delivery.id)
    return delivery ? [{ what: 'post', delivery }] : []
  })
}

function viewRhythm(rhythm: Today['rhythm']): api.Today['rhythm'] {
  const { weeks, lastPublishedAt, daysSince, nextAt, hollowAt, nextSlotAt } = rhythm
  return {
    weeks: weeks.map(({ from, articles }) => ({ from: from.toISOString(), articles })),
    lastPublishedAt: lastPublishedAt?.toISOString() ?? null,
    daysSince,
    nextAt: nextAt?.toISOString() ?? null,
    hollowAt: hollowAt?.toISOString() ?? null,
    nextSlotAt: nextSlotAt?.toISOString() ?? null,
  }
}
