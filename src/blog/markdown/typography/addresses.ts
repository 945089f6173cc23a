import { kept } from './edits.ts'

const scheme = /[a-z][a-z0-9+.-]{0,20}:\/\//i
/** Hosts and mailboxes without a scheme, files and folders. */
const bare =
  /^(?:www\.|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]|(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}[/?#]|~?\.{0,2}\/[\w.~-]+\/|[A-Za-z]:\\)/i
/** What stands around an address and is no part of it. */
const before = /^[("'“‘[{<«]+/
const behind = /[)"'”’\]}>».,;:!?…]/
/** A mark is one of the address's own where it has its fellow there. */
const fellows: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '"': '"', "'": "'" }

/** A formula between dollars, by Pandoc's rule (https://pandoc.org/MANUAL.html#extension-tex_math_dollars): two prices are none. */
const formula = /\$\$[^$]{1,2000}\$\$|\$(?=[^\s$])[^$\n]{0,500}[^\s$\\]\$(?!\d)/g

/** The text with its addresses and formulas replaced, character by character: nothing in them is a quote or a dash. */
export function withoutAddresses(text: string): string {
  const plain = text.replace(formula, (all) => kept.repeat(all.length))
  return plain.replace(/\S{4,}/g, (token) => {
    const found = scheme.exec(token)
    const start = found ? found.index : (before.exec(token)?.[0].length ?? 0)
    const rest = token.slice(start)
    if (!found && !bare.test(rest)) return token
    const end = start + endOf(rest)
    return token.slice(0, start) + kept.repeat(end - start) + token.slice(end)
  })
}

/** Where an address ends, without the marks of the sentence around it. */
function endOf(rest: string): number {
  const counts = new Map<string, number>()
  for (const character of rest) counts.set(character, (counts.get(character) ?? 0) + 1)
  const count = (character: string) => counts.get(character) ?? 0
  let end = rest.length
  for (; end > 1; end--) {
    const last = rest.charAt(end - 1)
    const fellow = fellows[last]
    const own = fellow === last ? count(last) % 2 === 0 : fellow !== undefined && count(fellow) >= count(last)
    if (!behind.test(last) || own) break
    counts.set(last, count(last) - 1)
  }
  return end
}
