import type { Check } from './check.ts'
import { finding, whole } from './finding.ts'
import { addressesOf, hostOf } from './text.ts'

const brand = { name: 'Kopi Rina', handles: ['@kopirina'], homeLinks: ['https://kopirina.id/'] }

const inProfile =
  /\b(?:(?:link|tautan|taut)\w*\s+(?:ada\s+)?(?:di|pada|in)\s+(?:the\s+|my\s+|our\s+)?(?:bio|profil|profile|komentar|comments?|balasan|repl(?:y|ies))|(?:cek|lihat|klik|check|see)\s+(?:the\s+|our\s+)?(?:bio|profil|profile))/iu

/** Every post tells where to find more. */
export const whereToFindMore: Check = {
  id: 'where-to-find-more',
  pillar: 'home',
  severity: 'warning',
  title: { id: 'Ke mana mencari lebih banyak', en: 'Where to find more' },
  why: {
    id: 'Kiriman pendek membangkitkan rasa ingin tahu; blog Anda yang menjawabnya. Beri pembaca jalan ke sana: tautan, kartu tautan, alamat yang ditulis, atau keterangan bahwa tautannya ada di profil. Jawaban kepada orang tidak memerlukannya.',
    en: 'A short post wakes curiosity; your blog answers it. Give readers the way there: a link, a link card, an address written out, or the word that the link is in the profile. An answer to a person does not need one.',
  },
  good: [
    { draft: { text: 'Cerita lengkapnya: https://kopirina.id/gayo' }, facts: { brand } },
    { draft: { text: 'Cerita lengkapnya di blog.', link: 'https://kopirina.id/gayo', card: true }, facts: { brand } },
    { draft: { text: 'Cerita lengkapnya ada di kopirina.id ya.' }, facts: { brand } },
    { draft: { text: 'The whole story: link in our bio.' }, facts: { brand } },
    { draft: { text: 'Sama-sama!', reply: true }, facts: { brand } },
    { draft: { text: 'Tautannya di komentar pertama.', further: ['https://kopirina.id/gayo'] }, facts: { brand } },
  ],
  bad: [
    {
      draft: { text: 'Kopi Rina punya cerita dari Gayo.' },
      facts: { brand },
      mended: 'Kopi Rina punya cerita dari Gayo.\n\nhttps://kopirina.id/',
    },
    {
      draft: { text: 'Kopi Rina has a story from Gayo. ' },
      facts: { brand },
      mended: 'Kopi Rina has a story from Gayo.\n\nhttps://kopirina.id/',
    },
  ],
  run(draft, { brand }) {
    const home = brand?.homeLinks[0]
    if (!brand || home === undefined || draft.reply || draft.text.trim() === '') return []
    if (addressesOf(draft).length > 0 || inProfile.test(draft.text)) return []
    const written = draft.text.toLowerCase()
    if (brand.homeLinks.some((link) => hostOf(link) !== '' && written.includes(hostOf(link)))) return []
    const canMend = /^https?:\/\//i.test(home)
    return [
      finding(
        whereToFindMore,
        draft,
        whole(draft),
        {
          id: 'Pembaca yang tertarik tidak tahu harus ke mana. Tambahkan tautan ke artikel atau rumah Anda ({home}).',
          en: 'Readers who want more do not know where to go. Add a link to the article or to your home ({home}).',
        },
        { values: { home }, mend: canMend ? `${draft.text.trimEnd()}\n\n${home}` : undefined },
      ),
    ]
  },
}
