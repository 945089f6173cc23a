/** Addresses changed in Markdown without reading it, where that is certain to give the same. */
import { linkDestination } from '../../core/text/link-destination.ts'
import type { Address } from '../markup/to-markdown.ts'

/** Code, HTML, pictures, what is escaped or indented: where these are, only a reader of Markdown knows what an address is. */
const notPlain = /[`<\\\t]|~~~|!\[| {4}/
/** A link in one line whose address is written as it is. */
const link = /(\[[^[\]\n|]*\]\()([^\s()<>|&"']*)\)/g
/** What may have an address beside those. */
const elsewhere = /\]\(|\]:|:\/\/|www\./i

/**
 * As `readdress` of ../convert.ts, for plain texts whose addresses stand in links and nowhere else: most of them, in a hundredth of
 * the time.
 * @returns `undefined` for all others
 */
export function readdressPlain(
  markdown: string,
  addresses: readonly (readonly [Address, string])[],
): string | undefined {
  if (addresses.length === 0) return markdown
  if (notPlain.test(markdown) || elsewhere.test(markdown.replace(link, ''))) return undefined
  const found = new Set(Array.from(markdown.matchAll(link), ([, , url]) => url))
  if (!addresses.every(([{ kind, url }]) => kind === 'link' && found.has(url))) return undefined
  const known = new Map(addresses.map(([{ url }, now]) => [url, now]))
  return markdown.replace(link, (whole, words: string, url: string) => {
    const now = known.get(url)
    return now === undefined ? whole : `${words}${linkDestination(now)})`
  })
}
