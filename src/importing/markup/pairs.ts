/** Pairs of a beginning and an end, as template languages have them, found in one walk: thousands of beginnings without an end cost no more. */

/** Where something stands: offsets in UTF-16 units. */
export interface Place {
  start: number
  end: number
}

/**
 * Finds ends by their names (in lower case, `(?<name>…)` in the pattern).
 * @param closing with the flag `g`
 * @returns the first end of a name at or behind a place. Places may only grow, which is what makes it linear
 */
export function endsOf(text: string, closing: RegExp): (name: string, from: number) => Place | undefined {
  const all = new Map<string, Place[]>()
  for (const match of text.matchAll(closing)) {
    const name = (match.groups?.name ?? '').toLowerCase()
    const place = { start: match.index, end: match.index + match[0].length }
    const places = all.get(name)
    if (places) places.push(place)
    else all.set(name, [place])
  }
  const next = new Map<string, number>()
  return (name, from) => {
    const places = all.get(name) ?? []
    let at = next.get(name) ?? 0
    while ((places[at]?.start ?? from) < from) at += 1
    next.set(name, at)
    return places[at]
  }
}

/**
 * Replaces what stands in pairs; a beginning without an end stays as it is.
 * @param opening with the flag `g`, and `(?<name>…)` in it
 * @param closing as {@link endsOf} takes it
 * @param change is given the whole, the match of its beginning, and what is inside
 */
export function replacePairs(
  text: string,
  opening: RegExp,
  closing: RegExp,
  change: (whole: string, begin: RegExpExecArray, inside: string) => string,
): string {
  const endOf = endsOf(text, closing)
  const parts: string[] = []
  let done = 0
  for (const begin of text.matchAll(opening)) {
    if (begin.index < done) continue
    const from = begin.index + begin[0].length
    const close = endOf((begin.groups?.name ?? '').toLowerCase(), from)
    if (!close) continue
    parts.push(
      text.slice(done, begin.index),
      change(text.slice(begin.index, close.end), begin, text.slice(from, close.start)),
    )
    done = close.end
  }
  return parts.join('') + text.slice(done)
}
