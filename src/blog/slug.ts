import type { Language } from '../core/words.ts'

/** Addresses that the program itself answers; an article never gets one. */
export const reservedSlugs: ReadonlySet<string> = new Set([
  'panel',
  'api',
  'media',
  'card',
  'tag',
  'page',
  'assets',
  'fonts',
  'healthz',
  'readyz',
  'metrics',
  'feed',
  'atom',
  'sitemap',
  'robots',
  'favicon',
  'webmention',
  'inbox',
  'users',
  'author',
  'series',
  'archive',
  'search',
  'preview',
  'micropub',
  'indieauth',
])

/** A title as the last piece of an address: lower case, Latin letters and digits, hyphens. `''` for a title without any. */
export function slugify(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  const words = plain.slice(0, 80)
  return words.length < plain.length ? words.replace(/-[^-]*$/, '') : words
}

/** What stands in for a title of which no letter can be used, in the article's language. */
const unnamed: Readonly<Record<Language, string>> = { id: 'artikel', en: 'article' }

/** What stands in for a series' name of which no letter can be used. */
export const unnamedSeries: Readonly<Record<Language, string>> = { id: 'seri', en: 'series' }

/** The first free form of a slug: `judul`, `judul-2`, `judul-3` … Of none, a word of the language. */
export function freeSlug(wanted: string, language: Language, taken: (slug: string) => boolean): string {
  const base = wanted || unnamed[language]
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`
    if (!taken(slug) && !reservedSlugs.has(slug)) return slug
  }
}

/** Whether an address was made from that title by itself; then it follows the title until the article is published. */
export function madeFrom(slug: string, title: string): boolean {
  const own = slugify(title)
  // The language may have been changed since.
  return (own ? [own] : Object.values(unnamed)).some(
    (base) => slug === base || (slug.startsWith(`${base}-`) && /^\d+$/.test(slug.slice(base.length + 1))),
  )
}
