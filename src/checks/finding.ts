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

/** Widens a range until it cuts no grapheme. */
function onBorders(text: string, { start, end }: Range): Range {
  if (start <= 0 && end >= text.length) return { start: 0, end: text.length }
  let first = 0
  let last = text.length
  for (const border of graphemeBorders(text)) {
    if (border <= start) first = border
    if (border >= end) {
      last = border
      break
    }
  }
  return { start: first, end: last }
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
    ...onBorders(draft.text, range),
    message: fill(message, more.values ?? {}),
    ...(more.mend === undefined || more.mend === draft.text ? {} : { mend: more.mend }),
  }
}
