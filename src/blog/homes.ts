/**
 * Other blogs as homes: a whole article goes there instead of, or besides, the built-in blog. It travels as a delivery like
 * any post, so that it is sent once, corrected at its address, and taken back.
 */
import { type SqlBool, sql } from 'kysely'
import { findChannel, inOurWords, listChannels, withSession } from '../channels/index.ts'
import type { Finding } from '../checks/check.ts'
import type { Actor, Context } from '../context.ts'
import type { ArticleBody } from '../core/post.ts'
import { Problem } from '../core/problem.ts'
import { foreignAddress, foreignId, foreignLine, foreignMoment, foreignText } from '../core/text/foreign.ts'
import type { Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import type { RemoteArticle, RemoteArticles } from '../networks/network.ts'
import {
  cancelDelivery,
  correctDelivery,
  editDelivery,
  propose,
  proposeTeaser,
  retractDelivery,
  type Shared,
  schedulePost,
} from '../publishing/index.ts'
import { record } from '../team/index.ts'
import { type ArticleRow, findArticle, lockArticle, tellArticle } from './article.ts'
import { summaryOf } from './brief.ts'
import { sharedFor } from './home-link.ts'
import { renderBeside } from './view.ts'

/** Where an article is published, beside or instead of the built-in blog. */
export interface Homes {
  /** The blog that it lives on instead. */
  instead?: string | undefined
  besides?: readonly string[] | undefined
  /** Missing: now. */
  at?: Date | undefined
  timeZone: string
}

/** What became of a copy on another blog. */
export interface HomeOutcome {
  channelId: string
  /** Why it could not be done there. */
  problem?: Words
}

/**
 * Sends a published article to its other homes; where it stands already, its words are changed.
 * @throws Problem `wrong-input` for a channel that is no blog; `rejected` with findings as for any post
 */
export async function publishHomes(context: Context, actor: Actor, id: string, homes: Homes): Promise<HomeOutcome[]> {
  const { before, after } = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    for (const channelId of wanted(homes)) await assertHome(context, tx, channelId)
    const article = await lockArticle(tx, id)
    const moved = { home_channel_id: homes.instead ?? null }
    await tx.updateTable('article').set(moved).where('id', '=', id).execute()
    return { before: article, after: { ...article, ...moved } }
  })
  tellArticle(context, before, after)
  const shared = await wholeShared(context, actor, id, homes.instead !== undefined)
  const copies = await inWorkspace(context.db, actor.workspaceId, (tx) => copiesAt(tx, id))
  const there = new Set(copies.map(({ channel_id }) => channel_id))
  const fresh = wanted(homes).filter((channelId) => !there.has(channelId))
  const outcomes = await Promise.all(copies.map((copy) => bringUpToDate(context, actor, copy, shared)))
  const { at, timeZone } = homes
  for (const channelId of fresh) {
    const drafts = [{ channelId, text: shared.article.summary, mediaIds: [], content: whole }]
    // Each on its own: what one blog refuses holds no other up.
    outcomes.push(
      await attempt(channelId, () => schedulePost(context, actor, { ...shared, drafts, articleId: id, at, timeZone })),
    )
  }
  return outcomes
}

const whole = { article: true } as const

const wanted = ({ instead, besides = [] }: Homes) => [...new Set([...(instead ? [instead] : []), ...besides])]

async function assertHome(context: Context, tx: Tx, channelId: string): Promise<void> {
  const { network, removedAt } = await findChannel(context, tx, channelId)
  if (!network.home || removedAt) throw new Problem('wrong-input', noHome, { field: 'homes' })
}

const noHome = {
  id: 'Saluran itu bukan blog yang dapat memuat seluruh artikel.',
  en: 'That channel is no blog that could take a whole article.',
}

