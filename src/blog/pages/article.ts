import { type Language, say } from '../../core/words.ts'
import { cardPath } from './card.ts'
import { html, trusted } from './html.ts'
import { layout, type Site } from './layout.ts'
import { blogWords } from './words.ts'

/** An article as its readers see it. */
export interface ArticleView {
  slug: string
  title: string
  summary: string
  /** Clean HTML, from the Markdown renderer. */
  body: string
  tags: readonly string[]
  language: Language
  words: number
  publishedAt: Date | null
  modifiedAt: Date | null
  /** Copies on networks: syndication links. */
  copies: readonly { label: string; url: string }[]
}

/** Another article to go on with. */
export interface NextArticle {
  slug: string
  title: string
  summary: string
}

const wordsPerMinute = 200

/** The page of one article: an h-entry, with the next article to read at its end. */
export function articlePage(site: Site, view: ArticleView, next: NextArticle | undefined, draft = false): string {
  const { language } = view
  const path = `/${encodeURIComponent(view.slug)}`
  const body = html`${draft && html`<p class="notice">${say(blogWords.draft, language)}</p>`}
<article class="h-entry">
<h1 class="p-name">${view.title}</h1>
<p class="meta">${view.publishedAt && html`<a class="u-url" href="${path}"><time class="dt-published" datetime="${view.publishedAt.toISOString()}">${longDate(view.publishedAt, language, site.timeZone)}</time></a>`}
<span class="p-author h-card"><a class="p-name u-url" href="${site.home}/">${site.name}</a></span>
<span>${say(blogWords.minutes, language, { n: Math.max(1, Math.round(view.words / wordsPerMinute)) })}</span></p>
${view.summary && html`<p class="p-summary" hidden>${view.summary}</p>`}
<div class="e-content">
${trusted(view.body)}
</div>
${view.tags.length > 0 && html`<ul class="tags">${view.tags.map((tag) => html`<li><a class="p-category" rel="tag" href="/tag/${encodeURIComponent(tag)}">${tag}</a></li>`)}</ul>`}
${view.copies.length > 0 && html`<p class="syndication">${say(blogWords.alsoOn, language)} ${view.copies.map((copy, index) => html`${index > 0 && ', '}<a class="u-syndication" href="${copy.url}">${copy.label}</a>`)}</p>`}
</article>
${next && html`<a class="next" href="/${encodeURIComponent(next.slug)}"><small>${say(blogWords.readNext, language)}</small><strong>${next.title}</strong>${next.summary && html` <span>${next.summary}</span>`}</a>`}`
  return layout(site, {
    title: view.title,
    description: view.summary,
    path,
    language,
    body,
    type: 'article',
    image: `${site.home}${cardPath(site, view.slug, view.title)}`,
    tags: view.tags,
    ...(view.publishedAt ? { publishedAt: view.publishedAt } : {}),
    ...(view.modifiedAt ? { modifiedAt: view.modifiedAt } : {}),
    noindex: draft,
  })
}

/** A day as a reader’s language writes it out, on the clock of the blog. */
export function longDate(date: Date, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(date)
}
