/** An article, a page and a note, as all themes draw them: an h-entry, with where one goes on at its end. */
import { type Html, html, trusted } from '../../core/html.ts'
import { columnSizes } from '../../core/picture-shapes.ts'
import { say } from '../../core/words.ts'
import { dateSaid } from '../dates.ts'
import { pictureElement } from '../picture.ts'
import type { ArticleView, SeriesView, Teaser, ThemeSite, WriterView } from '../theme.ts'
import { themeWords } from '../words.ts'
import { face, shortAddress } from './face.ts'
import { addressOf, longTitle, minutesSaid, type TeaserOptions, tagLink, teaserList, timeOf } from './teaser.ts'

/** How a theme shows what one goes on with. */
export interface FurtherOptions extends TeaserOptions {
  /** The next article has its picture. */
  nextPicture?: true
}

/** An article, or a page beside the course of time, which has no label, date or end. */
export function articleTemplate(options: FurtherOptions = {}) {
  return (view: ArticleView<'article'> | ArticleView<'page'>, site: ThemeSite): Html => {
    const { language, further, kind } = view
    return html`${draftLine(view)}<article class="h-entry full">
<header class="head">${kind === 'article' && kicker(view)}<h1 class="${longTitle(view.title) ? 'p-name long' : 'p-name'}">${view.title}</h1>
${view.summary && html`<p class="p-summary"${!view.ownSummary && html` hidden`}>${view.summary}</p>`}
${kind === 'page' ? hiddenMeta(view, site) : meta(view, site)}${translationLine(view)}</header>
${view.picture && headPicture(view.picture)}
<div class="e-content">
${trusted(view.body)}
</div>
${kind === 'article' && endOf(view, site)}
</article>
${further.series && seriesNav(further.series, view.slug, view.language)}
${further.next && nextLink(further.next, options, language)}
${further.related && further.related.length > 0 && relatedList(further.related, options, site, language)}`
  }
}

/** A note has no heading of its own, and so is no `article`: https://html.spec.whatwg.org/#the-article-element */
export function noteTemplate(options: FurtherOptions = {}) {
  return (view: ArticleView<'note'>, site: ThemeSite): Html => {
    const { language, further } = view
    return html`${draftLine(view)}<div class="single">
<h1 class="label">${say(themeWords.note, language)}</h1>
<div class="h-entry note">${view.picture && headPicture(view.picture)}
<div class="e-content">
${trusted(view.body)}
</div>
<p class="meta">${view.publishedAt && html`<a class="u-url" href="${addressOf(view)}">${timeOf(view.publishedAt, 'longTime', language, site.timeZone)}</a>`}
${writersOf(view, site)}</p>
${translationLine(view)}${tagsAndCopies(view)}
</div>
</div>
${further.next && nextLink(further.next, options, language)}
${further.related && further.related.length > 0 && relatedList(further.related, options, site, language)}`
  }
}

function draftLine({ draft, language }: ArticleView): Html | false {
  return (
    draft &&
    html`<p class="notice">${say(themeWords.draft, language)}</p>
`
  )
}

/** Its first tag, and which part of which series it is, above its title. */
function kicker({ series, tags: [tag], language }: ArticleView): Html | false {
  if (!series && !tag) return false
  const said = series && (series.part === null ? series.name : partOf(series.name, series.part, language))
  return html`<p class="kicker">${tag && tagLink(tag)}${series && html` <a class="in-series" href="/series/${encodeURIComponent(series.slug)}">${said}</a>`}</p>
`
}

const partOf = (name: string, part: number, language: ArticleView['language']) =>
  say(themeWords.partOf, language, { name, part: String(part) })

function meta(view: ArticleView, site: ThemeSite): Html {
  const { language, publishedAt } = view
  return html`<p class="meta">${publishedAt && html`<a class="u-url" href="${addressOf(view)}">${timeOf(publishedAt, 'long', language, site.timeZone)}</a>`}
${writersOf(view, site)}
<span>${minutesSaid(Math.max(1, Math.round(view.words / 200)), language)}</span></p>`
}

/** The same in other languages, each said in its own. */
function translationLine({ translations }: ArticleView): Html | false {
  if (!translations.length) return false
  const each = translations.map(
    (one, index) =>
      html`${index > 0 && ' '}<a href="${addressOf(one)}" rel="alternate" hreflang="${one.language}" lang="${one.language}">${say(themeWords.alsoIn, one.language)}</a>`,
  )
  return html`
<p class="translations">${each}</p>`
}

/** A page has no date for people; programs still learn whose it is. */
function hiddenMeta(view: ArticleView, site: ThemeSite): Html {
  return html`<p class="meta" hidden><a class="u-url" href="${addressOf(view)}">${view.name}</a> ${writersOf(view, site)}</p>`
}

