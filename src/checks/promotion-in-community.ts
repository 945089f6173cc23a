import { type Check, type Facts, lookBackDays } from './check.ts'
import { finding, whole } from './finding.ts'
import { addressesOf, isHome } from './text.ts'

const brand = { name: 'Kopi Rina', handles: ['@kopirina'], homeLinks: ['https://kopirina.id'] }
const now = new Date('2026-11-08T02:00:00Z')
const at = (days: number) => new Date(now.getTime() - days * 86_400_000)
const community = { channel: 'c', name: 'r/kopi' }
const own = (days: number) => ({ text: `Baca https://kopirina.id/${days}`, channel: 'c', reply: false, at: at(days) })
const talk = (days: number) => ({ text: 'Terima kasih, betul sekali.', channel: 'c', reply: true, at: at(days) })

/**
 * Of what one says in a community, answers included, about a tenth may be about oneself: the rule of thumb of the largest
 * site of communities. https://www.reddit.com/wiki/selfpromotion
 */
const tolerated = 0.1

/** In somebody else's community one takes part before one promotes. */
export const promotionInCommunity: Check = {
  id: 'promotion-in-community',
  pillar: 'manners',
  severity: 'warning',
  title: { id: 'Terlalu banyak promosi di satu komunitas', en: 'Too much promotion in one community' },
  why: {
    id: 'Komunitas itu milik anggotanya. Siapa yang hanya datang membawa tautannya sendiri dikenali, ditegur, lalu dikeluarkan. Bercakap-cakaplah dahulu: kira-kira satu dari sepuluh kiriman boleh tentang diri sendiri, dan banyak komunitas menuliskannya dalam aturannya.',
    en: 'A community belongs to its members. Whoever comes only with links of their own is noticed, warned, and shown out. Take part first: about one post in ten may be about oneself, and many communities say so in their rules.',
  },
  good: [
    { draft: { text: 'Baca https://kopirina.id/panen' }, facts: { brand, community, now, earlier: [] } },
    {
      draft: { text: 'Baca https://kopirina.id/panen' },
      facts: { brand, community, now, earlier: [own(20), ...Array.from({ length: 18 }, (_, n) => talk(n))] },
    },
    {
      draft: { text: 'Bagaimana cara Anda menyimpan biji?' },
      facts: { brand, community, now, earlier: [own(1), own(2)] },
    },
    { draft: { text: 'Baca https://kopirina.id/panen' }, facts: { brand, now, earlier: [own(1), own(2)] } },
    {
      draft: { text: 'Baca https://kopirina.id/panen' },
      facts: { brand, community, now, earlier: [own(40), own(50)] },
    },
  ],
  bad: [
    { draft: { text: 'Baca https://kopirina.id/panen' }, facts: { brand, community, now, earlier: [own(1), own(2)] } },
    {
      draft: { text: 'Panen dimulai!', link: 'https://kopirina.id/panen' },
      facts: { brand, community, now, earlier: [own(3), own(9), talk(4), talk(5)] },
    },
  ],
  run(draft, facts) {
    const { brand, community } = facts
    if (draft.reply || !brand || !community) return []
    const mine = (text: string) => addressesOf({ text }).some((address) => isHome(address, brand))
    if (!addressesOf(draft).some((address) => isHome(address, brand))) return []
    const said = lately(facts)
    const promoted = said.filter(({ text }) => mine(text)).length
    if (promoted < 2 || promoted / said.length <= tolerated) return []
    const message = {
      id: 'Di {name}, {promoted} dari {all} kiriman Anda bulan ini membawa tautan sendiri. Ikutlah bercakap-cakap dahulu di sana, dan simpan yang ini untuk nanti.',
      en: 'In {name}, {promoted} of your {all} {all|post|posts} this month brought a link of your own. Take part in the talk there first, and keep this one for later.',
    }
    const values = { name: community.name, promoted, all: said.length }
    return [finding(promotionInCommunity, draft, whole(draft), message, { values })]
  },
}

function lately({ community, earlier = [], now }: Facts): NonNullable<Facts['earlier']> {
  const from = (now?.getTime() ?? Number.POSITIVE_INFINITY) - lookBackDays.community * 86_400_000
  return earlier.filter(({ channel, at }) => channel === community?.channel && at.getTime() >= from)
}
