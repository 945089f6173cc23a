import type { Part } from '../../core/post.ts'
import type { DeliveryState } from '../../db/tables.ts'
import type { DeliveryRow } from '../../publishing/lease.ts'
import { endsAllowed } from './expect.ts'
import { withIntents } from './running-trial.ts'
import type { Site } from './site.ts'
import type { TestBed } from './test-bed.ts'
import type { Trial } from './trial.ts'
import { markersIn } from './trial-words.ts'

/** What is wrong with a network's deliveries of one trial, in words; empty where all is well. */
export interface Verdict {
  /** Marked as published, and missing at the network; or its row is gone. */
  lost: string[]
  /** Copies of a part beyond those that were asked for. */
  repeated: string[]
  /** Without an end. */
  stuck: string[]
  /** It ended as it must not, or the row and the network don't agree. */
  wrong: string[]
}

/** A network's part in a trial, and what came of it. */
export interface Judged extends Verdict {
  trial: Trial
  site: string
  ends: readonly (DeliveryState | undefined)[]
}

/** A test bed's trials, to be counted on its rows. */
export interface Done {
  testBed: TestBed
  trials: readonly Trial[]
}

/** Reads every network and every row, and compares. @param run stands in the words */
export async function judgeAll(sites: readonly Site[], done: readonly Done[], run: string): Promise<Judged[]> {
  const copies = new Map<string, ReadonlyMap<string, number>>()
  for (const site of sites) copies.set(site.name, countMarkers(await site.texts(), run))
  const all: Judged[] = []
  for (const { testBed, trials } of done) {
    const rows = await rowsOf(testBed)
    for (const trial of trials)
      for (const site of sites) {
        const ids = trial.deliveries.get(site.name)
        if (!ids) continue
        const mine = ids.map((id) => rows.get(id))
        const here = copiesOf(trial, copies.get(site.name) ?? new Map(), run)
        const allowed = ids.map((id) => {
          const end = trial.ends.get(id)
          return end ? new Set([end]) : endsAllowed(trial.plan, site)
        })
        const verdict = judge(mine, allowed, here, run)
        if (site.name === trial.plan.site) verdict.wrong.push(...trial.wrong)
        all.push({ ...verdict, trial, site: site.name, ends: mine.map((row) => row?.state) })
      }
  }
  return all
}

async function rowsOf(testBed: TestBed): Promise<ReadonlyMap<string, DeliveryRow>> {
  const rows = await testBed.ask((tx) => withIntents(tx, tx.selectFrom('delivery').selectAll()))
  return new Map(rows.map((row) => [row.id, row]))
}

/** How often each marker stands in these texts. */
export function countMarkers(texts: readonly string[], run: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) for (const marker of markersIn(text, run)) counts.set(marker, (counts.get(marker) ?? 0) + 1)
  return counts
}

function copiesOf({ plan }: Trial, copies: ReadonlyMap<string, number>, run: string): Map<string, number> {
  return new Map([...copies].filter(([marker]) => marker.startsWith(`${run}n${plan.number}p`)))
}

/** What the count looks at in a row. */
export type Seen = Pick<DeliveryRow, 'state' | 'parts' | 'sent' | 'sending_part'>

/**
 * Compares the rows of a trial's deliveries to one network (one, or two of the same words) with what is there.
 * @param allowed how each may end @param copies by marker, only this trial's
 */
export function judge(
  rows: readonly (Seen | undefined)[],
  allowed: readonly ReadonlySet<DeliveryState>[],
  copies: ReadonlyMap<string, number>,
  run: string,
): Verdict {
  const verdict: Verdict = { lost: [], repeated: [], stuck: [], wrong: [] }
  const told = new Map<string, number>()
  const open = new Map<string, number>()
  for (const [at, row] of rows.entries()) {
    if (!row) verdict.lost.push('its row is gone')
    else if (['scheduled', 'sending', 'pending'].includes(row.state)) verdict.stuck.push(`still ${row.state}`)
    else if (!allowed[at]?.has(row.state))
      verdict.wrong.push(`${row.state}, but it had to be ${[...(allowed[at] ?? [])].join(' or ')}`)
    if (row) tally(row, run, told, open)
  }
  for (const marker of new Set([...told.keys(), ...open.keys(), ...copies.keys()])) {
    const [there, must, may] = [copies.get(marker) ?? 0, told.get(marker) ?? 0, open.get(marker) ?? 0]
    if (there < must) verdict.lost.push(`${marker} is told as published ${must} times, and there ${there} times`)
    else if (there > must + may && must + may > 0) verdict.repeated.push(`${marker} is there ${there} times`)
    else if (there > must + may) verdict.wrong.push(`${marker} is there, and no row says so`)
  }
  return verdict
}

/** Counts what a row says is there, and what may be. */
function tally(
  { state, parts, sent, sending_part }: Seen,
  run: string,
  told: Map<string, number>,
  open: Map<string, number>,
): void {
  if (state === 'retracted') return
  for (const [at, part] of (parts as Part[]).entries()) {
    const known = state === 'published' || at < sent.length
    const maybe = at === sending_part && ['unconfirmed', 'sending', 'pending'].includes(state)
    for (const marker of markersOf(part, run)) {
      if (known) told.set(marker, (told.get(marker) ?? 0) + 1)
      else if (maybe) open.set(marker, (open.get(marker) ?? 0) + 1)
    }
  }
}

/** Where a network cut in a way that leaves a part without a marker, nothing could be counted. */
function markersOf(part: Part, run: string): string[] {
  const markers = markersIn(part.text, run)
  if (!markers.length) throw new Error(`a part without a marker can't be counted: ${part.text}`)
  return markers
}
