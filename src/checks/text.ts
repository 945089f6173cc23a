import { findLinks, findMentions, findTags, type Span } from '../core/text/entities.ts'
import { withoutTail } from '../core/text/stretches.ts'
import type { CheckDraft, Facts } from './check.ts'

/** Text as people compare it: small letters without accents, punctuation as spaces. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Like {@link plain}, without spaces: `Toko Rina`, `#TokoRina` and `toko-rina` are the same. */
export function compact(text: string): string {
  return plain(text).replaceAll(' ', '')
}

/** Every address that the post leads to: those in the text and under it, and the card's. */
export function addressesOf(draft: CheckDraft): string[] {
  const links = [draft.text, ...(draft.further ?? [])].flatMap((text) => findLinks(text).map(({ value }) => value))
  return draft.link === undefined ? links : [...links, draft.link]
}

/** Host without `www.`, in small letters; empty for what is no address. */
export function hostOf(address: string): string {
  const url = /^https?:\/\//i.test(address) ? address : `https://${address}`
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : ''
}

/** What tells a brand's own addresses. */
type Brand = NonNullable<Facts['brand']>

/**
 * Whether a home link owns its whole host: it is the host's front page, or the host bears the brand's name. Otherwise it
 * is one's place on a host that thousands share, and only its path is home.
 */
function ownsHost(link: string, { name, handles }: Brand): boolean {
  if (pathOf(link) === '') return true
  const host = compact(hostOf(link))
  return [name, ...handles].map(compact).some((own) => own.length > 2 && host.includes(own))
}

/** Whether an address lies on one of the brand's own sites: its host or one below it, or its own place on a shared host. */
export function isHome(address: string, brand: Brand): boolean {
  const host = hostOf(address)
  if (host === '') return false
  return brand.homeLinks.some((link) => {
    const home = hostOf(link)
    if (home === '' || (host !== home && !host.endsWith(`.${home}`))) return false
    return ownsHost(link, brand) || `${pathOf(address)}/`.startsWith(`${pathOf(link)}/`)
  })
}

function pathOf(address: string): string {
  const url = new URL(/^https?:\/\//i.test(address) ? address : `https://${address}`)
  return url.pathname.replace(/\/$/, '').toLowerCase()
}

/** Links, mentions and tags: stretches whose letters are not the author's to choose. */
export function fixedSpans(text: string): Span[] {
  return [...findLinks(text), ...findMentions(text), ...findTags(text)].sort((a, b) => a.start - b.start)
}

/** What of a text is its own words: without links, mentions and tags. */
export function ownWords(text: string): string {
  let words = ''
  let end = 0
  for (const span of fixedSpans(text)) {
    words += `${text.slice(end, Math.max(end, span.start))} `
    end = Math.max(end, span.end)
  }
  return words + text.slice(end)
}

function trigrams(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  const padded = ` ${text} `
  for (let index = 0; index + 3 <= padded.length; index += 1) {
    const gram = padded.slice(index, index + 3)
    counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  return counts
}

/**
 * How alike two texts are, from 0 to 1: the share of letter trigrams that they have in common (Dice's coefficient),
 * links, mentions and tags left out. https://en.wikipedia.org/wiki/Dice-Sørensen_coefficient
 */
export function likeness(a: string, b: string): number {
  const [first, second] = [plain(ownWords(a)), plain(ownWords(b))]
  if (first === second) return 1
  const left = trigrams(first)
  const right = trigrams(second)
  let common = 0
  for (const [gram, count] of left) common += Math.min(count, right.get(gram) ?? 0)
  const total = first.length + second.length
  return total === 0 ? 1 : (2 * common) / total
}

/** Takes a stretch out of a text, and the space or empty line that it leaves. */
export function without(text: string, start: number, end: number): string {
  const before = text.slice(0, start)
  const after = text.slice(end)
  const said = withoutTail(before, spaceOnLine)
  if ((said === '' || said.endsWith('\n')) && /^[^\S\n]*(\n|$)/.test(after)) {
    return `${before.trimEnd()}${after.trim() === '' ? '' : `\n\n${after.trimStart()}`}`
  }
  if (/^[.,;:!?]/.test(after)) return before.trimEnd() + after
  if (after.trim() === '') return before.trimEnd() + after.trimEnd()
  const rest = after.replace(/^[^\S\n]+/, '')
  // A line that ends here keeps its end.
  if (rest.startsWith('\n')) return said + rest
  return (said.length < before.length ? `${said} ` : before) + rest
}

const spaceOnLine = /^[^\S\n]$/
