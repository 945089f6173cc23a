import { type Html, html } from '../../core/html.ts'
import { say } from '../../core/words.ts'
import { notes, nothingYet, seriesBand, shelf, sorted, tagIndex } from '../parts/front.ts'
import { commonTemplates, feedOf, pager } from '../parts/pages.ts'
import { addressOf, teaser, teaserList } from '../parts/teaser.ts'
import type { HomeView, Theme, ThemeSite } from '../theme.ts'
import { themeWords } from '../words.ts'
import { style } from './style.ts'

const column = '(min-width: 720px) 640px, 100vw'

/** The newest with its picture, three with a summary, the others as a page of contents. */
function home(view: HomeView, site: ThemeSite): Html {
  const { language } = site
  const { page, pages, list } = view
  const promise =
    site.promise &&
    html`<p class="promise">${site.promise}</p>
`
  const inside = list.length ? (page === 1 ? front(view, site) : teaserList(list, site)) : nothingYet(language)
  return html`${feedOf(site, site.name, promise || false, inside, 'visually-hidden')}
${pager(language, '', page, pages)}`
}

function front(view: HomeView, site: ThemeSite): Html {
  const { language } = site
  const { articles, notes: short } = sorted(view)
  const [lead, ...rest] = articles
  return html`${
    lead &&
    html`<section class="lead" aria-label="${say(themeWords.latest, language)}">${teaser(lead, site, { pictures: column, first: true }, readOn(lead.name, addressOf(lead), language))}</section>
`
  }${rest.length > 0 && teaserList(rest.slice(0, 3), site)}${shelf(rest.slice(3), site)}${notes(short, site)}${seriesBand(view.series, language, 8)}${tagIndex(view.tags, language)}`
}

const readOn = (name: string, address: string, language: ThemeSite['language']): Html =>
  html`<p class="more"><a href="${address}" aria-label="${say(themeWords.readOnNamed, language, { name })}">${say(themeWords.readOn, language)}</a></p>`

/** For essays, letters and stories. */
export const journal: Theme = {
  id: 'journal',
  name: 'Journal',
  about: {
    id: 'Seperti halaman buku: tenang, tanpa cetak tebal, catatan kaki di tepi. Untuk esai dan cerita.',
    en: 'Like the page of a book: calm, nothing bold, footnotes in the margin. For essays and stories.',
  },
  style,
  fonts: { display: 'literata', text: 'literata', beginsItalic: true },
  templates: { ...commonTemplates(), home },
}
