/** What a theme is: how the pages of a blog are drawn. The words and what programs read of a page are the blog's (blog/pages). */
import type { Html } from '../core/html.ts'
import type { TypefaceId } from '../core/typefaces.ts'
import type { Language, Words } from '../core/words.ts'
import type { PublishedSeries } from '../db/tables.ts'
import type { ShownPicture } from '../media/index.ts'

/** A theme: a folder of this one, and a line in the register. */
export interface Theme {
  /** Its folder's name, which is stored. */
  id: string
  /** What people call it, and for whom it is. */
  name: string
  about: Words
  /** Its own part of the style file, behind what all themes share. Of colours it knows the tokens alone (tokens.ts). */
  style: string
  /** Its typefaces, unless the brand has chosen others; missing: it brings its own. */
  fonts?: ThemeFonts
  templates: Templates
}

/** The typefaces of a theme (typefaces.ts). */
export interface ThemeFonts {
  /** Of titles and of what is largest: `var(--display)`. */
  display: TypefaceId
  /** Of what is read: `var(--text)`. */
  text: TypefaceId
  /** Every page's first words are in italics too. */
  beginsItalic?: true
}

/** A file of a typeface, of those that themes/fonts.ts serves. */
export interface Font {
  family: string
  /** The name of the file below `/fonts/`. */
  file: string
  italic?: true
  /** Weights that it has, as CSS says them: `200 900`. */
  weights: string
  /** Widths that it has, as CSS says them: `75% 100%`. */
  widths?: string
}

/** What each page's `<main>` holds. */
export type Templates = {
  readonly [Kind in PageView['kind']]: (view: Extract<PageView, { kind: Kind }>, site: ThemeSite) => Html
}

/** What is seen on a page. */
export type PageView =
  | HomeView
  | ArticleView<'article'>
  | ArticleView<'note'>
  | ArticleView<'page'>
  | CollectionView<'tag'>
  | CollectionView<'author'>
  | CollectionView<'series'>
  | ArchiveView
  | SearchView
  | LostView
  | FreshView

/** What every page knows of the one who speaks. */
export interface ThemeSite {
  /** The blog's address, without a slash at its end. */
  home: string
  name: string
  promise: string
  productSite: string
  language: Language
  /** IANA name: dates are said in the owner's zone. */
  timeZone: string
  /** Address of the logo. */
  logo: string | null
  /** The brand's profiles elsewhere. */
  profiles: readonly { label: string; url: string }[]
  menu: readonly MenuItem[]
  footer: { words: string; links: readonly MenuItem[] }
}

/** A link of the menu, or of the foot. */
export interface MenuItem {
  label: string
  /** Below home with its slash, or whole for one that leads away. */
  address: string
  /** It leads to what the brand sells. */
  product?: true
}

/** An article or a note as lists show it. */
export interface Teaser {
  kind: 'article' | 'note'
  slug: string
  /** Its title, or a note's first words. */
  name: string
  excerpt: string
  language: Language
  publishedAt: Date | null
  pinned: boolean
  /** Its first tag. */
  tag: string | undefined
  /** The name of its series. */
  series: string | undefined
  /** How long it takes to read. */
  minutes: number
  picture: ShownPicture | undefined
  /** A note's whole text, where a page shows it. */
  body: Html | undefined
}

/** The front page, and those behind it. */
export interface HomeView {
  kind: 'home'
  /** What is pinned first, then the newest. */
  list: readonly Teaser[]
  page: number
  pages: number
  /** The series of the newest article that is in one. */
  series: SeriesView | undefined
  /** Tags of what is shown, the most frequent first. */
  tags: readonly string[]
}

/** An article, a page or a note as its readers see it. */
export interface ArticleView<Kind extends 'article' | 'page' | 'note' = 'article' | 'page' | 'note'> {
  kind: Kind
  slug: string
  title: string
  /** Its title, or a note's first words. */
  name: string
  /** What its writer said of it, or else its first words. */
  summary: string
  /** The summary is its writer's own: readers see it below the title. */
  ownSummary: boolean
  /** Clean HTML, from the Markdown renderer: the same whatever the theme. */
  body: string
  tags: readonly string[]
  language: Language
  words: number
  publishedAt: Date | null
  modifiedAt: Date | null
  series: PublishedSeries | null
  /** At its head: a file of the media store, with its size in pixels. */
  picture?: (ShownPicture & { alt: string; caption: string }) | undefined
  /** Who wrote it; nobody: the brand. */
  writers: readonly WriterView[]
  /** The same in other languages, by language. */
  translations: readonly TranslationView[]
  /** Copies on networks: syndication links. */
  copies: readonly { label: string; url: string }[]
  further: Further
  /** It is a draft, which the page says. */
  draft: boolean
}

/** An article in another language. `title`: empty for a note. */
export interface TranslationView {
  slug: string
  language: Language
  title: string
}

/** Who wrote an article. */
export interface WriterView {
  name: string
  slug: string
  bio: string
  url: string
  /** The file of their picture. */
  face?: string | undefined
}

/** A series as its parts and the front page show it. */
export interface SeriesView {
  name: string
  slug: string
  /** Some of its parts, in their order; the number of the first; how many there are. */
  parts: readonly { slug: string; name: string }[]
  start: number
  count: number
}

/** Where one goes on from an article. */
export interface Further {
  next?: Teaser | undefined
  related?: readonly Teaser[]
  series?: SeriesView | undefined
}

/** Articles that have something in common. */
export interface CollectionView<Kind extends 'tag' | 'author' | 'series' = 'tag' | 'author' | 'series'> {
  kind: Kind
  /** Its heading. */
  title: string
  /** Its first page, below home, with its slash. */
  base: string
  /** Of an author's page. */
  author: WriterView | undefined
  /** How many there are. */
  count: number
  list: readonly Teaser[]
  /** The number of the first one, in a list that is counted. */
  start: number | undefined
  page: number
  pages: number
}

/** All that was published in a year. */
export interface ArchiveView {
  kind: 'archive'
  title: string
  years: readonly { year: number; n: number }[]
  /** The year that is shown; nothing was published yet without one. */
  year: number | undefined
  list: readonly Teaser[]
  page: number
  pages: number
}

/** The search: its form, and what was found. */
export interface SearchView {
  kind: 'search'
  found:
    | {
        q: string
        list: readonly Teaser[]
        /** Where the next page begins; `null`: there is none. */
        next: string | null
      }
    | undefined
}

/** An address that leads nowhere, with some articles to go on with. */
export interface LostView {
  kind: 'lost'
  list: readonly Teaser[]
}

/** Before anybody has set the program up. */
export interface FreshView {
  kind: 'fresh'
}
