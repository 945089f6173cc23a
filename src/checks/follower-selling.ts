import type { Check } from './check.ts'
import { finding } from './finding.ts'

const people = '(?:followers?|pengikut|subscribers?|subs|likes?|views?|penonton)'
const patterns = [
  `(?:jual|beli|jasa|order|tambah|nambah|obral|borong)\\s+(?:\\p{L}+\\s+){0,2}?${people}`,
  `(?:buy|get|gain|cheap|free|real|instant)\\s+(?:(?:more|cheap|real|free|active|\\d[\\d.,]{0,15}k?)\\s+){0,3}${people}(?=\\s+(?:now|fast|instantly|today|here|cheap|for|at|murah|cepat)|\\s*[!.,]|\\s*$)`,
  `\\d[\\d.,]{0,15}(?:k|rb|ribu)?\\s+${people}\\s+(?:\\p{L}+\\s+){0,2}?(?:hanya|cuma|murah|only|for\\s+(?:just|only))`,
  '(?:follow|sub|like)\\s*(?:for|4|back\\s+for)\\s*(?:follow|sub|like)(?:\\s*back)?',
  '(?:yuk|ayo|auto|pasti|langsung|minta|mau)\\s+(?:\\p{L}+\\s+)?(?:fol?l?back|folbek|followback|follow\\s*back)',
]
const selling = new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})(?![\\p{L}])`, 'giu')
const negation =
  /(?:jangan|tanpa|bukan|tidak|tak|nggak|gak|stop|hindari|larang\p{L}*|bahaya|mengapa|kenapa|penipuan|don[’']?t|do not|never|not|no|without|avoid|why|against|stop|dangers? of|instead of)\s+(?:[\p{L}’']+\s+){0,3}$/iu

/** Nobody is offered bought followers, or asked to trade them. */
export const followerSelling: Check = {
  id: 'follower-selling',
  pillar: 'manners',
  severity: 'warning',
  title: { id: 'Jual beli pengikut', en: 'Trading in followers' },
  why: {
    id: 'Pengikut, suka, dan penonton yang dibeli atau ditukar bukan orang yang peduli kepada Anda, dan semua jejaring melarangnya: akun bisa dibatasi. Percakapan dibuat untuk bercakap-cakap dengan orang sungguhan.',
    en: 'Bought or traded followers, likes and views are not people who care about you, and every network forbids them: accounts get restricted. Percakapan is made for talking with real people.',
  },
  good: [
    { draft: { text: 'Jangan beli followers: ini sebabnya.' } },
    { draft: { text: 'Why you should never buy followers.' } },
    { draft: { text: 'Terima kasih 1.000 pengikut!' } },
    { draft: { text: 'Follow kami untuk resep baru.' } },
    { draft: { text: 'We like for everyone to feel at home.' } },
  ],
  bad: [
    { draft: { text: 'Jual followers aktif murah!' } },
    { draft: { text: 'Jasa tambah pengikut aktif.' } },
    { draft: { text: 'Buy 1000 real followers now' } },
    { draft: { text: 'Follow for follow yuk' } },
    { draft: { text: 'Ayo follow, pasti folback' } },
  ],
  run(draft) {
    return [...draft.text.matchAll(selling)]
      .filter((match) => !negation.test(draft.text.slice(Math.max(0, match.index - 60), match.index)))
      .map((match) =>
        finding(
          followerSelling,
          draft,
          { start: match.index, end: match.index + match[0].length },
          {
            id: 'Ini terbaca seperti jual beli atau tukar-menukar pengikut, yang dilarang semua jejaring dan tidak mendatangkan pembaca. Ajaklah orang dengan isi kiriman Anda.',
            en: 'This reads like trading in followers, which every network forbids and which brings no readers. Win people with what you say.',
          },
        ),
      )
  },
}
