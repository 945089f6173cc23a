import { findMentions } from '../core/text/entities.ts'
import type { Check } from './check.ts'
import { finding } from './finding.ts'

const facts = { acquaintances: ['@budi', 'sari.bsky.social'] }

/** People who don't know us are not called on to look at our posts. */
export const mentionsOfStrangers: Check = {
  id: 'mentions-of-strangers',
  pillar: 'manners',
  severity: 'warning',
  title: { id: 'Menyebut orang yang tidak kenal Anda', en: 'Mentions of strangers' },
  why: {
    id: 'Sebutan mengirim pemberitahuan. Menyebut orang yang belum pernah bercakap-cakap dengan Anda, apalagi beberapa sekaligus, terasa seperti menarik lengan orang di jalan. Sebutlah orang yang terlibat; kalau ingin memberi penghargaan kepada satu orang, pastikan ia akan senang.',
    en: 'A mention sends a notification. Mentioning people who never talked with you, several of them above all, feels like pulling at sleeves in the street. Mention those who take part; if you want to credit somebody, make sure that they will like it.',
  },
  good: [
    { draft: { text: 'Terima kasih @budi dan @Sari.bsky.social!' }, facts },
    {
      draft: { text: 'Kami @kopirina' },
      facts: { ...facts, brand: { name: 'K', handles: ['kopirina'], homeLinks: [] } },
    },
    {
      draft: { text: '@tono betul!', reply: true },
      facts: { ...facts, conversation: { text: '', asksForLink: false, people: ['tono'] } },
    },
    { draft: { text: 'Surel: halo@kopirina.id' }, facts },
    { draft: { text: 'Halo @siapa' } },
  ],
  bad: [
    { draft: { text: 'Coba kopi kami @jokowi @prabowo' }, facts },
    { draft: { text: 'Resep dari @chefterkenal' }, facts, severity: 'hint' },
  ],
  run(draft, { acquaintances, brand, conversation }) {
    if (!acquaintances) return []
    const known = new Set(
      [...acquaintances, ...(brand?.handles ?? []), ...(conversation?.people ?? [])].map((handle) =>
        handle.replace(/^@/, '').toLowerCase(),
      ),
    )
    const strangers = findMentions(draft.text).filter(({ value }) => !known.has(value.toLowerCase()))
    const several = new Set(strangers.map(({ value }) => value.toLowerCase())).size > 1
    return strangers.map((stranger) =>
      finding(
        mentionsOfStrangers,
        draft,
        stranger,
        {
          id: '@{handle} belum pernah bercakap-cakap dengan Anda, tetapi akan mendapat pemberitahuan. Sebutlah hanya kalau kiriman ini memang tentang dia atau untuknya.',
          en: '@{handle} never talked with you, but will be notified. Mention only people whom this post is about or for.',
        },
        { values: { handle: stranger.value }, severity: several ? 'warning' : 'hint' },
      ),
    )
  },
}
