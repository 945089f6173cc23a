import type { Words } from '../../core/words.ts'

/** What the blog says around the articles. */
export const blogWords = {
  readNext: { id: 'Baca berikutnya', en: 'Read next' },
  newer: { id: 'Lebih baru', en: 'Newer' },
  older: { id: 'Lebih lama', en: 'Older' },
  feed: { id: 'Langganan lewat feed', en: 'Subscribe by feed' },
  home: { id: 'Semua tulisan', en: 'All articles' },
  productSite: { id: 'Kunjungi {site}', en: 'Visit {site}' },
  alsoOn: { id: 'Dibicarakan di', en: 'Talked about on' },
  findUs: { id: 'Temui kami di', en: 'Find us on' },
  tagged: { id: 'Tulisan tentang {tag}', en: 'Articles about {tag}' },
  minutes: { id: '{n} menit baca', en: '{n} min read' },
  notFoundTitle: { id: 'Halaman ini tidak ada', en: 'There is no such page' },
  notFound: {
    id: 'Alamatnya mungkin salah ketik, atau tulisannya sudah ditarik.',
    en: 'The address may be mistyped, or the article has been taken back.',
  },
  emptyTitle: { id: 'Belum ada tulisan', en: 'Nothing published yet' },
  empty: {
    id: 'Tulisan pertama sedang disiapkan. Silakan kembali lagi.',
    en: 'The first article is on its way. Please come back.',
  },
  newTitle: { id: 'Blog ini baru saja dibuat', en: 'This blog is brand new' },
  fresh: {
    id: 'Blog ini belum disiapkan. Pemiliknya dapat memulai di panel.',
    en: 'This blog is not set up yet. Its owner can begin in the panel.',
  },
  toPanel: { id: 'Buka panel', en: 'Open the panel' },
  skip: { id: 'Langsung ke isi', en: 'Skip to the content' },
  draft: { id: 'Pratinjau: beginilah halamannya setelah terbit', en: 'Preview: the page as it will be published' },
} satisfies Record<string, Words>
