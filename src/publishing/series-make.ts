import { lockChannels } from '../channels/index.ts'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { firstAfter } from '../core/recurrence/index.ts'
import type { Words } from '../core/words.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import type { SeriesVariant } from '../db/tables.ts'
import { composeIn, type Shared } from './compose.ts'
import { refuseErrors, writePost } from './schedule.ts'
import { asRule, keptRecurrence, type SeriesRow } from './series-rule.ts'
import { saidBefore } from './series-words.ts'

/** What a post shares when it leads to an article; the blog knows. */
export type SharedFor = (actor: Actor, articleId: string) => Promise<Shared>

/** Occurrences are made this long before they leave, so that people see them coming. */
const aheadMs = 24 * 3_600_000

type Due = Pick<SeriesRow, 'id' | 'workspace_id' | 'article_id' | 'created_by'>

/** The series whose next occurrence is to be made. Occurrences that waited in vain for words become *missed* here. */
export function dueSeries(context: Context): Promise<Due[]> {
  const now = context.clock.now()
  return asSystem(context.db, async (tx) => {
    await tx
      .updateTable('series_occurrence')
      .set({ state: 'missed' })
      .where('state', '=', 'waiting')
      .where('occurs_at', '<=', now)
      .execute()
    return tx
      .selectFrom('series')
      .select(['id', 'workspace_id', 'article_id', 'created_by'])
      .where('state', '=', 'active')
      .where('next_at', '<=', new Date(now.getTime() + aheadMs))
      .execute()
  })
}

/**
 * Makes a series' next occurrences, up to a day ahead: each once, in words that were not said before. One without fresh
 * words waits for a person; one whose time passed while nobody was there is missed.
 */
export async function makeNext(context: Context, due: Due, sharedFor: SharedFor): Promise<void> {
  const actor = { workspaceId: due.workspace_id, userId: due.created_by }
  const shared = due.article_id ? await sharedFor(actor, due.article_id) : {}
  while (await inWorkspace(context.db, due.workspace_id, (tx) => makeOne(context, tx, due.id, shared))) {
    // The next one may be due within the day, too.
  }
  context.bus.tell(due.workspace_id, 'series')
  context.bus.tell(due.workspace_id, 'deliveries')
}

/** @returns whether there was one to make */
async function makeOne(context: Context, tx: Tx, id: string, shared: Shared): Promise<boolean> {
  const now = context.clock.now()
  const row = await tx.selectFrom('series').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  const at = row?.next_at
  if (!row || !at || row.state !== 'active' || at.getTime() > now.getTime() + aheadMs) return false
  if (!(await isKept(tx, id, at))) await make(context, tx, row, at, shared)
  await tx
    .updateTable('series')
    .set({ ...following(row, at), updated_at: now })
    .where('id', '=', id)
    .execute()
  return true
}

/** A post that a person put to another time is still this occurrence's. */
async function isKept(tx: Tx, id: string, at: Date): Promise<boolean> {
  const kept = await tx
    .selectFrom('series_occurrence')
    .select('occurs_at')
    .where('series_id', '=', id)
    .where('occurs_at', '=', at)
    .executeTakeFirst()
  return kept !== undefined
}

async function make(context: Context, tx: Tx, row: SeriesRow, at: Date, shared: Shared): Promise<void> {
  const made = at > context.clock.now() ? await sayFresh(context, tx, row, at, shared) : { state: 'missed' as const }
  await tx
    .insertInto('series_occurrence')
    .values({ series_id: row.id, occurs_at: at, workspace_id: row.workspace_id, ...blank, ...made })
    .onConflict((on) => on.columns(['series_id', 'occurs_at']).doNothing())
    .execute()
}

/** When a series comes again. A rule that this version of the program can't read rests: whoever resumes it is told why. */
function following(row: SeriesRow, at: Date): Pick<SeriesRow, 'next_at' | 'state'> {
  const recurrence = keptRecurrence(asRule(row))
  if (recurrence instanceof Problem) return { next_at: null, state: 'paused' }
  const next = firstAfter(recurrence, at)
  return { next_at: next ?? null, state: next ? 'active' : 'ended' }
}

const blank = { variant_id: null, post_id: null, reason: null }

type Outcome =
  | { state: 'made'; variant_id: string; post_id: string; reason: null }
  | { state: 'waiting'; reason: string }

/** Writes the occurrence's post in the first words that are fresh. */
async function sayFresh(context: Context, tx: Tx, row: SeriesRow, at: Date, shared: Shared): Promise<Outcome> {
  const variant = await freshVariant(tx, row)
  if (!variant) return waiting(noFreshWords)
  const actor = { workspaceId: row.workspace_id, userId: row.created_by }
  try {
    const composed = await composeIn(context, tx, actor, variant.texts, shared)
    refuseErrors(composed)
    if (composed.some(({ channel }) => channel.removedAt)) return waiting(channelGone)
    const post = { ...shared, drafts: variant.texts, articleId: row.article_id ?? undefined, timeZone: row.time_zone }
    const dues = variant.texts.map(() => at)
    const { postId } = await writePost(context, tx, actor, post, composed, dues)
    return { state: 'made', variant_id: variant.id, post_id: postId, reason: null }
  } catch (error) {
    // A channel that is gone, words that a check refuses by now: a person decides, and the series goes on.
    if (!(error instanceof Problem)) throw error
    return waiting(error.words)
  }
}

const waiting = (reason: Words): Outcome => ({ state: 'waiting', reason: JSON.stringify(reason) })

const noFreshWords: Words = {
  id: 'Semua versinya sudah pernah dikirim. Tulis yang baru, supaya orang tidak membaca hal yang sama lagi.',
  en: 'All its versions have been sent before. Write a new version, so that people don’t read the same thing again.',
}

const channelGone: Words = {
  id: 'Salah satu salurannya sudah diputuskan. Hubungkan lagi, atau akhiri ulangan ini.',
  en: 'One of its channels has been disconnected. Connect it again, or end this repeat.',
}

/** The first wording that neither this series nor anybody else has used there. */
async function freshVariant(tx: Tx, row: SeriesRow): Promise<SeriesVariant | undefined> {
  const used = await tx
    .selectFrom('series_occurrence')
    .select('variant_id')
    .where('series_id', '=', row.id)
    .where('variant_id', 'is not', null)
    .execute()
  const ids = new Set(used.map(({ variant_id }) => variant_id))
  const left = row.variants.filter((variant) => !ids.has(variant.id))
  const channels = [...new Set(left.flatMap(({ texts }) => texts.map(({ channelId }) => channelId)))]
  if (channels.length) await lockChannels(tx, channels)
  for (const variant of left) if (!(await saidBefore(tx, variant))) return variant
  return undefined
}

/** Gives occurrences that wait for words those that have come meanwhile, inside the caller's transaction. */
export async function fillWaiting(context: Context, tx: Tx, row: SeriesRow, shared: Shared): Promise<void> {
  const waiting = await tx
    .selectFrom('series_occurrence')
    .select('occurs_at')
    .where('series_id', '=', row.id)
    .where('state', '=', 'waiting')
    .where('occurs_at', '>', context.clock.now())
    .orderBy('occurs_at')
    .execute()
  for (const { occurs_at } of waiting) {
    await tx
      .updateTable('series_occurrence')
      .set(await sayFresh(context, tx, row, occurs_at, shared))
      .where('series_id', '=', row.id)
      .where('occurs_at', '=', occurs_at)
      .execute()
  }
}
