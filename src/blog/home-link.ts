import { createHash } from 'node:crypto'
import type { Actor, Context } from '../context.ts'
import type { LinkCard } from '../core/post.ts'
import { inWorkspace } from '../db/client.ts'
import { asPicture, findMedia, keepDrawn } from '../media/index.ts'
import type { Shared } from '../publishing/index.ts'
import { cardOf } from './answers/card.ts'
import { type ArticleRow, findArticle, permalinkOf } from './article.ts'
import { summaryOf } from './brief.ts'
import { permalinkElsewhere } from './elsewhere.ts'
import { cardSize } from './pages/card.ts'
import { readSite } from './site.ts'

/** What a teaser needs to know about the article that it leads to. */
export interface HomeLink {
  article: ArticleRow
  link: LinkCard
  summary: string
  /** Whether readers can open it now; `undefined`: they will, its time is set, and what leads there waits for it. */
  answers: boolean | undefined
}

/** The way home to an article, with its card as a picture that networks can be given. */
export async function homeLink(context: Context, actor: Actor, articleId: string): Promise<HomeLink> {
  const { article, site, elsewhere } = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const found = await findArticle(tx, articleId)
    return {
      article: found,
      site: await readSite(context, tx, actor.workspaceId),
      elsewhere: await permalinkElsewhere(tx, found),
    }
  })
  const words = article.published ?? article
  const title = article.kind === 'note' ? article.name : words.title
  const id = idOf([
    site.name,
    site.handle,
    site.accent,
    site.paper,
    site.logo ?? '',
    site.home,
    title,
    actor.workspaceId,
  ])
  const summary = summaryOf(words)
  // Until the other blog has it, its address here is where it will be found.
  const url = elsewhere ?? permalinkOf(site.home, article)
  const known = await inWorkspace(context.db, actor.workspaceId, (tx) => findMedia(tx, id))
  const picture =
    known ?? (await keepDrawn(context, actor, id, await cardOf(context, site, title), { ...cardSize, alt: title }))
  const here = article.home_channel_id === null || elsewhere !== undefined
  const coming = article.state === 'scheduled' && article.deleted_at === null
  const answers = coming ? undefined : article.state === 'published' && article.deleted_at === null && here
  return {
    article,
    summary,
    answers,
    link: { url, title, description: summary, picture: asPicture(picture) },
  }
}

/** What the channels of a post that leads to an article share. */
export async function sharedFor(context: Context, actor: Actor, articleId: string): Promise<Shared> {
  const { article, link, answers } = await homeLink(context, actor, articleId)
  const { tags, language } = article.published ?? article
  return { link, linkAnswers: answers, title: link.title, tags, language }
}

/** The same card has the same id, so that it is drawn and stored once (UUID version 8: own hash). */
function idOf(values: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(values)).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
