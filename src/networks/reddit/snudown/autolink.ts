/** Addresses, communities and people that Reddit links by itself. Each reads at a place and answers where it ends. */

/** A stretch that becomes a link. */
export interface Found {
  /** Before the place where it was looked for: what is taken back from the text already written. */
  rewind: number
  end: number
  address: string
}

const isWord = (letter: string): boolean => /^[A-Za-z0-9]$/.test(letter)

/** Whether a name may begin behind this letter: not inside a word, nor behind a letter of another script. */
function mayBegin(text: string, at: number): boolean {
  const before = text.charAt(at - 1)
  return before === '' || /^[\s!-.:-@[-^`{-~]$/.test(before)
}

/** `/r/name`, `r/name`, `/u/name` and `u/name`, at their first slash. */
export function nameAt(text: string, at: number): Found | undefined {
  const bare = text.charAt(at - 1)
  const slashed = text.slice(at, at + 3)
  if (slashed === '/r/' || slashed === '/u/') {
    if (!mayBegin(text, at)) return undefined
    const end = slashed === '/r/' ? communityEnd(text, at + 3) : personEnd(text, at + 3)
    return end === undefined ? undefined : { rewind: 0, end, address: text.slice(at, end) }
  }
  if ((bare !== 'r' && bare !== 'u') || !mayBegin(text, at - 1)) return undefined
  const end = bare === 'r' ? communityEnd(text, at + 1) : personEnd(text, at + 1)
  return end === undefined ? undefined : { rewind: 1, end, address: `/${text.slice(at - 1, end)}` }
}

const longestName = 24

/** Several communities are joined by `+`; `all` is lessened by `-`. A path may follow. */
function communityEnd(text: string, start: number): number | undefined {
  const lessened = /^all-/i.test(text.slice(start, start + 4))
  let at = start
  for (;;) {
    const begin = at
    const rest = text.slice(at, at + 12)
    if (/^reddit\.com/i.test(rest)) at += 'reddit.com'.length
    else {
      if (rest.startsWith('t:')) at += 2
      if (!isWord(text.charAt(at))) return undefined
      while (/^\w$/.test(text.charAt(at))) at++
    }
    if (at - begin < 2 || at - begin > longestName) return undefined
    const joint = text.charAt(at)
    if (joint !== '+' && !(lessened && joint === '-')) break
    at++
  }
  if (text.charAt(at) === '/') while (/^[\w/-]$/.test(text.charAt(at))) at++
  return at
}

function personEnd(text: string, start: number): number | undefined {
  let at = start
  while (/^[\w-]$/.test(text.charAt(at))) at++
  if (at - start < 2) return undefined
  while (/^[\w/-]$/.test(text.charAt(at))) at++
  return at
}

/** `http://…` at its colon. */
export function addressAt(text: string, at: number): Found | undefined {
  if (text.slice(at, at + 3) !== '://') return undefined
  let begin = at
  while (begin > 0 && /^[A-Za-z]$/.test(text.charAt(begin - 1))) begin--
  if (!/^(?:https?|ftp|git|steam|irc|ircs|news|mumble|ssh|ts3server|spotify)$/i.test(text.slice(begin, at)))
    return undefined
  if (!isWord(text.charAt(at + 3))) return undefined
  const end = trimmedEnd(text, at)
  return { rewind: at - begin, end, address: text.slice(begin, end) }
}

/** `www.…` at its first letter. */
export function wwwAt(text: string, at: number): Found | undefined {
  if (text.slice(at, at + 4) !== 'www.' || !isWord(text.charAt(at + 4))) return undefined
  if (at > 0 && !/^[\s!-/:-@[-`{-~]$/.test(text.charAt(at - 1))) return undefined
  const end = trimmedEnd(text, at)
  return { rewind: 0, end, address: `http://${text.slice(at, end)}` }
}

const brackets: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '"': '"', "'": "'" }

/** Up to a space or `<`, without the punctuation of the sentence around it. */
function trimmedEnd(text: string, at: number): number {
  let end = at
  while (end < text.length && !/^[\s<]$/.test(text.charAt(end))) end++
  while (end > at && /^[?!.,:]$/.test(text.charAt(end - 1))) end--
  const closing = text.charAt(end - 1)
  const opening = brackets[closing]
  if (opening === undefined) return end
  const inside = text.slice(at, end)
  const count = (letter: string) => inside.split(letter).length - 1
  const unopened = opening === closing ? count(closing) % 2 === 1 : count(closing) > count(opening)
  return unopened ? end - 1 : end
}
