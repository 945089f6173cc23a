import type { Words } from '../../core/words.ts'

/** What the blog says inside of an article, in the article's language. */
export const bodyWords = {
  footnotes: { id: 'Catatan kaki', en: 'Footnotes' },
  backToReference: { id: 'Kembali ke rujukan {n}', en: 'Back to reference {n}' },
  taskDone: { id: 'Selesai', en: 'Done' },
  taskOpen: { id: 'Belum', en: 'To do' },
  contents: { id: 'Isi tulisan', en: 'Contents' },
  table: { id: 'Tabel', en: 'Table' },
  video: { id: 'Video', en: 'Video' },
  audio: { id: 'Rekaman suara', en: 'Audio recording' },
  note: { id: 'Catatan', en: 'Note' },
  tip: { id: 'Kiat', en: 'Tip' },
  important: { id: 'Penting', en: 'Important' },
  warning: { id: 'Peringatan', en: 'Warning' },
  caution: { id: 'Hati-hati', en: 'Caution' },
  openVideo: { id: 'Tonton di sini. Memutarnya memuat {site}.', en: 'Watch here. Playing it loads {site}.' },
  openAudio: { id: 'Dengarkan di sini. Memutarnya memuat {site}.', en: 'Listen here. Playing it loads {site}.' },
  openPost: {
    id: 'Lihat kiriman ini di sini. Membukanya memuat {site}.',
    en: 'See the post here. Opening it loads {site}.',
  },
  videoFrom: { id: 'Video dari {site}', en: 'Video from {site}' },
  audioFrom: { id: 'Audio dari {site}', en: 'Audio from {site}' },
  postFrom: { id: 'Kiriman dari {site}', en: 'Post from {site}' },
  openThere: { id: 'Di tempat asalnya:', en: 'Where it is from:' },
} satisfies Record<string, Words>
