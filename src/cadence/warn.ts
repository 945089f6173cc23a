/** Tells people of a gap before it is there: once a gap, by mail, to those who want it. */
import { type Draft, nearestDraft } from '../blog/index.ts'
import type { Context } from '../context.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import { gapLetter, queueLetter } from '../mail/index.ts'
import { whoWants } from '../team/index.ts'
import type { RowOf } from '../work/index.ts'
import { type Cadence, readCadence } from './cadence.ts'
import { dayWords, promiseWords } from './say.ts'

/** So many days before an article is due people are told, by what is counted in; and no sooner again than after so many days. */
const daysBefore = { day: 1, week: 3, month: 7 } as const
const daysBetween = 3

/** A gap that is near, and the draft that is nearest to ready. */
export interface NearGap {
  cadence: Cadence
  /** The first day of the period that is open: what tells gaps apart. */
  from: string
  due: string
  draft: Draft | undefined
}

/** The next gap, where an article is due within a few days; never in a break, which has no gap. */
export async function nearGap(context: Context, tx: Tx, workspaceId: string): Promise<NearGap | undefined> {
  return nearGapOf(tx, await readCadence(context, tx, workspaceId))
}

/** {@link nearGap} of a promise that has been read. */
export async function nearGapOf(tx: Tx, cadence: Cadence): Promise<NearGap | undefined> {
  const { gap, today, unit } = cadence
  if (!gap || gap.due > daysOn(today, daysBefore[unit])) return undefined
  return { cadence, from: gap.from, due: gap.due, draft: await nearestDraft(tx) }
}

/** Workspaces that promise something. */
export function promisingWorkspaces(context: Context): Promise<RowOf[]> {
  return asSystem(context.db, (tx) =>
    tx
      .selectFrom('cadence_promise')
      .select(['workspace_id as id', 'workspace_id as workspaceId'])
      .where('every', 'is not', null)
      .groupBy('workspace_id')
      .orderBy('workspace_id')
      .execute(),
  )
}

/** Mails of a gap that is near, once: whoever writes down first that people were told of it is the only one who tells them. */
export async function warnOfGap(context: Context, { workspaceId }: RowOf): Promise<void> {
  await inWorkspace(context.db, workspaceId, async (tx) => {
    const near = await nearGap(context, tx, workspaceId)
    if (!near || (await toldLately(tx, workspaceId, near))) return
    const first = await tx
      .insertInto('cadence_warning')
      .values({ workspace_id: workspaceId, gap_day: near.from, told_at: context.clock.now() })
      .onConflict((on) => on.columns(['workspace_id', 'gap_day']).doNothing())
      .returning('gap_day')
      .executeTakeFirst()
    if (!first) return
    const occasion = { kind: 'gap' as const, about: `${workspaceId} ${near.from}`, workspaceId }
    await queueLetter(context, tx, occasion, letterOf(context, near), await whoWants(tx, workspaceId, 'gap'))
  })
}

/** A daily promise that nobody keeps is no letter a day. */
async function toldLately(tx: Tx, workspaceId: string, { from }: NearGap): Promise<boolean> {
  const told = await tx
    .selectFrom('cadence_warning')
    .select('workspace_id')
    .where('workspace_id', '=', workspaceId)
    .where('gap_day', '>', daysOn(from, -daysBetween))
    .limit(1)
    .executeTakeFirst()
  return told !== undefined
}

function letterOf(context: Context, { cadence, due, draft }: NearGap) {
  const { baseUrl } = context.config
  const promised = cadence.promise?.promised
  return gapLetter({
    promise: promised ? promiseWords(promised) : { id: '', en: '' },
    day: dayWords(due),
    draft: draft && { title: draft.title, ready: draft.ready, panel: `${baseUrl}/panel/writing/${draft.id}` },
    panel: `${baseUrl}/panel/writing/schedule`,
    settings: `${baseUrl}/panel/settings`,
  })
}

const daysOn = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()
