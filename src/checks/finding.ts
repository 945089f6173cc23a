import { graphemeBorders } from '../core/text/graphemes.ts'
import { fill, type Words } from '../core/words.ts'
import type { Check, CheckDraft, Finding, Severity } from './check.ts'

/** Half-open UTF-16 offsets. */
export interface Range {
  start: number
  end: number
}

/** The whole text: where no words can be pointed at. */
export function whole(draft: CheckDraft): Range {
  return { start: 0, end: draft.text.length }
}

/** Where a draft's text may be cut: looked up once, however many findings point into it. */
const borders = new WeakMap<CheckDraft, readonly number[]>()

function bordersOf(draft: CheckDraft): readonly number[] {
  const known = borders.get(draft)
  if (known) return known
  const found = graphemeBorders(draft.text)
  borders.set(draft, found)
  return found
}

/** Widens a range until it cuts no grapheme. */
function onBorders(draft: CheckDraft, { start, end }: Range): Range {
  if (start <= 0 && end >= draft.text.length) return whole(draft)
  const all = bordersOf(draft)
  const after = firstFrom(all, end)
  const first = firstFrom(all, start)
  return {
    start: all[first] === start ? start : (all[first - 1] ?? 0),
    end: all[after] ?? draft.text.length,
  }
}

/** The place of the first border that is not before `at`. */
function firstFrom(all: readonly number[], at: number): number {
  let low = 0
  let high = all.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((all[middle] as number) < at) low = middle + 1
    else high = middle
  }
  return low
}

/** One finding of a check, with its values put into the message. */
export function finding(
  check: Pick<Check, 'id' | 'pillar' | 'severity'>,
  draft: CheckDraft,
  range: Range,
  message: Words,
  more: { values?: Record<string, string | number>; severity?: Severity; mend?: string | undefined } = {},
): Finding {
  return {
    check: check.id,
    severity: more.severity ?? check.severity,
    pillar: check.pillar,
    ...onBorders(draft, range),
    message: fill(message, more.values ?? {}),
    ...(more.mend === undefined || more.mend === draft.text ? {} : { mend: more.mend }),
  }
}
