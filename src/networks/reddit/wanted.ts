import type { Words } from '../../core/words.ts'

/** Said before a post is sent, where the community told so, and after Reddit refused it for that. */
export const flairWanted: Words = {
  id: 'Komunitas ini mewajibkan flair. Pilih salah satu di pilihan Reddit pada kiriman, lalu kirim lagi.',
  en: 'This community wants a flair. Choose one among the post’s Reddit options, then send again.',
}
