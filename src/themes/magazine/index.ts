import { type Html, html } from '../../core/html.ts'
import { notes, nothingYet, seriesBand, shelf, sorted, tagIndex } from '../parts/front.ts'
import { commonTemplates, feedOf, pager } from '../parts/pages.ts'
import { teaser, teaserList } from '../parts/teaser.ts'
import type { HomeView, Teaser, Theme, ThemeSite } from '../theme.ts'
import { style } from './style.ts'

const third = '(min-width: 1024px) 33vw, (min-width: 640px) 50vw, 100vw'

/** One lead, two seconds, a band, the rest with pictures; notes beside titles. */
function home(view: HomeView, site: ThemeSite): Html {
  const { language } = site
  const { page, pages, list } = view
  const rest = () => teaserList(list, site, { pictures: third, className: 'grid' })
  const inside = list.length ? (page === 1 ? front(view, site) : rest()) : nothingYet(language)
  return html`${feedOf(site, site.name, false, inside, 'visually-hidden')}
${pager(language, '', page, pages)}`
}

function front(view: HomeView, site: ThemeSite): Html {
  const { language } = site
  const { articles, notes: short } = sorted(view)
  const [lead, ...rest] = articles
  const [seconds, thirds, others] = [rest.slice(0, 2), rest.slice(2, 5), rest.slice(5)]
  const foot = [notes(short, site), shelf(others, site)]
  return html`${
    lead &&
    html`<div class="top">${leading(lead, site)}${seconds.map((one) => teaser(one, site, { pictures: '(min-width: 640px) 20vw, 100vw', className: 'second' }))}</div>
`
  }${seriesBand(view.series, language, 4)}${thirds.length > 0 && teaserList(thirds, site, { pictures: third, className: 'grid' })}
${(foot[0] || foot[1]) && html`<div class="foot">${foot}</div>`}${tagIndex(view.tags, language)}`
}

const leading = (lead: Teaser, site: ThemeSite): Html =>
  teaser(lead, site, { pictures: '(min-width: 1024px) 58vw, 100vw', first: true, className: 'lead' })

/** For brands with pictures. */
export const magazine: Theme = {
  id: 'magazine',
  name: 'Magazine',
  about: {
    id: 'Halaman muka majalah: satu berita utama, judul tebal, gambar sampai ke tepi. Untuk merek yang punya banyak gambar.',
    en: 'A magazine’s front page: one lead, heavy headlines, pictures to the edge. For brands with many pictures.',
  },
  style,
  fonts: { display: 'bricolage', text: 'literata' },
  templates: {
    ...commonTemplates({ pictures: third, className: 'grid', nextPicture: true }),
    home,
  },
}
