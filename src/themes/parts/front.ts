/** What front pages are made of. */
import { type Html, html } from '../../core/html.ts'
import { type Language, say } from '../../core/words.ts'
import type { HomeView, SeriesView, Teaser, ThemeSite } from '../theme.ts'
import { themeWords } from '../words.ts'
import { addressOf, contents, noteList, tagLink } from './teaser.ts'

/** What a front page shows, sorted by what it is. */
export function sorted({ list }: HomeView): { articles: Teaser[]; notes: Teaser[] } {
  return {
    articles: list.filter(({ kind }) => kind === 'article'),
    notes: list.filter(({ kind }) => kind === 'note'),
  }
}

/** What a blog says before its first article. */
export function nothingYet(language: Language): Html {
  return html`<section class="nothing"><h2>${say(themeWords.emptyTitle, language)}</h2><p>${say(themeWords.empty, language)}</p></section>`
}

/** Titles of what has no room above, and the way to all. */
export function shelf(list: readonly Teaser[], site: ThemeSite): Html | false {
  if (!list.length) return false
  return html`<section class="shelf" aria-labelledby="shelf"><h2 id="shelf">${say(themeWords.shelf, site.language)}</h2>
${contents(list, site, 'shortYear')}<p class="more"><a href="/archive">${say(themeWords.archiveAll, site.language)}</a></p></section>`
}

/** The notes of a front page. */
export function notes(list: readonly Teaser[], site: ThemeSite): Html | false {
  if (!list.length) return false
  return html`<section class="notes" aria-labelledby="notes"><h2 id="notes">${say(themeWords.notes, site.language)}</h2>
${noteList(list, site)}</section>`
}

/** A series on the front page. @param most how many of its parts */
export function seriesBand(series: SeriesView | undefined, language: Language, most: number): Html | false {
  if (!series) return false
  const base = `/series/${encodeURIComponent(series.slug)}`
  return html`<section class="series" aria-labelledby="series"><p class="label">${say(themeWords.seriesLabel, language)}</p>
<h2 id="series"><a href="${base}">${series.name}</a></h2>
<ol start="${series.start}">${series.parts.slice(0, most).map((part) => html`<li><a href="${addressOf(part)}">${part.name}</a></li>`)}</ol>${series.count > most && html`<p class="more"><a href="${base}">${say(themeWords.seriesAll, language, { n: series.count })}</a></p>`}</section>`
}

/** The tags of what is shown. */
export function tagIndex(tags: readonly string[], language: Language): Html | false {
  if (!tags.length) return false
  return html`<section class="tagindex" aria-labelledby="tags"><h2 id="tags">${say(themeWords.tagsLabel, language)}</h2>
<ul>${tags.map((tag) => html`<li>${tagLink(tag)}</li>`)}</ul></section>`
}
