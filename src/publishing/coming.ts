import { sql } from 'kysely'
import { Problem } from '../core/problem.ts'
import { occurrences } from '../core/recurrence/index.ts'
import type { Words } from '../core/words.ts'
import type { Tx } from '../db/client.ts'
import { here } from '../db/page.ts'
import type { SeriesVariant } from '../db/tables.ts'
import { asRule, keptRecurrence, type SeriesRow } from './series-rule.ts'

/** An occurrence of a repeat that is no post yet. */
export interface Coming {
  seriesId: string
  at: Date
  /** IANA name */
  timeZone: string
  articleId: string | null
  /** Whose the repeat is. */
  by: string
  /** Where it goes; where no wording is left: wherever the repeat goes. */
  channelIds: string[]
  /** The words that it has in order of its wordings; none where all are used up before. */
  texts: SeriesVariant['texts']
  /** Why it waits for a person, where it was tried. */
  reason: Words | null
}

/** Which occurrences are asked for. */
export interface ComingSpan {
  /** Half-open. */
  from: Date
  to: Date
  /** Missing: all. */
  channelIds?: readonly string[] | undefined
  /** Only those whose words are foretold: what comes behind them is not reckoned at all. */
  worded?: true
}

/** So many repeats of a workspace are looked at, and so many occurrences of each in one span. */
const most = { series: 200, each: 500 }

/**
 * What repeats will bring in a span, in order of time: what is not made yet ({@link makeNext} makes it a day ahead), and what
 * waits for words. Nothing of repeats that rest. Its words are foretold in the order of the wordings: one that somebody says
 * in its channel meanwhile is passed over when its day comes.
 */
export async function comingOf(tx: Tx, now: Date, span: ComingSpan): Promise<Coming[]> {
  const rows = await activeSeries(tx, span)
  if (!rows.length) return []
  const kept = await keptOccurrences(tx, rows, now)
  return rows
    .flatMap((row) => comingOfOne(row, kept.get(row.id) ?? [], now, span))
    .filter(({ channelIds }) => !span.channelIds || channelIds.some((id) => span.channelIds?.includes(id)))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

/** Those that go on, and those whose last occurrence waits for words. */
function activeSeries(tx: Tx, { to: before, channelIds }: ComingSpan): Promise<SeriesRow[]> {
  const rows = tx
    .selectFrom('series')
    .selectAll()
    .where(here('series.workspace_id'))
    .where((where) =>
      where.or([
        where.and([where('state', '=', 'active'), where('next_at', '<', before)]),
        where(
          'id',
          'in',
          tx
            .selectFrom('series_occurrence')
            .select('series_id')
            .where('state', '=', 'waiting')
            .where(here('workspace_id')),
        ),
      ]),
    )
    .orderBy('next_at')
    .orderBy('id')
    .limit(most.series)
  if (!channelIds) return rows.execute()
  // Before the bound, so that repeats elsewhere take no place of those that are asked for.
  const goes = sql<boolean>`jsonb_path_query_array(variants, '$[*].texts[*].channelId') ?| ${[...channelIds]}::text[]`
  return rows.where(goes).execute()
}

interface Kept {
  series_id: string
  occurs_at: Date
  variant_id: string | null
  state: 'made' | 'waiting' | 'missed'
  reason: Words | null
}

/** What is written down of them already: which wordings are used, and what is ahead. */
async function keptOccurrences(tx: Tx, rows: readonly SeriesRow[], now: Date): Promise<Map<string, Kept[]>> {
  const kept = await tx
    .selectFrom('series_occurrence')
    .select(['series_id', 'occurs_at', 'variant_id', 'state', 'reason'])
    .where('series_id', '=', sql<string>`any(${rows.map(({ id }) => id)}::uuid[])`)
    .where((where) => where.or([where('variant_id', 'is not', null), where('occurs_at', '>', now)]))
    .execute()
  return Map.groupBy(kept, ({ series_id }) => series_id)
}

function comingOfOne(row: SeriesRow, kept: readonly Kept[], now: Date, span: ComingSpan): Coming[] {
  const used = new Set(kept.map(({ variant_id }) => variant_id))
  const left = row.variants.filter(({ id }) => !used.has(id))
  const everywhere = [...new Set(row.variants.flatMap(({ texts }) => texts.map(({ channelId }) => channelId)))]
  const about = { seriesId: row.id, timeZone: row.time_zone, articleId: row.article_id, by: row.created_by }
  const asComing = (at: Date, variant?: SeriesVariant, reason: Words | null = null): Coming => ({
    ...about,
    at,
    texts: variant?.texts ?? [],
    channelIds: variant ? variant.texts.map(({ channelId }) => channelId) : everywhere,
    reason,
  })
  const inSpan = (at: Date) => at > now && at >= span.from && at < span.to
  const waiting = kept
    .filter(({ state, occurs_at }) => !span.worded && state === 'waiting' && inSpan(occurs_at))
    .map(({ occurs_at, reason }) => asComing(occurs_at, undefined, reason))
  const taken = new Set(kept.map(({ occurs_at }) => occurs_at.getTime()))
  return [...waiting, ...foretold(row, left, taken, now, span).map(({ at, variant }) => asComing(at, variant))]
}

interface Foretold {
  at: Date
  variant: SeriesVariant | undefined
}

/** Those that are not made, from the next one on: the first ones in the words that are left, those behind without. */
function foretold(
  row: SeriesRow,
  left: readonly SeriesVariant[],
  taken: ReadonlySet<number>,
  now: Date,
  { from, to, worded }: ComingSpan,
): Foretold[] {
  const found: Foretold[] = []
  let nth = 0
  for (const at of datesFrom(row, now)) {
    if (at >= to || nth >= left.length) break
    if (taken.has(at.getTime())) continue
    if (at >= from) found.push({ at, variant: left[nth] })
    nth += 1
    if (found.length >= most.each) return found
  }
  const begun = found.at(-1)?.at
  const wordless = begun ? new Date(Math.max(begun.getTime() + 1, from.getTime())) : from
  if (worded || nth < left.length) return found
  for (const at of datesFrom(row, wordless > now ? wordless : now)) {
    if (at >= to || found.length >= most.each) break
    if (!taken.has(at.getTime())) found.push({ at, variant: undefined })
  }
  return found
}

/** Its dates after now, from the next one on and from an instant on. */
function* datesFrom(row: SeriesRow, from: Date): Generator<Date> {
  const next = row.state === 'active' ? row.next_at : null
  if (!next) return
  const recurrence = keptRecurrence(asRule(row))
  if (recurrence instanceof Problem) return
  const first = next > from ? next : from
  for (const at of occurrences(recurrence, first)) if (at >= first) yield at
}
