export { addAddress, articleBy, removeAddress } from './addresses.ts'
export { type Answer, answerOf } from './answer.ts'
export {
  type ArticleName,
  type ArticleRow,
  articleAt,
  articleNames,
  articlesBetween,
  articlesById,
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
  seriesNames,
  slugFollows,
} from './article.ts'
export type { ArticleWords } from './article-words.ts'
export {
  type AuthorRow,
  type AuthorWords,
  authorNamed,
  createAuthor,
  deleteAuthor,
  type ListedAuthor,
  listAuthors,
  saveAuthor,
} from './authors.ts'
export { countWords, nameOf, summaryOf } from './brief.ts'
export {
  type Brought,
  bringArticle,
  bringArticles,
  latestPlan,
  planSlugs,
  putBackWords,
  renewArticle,
  takeBackArticle,
  takeBackAuthor,
  tellBrought,
  tellComing,
} from './bring.ts'
export { type BroughtComment, joinThreads, keepComments } from './comments.ts'
export { articlesByDay, type Span, type SpanDay } from './days.ts'
export {
  assertDestination,
  type DestinationOutcome,
  type Destinations,
  publishToDestinations,
  retractFromDestinations,
} from './destinations.ts'
export { type Draft, nearestDraft, pageOfDrafts, readySteps } from './drafts.ts'
export { articleFindings } from './findings.ts'
export { articleTexts, type TagUse, tagsSaying } from './found.ts'
export { homeLink, sharedFor } from './home-link.ts'
export { howFound } from './how-found.ts'
export { renewPages, renewPagesWith } from './kept-page.ts'
export { draftLegalPages, type LegalDraft } from './legal.ts'
export { passages } from './markdown/index.ts'
export { nameArticles } from './names.ts'
export { chooseBlogAddress } from './own-address.ts'
export { previewOverPage } from './pages/preview-over.ts'
export { previewArticle, previewBrand, previewPages, previewTheme, previewWords } from './preview.ts'
export {
  endPreviewLink,
  listPreviewLinks,
  makePreviewLink,
  openPreviewLink,
  type PreviewDays,
  type PreviewFound,
  type PreviewLink,
  previewDays,
  resumePreviewLink,
} from './preview-links.ts'
export { dueArticles, nextArticle, publishArticle, publishDue, unpublishArticle } from './publish.ts'
export { pagesToLinkTo } from './published.ts'
export { openReader, type Page, type Reader, sentOf } from './reader.ts'
export { reassignArticles } from './reassign.ts'
export { addRedirects, forgetRedirects, type Redirect, redirectPath } from './redirects.ts'
export * from './replace/index.ts'
export { countScheduled } from './settle.ts'
export { freeSlug, slugify } from './slug.ts'
export { type SlugChoice, slugChoice } from './slug-choice.ts'
export {
  joinTranslations,
  leaveTranslations,
  type Translation,
  translateArticle,
  translationsOf,
} from './translations.ts'
export {
  allAuthors,
  eachWhole,
  htmlOfWhole,
  leftRedirects,
  oneWhole,
  type WholeArticle,
  type WholeAuthor,
  type WholeComment,
  type WholePicture,
} from './whole.ts'