function writersOf({ writers, language }: ArticleView, site: ThemeSite): Html {
  if (!writers.length)
    return html`<span class="p-author h-card"><a class="p-name u-url" href="${site.home}/">${site.name}</a></span>`
  const each = writers.map(
    ({ name, slug, face }, index) =>
      html`${index > 0 && ', '}<span class="p-author h-card">${face && html`<img class="u-photo" src="/media/${face}" alt="" width="24" height="24">`}<a class="p-name u-url" href="${site.home}/author/${encodeURIComponent(slug)}">${name}</a></span>`,
  )
  return html`<span>${say(themeWords.by, language)} ${each}</span>`
}

function headPicture({ alt, caption, ...picture }: NonNullable<ArticleView['picture']>): Html {
  const image = pictureElement(picture, { alt, sizes: '100vw', className: 'u-featured', first: true })
  return html`<figure class="hero">${image}${caption && html`<figcaption>${caption}</figcaption>`}</figure>`
}

/** Tags, copies, and who wrote it. */
function endOf(view: ArticleView, site: ThemeSite): Html | false {
  const writers = view.writers.filter(({ bio }) => bio)
  if (!view.tags.length && !view.copies.length && !writers.length) return false
  return html`<footer class="end">${tagsAndCopies(view)}${writers.map((writer) => writerBlock(writer, site))}</footer>`
}

function tagsAndCopies({ tags, copies, language }: ArticleView): Html {
  return html`${tags.length > 0 && html`<ul class="tags">${tags.map((tag) => html`<li><a class="p-category" rel="tag" href="/tag/${encodeURIComponent(tag)}">${tag}</a></li>`)}</ul>`}
${copies.length > 0 && html`<p class="syndication">${say(themeWords.alsoOn, language)} ${copies.map((copy, index) => html`${index > 0 && ', '}<a class="u-syndication" href="${copy.url}">${copy.label}</a>`)}</p>`}`
}

function writerBlock({ name, slug, bio, url, face: picture }: WriterView, site: ThemeSite): Html {
  return html`<div class="author">${face(picture, name)}<p><a href="${site.home}/author/${encodeURIComponent(slug)}">${name}</a> ${bio}${url && html` <a rel="me" href="${url}">${shortAddress(url)}</a>`}</p></div>`
}

/** The parts of a series, with where one is. @param own the slug of the part that is read */
export function seriesNav(
  { name, slug, parts, start, count }: SeriesView,
  own: string,
  language: ArticleView['language'],
): Html {
  const base = `/series/${encodeURIComponent(slug)}`
  const item = (part: { slug: string; name: string }) =>
    part.slug === own
      ? html`<li><span aria-current="page">${part.name}</span></li>`
      : html`<li><a href="${addressOf(part)}">${part.name}</a></li>`
  return html`<nav class="series" aria-labelledby="series"><h2 id="series"><a href="${base}">${name}</a></h2>
<ol start="${start}">${parts.map(item)}</ol>${count > parts.length && html`<p class="more"><a href="${base}">${say(themeWords.seriesAll, language, { n: count })}</a></p>`}</nav>`
}

function nextLink(next: Teaser, { nextPicture }: FurtherOptions, language: ArticleView['language']): Html {
  const picture =
    nextPicture && next.picture && pictureElement(next.picture, { alt: '', sizes: '(min-width: 640px) 50vw, 100vw' })
  return html`<a class="${picture ? 'next has-pic' : 'next'}" href="${addressOf(next)}" rel="next">${picture}<small>${say(themeWords.readNext, language)}</small><strong>${next.name}</strong>${next.excerpt && next.excerpt !== next.name && html` <span>${next.excerpt}</span>`}</a>`
}

function relatedList(
  related: readonly Teaser[],
  options: TeaserOptions,
  site: ThemeSite,
  language: ArticleView['language'],
): Html {
  return html`<section class="related" aria-labelledby="related"><h2 id="related">${say(themeWords.moreLikeThis, language)}</h2>
${teaserList(related, site, { ...options, heading: 3, className: 'grid' })}</section>`
}

/** When a note was written, as its link. */
export function noteTime(note: Teaser, form: 'shortTime' | 'time', site: ThemeSite): Html {
  const said = note.publishedAt
    ? html`<time class="dt-published" datetime="${note.publishedAt.toISOString()}">${dateSaid(note.publishedAt, form, note.language, site.timeZone)}</time>`
    : note.name
  return html`<a class="u-url" href="${addressOf(note)}">${said}</a>`
}

/** The `sizes` of a picture in the column of text. */
export const inColumn = columnSizes()
