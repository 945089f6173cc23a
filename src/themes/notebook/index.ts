import { type Html, html } from '../../core/html.ts'
import { say } from '../../core/words.ts'
import { dayOf } from '../dates.ts'
import { nothingYet, seriesBand, tagIndex } from '../parts/front.ts'
import { commonTemplates, feedOf, pager, searchForm } from '../parts/pages.ts'
import { noteInside, teaser } from '../parts/teaser.ts'
import type { HomeView, Teaser, Theme, ThemeSite } from '../theme.ts'
import { themeWords } from '../words.ts'
import { dayName } from './day-name.ts'
import { style } from './style.ts'

/** One stream by days; at its side the search, tags and a series. */
function home(view: HomeView, site: ThemeSite): Html {
  const { language } = site
  const { list, page, pages } = view
  const promise =
    site.promise &&
    html`<p class="promise">${site.promise}</p>
`
  const stream = list.length ? html`${pinnedOnes(list, site)}${days(list, site)}` : nothingYet(language)
  const side = html`<div class="side">${searchForm(language)}${tagIndex(view.tags, language)}${seriesBand(view.series, language, 8)}</div>`
  return html`<div class="cols"><div class="stream">${feedOf(site, site.name, promise || false, stream)}
${pager(language, '', page, pages)}</div>
${side}</div>`
}

function pinnedOnes(list: readonly Teaser[], site: ThemeSite): Html | false {
  const pinned = list.filter((one) => one.pinned)
  if (!pinned.length) return false
  return html`<section class="day"><h2>${say(themeWords.pinned, site.language)}</h2><div>${pinned.map((one) => inDay({ ...one, pinned: false }, site))}</div></section>
`
}

function days(list: readonly Teaser[], site: ThemeSite): Html {
  const byDay = new Map<string, { at: Date; those: Teaser[] }>()
  for (const one of list) {
    if (one.pinned || !one.publishedAt) continue
    const day = dayOf(one.publishedAt, site.timeZone)
    const those = [...(byDay.get(day)?.those ?? []), one]
    byDay.set(day, { at: one.publishedAt, those })
  }
  const all = [...byDay]
  return html`${all.map(([day, { at, those }], n) => {
    const name = dayName(at, all[n - 1]?.[1].at, site)
    return html`<section class="day"><h2><time datetime="${day}">${name}</time></h2><div>${those.map((one) => inDay(one, site))}</div></section>
`
  })}`
}

function inDay(one: Teaser, site: ThemeSite): Html {
  return one.kind === 'note'
    ? html`<div class="h-entry note" lang="${one.language}">${noteInside(one, site, 'time')}</div>`
    : teaser(one, site, { heading: 3 })
}

/** For short notes, links and figures. */
export const notebook: Theme = {
  id: 'notebook',
  name: 'Notebook',
  about: {
    id: 'Buku catatan bergaris: tanggal di tepi, rapat, tidak ada yang lebih keras dari teks. Untuk catatan pendek, tautan, dan angka.',
    en: 'A ruled notebook: dates in the gutter, dense, nothing louder than the text. For short notes, links and figures.',
  },
  style,
  fonts: { display: 'source-sans', text: 'source-sans' },
  templates: { ...commonTemplates(), home },
}
