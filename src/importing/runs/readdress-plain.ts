/** Addresses changed in Markdown without reading it, where that is certain to give the same. */
import { linkDestination } from '../../core/text/link-destination.ts'
import type { Address } from '../markup/to-markdown.ts'

/** Code, HTML, pictures, what is escaped or indented: where these are, only a reader of Markdown knows what an address is. */
const notPlain = /[`<\\\t]|~~~|!\[| {4}/
/** What is written in another way than it is, or may be. */
const strange = /[\s()<>&"']/
const linked = /\]\(([^\s()<>]*)\)/g

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
  if (notPlain.test(markdown)) return undefined
  for (const [{ kind, url }] of addresses) {
    const links = markdown.split(`](${url})`).length
    if (kind !== 'link' || strange.test(url) || links === 1 || markdown.split(url).length !== links) return undefined
  }
  const known = new Map(addresses.map(([{ url }, now]) => [url, now]))
  return markdown.replace(linked, (whole, url: string) => {
    const now = known.get(url)
    return now === undefined ? whole : `](${linkDestination(now)})`
  })
}
