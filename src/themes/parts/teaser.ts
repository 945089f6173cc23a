/** Articles and notes in lists, on all pages that have one. */
import { type Html, html } from '../../core/html.ts'
import { type Language, say } from '../../core/words.ts'
import { type DateForm, dateSaid } from '../dates.ts'
import { pictureElement } from '../picture.ts'
import type { Teaser, ThemeSite } from '../theme.ts'
import { themeWords } from '../words.ts'

/** How a teaser is drawn. */
export interface TeaserOptions {
  /** With its picture, and how wide that is shown (`sizes`). */
  pictures?: string
  /** The level of its title: 2. */
  heading?: 2 | 3
  /** Its picture is seen at once. */
  first?: true
  /** Of the list, or of the teaser. */
  className?: string
  /** The number of the first one, in a list that is counted. */
  start?: number | undefined
}

/** Below home, with its slash. */
export function addressOf({ slug }: { slug: string }): string {
  return `/${encodeURIComponent(slug)}`
}

/** When something was published, for people and programs. */
export function timeOf(at: Date, form: DateForm, language: Language, timeZone: string): Html {
  return html`<time class="dt-published" datetime="${at.toISOString()}">${dateSaid(at, form, language, timeZone)}</time>`
}

/** How long something takes to read. */
export const minutesSaid = (minutes: number, language: Language): string =>
  say(themeWords.minutes, language, { n: minutes })

/** A link to what has a tag. */
export const tagLink = (tag: string): Html => html`<a href="/tag/${encodeURIComponent(tag)}">${tag}</a>`

/** A title that would take many lines in large letters: over 58 characters, or with a word of 14 letters or more. */
export const longTitle = (title: string): boolean => title.length > 58 || /[\p{L}\p{M}]{14}/u.test(title)

/** A list of teasers; one that is counted is an ordered list. */
export function teaserList(list: readonly Teaser[], site: ThemeSite, options: TeaserOptions = {}): Html {
  const { start, className = '', ...each } = options
  const items = list.map((one) =>
    one.kind === 'note'
      ? html`<li class="h-entry note" lang="${one.language}">${noteInside(one, site)}</li>
`
      : html`<li class="${teaserClass(one, each)}" lang="${one.language}">${teaserInside(one, site, each)}</li>
`,
  )
  const names = `list${start === undefined ? '' : ' counted'}${className && ` ${className}`}`
  if (start === undefined) return html`<ul class="${names}">${items}</ul>`
  return html`<ol class="${names}" start="${start}">${items}</ol>`
}

/** A teaser that stands by itself. */
export function teaser(one: Teaser, site: ThemeSite, options: TeaserOptions = {}, more?: Html): Html {
  const names = `${teaserClass(one, options)}${options.className ? ` ${options.className}` : ''}${longTitle(one.name) ? ' long' : ''}`
  return html`<article class="${names}" lang="${one.language}">${teaserInside(one, site, options)}${more}</article>
`
}

const teaserClass = (one: Teaser, { pictures }: TeaserOptions) =>
  pictures && one.picture ? 'h-entry teaser has-pic' : 'h-entry teaser'

function teaserInside(one: Teaser, site: ThemeSite, { pictures, heading = 2, first }: TeaserOptions): Html {
  const title = html`<a class="u-url" href="${addressOf(one)}">${one.name}</a>`
  return html`${pictures && one.picture && teaserPicture(one, one.picture, pictures, first)}${kicker(one, site)}
${heading === 2 ? html`<h2 class="p-name">${title}</h2>` : html`<h3 class="p-name">${title}</h3>`}
${one.excerpt && html`<p class="p-summary">${one.excerpt}</p>`}
<p class="meta"${ownLanguage(one, site)}>${one.publishedAt && timeOf(one.publishedAt, 'long', site.language, site.timeZone)} <span>${minutesSaid(one.minutes, site.language)}</span></p>`
}

/** The picture is a link as the title is; who can't see it needs but one of them. */
function teaserPicture(one: Teaser, picture: NonNullable<Teaser['picture']>, sizes: string, first?: true): Html {
  const { placeholder: _, ...plain } = picture
  const image = pictureElement(plain, { alt: '', sizes, className: 'u-featured', ...(first ? { first } : {}) })
  return html`<a class="thumb" href="${addressOf(one)}" tabindex="-1" aria-hidden="true">${image}</a>`
}

/** What the page itself says is in its language, beside words of an article in another one. */
const ownLanguage = ({ language }: Teaser, site: ThemeSite) =>
  language !== site.language && html` lang="${site.language}"`

function kicker(one: Teaser, site: ThemeSite): Html | false {
  const { pinned, tag, series } = one
  if (!pinned && !tag && !series) return false
  const mark =
    pinned && html`<span class="pinned"${ownLanguage(one, site)}>${say(themeWords.pinned, site.language)}</span> `
  return html`<p class="kicker">${mark}${tag && tagLink(tag)}${series && html` <span class="in-series">${series}</span>`}</p>`
}

/** A note's text, whole where that is at hand, and its date, which is the link. */
export function noteInside(note: Teaser, site: ThemeSite, form: 'shortTime' | 'time' = 'shortTime'): Html {
  const when = note.publishedAt ? timeOf(note.publishedAt, form, note.language, site.timeZone) : html`${note.name}`
  return html`${note.body ? html`<div class="e-content">${note.body}</div>` : html`<p class="p-summary">${note.excerpt}</p>`}
<p class="meta"><a class="u-url" href="${addressOf(note)}">${when}</a></p>`
}

/** Notes below each other. */
export const noteList = (notes: readonly Teaser[], site: ThemeSite): Html =>
  html`${notes.map((note) => html`<div class="h-entry note" lang="${note.language}">${noteInside(note, site)}</div>`)}`

/** Titles with their days: a page of contents. @param form of its dates */
export function contents(list: readonly Teaser[], site: ThemeSite, form: 'short' | 'shortYear' = 'short'): Html {
  return html`<ul class="contents">${list.map(
    (
      one,
    ) => html`<li class="h-entry" lang="${one.language}"><a class="u-url p-name" href="${addressOf(one)}">${one.name}</a> ${
      one.publishedAt && timeOf(one.publishedAt, form, site.language, site.timeZone)
    }</li>
`,
  )}</ul>`
}
