/** Articles and their revisions. */
import { z } from '@hono/zod-openapi'
import { canBeTag, longestInput, noTag } from '../../core/input-limits.ts'
import { finding, id, instant, language, next, plannedInstant, words } from './shared.ts'

/** `scheduled` and `published` say what readers see, not whether newer words wait. */
export const articleState = z.enum(['draft', 'scheduled', 'published'])

/** In the blog's course of time; beside it (an about page); in it, without a title. */
export const articleKind = z.enum(['article', 'page', 'note'])

/** An article in a list: no words, only how many. `title`: of a note its first words. */
export const articleSummary = z.object({
  id,
  kind: articleKind,
  title: z.string(),
  slug: z.string(),
  language,
  state: articleState,
  summary: z.string(),
  tags: z.array(z.string()),
  words: z.number(),
  /** Where it is or will be read. */
  permalink: z.string(),
  publishAt: instant.nullable(),
  publishedAt: instant.nullable(),
  updatedAt: instant,
  deletedAt: instant.nullable(),
  /** It stands first on the front page. */
  pinned: z.boolean(),
  /** Ids of its authors, the first one first. */
  authors: z.array(id),
})

/** The picture at an article's head. */
export const headPicture = z.object({
  media: id,
  alt: z.string().max(longestInput.alt),
  caption: z.string().max(longestInput.caption),
})

/** The same article in another language. `title`: of a note its first words. */
export const articleTranslation = z.object({
  id,
  title: z.string(),
  language,
  state: articleState,
  permalink: z.string(),
})

/** `GET /api/articles?q=&state=&kind=&tag=&author=&language=&pinned=true&cursor=`, newest change first */
export const articlePage = z.object({ articles: z.array(articleSummary), next })
/** `GET /api/article-tags` */
export const articleTags = z.object({ tags: z.array(z.string()) })
/** `GET /api/article-series` */
export const articleSeries = z.object({ series: z.array(z.string()) })

/** `POST /api/articles` → 201, `GET /api/articles/:id`; `DELETE` (soft) and `POST …/restore` answer it too */
export const article = articleSummary.extend({
  /** As it was typed: empty for a note. */
  title: z.string(),
  markdown: z.string(),
  picture: headPicture.nullable(),
  /** The name of the series that it is a part of; empty for none. */
  series: z.string(),
  part: z.number().nullable(),
  /** Counts up with each saved change; a save names the version it is based on. */
  version: z.number(),
  /** Saved after it was published, and not published again yet: readers see the older words. */
  changed: z.boolean(),
  /** The blog that it lives on instead of the built-in one. */
  homeChannelId: id.nullable(),
  /** The address is made from the title and follows it until readers have it: a save need not name it. */
  slugFollows: z.boolean(),
  /** Whose it is: some roles publish their own only. */
  by: z.string(),
  /** Its translations, by language; without itself. */
  translations: z.array(articleTranslation),
})

/**
 * `PUT /api/articles/:id` → the article with its new version. When `base` is not the newest version: 409, kind
 * `conflict`, `current` = the article as it is now; nothing is overwritten (a save of the same words is no conflict).
 */
export const articleSave = z.object({
  base: z.number().int().min(0),
  title: z.string().max(longestInput.title),
  markdown: z.string().max(longestInput.markdown),
  summary: z.string().max(longestInput.summary),
  tags: z
    .array(
      z
        .string()
        .trim()
        .min(1)
        .max(longestInput.tag)
        .refine(canBeTag, { params: { words: noTag } }),
    )
    .max(longestInput.tags),
  language,
  /** Empty: made from the title. */
  slug: z.string().max(longestInput.slug),
  // Missing: as it stands.
  picture: headPicture.nullable().optional(),
  authors: z.array(id).max(longestInput.authors).optional(),
  series: z.string().trim().max(longestInput.series).optional(),
  part: z.number().int().min(1).max(longestInput.part).nullable().optional(),
  kind: articleKind.optional(),
  pinned: z.boolean().optional(),
})
/** With an `id` of the caller's own (a random UUID), the same request twice makes one article. */
export const articleCreate = articleSave.omit({ base: true }).extend({ id }).partial()

/**
 * `POST /api/articles/:id/translations` → 201, a draft of it in another language, with what is written now. With an `id` of the caller's own
 * (a random UUID), the same request twice makes one.
 */
export const articleTranslate = z.object({ language, id: id.optional() })
/** `POST /api/articles/:id/translations/join` → the article; `POST …/translations/leave` takes it out of them. */
export const articleJoin = z.object({ article: id })

/** `GET /api/articles/:id/revisions` → `{ revisions }`; `GET /api/articles/:id/revisions/:version` → `revision` */
export const revisionSummary = z.object({
  version: z.number(),
  title: z.string(),
  savedAt: instant,
  words: z.number(),
  by: z.string(),
})
/** An earlier version with its words. */
export const revision = revisionSummary.extend({
  markdown: z.string(),
  /** `null`: saved before this was kept. */
  summary: z.string().nullable(),
  tags: z.array(z.string()).nullable(),
})

const articleName = z.object({ id, title: z.string(), permalink: z.url() })
/**
 * `GET /api/articles/:id/found`: what searches and cards show of it, as it is written now. `card`: `null` until it is published.
 * `earlier`: addresses that lead here. `leadsTo`: articles here that it links to. `related`: published ones that are like it and that
 * it does not link to.
 */
