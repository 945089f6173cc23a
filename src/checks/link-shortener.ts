import { findLinks } from '../core/text/entities.ts'
import type { Check } from './check.ts'
import { finding, whole } from './finding.ts'
import { hostOf, isHome } from './text.ts'

/** Public services whose address says nothing about the target. Short addresses of one known service (youtu.be) are none. */
const shorteners = new Set(
  `bit.ly bitly.com j.mp tinyurl.com t.co goo.gl ow.ly is.gd v.gd buff.ly cutt.ly rb.gy rebrand.ly shorturl.at shorturl.asia
  t.ly tiny.cc tiny.one bl.ink dlvr.it ift.tt s.id s.iain.id gg.gg soo.gd adf.ly clck.ru lnkd.in trib.al shor.by short.io
  shorte.st bc.vc ouo.io linkvertise.com urlz.fr u.to x.gd qr.ae zpr.io hyperurl.co smarturl.it snip.ly po.st surl.li
  kutt.it dub.sh tny.im lc.chat n9.cl 1url.com chilp.it clicky.me budurl.com ibit.ly id.gy wkwk.io`.split(/\s+/),
)

/** A link shows where it leads. */
export const linkShortener: Check = {
  id: 'link-shortener',
  pillar: 'home',
  severity: 'warning',
  title: { id: 'Tautan yang menyembunyikan tujuannya', en: 'A link that hides where it leads' },
  why: {
    id: 'Orang sudah diajari untuk tidak membuka tautan yang tidak jelas. Alamat Anda sendiri adalah merek Anda: tampilkan. Layanan pemendek juga bisa tutup atau diretas, dan semua kiriman lama Anda ikut rusak. Pemendek di domain Anda sendiri tidak apa-apa.',
    en: 'People have been taught not to open links that hide their target. Your own address is your brand: show it. A shortening service may also close or be broken into, and all your old posts break with it. A shortener on your own domain is fine.',
  },
  good: [
    { draft: { text: 'Baca https://kopirina.id/gayo' } },
    { draft: { text: 'Tonton https://youtu.be/abc123' } },
    {
      draft: { text: 'Short: https://s.id/kopi' },
      facts: { brand: { name: 'S', handles: [], homeLinks: ['https://s.id/'] } },
    },
  ],
  bad: [
    { draft: { text: 'Baca https://bit.ly/3xYz' } },
    { draft: { text: 'Daftar di sini: https://www.s.id/lomba dan http://tinyurl.com/a' } },
    { draft: { text: 'A story', link: 'https://t.co/abc', card: true } },
  ],
  run(draft, { brand }) {
    const hides = (address: string) => shorteners.has(hostOf(address)) && !(brand && isHome(address, brand))
    const links = findLinks(draft.text).filter(({ value }) => hides(value))
    const inText = links.map(({ value, start, end }) => ({ value, range: { start, end } }))
    const card = draft.link !== undefined && hides(draft.link) && !links.some(({ value }) => value === draft.link)
    const found = card ? [...inText, { value: draft.link as string, range: whole(draft) }] : inText
    return found.map(({ value, range }) =>
      finding(
        linkShortener,
        draft,
        range,
        {
          id: '{host} menyembunyikan tujuan tautannya, sehingga orang ragu membukanya. Pakailah alamat aslinya.',
          en: '{host} hides where the link leads, so people hesitate to open it. Use the real address.',
        },
        { values: { host: hostOf(value) } },
      ),
    )
  },
}
