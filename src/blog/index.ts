export { homeWorkspace } from './answer.ts'
export {
  type ArticleRow,
  type ArticleWords,
  articlesBetween,
  type CalendarArticle,
  createArticle,
  deleteArticle,
  findArticle,
  listArticles,
  listRevisions,
  noSuchArticle,
  permalinkOf,
  restoreArticle,
  saveArticle,
} from './article.ts'
export { homeLink, sharedFor } from './home-link.ts'
export { previewArticle } from './preview.ts'
export { dueArticles, publishArticle, publishDue, unpublishArticle } from './publish.ts'
export { openReader, type Page, type Reader } from './reader.ts'
export { freeSlug, slugify } from './slug.ts'
export { countWords, summaryOf } from './view.ts'
