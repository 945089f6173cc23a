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
} satisfies Record<string, Words>
