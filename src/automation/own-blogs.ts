/** Articles of blogs of one's own elsewhere, to make teasers from. */
import { assertDestination } from '../blog/index.ts'
import { inOurWords, listChannels, withSession } from '../channels/index.ts'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { foreignAddress, foreignId, foreignInstant, foreignLine, foreignText } from '../core/text/foreign.ts'
import { inWorkspace } from '../db/client.ts'
import { needed, type RemoteArticle, type RemoteArticles } from '../networks/network.ts'
import { proposeTeaser } from '../publishing/index.ts'
import { record } from '../team/index.ts'
import { propose } from './proposals.ts'

/** The articles that stand on a connected blog, newest first. @throws Problem `rejected` where it can't be read */
export function articlesAt(context: Context, actor: Actor, channelId: string, cursor: string): Promise<RemoteArticles> {
  return withSession(context, actor.workspaceId, channelId, async (session, { network }) => {
    const blog = needed(network.blog)
    const page = await inOurWords(network, () => blog.fetch(cursor, session))
    return { ...page, articles: page.articles.flatMap((article) => foreignArticle(article, context.clock.now()) ?? []) }
  })
}

/** With its texts clean and bounded, as all that others write; `undefined` where its address leads to no page. */
function foreignArticle(article: RemoteArticle, now: Date): RemoteArticle | undefined {
  const permalink = foreignAddress(article.permalink)
  if (!permalink || !/^https?:/i.test(permalink)) return undefined
  return {
    ...article,
    remoteId: foreignId(article.remoteId),
    permalink,
    title: foreignLine(article.title),
    summary: foreignText(article.summary, 2000),
    tags: article.tags.slice(0, 50).flatMap((tag) => foreignLine(tag, 100) || []),
    publishedAt: foreignInstant(article.publishedAt, now),
  }
}

/**
 * Prepares a teaser of an article on a connected blog, for all other channels; a person looks at it.
 * @throws Problem `conflict` where it was prepared before; `wrong-input` where there is no other channel
 */
export async function proposeFromHome(
  context: Context,
  actor: Actor,
  channelId: string,
  article: { remoteId: string; permalink: string; title: string; summary: string; tags: readonly string[] },
): Promise<void> {
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await assertDestination(context, tx, channelId)
    const others = (await listChannels(context, tx)).filter(({ id }) => id !== channelId)
    if (!others.length) throw new Problem('wrong-input', noOther, { field: 'channelId' })
    const { title, summary, tags, permalink: url } = article
    const link = { url, title, description: summary }
    const texts = others.map((channel) => ({
      channelId: channel.id,
      text: proposeTeaser(channel, { title, summary, link, tags }),
    }))
    const given = { origin: 'home' as const, originId: channelId, key: article.remoteId, title, link, tags, texts }
    const made = await propose(context, tx, actor, given, { link, title, tags }, true)
    if (!made) throw new Problem('conflict', before)
    await record(tx, actor, 'proposal.make', made.id, { title })
  })
  context.bus.tell(actor.workspaceId, 'automatic')
  context.bus.tell(actor.workspaceId, 'deliveries')
}

const noOther = {
  id: 'Belum ada saluran lain untuk membagikannya. Hubungkan satu dahulu.',
  en: 'There is no other channel to share it on. Connect one first.',
}
const before = {
  id: 'Kirimannya sudah pernah diusulkan. Lihat Usulan kiriman, atau Kiriman.',
  en: 'A post for it was suggested before. Look at Suggested posts, or at Posts.',
}
