import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { firstAfter } from '../core/recurrence/index.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { here, type Key, type Page, type PageOf, readPage } from '../db/page.ts'
import type { SeriesVariant, Tables } from '../db/tables.ts'
import { record } from '../team/index.ts'
import { compose, composeIn, type Draft, type PlacedFinding, type Shared } from './compose.ts'
import { consumeDraft } from './drafts.ts'
import { refuseErrors } from './schedule.ts'
import { fillWaiting } from './series-make.ts'
import { asRule, checkRule, datesLeft, recurrenceOf, type SeriesRow, type SeriesRule } from './series-rule.ts'
import { sameWords } from './series-words.ts'

/** A post that is to come again, each time in other words. */
export interface NewSeries extends SeriesRule {
  articleId?: string | undefined
  /** The wordings, in the order in which they are used. With an `id`: one that is there already. */
  variants: readonly { id?: string | undefined; texts: readonly Draft[] }[]
}

/** A series as people see it. */
export interface Series extends SeriesRule {
  id: string
  /** Whose it is. */
  by: string
  articleId: string | null
  state: SeriesRow['state']
  /** `usedAt`: the occurrence that it was used for. */
  variants: (SeriesVariant & { usedAt: Date | undefined })[]
  /** Five at most; none when it is paused or has ended. */
  next: Date[]
  /** How many are still to come. */
  left: number
  /** Occurrences still to come that found no fresh words, and why. */
  waiting: { at: Date; reason: { id: string; en: string } | null }[]
}

/**
 * Makes a post come again.
 * @param draftId the draft that it was: gone with the same transaction
 * @throws Problem `wrong-input` for a rule or words that can't be, `rejected` with findings as for posts
 */
export async function createSeries(
  context: Context,
  actor: Actor,
  given: NewSeries,
  shared: Shared,
  draftId?: string,
): Promise<string> {
  const now = context.clock.now()
  const recurrence = checkRule(given, now)
  const variants = given.variants.map(asVariant)
  const id = randomUUID()
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await checkWords(context, tx, actor, variants, variants, shared)
    await tx
      .insertInto('series')
      .values({
        id,
        workspace_id: actor.workspaceId,
        ...ruleColumns(given),
        article_id: given.articleId ?? null,
        variants: JSON.stringify(variants),
        next_at: firstAfter(recurrence, now) ?? null,
        created_by: actor.userId,
      })
      .execute()
    await consumeDraft(tx, draftId)
    await record(tx, actor, 'series.create', id, { rule: given.rule, variants: variants.length })
  })
  if (draftId) context.bus.tell(actor.workspaceId, 'drafts', [draftId])
  context.bus.tell(actor.workspaceId, 'series')
  context.bus.tell(actor.workspaceId, 'deliveries')
  return id
}

const ruleColumns = ({ rule, timeZone, startsAt }: SeriesRule) => ({ rule, time_zone: timeZone, starts_at: startsAt })

function asVariant({ id, texts }: NewSeries['variants'][number]): SeriesVariant {
  return {
    id: id ?? randomUUID(),
    texts: texts.map(({ channelId, text, mediaIds, content }) => ({
      channelId,
      text,
      mediaIds: [...mediaIds],
      ...(content ? { content } : {}),
    })),
  }
}

/** No wording twice, and nothing that a check refuses. */
async function checkWords(
  context: Context,
  tx: Tx,
  actor: Actor,
  all: readonly SeriesVariant[],
  fresh: readonly SeriesVariant[],
  shared: Shared,
): Promise<void> {
  const seen = new Set<string>()
  for (const { channelId, text } of all.flatMap((variant) => variant.texts)) {
    const key = `${channelId} ${sameWords(text)}`
    if (seen.has(key)) throw twice(text)
    seen.add(key)
  }
  for (const variant of fresh) refuseErrors(await composeIn(context, tx, actor, variant.texts, shared))
}

/** What the checks say of each wording (counted from 0) in each of its channels. @param seriesId the repeat that has them already */
export async function checkVariants(
  context: Context,
  actor: Actor,
  variants: NewSeries['variants'],
  shared: Shared,
  seriesId?: string,
): Promise<(PlacedFinding & { variant: number; channelId: string })[]> {
  const found = []
  for (const [variant, { texts }] of variants.entries()) {
    const composed = await compose(context, actor, texts, shared, [], { seriesId })
    found.push(
      ...composed.flatMap(({ channel, findings }) =>
        findings.map((finding) => ({ ...finding, variant, channelId: channel.id })),
      ),
    )
  }
  return found
}

