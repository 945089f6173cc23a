import { isBlank } from './characters.ts'
import { type Mark, none } from './lookahead.ts'
import type { Found, Place } from './span.ts'

/** Emphasis in its widths, what is struck out, and spoilers inside a line. */
export function emphasisAt(place: Place): Found | undefined {
  const { text, at } = place
  const mark = text[at] as Mark
  const left = text.length - at
  if (left > 3 && mark === '>' && text[at + 1] === '!') return spoilerAt(place)
  let width = 1
  while (width < 4 && text[at + width] === mark) width++
  if (width > 3 || left < width + 2 || isBlank(text[at + width])) return undefined
  if (width === 2) return double(place, mark, at + 2)
  // Two tildes strike out, and two `>` make bold, which nobody wanted; one or three of them are nothing.
  if (mark === '~' || mark === '>') return undefined
  return width === 1 ? single(place, mark, at + 1, at + 2) : triple(place, mark)
}

/** `*x*`. `from` is where its end is looked for. */
function single(place: Place, mark: Mark, start: number, from: number): Found | undefined {
  const close = place.look.closing(mark, 'single', from)
  return close === none ? undefined : around(place, start, close, 1, '<em>', '</em>')
}

/** `**x**` or `~~x~~`. */
function double(place: Place, mark: Mark, start: number): Found | undefined {
  const close = place.look.closing(mark, 'double', start + 1)
  if (close === none) return undefined
  return mark === '~'
    ? around(place, start, close, 2, '<del>', '</del>')
    : around(place, start, close, 2, '<strong>', '</strong>')
}

/** Three markers: what closes first says what they are. */
function triple(place: Place, mark: Mark): Found | undefined {
  const { text, at, look } = place
  const close = look.closing(mark, 'any', at + 4)
  if (close === none) return undefined
  if (text[close + 1] !== mark) return double(place, mark, at + 2)
  if (text[close + 2] !== mark) return single(place, mark, at + 1, at + 3)
  return around(place, at + 3, close, 3, '<strong><em>', '</em></strong>')
}

/** `>!x!<`. */
function spoilerAt(place: Place): Found | undefined {
  const start = place.at + 2
  if (isBlank(place.text[start])) return undefined
  const close = place.look.closing('<', 'spoiler', start + 1)
  if (close === none) return undefined
  return around(place, start, close - 1, 2, '<span class="md-spoiler-text">', '</span>')
}

/** Nothing stands between markers that hold nothing. */
function around(
  { text, depth, reading }: Place,
  start: number,
  close: number,
  width: number,
  open: string,
  end: string,
): Found | undefined {
  const inside = reading.inline(text.slice(start, close), depth + 1)
  return inside === '' ? undefined : { html: open + inside + end, end: close + width }
}
