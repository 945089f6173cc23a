import { type Language, say } from '../../core/words.ts'
import { type Html, html, trusted } from './html.ts'
import { styleOf } from './style-file.ts'
import { blogWords } from './words.ts'

/** What every page of the blog knows about the one who speaks. */
export interface Site {
  /** The blog's address, without a slash at its end. */
  home: string
  name: string
  handle: string
  promise: string
  productSite: string
  language: Language
  /** IANA name: dates are said in the owner's zone. */
  timeZone: string
  accent: string
  paper: string
  /** Address of the logo. */
  logo: string | null
  /** The brand's profiles elsewhere. */
  profiles: readonly { label: string; url: string }[]
}

/** What the frame around every page of the blog needs. */
export interface Page {
  title: string
  description: string
  /** Path below home, with its slash. */
  path: string
  language: Language
  body: Html
  /** Open Graph type. */
  type: 'website' | 'article'
  image?: string
  publishedAt?: Date
  modifiedAt?: Date
  tags?: readonly string[]
  noindex?: boolean
  /** What it is, for programs that read (structured.ts). */
  data?: Html
  /** Where its own feeds stand, below home, without the name of one: `/tag/kopi`. */
  feeds?: { title: string; path: string }
  /** Names of the authors, where the brand is not the one that speaks. */
  authors?: readonly string[]
  /** A preview: with its style in it, because no file of it is kept. */
  preview?: boolean
}

/** A whole page: valid HTML that needs no script. */
export function layout(site: Site, page: Page): string {
  return html`<!doctype html>
<html lang="${page.language}">
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
    : html`<link rel="canonical" href="${site.home}${page.path}">
`
}${openGraph(site, page)}
${page.feeds && feedLinks(page.feeds.title, page.feeds.path)}${feedLinks(site.name, '')}<link rel="icon" href="${site.logo ?? '/favicon.ico'}">
${site.profiles.map(
  (profile) => html`<link rel="me" href="${profile.url}">
`,
)}${styleLink(site, page)}
${page.data}</head>
<body>
<a class="skip" href="#content">${say(blogWords.skip, page.language)}</a>
${masthead(site, page.language)}
<main id="content"><div class="wrap">
${page.body}
</div></main>
${footerOf(site, page.language)}
</body>
</html>
`.value
}

function styleLink(site: Site, { preview }: Page): Html {
  const { path, css } = styleOf(site)
  return preview ? html`<style>${trusted(css)}</style>` : html`<link rel="stylesheet" href="${path}">`
}

/** @param path of what they are about, below home */
function feedLinks(title: string, path: string): Html {
  const link = (type: string, name: string) =>
    html`<link rel="alternate" type="${type}" title="${title}" href="${path}/${name}">
`
  return html`${link('application/rss+xml', 'feed.xml')}${link('application/atom+xml', 'atom.xml')}${link('application/feed+json', 'feed.json')}`
}

function openGraph(site: Site, page: Page): Html {
  return html`<meta property="og:site_name" content="${site.name}">
<meta property="og:type" content="${page.type}">
<meta property="og:title" content="${page.title}">
<meta property="og:description" content="${page.description}">
<meta property="og:url" content="${site.home}${page.path}">
<meta property="og:locale" content="${page.language === 'id' ? 'id_ID' : 'en_US'}">
${
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

function masthead(site: Site, language: Language): Html {
  return html`<header class="site"><div class="wrap">
<a class="brand" href="/">${site.logo && html`<img src="${site.logo}" alt="" width="32" height="32">`}${site.name}</a>
<nav aria-label="${say(blogWords.main, language)}"><ul>
<li><a href="/archive">${say(blogWords.archive, language)}</a></li>
<li><a href="/search">${say(blogWords.search, language)}</a></li>
${site.productSite && html`<li><a class="site-link" href="${site.productSite}">${say(blogWords.productSite, language, { site: new URL(site.productSite).host.replace(/^www\./, '') })}</a></li>`}</ul></nav>
</div></header>`
}

/** Who speaks, and the brand's own profiles: under every page. */
export function footerOf(site: Site, language: Language): Html {
  return html`<footer class="site"><div class="wrap h-card">
<p><a class="p-name u-url u-uid" href="${site.home}/">${site.name}</a>${site.promise && html` · <span class="p-note">${site.promise}</span>`}</p>
${
  site.profiles.length > 0 &&
  html`<p>${say(blogWords.findUs, language)}</p>
<ul>${site.profiles.map((profile) => html`<li><a rel="me" class="u-url" href="${profile.url}">${profile.label}</a></li>`)}</ul>`
}
<p><a href="/feed.xml">${say(blogWords.feed, language)}</a></p>
</div></footer>`
}