function twice(text: string): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Teks “{text}” ada dua kali untuk saluran yang sama. Tulis dengan kata lain, supaya tidak terasa diulang.',
      en: 'The text “{text}” is there twice for the same channel. Say it in other words, so that it isn’t the same post again.',
    },
    { field: 'variants', values: { text: text.slice(0, 60) } },
  )
}

/**
 * Changes a series. Wordings that were used stay as they are. A new rule takes back what was made ahead by the old one.
 * @throws Problem as {@link createSeries}, `gone`
 */
export async function changeSeries(
  context: Context,
  actor: Actor,
  id: string,
  given: Omit<NewSeries, 'articleId'>,
  shared: Shared,
): Promise<void> {
  const now = context.clock.now()
  const recurrence = checkRule(given, now)
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const row = await lockSeries(tx, id)
    const moved =
      row.rule !== given.rule || row.time_zone !== given.timeZone || +row.starts_at !== given.startsAt.getTime()
    if (moved) await takeBackAhead(tx, row, now)
    const used = await usedVariants(tx, id)
    const kept = row.variants.filter((variant) => used.has(variant.id))
    const fresh = given.variants.map(asVariant).filter((variant) => !used.has(variant.id))
    const variants = [...kept, ...fresh]
    await checkWords(context, tx, actor, variants, fresh, shared)
    const changed = {
      ...ruleColumns(given),
      variants: JSON.stringify(variants),
      updated_at: now,
      ...(moved ? { next_at: firstAfter(recurrence, now) ?? null } : {}),
      ...(moved && row.state === 'ended' ? { state: 'active' as const } : {}),
    }
    const after = await tx
      .updateTable('series')
      .set(changed)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await fillWaiting(context, tx, after, shared)
    await record(tx, actor, 'series.change', id, { rule: given.rule, variants: variants.length })
  })
  context.bus.tell(actor.workspaceId, 'series')
  context.bus.tell(actor.workspaceId, 'deliveries')
}

/** Pauses, resumes or ends. What was made ahead and has not left is taken back; what passed meanwhile is not made up for. */
export async function setSeriesState(
  context: Context,
  actor: Actor,
  id: string,
  state: SeriesRow['state'],
): Promise<void> {
  const now = context.clock.now()
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const row = await lockSeries(tx, id)
    if (row.state === 'ended' && state !== 'ended') throw over()
    if (row.state === state) return
    if (state !== 'active') await takeBackAhead(tx, row, now)
    const next = state === 'active' ? firstAfter(recurrenceOf(asRule(row)), now) : undefined
    const settled = state === 'active' && !next ? 'ended' : state
    await tx
      .updateTable('series')
      .set({ state: settled, next_at: next ?? null, updated_at: now })
      .where('id', '=', id)
      .execute()
    await record(tx, actor, `series.${state}`, id)
  })
  context.bus.tell(actor.workspaceId, 'series')
  context.bus.tell(actor.workspaceId, 'deliveries')
}

function over(): Problem {
  return new Problem('conflict', {
    id: 'Ulangan ini sudah berakhir. Buat yang baru bila ingin meneruskannya.',
    en: 'This repeat has ended. Make a new one to continue.',
  })
}

async function lockSeries(tx: Tx, id: string): Promise<SeriesRow> {
  const row = await tx.selectFrom('series').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Problem('gone', { id: 'Ulangan itu tidak ada.', en: 'That repeat does not exist.' })
  return row
}

/** The article that a series leads to. @throws Problem `gone` */
export async function articleOfSeries(tx: Tx, id: string): Promise<string | undefined> {
  return (await lockSeries(tx, id)).article_id ?? undefined
}

async function usedVariants(tx: Tx, id: string): Promise<Map<string, Date>> {
  const rows = await tx
    .selectFrom('series_occurrence')
    .select(['variant_id', 'occurs_at'])
    .where('series_id', '=', id)
    .execute()
  return usesOf(rows)
}

/** When each wording was used. */
function usesOf(rows: readonly { variant_id: string | null; occurs_at: Date }[]): Map<string, Date> {
  return new Map(rows.flatMap((row) => (row.variant_id ? [[row.variant_id, row.occurs_at] as const] : [])))
}