export const articleFound = z.object({
  site: z.string(),
  description: z.string(),
  canonical: z.url(),
  card: z.url().nullable(),
  earlier: z.array(z.string()),
  sameName: z.array(articleName),
  leadsTo: z.array(articleName),
  related: z.array(articleName),
  /** What readers find that leads here, the newest first: twenty at most. */
  linkedFrom: z.array(articleName),
  /** How much that is, in all. */
  linkedFromAll: z.number(),
  /** Older articles that are like it and don't lead here yet. */
  couldLink: z.array(articleName),
})

/** `POST /api/articles/:id/addresses`: a path from `/`, or a whole address of the blog. */
export const articleAddress = z.object({ path: z.string().min(1).max(longestInput.address) })
/** All that lead to the article beside its own address. */
export const articleAddresses = z.object({ earlier: z.array(z.string()) })

/** `POST /api/articles/:id/publish` `{}` now, or `{at}`; `POST …/unpublish`. Both answer the article. */
export const articlePublish = z.object({
  at: plannedInstant.optional(),
  /** Other blogs: the one that it lives on instead of the built-in one, and those that get it besides. Missing: as before. */
  homes: z.object({ instead: id.nullable(), besides: z.array(id).max(20) }).optional(),
})
/** What became of the copies on other blogs. */
export const destinationOutcome = z.object({ channelId: id, problem: words.nullable() })
/** `POST /api/articles/:id/publish` and `…/unpublish` answer the article with these. */
export const articlePublished = article.extend({ homes: z.array(destinationOutcome) })

/** `GET /api/channels/:id/articles?cursor=` → what stands on a connected blog, newest first */
export const remoteArticle = z.object({
  remoteId: z.string().max(500),
  permalink: z.url({ protocol: /^https?$/ }).max(2000),
  title: z.string().max(300),
  summary: z.string().max(2000),
  tags: z.array(z.string().max(100)).max(50),
  publishedAt: instant,
})
/**
 * `GET /api/channels/:id/articles` → what stands on another blog. `cursor`: where the next page begins; `null`: there is
 * none.
 */
export const remoteArticles = z.object({ articles: z.array(remoteArticle), cursor: z.string().nullable() })
/** `GET /api/articles/:id/findings` → what the checks say of the words as they are written now */
export const articleFindings = z.object({ findings: z.array(finding) })
// `GET /api/articles/:id/preview` answers the blog page as HTML (for a frame).

/** `GET /api/authors` → `{ authors }`, by name */
export const author = z.object({
  id,
  name: z.string(),
  slug: z.string(),
  bio: z.string(),
  url: z.string(),
  picture: id.nullable(),
  /** Where their articles are read. */
  permalink: z.string(),
  /** How many articles name them, drafts too. */
  articles: z.number(),
})
/** All authors of the blog. */
export const authors = z.object({ authors: z.array(author) })
/** `POST /api/authors` → 201, `PUT /api/authors/:id` */
export const authorSave = z.object({
  name: z.string().trim().min(1).max(longestInput.authorName),
  /** Empty: made from the name. */
  slug: z.string().max(longestInput.slug).default(''),
  bio: z.string().trim().max(longestInput.bio).default(''),
  /** Their own page elsewhere. */
  url: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(2000)]).default(''),
  picture: id.nullable().default(null),
})

/** `GET /api/articles/:id/address?slug=` → what a person would get who types that; without one, what the title makes. Nothing is kept by it. */
export const articleSlugQuery = z.object({ slug: z.string().max(longestInput.slug).default('') })
/** `taken`: why it is another one than `wanted`. An article that has it, or had it (`earlier`); without an article: the program itself. */
export const articleSlug = z.object({
  wanted: z.string(),
  free: z.string(),
  /** Where the article would be read. */
  permalink: z.string(),
  taken: z
    .object({
      article: z
        .object({ id, title: z.string(), kind: articleKind, deleted: z.boolean(), earlier: z.boolean() })
        .nullable(),
    })
    .nullable(),
})

export type ArticleSlug = z.infer<typeof articleSlug>
export type ArticleKind = z.infer<typeof articleKind>
export type HeadPicture = z.infer<typeof headPicture>
export type Author = z.infer<typeof author>
export type Authors = z.infer<typeof authors>
export type AuthorSave = z.input<typeof authorSave>
export type ArticleState = z.infer<typeof articleState>
export type ArticleAddresses = z.infer<typeof articleAddresses>
export type ArticleFound = z.infer<typeof articleFound>
export type ArticlePage = z.infer<typeof articlePage>
export type ArticleTags = z.infer<typeof articleTags>
export type ArticleSeries = z.infer<typeof articleSeries>
export type ArticleSummary = z.infer<typeof articleSummary>
export type ArticlePublish = z.infer<typeof articlePublish>
export type ArticlePublished = z.infer<typeof articlePublished>
export type ArticleFindings = z.infer<typeof articleFindings>
export type RemoteArticles = z.infer<typeof remoteArticles>
export type Article = z.infer<typeof article>
export type ArticleTranslation = z.infer<typeof articleTranslation>
export type ArticleTranslate = z.infer<typeof articleTranslate>
export type ArticleJoin = z.infer<typeof articleJoin>
export type ArticleSave = z.infer<typeof articleSave>
export type ArticleCreate = z.infer<typeof articleCreate>
export type RevisionSummary = z.infer<typeof revisionSummary>
export type Revision = z.infer<typeof revision>
