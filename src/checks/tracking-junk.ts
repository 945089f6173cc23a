import { findLinks } from '../core/text/entities.ts'
import { replaced } from '../core/text/stretches.ts'
import { clickCodes } from '../core/text/tracking.ts'
import type { Check } from './check.ts'
import { finding } from './finding.ts'

/** Links are clean: no traces of who clicked where before. `utm_…` is one's own counting and stays. */
export const trackingJunk: Check = {
  id: 'tracking-junk',
  pillar: 'home',
  severity: 'hint',
  title: { id: 'Sisa pelacak di tautan', en: 'Tracking junk in a link' },
  why: {
    id: 'Tautan yang disalin dari jejaring sosial atau hasil pencarian membawa kode pelacak milik Anda sendiri. Tautannya jadi panjang, mengacaukan hitungan kunjungan, dan membagikan jejak Anda. Tanpa kode itu, tautannya tetap sama.',
    en: 'A link copied from a social network or from search results carries a tracking code of your own. It makes the link long, muddles your figures and shares your trail. Without it the link leads to the same place.',
  },
  good: [
    { draft: { text: 'https://kopirina.id/a?utm_source=x&utm_campaign=panen' } },
    { draft: { text: 'https://kopirina.id/cari?q=fbclid' } },
  ],
  bad: [
    { draft: { text: 'Baca https://kopirina.id/a?fbclid=IwAR0x ya' }, mended: 'Baca https://kopirina.id/a ya' },
    {
      draft: { text: 'Read https://kopirina.id/a?b=1&gclid=2&c=%20x#d' },
      mended: 'Read https://kopirina.id/a?b=1&c=%20x#d',
    },
  ],
  run(draft) {
    const links = findLinks(draft.text).filter(({ value }) => cleaned(value) !== value)
    const mend = replaced(
      draft.text,
      links.map(({ value, start, end }) => ({ start, end, by: cleaned(value) })),
    )
    const message = {
      id: 'Tautan ini membawa kode pelacak dari tempat Anda menyalinnya. Buang saja; halamannya tetap sama.',
      en: 'This link carries a tracking code from where you copied it. Drop it; the page stays the same.',
    }
    return links.map((link) => finding(trackingJunk, draft, link, message, { mend }))
  },
}

/** The address without tracking parameters, and otherwise letter by letter as it was. */
function cleaned(address: string): string {
  const [, base = '', query = '', hash = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/su.exec(address) ?? []
  const kept = query.split('&').filter((pair) => !clickCodes.has((pair.split('=')[0] ?? '').trim()))
  if (kept.length === query.split('&').length) return address
  return base + (kept.length > 0 ? `?${kept.join('&')}` : '') + hash
}
