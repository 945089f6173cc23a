/** What a page is, as data for programs that read it: https://schema.org */
import { type Html, trusted } from '../../core/html.ts'
import type { Language } from '../../core/words.ts'
import type { Site } from './layout.ts'

/** A person or the brand itself, as whoever wrote something. */
export interface Writer {
  name: string
  /** Their page. */
  url: string
  /** Address of their picture. */
  image?: string | undefined
  /** Pages of theirs elsewhere. */
  sameAs?: readonly string[]
}

/** An article as structured data. */
export interface StructuredArticle {
  type: 'BlogPosting' | 'SocialMediaPosting' | 'WebPage'
  /** Its title, or its first words. */
  headline: string
  description: string
  url: string
  images: readonly string[]
  language: Language
  writers: readonly Writer[]
  publishedAt: Date | null
  modifiedAt: Date | null
  words: number
  tags: readonly string[]
  series?: { name: string; url: string; part: number | null } | undefined
}

/** A place between the front page and this one. */
export interface Crumb {
  name: string
  url: string
}

/** One thing of the vocabulary. */
export type Data = Readonly<Record<string, unknown>>

/** The blog's own publisher. */
function publisher(site: Site): Data {
  const logo = site.logo ? { logo: { '@type': 'ImageObject', url: `${site.home}${site.logo}` } } : {}
  return {
    '@type': 'Organization',
    name: site.name,
    url: `${site.home}/`,
    ...logo,
    ...same(site.profiles.map(({ url }) => url)),
  }
}

const same = (urls: readonly string[]) => (urls.length ? { sameAs: urls } : {})

/** A person: https://schema.org/Person */
export function personData({ name, url, image, sameAs = [] }: Writer): Data {
  return { '@type': 'Person', name, url, ...(image ? { image } : {}), ...same(sameAs) }
}

/** An article with who wrote it: https://schema.org/BlogPosting; the brand where nobody is named. */
export function articleData(site: Site, view: StructuredArticle): Data {
  const { type, headline, description, url, images, language, writers, publishedAt, modifiedAt, words, tags, series } =
    view
  return {
    '@type': type,
    headline: headline.slice(0, 110),
    ...(description ? { description } : {}),
    url,
    mainEntityOfPage: url,
    inLanguage: language,
    ...(images.length ? { image: images } : {}),
    author: writers.length ? writers.map(personData) : publisher(site),
    publisher: publisher(site),
    ...(publishedAt ? { datePublished: publishedAt.toISOString() } : {}),
    ...(modifiedAt ? { dateModified: modifiedAt.toISOString() } : {}),
    wordCount: words,
    ...(tags.length ? { keywords: tags } : {}),
    ...(series
      ? {
          isPartOf: { '@type': 'CreativeWorkSeries', name: series.name, url: series.url },
          ...(series.part ? { position: series.part } : {}),
        }
      : {}),
  }
}

/** The way from the front page to this one: https://schema.org/BreadcrumbList */
export function crumbData(site: Site, crumbs: readonly Crumb[]): Data {
  const all = [{ name: site.name, url: `${site.home}/` }, ...crumbs]
  return {
    '@type': 'BreadcrumbList',
    itemListElement: all.map(({ name, url }, index) => ({ '@type': 'ListItem', position: index + 1, name, item: url })),
  }
}

/** The blog itself, with its search: https://schema.org/WebSite */
export function siteData(site: Site): Data {
  return {
    '@type': 'Blog',
    name: site.name,
    url: `${site.home}/`,
    ...(site.promise ? { description: site.promise } : {}),
    inLanguage: site.language,
    publisher: publisher(site),
  }
}

/** Data in a page: no program runs it, so that no policy forbids it (https://html.spec.whatwg.org/#data-block). */
export function structured(...graph: readonly Data[]): Html {
  // No text may end the element, or begin a comment in it.
  const text = JSON.stringify({ '@context': 'https://schema.org', '@graph': graph }).replace(
    /[<\u2028\u2029]/g,
    (sign) => {
      return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
    },
  )
  return trusted(`<script type="application/ld+json">${text}</script>\n`)
}
