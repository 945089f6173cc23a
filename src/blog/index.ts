export {
  type ArticleRow,
  type ArticleWords,
  articlesBetween,
  articlesPlanned,
  articleTags,
  authorOfArticle,
  type CalendarArticle,
  createArticle,
  deleteArticle,
  findArticle,
  findRevision,
  type ListedArticle,
  listArticles,
  listRevisions,
  pageOfArticles,
  permalinkOf,
  type Rhythm,
  restoreArticle,
  rhythmOf,
  saveArticle,
} from './article.ts'
export { countWords, summaryOf } from './brief.ts'
export {
  addEvergreen,
  changeEvergreen,
  dueEvergreens,
  type EvergreenChoice,
  type EvergreenRow,
  goRound,
  listEvergreens,
  removeEvergreen,
} from './evergreen.ts'
export { articleFindings } from './findings.ts'
export { handOverArticles } from './hand-over.ts'
export { homeLink, sharedFor } from './home-link.ts'
export {
  articlesAt,
  type HomeOutcome,
  type Homes,
  leaveHomes,
  proposeFromHome,
  publishHomes,
} from './homes.ts'
export { renewPages } from './kept-page.ts'
export { nameArticles, nameFeeds } from './names.ts'
export {
  addFeed,
  changeFeed,
  dueFeeds,
  type FeedItemRow,
  type FeedItemView,
  type FeedRow,
  itemsOfFeed,
  listFeeds,
  lookAtFeed,
  pageOfItems,
  proposeFromFeed,
  readFeed,
  removeFeed,
} from './own-feeds.ts'
export { previewArticle } from './preview.ts'
export { dueArticles, publishArticle, publishDue, unpublishArticle } from './publish.ts'
export { openReader, type Page, type Reader } from './reader.ts'
export { freeSlug, slugify } from './slug.ts'
export { homeWorkspace } from './whose.ts'
