import { type Html, html, trusted } from '../../core/html.ts'
import type { Language } from '../../core/words.ts'
import {
  basicFontPath,
  bodyOf,
  defaultTheme,
  drawBrought,
  firstFilesOf,
  type HeadTag,
  headTagText,
  type KitFonts,
  type PageView,
  styleOf,
  type Theme,
  type ThemeSite,
  type Trouble,
  typesettingOf,
  type WholeTheme,
} from '../../themes/index.ts'

/** What every page of the blog knows about the one who speaks. */
export interface Site extends ThemeSite, KitFonts {
  handle: string
  accent: string
  paper: string
  theme: Theme
  /** The same, where somebody brought it: its templates. */
  brought?: WholeTheme | undefined
  /** What its templates could not draw while a page was made: that page is the calm theme's. */
  troubles?: Trouble[]
  /** Its style is in each page, since no file of it is kept: a theme is looked at before it is chosen. */
  styleInside?: true
  /** Address of the icon. */
  icon: string
  /** What the owner has put into the head. */
  head: readonly HeadTag[]
  /** What the menu and the foot are made of, beside the brand (core/page-needs.ts). */
  needs: readonly string[]
}

/** What the frame around every page of the blog needs. */
export interface Page {
  title: string
  description: string
  /** Path below home, with its slash. */
  path: string
  language: Language
  /** What the theme draws. */
  view: PageView
  /** Open Graph type. */
  type: 'website' | 'article'
  image?: string
  publishedAt?: Date
  modifiedAt?: Date
  tags?: readonly string[]
  noindex?: boolean
  /** What it is, for programs that read (structured.ts). */
  data?: Html
  /** Where the same is read in other languages: paths below home, with their slash. */
  translations?: readonly { language: Language; path: string }[]
  /** Where its own feeds stand, below home, without the name of one: `/tag/kopi`. */
  feeds?: { title: string; path: string }
  /** Names of the authors, where the brand is not the one that speaks. */
  authors?: readonly string[]
  /** Where programs of others find what they need, by the names of its relations. */
  endpoints?: Readonly<Record<string, string>> | undefined
  /** A preview: with its style in it, because no file of it is kept. */
  preview?: boolean
  /** Said above everything. */
  bar?: string
}

/** A whole page: valid HTML that needs no script. What programs read of it is ours, what people see is the theme's. */
export async function layout(site: Site, page: Page): Promise<string> {
  const { path, language } = page
  const { theme, body } = await drawn(site, page)
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title === site.name ? page.title : `${page.title} · ${site.name}`}</title>
${
  page.description &&
  html`<meta name="description" content="${page.description}">
`
}${
  page.noindex
    ? html`<meta name="robots" content="noindex">
`
    : html`<link rel="canonical" href="${site.home}${path}">
`
}${!page.noindex && alternates(site, page)}${openGraph(site, page)}
${page.feeds && feedLinks(page.feeds.title, page.feeds.path)}${feedLinks(site.name, '')}<link rel="icon" href="${site.icon}">
${Object.entries(page.endpoints ?? {}).map(
  ([rel, address]) => html`<link rel="${rel}" href="${address}">
`,
)}${site.profiles.map(
  (profile) => html`<link rel="me" href="${profile.url}">
`,
)}${site.head.map((tag) => trusted(`${headTagText(tag)}\n`))}${styleLinks(site, theme, page)}
${page.data}</head>
${body}
</html>
`.value
}

/** The body of a page, and the theme that it is of: the calm one draws what a theme that somebody brought can't. */
async function drawn(site: Site, { view, path, language, bar }: Page): Promise<{ theme: Theme; body: Html }> {
  const framed = { kind: view.kind, path, language, bar }
  if (site.brought && view.kind !== 'fresh') {
    const tried = await drawBrought(site.brought, view, site, framed)
    if ('body' in tried) return { theme: site.theme, body: tried.body }
    site.troubles?.push(tried.trouble)
  }
  const theme = site.brought ? defaultTheme : site.theme
  const draw = theme.templates[view.kind] as (view: PageView, site: ThemeSite) => Html
  return { theme, body: bodyOf(site, framed, draw(view, site)) }
}

/** The style, before the typefaces of the first words: on a connection that takes one after the other, nothing is seen without it. */
function styleLinks(site: Site, theme: Theme, { preview }: Page): Html {
  const { path, css } = styleOf(theme, site)
  if (preview || site.styleInside) return html`<style>${trusted(css)}</style>`
  const typesetting = typesettingOf(theme, site)
  const first = typesetting ? firstFilesOf(typesetting, theme) : []
  return html`<link rel="stylesheet" href="${path}">${first.map(
    (font) => html`
<link rel="preload" href="${basicFontPath(font)}" as="font" type="font/woff2" crossorigin>`,
  )}`
}

/** @param path of what they are about, below home */
function feedLinks(title: string, path: string): Html {
  const link = (type: string, name: string) =>
    html`<link rel="alternate" type="${type}" title="${title}" href="${path}/${name}">
`
  return html`${link('application/rss+xml', 'feed.xml')}${link('application/atom+xml', 'atom.xml')}${link('application/feed+json', 'feed.json')}`
}

const localeOf = (language: Language) => (language === 'id' ? 'id_ID' : 'en_US')

/**
 * Where a page is read in which language, itself among them; whoever reads none of them is led to the blog's own language.
 * https://developers.google.com/search/docs/specialty/international/localized-versions
 */
function alternates(site: Site, { translations = [], language, path }: Page): Html | false {
  if (!translations.length) return false
  const all = alternatesOf(site, { language, path }, translations)
  return html`${all.map(
    ({ hreflang, href }) => html`<link rel="alternate" hreflang="${hreflang}" href="${href}">
`,
  )}`
}

/** Each language's address, and that for whoever reads another language: the blog's own, where there is one. */
export function alternatesOf(
  { home, language }: Pick<Site, 'home' | 'language'>,
  own: { language: Language; path: string },
  translations: readonly { language: Language; path: string }[],
): { hreflang: string; href: string }[] {
  const all = [own, ...translations].toSorted((a, b) => (a.language < b.language ? -1 : 1))
  const main = all.find((one) => one.language === language)
  return [
    ...all.map((one) => ({ hreflang: one.language, href: `${home}${one.path}` })),
    ...(main ? [{ hreflang: 'x-default', href: `${home}${main.path}` }] : []),
  ]
}

function openGraph(site: Site, page: Page): Html {
  return html`<meta property="og:site_name" content="${site.name}">
<meta property="og:type" content="${page.type}">
<meta property="og:title" content="${page.title}">
<meta property="og:description" content="${page.description}">
<meta property="og:url" content="${site.home}${page.path}">
<meta property="og:locale" content="${localeOf(page.language)}">
${(page.translations ?? []).map(
  ({ language }) => html`<meta property="og:locale:alternate" content="${localeOf(language)}">
`,
)}${
  page.image &&
  html`<meta property="og:image" content="${page.image}">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta name="twitter:card" content="summary_large_image">
`
}${
  page.publishedAt &&
  html`<meta property="article:published_time" content="${page.publishedAt.toISOString()}">
`
}${
  page.modifiedAt &&
  html`<meta property="article:modified_time" content="${page.modifiedAt.toISOString()}">
`
}${(page.authors ?? []).map(
  (name) => html`<meta name="author" content="${name}">
`,
)}${(page.tags ?? []).map(
  (tag) => html`<meta property="article:tag" content="${tag}">
`,
)}`
}
