import type { Check } from './check.ts'
import { finding, whole } from './finding.ts'

/** A post says or shows something. */
export const emptyPost: Check = {
  id: 'empty-post',
  pillar: 'limits',
  severity: 'error',
  title: { id: 'Kiriman kosong', en: 'An empty post' },
  why: {
    id: 'Kiriman tanpa teks, gambar, dan tautan ditolak oleh setiap jejaring. Spasi dan karakter yang tidak terlihat juga bukan isi.',
    en: 'Every network refuses a post without text, picture or link. Spaces and characters that one cannot see are nothing either.',
  },
  good: [
    { draft: { text: 'Halo' } },
    { draft: { text: '', pictures: [{ alt: 'Kebun kopi' }] } },
    { draft: { text: '', link: 'https://kopirina.id/' } },
    { draft: { text: '🙂' } },
  ],
  bad: [{ draft: { text: '' } }, { draft: { text: ' \n\t' } }, { draft: { text: '\u200b\u2060', pictures: [] } }],
  run(draft) {
    const visible = draft.text.replace(/[\s\p{Cf}\p{Cc}\u2800\u3164]/gu, '')
    if (visible !== '' || draft.link || (draft.pictures ?? []).length > 0) return []
    const message = {
      id: 'Kiriman ini masih kosong. Tulislah sesuatu, atau tambahkan gambar atau tautan.',
      en: 'This post is still empty. Write something, or add a picture or a link.',
    }
    return [finding(emptyPost, draft, whole(draft), message)]
  },
}
