import type { Part } from '../../core/post.ts'
import { asSystem } from '../../db/client.ts'
import type { DeliveryRow } from '../../publishing/lease.ts'
import type { Lane } from './lane.ts'
import type { Site } from './site.ts'
import type { Trial } from './trial.ts'

/** What came of all deliveries. Each is counted once, as what it ended as, and beside that under `lost` and `repeated`. */
export interface Count {
  publishedOnce: number
  /** Nobody can look there, and nothing was sent twice. */
  unconfirmed: number
  /** Nobody was there in time, and nothing has left. */
  missed: number
  rejected: number
  /** Without an end, or its row and the network don't agree. */
  lost: number
  /** Copies of a part beyond the first. */
  repeated: number
  /** In words, for whoever looks for the fault. */
  faults: string[]
}

/** A lane's trials, to be counted on its rows. */
export interface Done {
  lane: Lane
  trials: readonly Trial[]
}

/** Reads every network and every row, and compares. */
export async function count(sites: readonly Site[], done: readonly Done[], run: string): Promise<Count> {
  const total: Count = {
    publishedOnce: 0,
    unconfirmed: 0,
    missed: 0,
    rejected: 0,
    lost: 0,
    repeated: 0,
    faults: [],
  }
  const copies = new Map<string, ReadonlyMap<string, number>>()
  for (const site of sites) copies.set(site.name, countMarkers(await site.texts(), run))
  for (const { lane, trials } of done) {
    const rows = await rowsOf(lane)
    for (const { plan, deliveries } of trials)
      for (const site of sites) {
        const id = deliveries.get(site.name)
        if (id === undefined) continue
        const verdict = judge(site, rows.get(id), copies.get(site.name) ?? new Map(), run)
        add(total, verdict, `trial ${plan.number}, ${site.name}, delivery ${id}`)
      }
  }
  return total
}

async function rowsOf(lane: Lane): Promise<ReadonlyMap<string, DeliveryRow>> {
  const rows = await asSystem(lane.context.db, (tx) => tx.selectFrom('delivery').selectAll().execute())
  return new Map(rows.map((row) => [row.id, row]))
}

/** How often each marker stands in these texts. */
export function countMarkers(texts: readonly string[], run: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) for (const marker of markersIn(text, run)) counts.set(marker, (counts.get(marker) ?? 0) + 1)
  return counts
}

function markersIn(text: string, run: string): string[] {
  return text.match(new RegExp(`${run}n\\d+p\\d+x`, 'g')) ?? []
}

type Ends = 'publishedOnce' | 'unconfirmed' | 'missed' | 'rejected'

/** What is wrong with one delivery, in words, and what it counts as. */
export interface Verdict {
  end: Ends | undefined
  lost: string | undefined
  /** Copies of its parts beyond the first. */
  repeated: number
}

/** Compares one row with what its network has. @param copies by marker */
export function judge(
  site: Pick<Site, 'find' | 'keys'>,
  row: Pick<DeliveryRow, 'state' | 'parts' | 'sent' | 'sending_part'> | undefined,
  copies: ReadonlyMap<string, number>,
  run: string,
): Verdict {
  if (!row) return { end: undefined, lost: 'its row is gone', repeated: 0 }
  const parts = (row.parts as Part[]).map((part) => markersOf(part, run).map((marker) => copies.get(marker) ?? 0))
  const repeated = parts.flat().reduce((sum, many) => sum + Math.max(0, many - 1), 0)
  const lost = whyLost(site, row, parts)
  const ends: Partial<Record<string, Ends>> = {
    published: 'publishedOnce',
    unconfirmed: 'unconfirmed',
    missed: 'missed',
    rejected: 'rejected',
  }
  return { end: lost || repeated ? undefined : ends[row.state], lost, repeated }
}

/** Where a network cut in a way that leaves a part without a marker, nothing could be counted. */
function markersOf(part: Part, run: string): string[] {
  const markers = markersIn(part.text, run)
  if (!markers.length) throw new Error(`a part without a marker can't be counted: ${part.text}`)
  return markers
}

function whyLost(
  site: Pick<Site, 'find' | 'keys'>,
  { state, sent, sending_part }: Pick<DeliveryRow, 'state' | 'sent' | 'sending_part'>,
  parts: readonly number[][],
): string | undefined {
  const there = (at: number) => (parts[at] ?? []).every((many) => many > 0)
  const known = (at: number) => state === 'published' || at < sent.length
  const missing = parts.findIndex((_, at) => known(at) && !there(at))
  if (missing >= 0) return `${state}, but part ${missing} is not there`
  const open = state === 'unconfirmed' ? sending_part : null
  const stray = parts.findIndex((many, at) => !known(at) && at !== open && many.some((copies) => copies > 0))
  if (stray >= 0) return `${state}, but part ${stray} is there`
  if (!['published', 'unconfirmed', 'missed', 'rejected'].includes(state)) return `still ${state}`
  if (state === 'unconfirmed' && (site.find || site.keys)) return 'unconfirmed, where one could have looked'
  return undefined
}

function add(total: Count, { end, lost, repeated }: Verdict, where: string): void {
  if (end) total[end]++
  if (lost) total.lost++
  total.repeated += repeated
  if (lost) total.faults.push(`lost: ${where}: ${lost}`)
  if (repeated) total.faults.push(`repeated: ${where}: ${repeated} too many`)
}
