import { trusted } from '../core/html.ts'
import type { ArticleView, PageView, Teaser, ThemeSite } from './theme.ts'

const evil = '<evil>&"\''

/** A brand whose name would break a page that did not write it as text. */
export const sampleSite: ThemeSite = {
  home: 'https://blog.example',
  name: `Kopi ${evil}`,
  promise: `Janji ${evil}`,
  productSite: 'https://toko.example',
  language: 'id',
  timeZone: 'Asia/Jakarta',
  logo: null,
  profiles: [{ label: `Jejaring ${evil}`, url: 'https://jejaring.example/@kopi' }],
  menu: [
    { label: 'Arsip', address: '/archive' },
    { label: `Toko ${evil}`, address: 'https://toko.example', product: true },
  ],
  footer: { words: `Kaki ${evil}`, links: [{ label: `Privasi ${evil}`, address: '/privasi' }] },
}

const picture = { file: 'a.jpg', src: '/media/a.jpg', width: 1200, height: 750, sources: [] }

const article = (n: number): Teaser => ({
  kind: 'article',
  slug: `artikel-${n}`,
  name: `Mempertanggungjawabkan ${n} ${evil}`,
  excerpt: `Ringkasan ${evil}`,
  language: 'id',
  publishedAt: new Date(Date.UTC(2026, 0, n + 1)),
  pinned: n === 1,
  tag: n % 2 ? `tag ${evil}` : undefined,
  series: n % 3 ? undefined : `seri ${evil}`,
  minutes: n,
  picture: n % 2 ? picture : undefined,
  body: undefined,
})
const note = (n: number): Teaser => ({
  ...article(n),
  kind: 'note',
  slug: `catatan-${n}`,
  pinned: false,
  body: n % 2 ? trusted('<p>Catatan utuh.</p>') : undefined,
})

const list = [1, 2, 3, 4, 5, 6, 7].flatMap((n) => [article(n), note(n)])
const series = {
  name: `Seri ${evil}`,
  slug: 'seri',
  start: 3,
  count: 40,
  parts: [1, 2, 3].map((n) => ({ slug: `artikel-${n}`, name: `Bagian ${n} ${evil}` })),
}
const writer = {
  name: `Sari ${evil}`,
  slug: 'sari',
  bio: `Petani ${evil}`,
  url: 'https://sari.example/',
  face: 'b.jpg',
}

const view: ArticleView<'article'> = {
  kind: 'article',
  slug: 'artikel-2',
  title: `Judul ${evil}`,
  name: `Judul ${evil}`,
  summary: `Ringkasan ${evil}`,
  ownSummary: true,
  body: '<p>Isi.</p><h2 id="satu">Satu</h2>',
  tags: ['kopi', `tag ${evil}`],
  language: 'id',
  words: 900,
  publishedAt: new Date('2026-01-02T03:04:05Z'),
  modifiedAt: new Date('2026-01-02T03:04:05Z'),
  series: { name: series.name, slug: 'seri', part: 4 },
  picture: { ...picture, alt: `Alt ${evil}`, caption: `Keterangan ${evil}` },
  writers: [writer, { ...writer, slug: 'budi', face: undefined, url: '' }],
  translations: [{ slug: 'article-2', language: 'en', title: `Title ${evil}` }],
  copies: [{ label: `Jejaring ${evil}`, url: 'https://jejaring.example/1' }],
  further: { next: article(3), related: [article(4), article(5)], series },
  draft: false,
}
const bare = { tags: [], series: null, picture: undefined, writers: [], translations: [], copies: [], further: {} }

const collection = {
  base: '/tag/kopi',
  title: `Kopi ${evil}`,
  author: undefined,
  count: 120,
  start: undefined,
  page: 1,
  pages: 2,
}
const years = [
  { year: 2026, n: 24 },
  { year: 2025, n: 3 },
]

/** A page of each kind, full and empty, by what it is. */
export const sampleViews: readonly (readonly [name: string, view: PageView])[] = [
  ['home', { kind: 'home', list, page: 1, pages: 3, series, tags: ['kopi', `tag ${evil}`] }],
  ['home behind the first', { kind: 'home', list, page: 2, pages: 3, series: undefined, tags: [] }],
  ['home before the first article', { kind: 'home', list: [], page: 1, pages: 1, series: undefined, tags: [] }],
  [
    'home of notes alone',
    { kind: 'home', list: list.filter((one) => one.kind === 'note'), page: 1, pages: 1, series: undefined, tags: [] },
  ],
  ['article', view],
  ['article with nothing around it', { ...view, ...bare, ownSummary: false }],
  ['draft', { ...view, ...bare, draft: true, publishedAt: null }],
  ['page', { ...view, kind: 'page', further: {} }],
  ['note', { ...view, kind: 'note', title: '' }],
  ['tag', { ...collection, kind: 'tag', list }],
  ['author', { ...collection, kind: 'author', list, author: writer }],
  [
    'author without an article',
    { ...collection, kind: 'author', list: [], author: { ...writer, face: undefined, bio: '', url: '' } },
  ],
  ['series', { ...collection, kind: 'series', list, start: 101 }],
  ['archive', { kind: 'archive', title: 'Arsip', years, year: 2026, list, page: 1, pages: 2 }],
  [
    'archive without anything',
    { kind: 'archive', title: 'Arsip', years: [], year: undefined, list: [], page: 1, pages: 1 },
  ],
  ['search', { kind: 'search', found: undefined }],
  ['search with results', { kind: 'search', found: { q: evil, list, next: 'abc' } }],
  ['search without results', { kind: 'search', found: { q: evil, list: [], next: null } }],
  ['an address that leads nowhere', { kind: 'lost', list: list.slice(0, 3) }],
  ['a blog that is not set up', { kind: 'fresh' }],
]