/** Takes back what was made ahead, unless it has left or a person gave it another time; its words are free again. */
async function takeBackAhead(tx: Tx, row: SeriesRow, now: Date): Promise<void> {
  const ahead = await tx
    .selectFrom('series_occurrence')
    .selectAll()
    .where('series_id', '=', row.id)
    .where('occurs_at', '>', now)
    .execute()
  for (const { post_id, occurs_at } of ahead) {
    if (post_id)
      await tx
        .updateTable('delivery')
        .set({ state: 'cancelled', next_try_at: null, updated_at: now })
        .where('post_id', '=', post_id)
        .where('state', '=', 'scheduled')
        .where('due_at', '=', occurs_at)
        .execute()
    const left = post_id ? await stillThere(tx, post_id) : false
    if (!left)
      await tx
        .deleteFrom('series_occurrence')
        .where('series_id', '=', row.id)
        .where('occurs_at', '=', occurs_at)
        .execute()
  }
}

async function stillThere(tx: Tx, postId: string): Promise<boolean> {
  const one = await tx
    .selectFrom('delivery')
    .select('id')
    .where('post_id', '=', postId)
    .where('state', '<>', 'cancelled')
    .limit(1)
    .executeTakeFirst()
  return one !== undefined
}

/** Which repeating posts a list shows, and which page of it. */
export interface SeriesFilter extends PageOf {
  id?: string
  /** Only those with an occurrence to come that found no fresh words: a person writes some. */
  waiting?: boolean
}

const newestSeries: readonly Key[] = [
  { column: 'series.created_at', type: 'timestamptz', direction: 'desc' },
  { column: 'series.id', type: 'uuid', direction: 'desc' },
]

/** Series of the workspace, newest first. */
export async function pageOfSeries(context: Context, tx: Tx, filter: SeriesFilter = {}): Promise<Page<Series>> {
  let query = tx.selectFrom('series').selectAll().where(here('series.workspace_id'))
  if (filter.id) query = query.where('id', '=', filter.id)
  if (filter.waiting) query = query.where('id', 'in', waitingIds(tx, context.clock.now()))
  const { rows, next } = await readPage(query, newestSeries, filter)
  return { rows: await viewsOf(context, tx, rows), next }
}

/** The first page of {@link pageOfSeries}. */
export async function listSeries(context: Context, tx: Tx, filter: SeriesFilter = {}): Promise<Series[]> {
  return (await pageOfSeries(context, tx, filter)).rows
}

async function viewsOf(context: Context, tx: Tx, rows: readonly SeriesRow[]): Promise<Series[]> {
  if (!rows.length) return []
  const now = context.clock.now()
  const occurrences = await tx
    .selectFrom('series_occurrence')
    .select(['series_id', 'variant_id', 'occurs_at', 'state', 'reason'])
    .where(
      'series_id',
      'in',
      rows.map((row) => row.id),
    )
    .where((where) => where.or([where('variant_id', 'is not', null), where('state', '=', 'waiting')]))
    .orderBy('occurs_at')
    .execute()
  const bySeries = Map.groupBy(occurrences, ({ series_id }) => series_id)
  return rows.map((row) => viewOf(row, bySeries.get(row.id) ?? [], now))
}

type Occurrence = Pick<Selectable<Tables['series_occurrence']>, 'variant_id' | 'occurs_at' | 'state' | 'reason'>

function viewOf(row: SeriesRow, occurrences: readonly Occurrence[], now: Date): Series {
  const used = usesOf(occurrences)
  const { dates, total } = row.state === 'active' && row.next_at ? datesLeft(asRule(row), now) : { dates: [], total: 0 }
  const waiting = occurrences.filter(({ state, occurs_at }) => state === 'waiting' && occurs_at > now)
  return {
    ...asRule(row),
    id: row.id,
    by: row.created_by,
    articleId: row.article_id,
    state: row.state,
    variants: row.variants.map((variant) => ({ ...variant, usedAt: used.get(variant.id) })),
    next: dates,
    left: total,
    waiting: waiting.map(({ occurs_at, reason }) => ({ at: occurs_at, reason })),
  }
}

function waitingIds(tx: Tx, now: Date) {
  return tx
    .selectFrom('series_occurrence')
    .select('series_id')
    .where('state', '=', 'waiting')
    .where('occurs_at', '>', now)
}