/** What its channels share; an article that lives elsewhere leads to no page here. */
async function wholeShared(
  context: Context,
  actor: Actor,
  id: string,
  instead: boolean,
): Promise<Shared & { article: ArticleBody }> {
  const { link, linkAnswers, ...shared } = await sharedFor(context, actor, id)
  const inside = <T>(read: (tx: Tx) => Promise<T>) => inWorkspace(context.db, actor.workspaceId, read)
  const article = await bodyOf(context, inside, await inside((tx) => findArticle(tx, id)))
  return { ...shared, ...(instead ? {} : { link, linkAnswers }), article }
}

/** The published words as another blog takes them: its links and pictures need whole addresses. */
async function bodyOf(
  context: Context,
  inside: Parameters<typeof renderBeside>[1],
  row: ArticleRow,
): Promise<ArticleBody> {
  const words = row.published ?? row
  const { html } = await renderBeside(context, inside, words)
  const home = context.config.baseUrl
  return {
    title: words.title,
    summary: summaryOf(words),
    html: html.replace(/\b(src|href)="\/(?!\/)/g, `$1="${home}/`),
  }
}

interface Copy {
  id: string
  channel_id: string
  state: string
  text: string
}

/** The article's copies on other blogs that stand there or will. */
function copiesAt(tx: Tx, articleId: string): Promise<Copy[]> {
  return tx
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.post_id')
    .select(['delivery.id', 'delivery.channel_id', 'delivery.state', 'delivery.text'])
    .where('post.article_id', '=', articleId)
    .where(sql<SqlBool>`delivery.content->>'article' = 'true'`)
    .where('delivery.state', 'in', ['scheduled', 'sending', 'pending', 'published', 'unconfirmed'])
    .execute()
}

async function bringUpToDate(context: Context, actor: Actor, copy: Copy, shared: Shared): Promise<HomeOutcome> {
  const words = { text: shared.article?.summary ?? copy.text, mediaIds: [], content: whole }
  return attempt(copy.channel_id, () =>
    copy.state === 'published'
      ? correctDelivery(context, actor, copy.id, words, shared)
      : editDelivery(context, actor, copy.id, words, shared),
  )
}

async function attempt(channelId: string, work: () => Promise<unknown>): Promise<HomeOutcome> {
  try {
    await work()
    return { channelId }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { channelId, problem: firstFinding(error) ?? error.words }
  }
}

/** What a check said, where one spoke against it: nobody sees the findings of an article that goes out whole. */
function firstFinding({ data }: Problem): Words | undefined {
  const findings = Object.values((data?.findings ?? {}) as Record<string, Finding[]>).flat()
  return findings.find(({ severity }) => severity === 'error')?.message
}

/** Takes an article's copies from other blogs. What could not be done is said, copy by copy. */
export async function leaveHomes(context: Context, actor: Actor, id: string): Promise<HomeOutcome[]> {
  const copies = await inWorkspace(context.db, actor.workspaceId, (tx) => copiesAt(tx, id))
  return Promise.all(
    copies.map((copy) =>
      attempt(copy.channel_id, () =>
        copy.state === 'published' ? retractDelivery(context, actor, copy.id) : cancelDelivery(context, actor, copy.id),
      ),
    ),
  )
}

/** The articles that stand on a connected blog, newest first. @throws Problem `rejected` where it can't be read */
export function articlesAt(context: Context, actor: Actor, channelId: string, cursor: string): Promise<RemoteArticles> {
  return withSession(context, actor.workspaceId, channelId, async (session, { network }) => {
    if (!network.fetchArticles) throw new Problem('rejected', network.absent.fetchArticles ?? noHome)
    const { fetchArticles } = network
    const page = await inOurWords(network, () => fetchArticles(cursor, session))
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
    publishedAt: foreignMoment(article.publishedAt, now),
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
    await assertHome(context, tx, channelId)
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
  id: 'Belum ada saluran lain untuk mengirim cuplikannya. Hubungkan satu dahulu.',
  en: 'There is no other channel that its teaser could go to. Connect one first.',
}
const before = {
  id: 'Cuplikannya sudah pernah disiapkan. Lihat Usulan, atau Kiriman.',
  en: 'Its teaser was prepared before. Look at Proposals, or at Posts.',
}
