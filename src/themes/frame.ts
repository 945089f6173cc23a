/** What stands around every page: the head of the blog, and its foot. */
import { type Html, html } from '../core/html.ts'
import { type Language, say } from '../core/words.ts'
import { monogram } from './parts/face.ts'
import type { MenuItem, PageView, ThemeSite } from './theme.ts'
import { themeWords } from './words.ts'

/** What a page's frame has to know of it. */
export interface Framed {
  kind: PageView['kind']
  /** Path below home, with its slash: the menu shows where one is. */
  path: string
  language: Language
  /** Said above everything: whose page this is, and until when. */
  bar?: string | undefined
}

/** The body of a page: what a theme made of it, in its frame. */
export function bodyOf(site: ThemeSite, { kind, path, language, bar }: Framed, main: Html): Html {
  return html`<body class="is-${kind}">
${skipLink(language)}
${previewBar(bar)}${masthead(site, path, language)}
<main id="content" class="wrap">
${main}
</main>
${footer(site, path, language)}
</body>`
}

/** What is said above a page that only some may see. */
export const previewBar = (bar: string | undefined): Html | undefined =>
  bar
    ? html`<aside class="preview-bar">${bar}</aside>
`
    : undefined

/** The first link of every page: past what is on all of them. */
export const skipLink = (language: Language): Html =>
  html`<a class="skip" href="#content">${say(themeWords.skip, language)}</a>`

/** The head of the blog: who speaks, and its menu. */
export function masthead(site: ThemeSite, path: string, language: Language): Html {
  const logo = site.logo
    ? html`<img class="logo" src="${site.logo}" alt="" width="32" height="32">`
    : monogram(site.name)
  return html`<header class="site"><div class="wrap">
<a class="brand" href="/">${logo}<span>${site.name}</span></a>
${site.menu.length > 0 && html`<nav aria-label="${say(themeWords.main, language)}"><ul>${site.menu.map((item) => html`<li>${menuLink(item, path)}</li>`)}</ul></nav>`}
</div></header>`
}

function menuLink({ label, address, product }: MenuItem, path: string): Html {
  return html`<a${product && html` class="product"`} href="${address}"${address === path && html` aria-current="page"`}>${label}</a>`
}

/** Who speaks, and the brand's own profiles: under every page. */
export function footer(site: ThemeSite, path: string, language: Language): Html {
  const { words, links } = site.footer
  const away = site.profiles.length > 0
  return html`<footer class="site"><div class="wrap h-card">
<div><p><a class="p-name u-url u-uid" href="${site.home}/">${site.name}</a></p>${site.promise && html`<p class="p-note">${site.promise}</p>`}${words && html`<p class="own">${words}</p>`}</div>
${
  away &&
  html`<div><p>${say(themeWords.findUs, language)}</p>
<ul>${site.profiles.map((profile) => html`<li><a rel="me" class="u-url" href="${profile.url}">${profile.label}</a></li>`)}</ul></div>`
}
<ul class="small"><li><a href="/feed.xml">${say(themeWords.feed, language)}</a></li>${links.map((item) => html`<li>${menuLink(item, path)}</li>`)}</ul>
</div></footer>`
}
