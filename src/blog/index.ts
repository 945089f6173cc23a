export {
  type ArticleName,
  type ArticleRow,
  type ArticleWords,
  articleAt,
  articleNames,
  articlesBetween,
  articlesPlanned,
  articleTags,
  authorOfArticle,
  type CalendarArticle,
  createArticle,
  deleteArticle,
  type FirstArticles,
  findArticle,
  findRevision,
  firstArticles,
  type ListedArticle,
  listRevisions,
  pageOfArticles,
  permalinkOf,
  type Rhythm,
  restoreArticle,
  rhythmOf,
  saveArticle,
  slugFollows,
} from './article.ts'
export { countWords, summaryOf } from './brief.ts'
export {
  assertDestination,
  type DestinationOutcome,
  type Destinations,
  publishToDestinations,
  retractFromDestinations,
} from './destinations.ts'
export { articleFindings } from './findings.ts'
export { articleTexts, type TagUse, tagsSaying } from './found.ts'
export { homeLink, sharedFor } from './home-link.ts'
export { renewPages, renewPagesWith } from './kept-page.ts'
export { passages } from './markdown/index.ts'
export { nameArticles } from './names.ts'
export { previewArticle, previewBrand } from './preview.ts'
export { dueArticles, nextArticle, publishArticle, publishDue, unpublishArticle } from './publish.ts'
export { openReader, type Page, type Reader } from './reader.ts'
export { reassignArticles } from './reassign.ts'
export { countScheduled } from './settle.ts'
export { freeSlug, slugify } from './slug.ts'
