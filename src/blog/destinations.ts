/**
 * Other blogs as homes: a whole article goes there instead of, or besides, the built-in blog. It travels as a delivery like
 * any post, so that it is sent once, corrected at its address, and taken back.
 */
import { findChannel } from '../channels/index.ts'
import type { Finding } from '../checks/check.ts'
import type { Actor, Context } from '../context.ts'
import type { ArticleBody } from '../core/post.ts'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { isAbsent } from '../networks/network.ts'
import {
  cancelDelivery,
  correctDelivery,
  editDelivery,
  retractDelivery,
  type Shared,
  schedulePost,
  type WholeCopy,
  wholeCopies,
} from '../publishing/index.ts'
import { homeAddressOf } from '../team/index.ts'
import { type ArticleRow, findArticle, lockArticle, tellArticle } from './article.ts'
import { summaryOf } from './brief.ts'
import { sharedFor } from './home-link.ts'
import { renderBeside } from './view.ts'

/** Where an article is published, beside or instead of the built-in blog. */
export interface Destinations {
  /** The blog that it lives on instead. */
  instead?: string | undefined
  besides?: readonly string[] | undefined
  /** Missing: now. */
  at?: Date | undefined
  timeZone: string
}

/** What became of a copy on another blog. */
export interface DestinationOutcome {
  channelId: string
  /** Why it could not be done there. */
  problem?: Words
}

/**
 * Readers have other words than before: they are changed in every copy on another blog too, as when somebody publishes it again. What
 * readers don't find here or there is left alone.
 */
export async function renewDestinations(context: Context, actor: Actor, id: string): Promise<DestinationOutcome[]> {
  const { row, copies } = await inWorkspace(context.db, actor.workspaceId, async (tx) => ({
    row: await findArticle(tx, id),
    copies: await wholeCopies(tx, id),
  }))
  if (copies.length === 0 || row.state !== 'published' || row.deleted_at) return []
  const shared = await wholeShared(context, actor, id, row.home_channel_id !== null)
  return Promise.all(copies.map((copy) => bringUpToDate(context, actor, copy, shared)))
}

/**
 * Sends a published article to its other homes; where it stands already, its words are changed.
 * @throws Problem `wrong-input` for a channel that is no blog; `rejected` with findings as for any post
 */
export async function publishToDestinations(
  context: Context,
  actor: Actor,
  id: string,
  homes: Destinations,
): Promise<DestinationOutcome[]> {
  const { before, after } = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    for (const channelId of wanted(homes)) await assertDestination(context, tx, channelId)
    const article = await lockArticle(tx, id)
    const moved = { home_channel_id: homes.instead ?? null }
    await tx.updateTable('article').set(moved).where('id', '=', id).execute()
    return { before: article, after: { ...article, ...moved } }
  })
  tellArticle(context, before, after)
  const shared = await wholeShared(context, actor, id, homes.instead !== undefined)
  const copies = await inWorkspace(context.db, actor.workspaceId, (tx) => wholeCopies(tx, id))
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

const wanted = ({ instead, besides = [] }: Destinations) => [...new Set([...(instead ? [instead] : []), ...besides])]

/** @throws Problem `wrong-input` for a channel that is no blog */
export async function assertDestination(context: Context, tx: Tx, channelId: string): Promise<void> {
  const { network, removedAt } = await findChannel(context, tx, channelId)
  if (isAbsent(network.blog) || removedAt) throw new Problem('wrong-input', noHome, { field: 'homes' })
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
  const words = { ...(row.published ?? row), workspace_id: row.workspace_id }
  const { html } = await renderBeside(context, inside, words)
  const home = await inWorkspace(context.db, row.workspace_id, (tx) =>
    homeAddressOf(context.config, tx, row.workspace_id),
  )
  return {
    title: words.title,
    summary: summaryOf(words),
    html: html.replace(/\b(src|href)="\/(?!\/)/g, `$1="${home}/`),
  }
}

async function bringUpToDate(
  context: Context,
  actor: Actor,
  copy: WholeCopy,
  shared: Shared,
): Promise<DestinationOutcome> {
  const words = { text: shared.article?.summary ?? copy.text, mediaIds: [], content: whole }
  return attempt(copy.channel_id, () =>
    copy.state === 'published'
      ? correctDelivery(context, actor, copy.id, words, shared)
      : editDelivery(context, actor, copy.id, words, shared),
  )
}

async function attempt(channelId: string, work: () => Promise<unknown>): Promise<DestinationOutcome> {
  try {
    await work()
    return { channelId }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { channelId, problem: firstFinding(error) ?? error.words }
  }
}

/** The words of a check that refuses the article: findings are not shown for an article that is published as a whole. */
function firstFinding({ data }: Problem): Words | undefined {
  const findings = Object.values((data?.findings ?? {}) as Record<string, Finding[]>).flat()
  return findings.find(({ severity }) => severity === 'error')?.message
}

/** Takes an article's copies from other blogs. What could not be done is said, copy by copy. */
export async function retractFromDestinations(
  context: Context,
  actor: Actor,
  id: string,
): Promise<DestinationOutcome[]> {
  const copies = await inWorkspace(context.db, actor.workspaceId, (tx) => wholeCopies(tx, id))
  return Promise.all(
    copies.map((copy) =>
      attempt(copy.channel_id, () =>
        copy.state === 'published' ? retractDelivery(context, actor, copy.id) : cancelDelivery(context, actor, copy.id),
      ),
    ),
  )
}
