/** Links by which somebody without an account reads an article as it is being written, until a time. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import { homeAddressOf, isHome, namesOf, ownerOfHost, record } from '../team/index.ts'
import { lockArticle, noSuchArticle } from './article.ts'
import { type Preview, previewArticle } from './preview.ts'

/** For how many days a link may work. */
export const previewDays = [1, 7, 30] as const
/** One of {@link previewDays}. */
export type PreviewDays = (typeof previewDays)[number]

/** The most links of an article that work at the same time. */
const mostLinks = 20
/** So long an ended link is known as one that has ended; then as none. */
const rememberedDays = 90
const day = 86_400_000

/** A link that works, as those who may write see it. Nobody can tell its address again. */
export interface PreviewLink {
  id: string
  /** Who made it; empty for somebody who is gone. */
  by: string
  madeAt: Date
  endsAt: Date
}

/** Below the blog's address. */
export const previewPath = (token: string): string => `/preview/${token}`
/** How a token is written: 24 random bytes. */
export const previewToken = /^[\w-]{32}$/

function hashOf(token: string): string {
  return createHash('sha256').update(`preview ${token}`).digest('hex')
}

/** An article's links that work, the newest first. @throws Problem `gone` */
export function listPreviewLinks(context: Context, actor: Actor, articleId: string): Promise<PreviewLink[]> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await lockedArticle(tx, articleId)
    return liveLinks(context, tx, articleId)
  })
}

async function liveLinks(context: Context, tx: Tx, articleId: string): Promise<PreviewLink[]> {
  const rows = await tx
    .selectFrom('preview_link')
    .select(['id', 'made_by', 'made_at as madeAt', 'ends_at as endsAt'])
    .where('article_id', '=', articleId)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', context.clock.now())
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .execute()
  const names = await namesOf(
    tx,
    rows.map(({ made_by }) => made_by),
  )
  return rows.map(({ made_by, ...row }) => ({ ...row, by: names.get(made_by ?? '') ?? '' }))
}

/** @throws Problem `gone` for an article that is deleted */
async function lockedArticle(tx: Tx, id: string) {
  const article = await lockArticle(tx, id)
  if (article.deleted_at) throw noSuchArticle()
  return article
}

/**
 * Makes a link that works for so many days.
 * @returns the link and its address, which is told this once
 * @throws Problem `gone`; `rejected` where {@link mostLinks} work already
 */
export function makePreviewLink(
  context: Context,
  actor: Actor,
  articleId: string,
  days: PreviewDays,
): Promise<{ link: PreviewLink; address: string }> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    // Two at once would both find the last place free.
    await lockedArticle(tx, articleId)
    const others = await liveLinks(context, tx, articleId)
    if (others.length >= mostLinks) throw new Problem('rejected', tooMany, { values: { most: mostLinks } })
    const now = context.clock.now()
    await forgetOld(tx, now)
    const token = randomBytes(24).toString('base64url')
    const id = randomUUID()
    const endsAt = new Date(now.getTime() + days * day)
    await tx
      .insertInto('preview_link')
      .values({
        ...{ id, workspace_id: actor.workspaceId, article_id: articleId, token_hash: hashOf(token) },
        ...{ made_by: actor.userId, made_at: now, ends_at: endsAt, ended_at: null },
      })
      .execute()
    await record(tx, actor, 'article.preview-link', articleId)
    const home = await homeAddressOf(context.config, tx, actor.workspaceId)
    const [link] = (await liveLinks(context, tx, articleId)).filter((one) => one.id === id)
    return { link: link as PreviewLink, address: `${home}${previewPath(token)}` }
  })
}

async function forgetOld(tx: Tx, now: Date): Promise<void> {
  const since = new Date(now.getTime() - rememberedDays * day)
  await tx.deleteFrom('preview_link').where('ends_at', '<', since).execute()
}

/** From now on its address shows nothing; {@link resumePreviewLink} takes that back. @throws Problem `gone` */
export function endPreviewLink(context: Context, actor: Actor, articleId: string, id: string): Promise<void> {
  return setEnded(context, actor, { articleId, id }, true)
}

/** Undoes {@link endPreviewLink}, until the end that the link has anyway. @throws Problem `gone` */
export function resumePreviewLink(context: Context, actor: Actor, articleId: string, id: string): Promise<void> {
  return setEnded(context, actor, { articleId, id }, false)
}

function setEnded(
  context: Context,
  actor: Actor,
  { articleId, id }: { articleId: string; id: string },
  ended: boolean,
): Promise<void> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await lockedArticle(tx, articleId)
    const now = context.clock.now()
    const changed = await tx
      .updateTable('preview_link')
      .set({ ended_at: ended ? now : null })
      .where('id', '=', id)
      .where('article_id', '=', articleId)
      .where('ends_at', '>', now)
      .returning('id')
      .executeTakeFirst()
    if (!changed) throw new Problem('gone', noSuchLink)
    await record(tx, actor, ended ? 'article.preview-end' : 'article.preview-resume', articleId)
  })
}

/** What stands behind a token: the page; `ended`: there was one; `none`. */
export type PreviewFound = Preview | 'ended' | 'none'

/**
 * The page behind a preview link, with the words as they are now.
 * @param host as `hostOf` gives it: a blog's link opens at that blog, and at the server's own address
 */
export async function openPreviewLink(
  context: Context,
  token: string,
  host: string | undefined,
): Promise<PreviewFound> {
  if (!previewToken.test(token)) return 'none'
  const now = context.clock.now()
  const found = await asSystem(context.db, async (tx) => {
    const link = await tx
      .selectFrom('preview_link')
      .innerJoin('article', 'article.id', 'preview_link.article_id')
      .select(['preview_link.workspace_id as workspaceId', 'article.id as articleId', 'ends_at', 'ended_at'])
      .select('article.deleted_at')
      .where('token_hash', '=', hashOf(token))
      .executeTakeFirst()
    if (!link || isHome(context.config, host)) return link
    const owner = await ownerOfHost(context.config, tx, host)
    return owner?.workspaceId === link.workspaceId ? link : undefined
  })
  if (!found) return 'none'
  if (found.ended_at || found.deleted_at || found.ends_at <= now) return 'ended'
  return previewArticle(context, { workspaceId: found.workspaceId }, found.articleId, { until: found.ends_at })
}

const tooMany = {
  id: 'Artikel ini sudah punya {most} tautan pratinjau yang aktif. Akhiri satu yang tidak dipakai, lalu coba lagi.',
  en: 'This article already has {most} active preview {most|link|links}. End one that nobody uses, then try again.',
}
const noSuchLink = {
  id: 'Tautan pratinjau itu sudah berakhir. Buat yang baru bila masih perlu.',
  en: 'That preview link has ended already. Make a new one if you still need it.',
}
