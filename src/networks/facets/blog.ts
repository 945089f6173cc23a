import type { Session } from './tools.ts'

/** A blog itself: it takes whole articles (`Post.article`), and has some to make teasers from. */
export interface BlogFacet {
  /** The articles that stand there, newest first. */
  fetch(cursor: string, session: Session): Promise<RemoteArticles>
}

/** An article that stands on a blog of somebody's own, to make teasers from. */
export interface RemoteArticle {
  remoteId: string
  permalink: string
  title: string
  summary: string
  tags: readonly string[]
  language?: string
  publishedAt: Date
}

/** One page of articles, newest first; a `cursor` where there are older ones. */
export interface RemoteArticles {
  articles: readonly RemoteArticle[]
  cursor?: string
}
