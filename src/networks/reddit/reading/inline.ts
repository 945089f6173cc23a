import { autolinkAt } from './autolinks.ts'
import { emphasisAt } from './emphasis.ts'
import { entityAt } from './entities.ts'
import { linkAt } from './links.ts'
import { Lookahead } from './lookahead.ts'
import { deepest, type Reading } from './reading.ts'
import type { Found, Place } from './span.ts'
import { superscriptAt } from './superscript.ts'
import { tagAt } from './tags.ts'
import { escapeText, isDropped } from './writing.ts'

/** The characters that may begin something, or stand inside of what an address looks like. */
const special = /[*_>~`\n[<\\&@:w/^]/g

/** Reads the text of a block: HTML, with everything escaped that is no markup. */
export function readInline(text: string, depth: number, reading: Reading): string {
  if (depth > deepest) return ''
  reading.steps += text.length
  const look = new Lookahead(text, (steps) => {
    reading.steps += steps
  })
  let html = ''
  let free = 0
  let at = 0
  while (at < text.length) {
    special.lastIndex = at
    at = special.exec(text)?.index ?? text.length
    if (at >= text.length) break
    const found = spanAt({ text, at, free, look, depth, reading })
    if (!found) {
      at += 1
      continue
    }
    html += escapeText(text.slice(free, found.start ?? at)) + found.html
    at = found.end
    free = at
  }
  return html + escapeText(text.slice(free))
}

function spanAt(place: Place): Found | undefined {
  switch (place.text[place.at]) {
    case '\\':
      return escapeAt(place)
    case '`':
      return codeAt(place)
    case '\n':
      return breakAt(place)
    case '[':
      return linkAt(place)
    case '<':
      return tagAt(place)
    case '&':
      return entityAt(place)
    case '^':
      return superscriptAt(place)
    case '*':
    case '_':
    case '~':
    case '>':
      return emphasisAt(place)
    default:
      return autolinkAt(place)
  }
}

const escapable = new Set('\\`*_{}[]()#+-.!:|&<>/^~\0')

/** A backslash takes the meaning from the character behind it. At the very end it is only itself. */
function escapeAt({ text, at }: Place): Found | undefined {
  const char = text[at + 1]
  if (char === undefined) return { html: '\\', end: at + 1 }
  return escapable.has(char) ? { html: escapeText(char), end: at + 2 } : undefined
}

/** Code between as many backticks as open it. */
function codeAt({ text, at, look }: Place): Found | undefined {
  const { width, close } = look.code(at)
  if (close < 0) return undefined
  const code = text.slice(at + width, close).replace(/^ +/, '')
  let end = code.length
  while (end > 0 && code[end - 1] === ' ') end--
  return { html: `<code>${escapeText(code.slice(0, end))}</code>`, end: close + width }
}

/** The end of a line behind two spaces. */
function breakAt({ text, at, free }: Place): Found | undefined {
  if (at - free < 2 || text[at - 1] !== ' ' || text[at - 2] !== ' ') return undefined
  let start = at
  while (start > free && (text[start - 1] === ' ' || isDropped(text[start - 1] ?? ''))) start--
  return { html: '<br/>\n', start, end: at + 1 }
}
