import { z } from '@hono/zod-openapi'
import { articlesAt, proposeFromHome } from '../../automation/index.ts'
import {
  type ArticleName,
  type ArticleRow,
  addAddress,
  articleFindings,
  articleTags,
  createArticle,
  type DestinationOutcome,
  deleteArticle,
  findArticle,
  findRevision,
  homeLink,
  howFound,
  joinTranslations,
  leaveTranslations,
  listRevisions,
  pageOfArticles,
  permalinkOf,
  previewArticle,
  publishArticle,
  publishToDestinations,
  removeAddress,
  restoreArticle,
  retractFromDestinations,
  type SlugChoice,
  saveArticle,
  seriesNames,
  slugChoice,
  translateArticle,
  translationsOf,
  unpublishArticle,
} from '../../blog/index.ts'
import { listChannels } from '../../channels/index.ts'
import type { Actor, Context } from '../../context.ts'
import { longestInput } from '../../core/input-limits.ts'
import { Problem } from '../../core/problem.ts'
import { inWorkspace } from '../../db/client.ts'
import { compose, proposeTeaser, wakeWaiting } from '../../publishing/index.ts'
import { type Member, may, notPermitted } from '../../team/index.ts'
import type * as api from '../api.ts'
import {
  article,
  articleAddress,
  articleAddresses,
  articleCreate,
  articleFindings as articleFindingsAnswer,
  articleFound,
  articleJoin,
  articleKind,
  articlePage,
  articlePublish,
  articlePublished,
  articleSave,
  articleSlug,
  articleSlugQuery,
  articleState,
  articleTranslate,
  cursor,
  language,
  remoteArticle,
  remoteArticles,
  revision,
  revisionSummary,
  articleSeries as seriesAnswer,
  articleTags as tagsAnswer,
  teaser,
} from '../api.ts'
import { blogHome } from '../blog-home.ts'
import { type App, idParam, operation } from '../operation.ts'
import { needing } from '../permits.ts'
import { previewPolicy } from '../preview-policy.ts'
import { viewArticle, viewArticleSummary } from '../views.ts'
import { viewComposed } from './posts.ts'

/** Writing, publishing, and the teasers that lead home. */
export function articleRoutes(app: App, context: Context): void {
  lists(app, context)
  writing(app, context)
  translating(app, context)
  revisions(app, context)
  publishing(app, context)
  finding(app, context)
  addresses(app, context)
  otherDestinations(app, context)
}

function lists(app: App, context: Context): void {
  const filter = z.object({
    q: z.string().max(200).optional(),
    state: articleState.optional(),
    kind: articleKind.optional(),
    tag: z.string().max(longestInput.tag).optional(),
    author: z.uuid().optional(),
    pinned: z.literal('true').optional(),
    language: language.optional(),
    orphans: z.literal('true').optional(),
    cursor,
  })
  operation(
    app,
    {
      method: 'get',
      path: '/articles',
      needs: 'read',
      summary: 'Articles, newest change first',
      query: filter,
      answer: articlePage,
    },
    async (c) => {
      const { pinned, orphans, ...rest } = c.query
      const only = { ...(pinned && { pinned: true as const }), ...(orphans && { orphans: true as const }) }
      const wanted = { ...rest, ...only }
      const { rows, next } = await inWorkspace(context.db, c.actor.workspaceId, (tx) => pageOfArticles(tx, wanted))
      const home = await blogHome(context, c.actor)
      return { articles: rows.map((row) => viewArticleSummary(home, row)), next }
    },
  )
  operation(
    app,
    {
      method: 'get',
      path: '/article-tags',
      needs: 'read',
      summary: 'All tags of the articles, by name',
      answer: tagsAnswer,
    },
    async (c) => ({ tags: await inWorkspace(context.db, c.actor.workspaceId, articleTags) }),
  )
  operation(
    app,
    {
      method: 'get',
      path: '/article-series',
      needs: 'read',
      summary: 'All series of the articles, by name',
      answer: seriesAnswer,
    },
    async (c) => ({ series: await inWorkspace(context.db, c.actor.workspaceId, seriesNames) }),
  )
}

function writing(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'post',
      path: '/articles',
      needs: 'write',
      summary: 'Begin an article',
      body: articleCreate,
      answer: article,
      status: 201,
    },
    async (c) => viewOne(context, c.actor, await sayCurrent(context, createArticle(context, c.actor, defined(c.body)))),
  )
  operation(
    app,
    { method: 'get', path: '/articles/{id}', needs: 'read', summary: 'One article', params: idParam, answer: article },
    async (c) =>
      viewOne(
        context,
        c.actor,
        await inWorkspace(context.db, c.actor.workspaceId, (tx) => findArticle(tx, c.params.id)),
      ),
  )
  operation(
    app,
    {
      method: 'put',
      path: '/articles/{id}',
      needs: 'write',
      summary: 'Save the words, on top of the version seen',
      params: idParam,
      body: articleSave,
      answer: article,
    },
    async (c) => {
      const { base, ...words } = c.body
      const saving = saveArticle(context, c.actor, c.params.id, base, words, mayPublish(c.member))
      return viewOne(context, c.actor, await sayCurrent(context, saving))
    },
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/articles/{id}',
      needs: 'publish',
      about: 'article',
      summary: 'Take an article away',
      params: idParam,
      answer: article,
    },
    async (c) => viewOne(context, c.actor, await deleteArticle(context, c.actor, c.params.id)),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/articles/{id}/restore',
      needs: 'publish',
      about: 'article',
      summary: 'Undo taking it away',
      params: idParam,
      answer: article,
    },
    async (c) => viewOne(context, c.actor, await restoreArticle(context, c.actor, c.params.id)),
  )
}

/** The same article in other languages. */
function translating(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'post',
      path: '/articles/{id}/translations',
      needs: 'write',
      summary: 'Begin a translation: a draft in another language',
      params: idParam,
      body: articleTranslate,
      answer: article,
      status: 201,
    },
    async (c) =>
      viewOne(context, c.actor, await sayCurrent(context, translateArticle(context, c.actor, c.params.id, c.body))),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/articles/{id}/translations/join',
      needs: 'write',
      summary: 'Make another article a translation of it',
      params: idParam,
      body: articleJoin,
      answer: article,
    },
    async (c) => {
      const both = [c.params.id, c.body.article] as const
      return viewOne(context, c.actor, await joinTranslations(context, c.actor, both, mayPublish(c.member)))
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/articles/{id}/translations/leave',
      needs: 'write',
      summary: 'Take it out of its translations',
      params: idParam,
      answer: article,
    },
    async (c) =>
      viewOne(context, c.actor, await leaveTranslations(context, c.actor, c.params.id, mayPublish(c.member))),
  )
}

/** Who may not publish an article may not give readers other words by saving it either. @throws Problem `forbidden` */
const mayPublish =
  ({ role, userId }: Member) =>
  (article: ArticleRow): void => {
    const allowed = may(role, 'publish')
    if (allowed === true || (allowed === 'own' && article.created_by === userId)) return
    throw notPermitted(role, 'publish')
  }

/** A conflict names what stands there, in the shape in which it travels. */
async function sayCurrent(context: Context, saving: Promise<ArticleRow>): Promise<ArticleRow> {
  try {
    return await saving
  } catch (error) {
    const current = error instanceof Problem ? (error.data?.current as ArticleRow | undefined) : undefined
    if (!current) throw error
    const there = await viewOne(context, { workspaceId: current.workspace_id }, current)
    throw new Problem('conflict', (error as Problem).words, { data: { current: there } })
  }
}

async function viewOne(
  context: Context,
  actor: Pick<Actor, 'workspaceId'>,
  row: ArticleRow,
): Promise<ReturnType<typeof viewArticle>> {
  const translations = row.translation_key
    ? await inWorkspace(context.db, actor.workspaceId, (tx) => translationsOf(tx, row))
    : []
  return viewArticle(await blogHome(context, actor), row, translations)
}

/** Leaves out what was not given. */
function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

function revisions(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'get',
      path: '/articles/{id}/revisions',
      needs: 'read',
      summary: 'Earlier forms, newest first',
      params: idParam,
      answer: z.object({ revisions: z.array(revisionSummary) }),
    },
    async (c) => {
      const rows = await inWorkspace(context.db, c.actor.workspaceId, async (tx) => {
        await findArticle(tx, c.params.id)
        return listRevisions(tx, c.params.id)
      })
      return {
        revisions: rows.map(({ saved_at, ...row }) => ({ ...row, savedAt: saved_at.toISOString() })),
      }
    },
  )
  const one = z.object({ id: z.uuid(), version: z.coerce.number().int() })
  operation(
    app,
    {
      method: 'get',
      path: '/articles/{id}/revisions/{version}',
      needs: 'read',
      summary: 'One earlier form',
      params: one,
      answer: revision,
    },
    async (c) => {
      const { id, version } = c.params
      const row = await inWorkspace(context.db, c.actor.workspaceId, (tx) => findRevision(tx, id, version))
      const { saved_at, ...rest } = row
      return { ...rest, savedAt: saved_at.toISOString() }
    },
  )
}

function publishing(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'post',
      path: '/articles/{id}/publish',
      needs: 'publish',
      about: 'article',
      summary: 'Publish now, or at a time',
      params: idParam,
      body: articlePublish,
      answer: articlePublished,
    },
    async (c) => {
      const { at, homes } = c.body
      const actor = c.actor
      const instead = homes?.instead ?? undefined
      // What lives elsewhere alone leaves at its time as a delivery.
      const here = instead ? undefined : at
      const row = await publishArticle(context, actor, c.params.id, here ? new Date(here) : undefined)
      const outcomes = await atHomes(context, c, row, homes, at)
      if (row.state === 'published') await wakeWaiting(context, actor.workspaceId, { articleId: row.id })
      const after = await inWorkspace(context.db, actor.workspaceId, (tx) => findArticle(tx, row.id))
      return { ...(await viewOne(context, actor, after)), homes: outcomes }
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/articles/{id}/unpublish',
      needs: 'publish',
      about: 'article',
      summary: 'Take it from the readers; its words stay',
      params: idParam,
      answer: articlePublished,
    },
    async (c) => {
      const left = await retractFromDestinations(context, c.actor, c.params.id)
      const row = await unpublishArticle(context, c.actor, c.params.id)
      return { ...(await viewOne(context, c.actor, row)), homes: left.map(viewOutcome) }
    },
  )
  operation(
    app,
    {
      method: 'get',
      path: '/articles/{id}/findings',
      needs: 'read',
      summary: 'What the checks say of an article as it is written now',
      params: idParam,
      answer: articleFindingsAnswer,
    },
    async (c) => ({ findings: await articleFindings(context, c.actor, c.params.id) }),
  )
  app.get('/articles/:id/preview', needing('read'), async (c) => {
    const { id } = idParam.parse({ id: c.req.param('id') })
    const { page, frames } = await previewArticle(context, c.get('actor'), id)
    c.header('content-security-policy', previewPolicy(frames))
    return c.html(page)
  })
  operation(
    app,
    {
      method: 'get',
      path: '/articles/{id}/teasers',
      needs: 'write',
      summary: 'A proposed teaser for each channel',
      params: idParam,
      answer: z.object({ teasers: z.array(teaser) }),
    },
    async (c) => ({ teasers: await proposeTeasers(context, c.actor, c.params.id) }),
  )
}

/** How readers come to an article. */
function finding(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'get',
      path: '/articles/{id}/found',
      needs: 'read',
      summary: 'How an article is found: what searches show of it, its addresses, and what it leads to',
      params: idParam,
      answer: articleFound,
    },
    async (c) => {
      const { sameName, leadsTo, related, linkedFrom, couldLink, ...found } = await howFound(
        context,
        c.actor,
        c.params.id,
      )
      const home = await blogHome(context, c.actor)
      const named = (rows: readonly ArticleName[]) =>
        rows.map(({ slug, ...row }) => ({ ...row, permalink: permalinkOf(home, { slug }) }))
      return {
        ...{ ...found, sameName: named(sameName), leadsTo: named(leadsTo), related: named(related) },
        ...{ linkedFrom: named(linkedFrom), couldLink: named(couldLink) },
      }
    },
  )
}

/** Its own address, and those that lead to it beside that. */
function addresses(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'get',
      path: '/articles/{id}/address',
      needs: 'write',
      summary: 'Which address an article would get, and what has the one that was asked for',
      params: idParam,
      query: articleSlugQuery,
      answer: articleSlug,
    },
    async (c) => {
      const { wanted, free, taken } = await inWorkspace(context.db, c.actor.workspaceId, async (tx) =>
        slugChoice(tx, await findArticle(tx, c.params.id), c.query.slug),
      )
      const permalink = permalinkOf(await blogHome(context, c.actor), { slug: free })
      return { wanted, free, permalink, taken: taken && { article: ownerOf(taken) } }
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/articles/{id}/addresses',
      needs: 'publish',
      about: 'article',
      summary: 'Let a further address lead to the article',
      params: idParam,
      body: articleAddress,
      answer: articleAddresses,
    },
    async (c) => ({ earlier: await addAddress(context, c.actor, c.params.id, c.body.path) }),
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/articles/{id}/addresses',
      needs: 'publish',
      about: 'article',
      summary: 'Take such an address away; adding it undoes that',
      params: idParam,
      query: articleAddress,
      answer: articleAddresses,
    },
    async (c) => ({ earlier: await removeAddress(context, c.actor, c.params.id, c.query.path) }),
  )
}

function ownerOf(taken: NonNullable<SlugChoice['taken']>) {
  if (taken === 'program') return null
  const { name, ...owner } = taken
  return { ...owner, title: name }
}

/** What stands on connected blogs, to make teasers from. */
function otherDestinations(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'get',
      path: '/channels/{id}/articles',
      needs: 'read',
      summary: 'The articles on a connected blog',
      params: idParam,
      query: z.object({ cursor: z.string().max(1000).default('') }),
      answer: remoteArticles,
    },
    async (c) => {
      const { articles, cursor } = await articlesAt(context, c.actor, c.params.id, c.query.cursor)
      const shown = articles.map(({ publishedAt, tags, language: _language, ...rest }) => ({
        ...rest,
        tags: [...tags],
        publishedAt: publishedAt.toISOString(),
      }))
      return { articles: shown, cursor: cursor ?? null }
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/channels/{id}/articles',
      needs: 'write',
      summary: 'Prepare a teaser of an article there',
      params: idParam,
      body: remoteArticle.omit({ publishedAt: true }),
      answer: z.object({}),
      status: 201,
    },
    async (c) => {
      await proposeFromHome(context, c.actor, c.params.id, c.body)
      return {}
    },
  )
}

/** Sends it to other blogs, or changes what stands there: as the person said, or as it was before. */
async function atHomes(
  context: Context,
  { actor, member }: { actor: Actor; member: Member },
  row: ArticleRow,
  homes: api.ArticlePublish['homes'],
  at: string | undefined,
): Promise<api.ArticlePublished['homes']> {
  const instead = homes ? (homes.instead ?? undefined) : (row.home_channel_id ?? undefined)
  const outcomes = await publishToDestinations(context, actor, row.id, {
    instead,
    besides: homes?.besides ?? [],
    at: at ? new Date(at) : undefined,
    timeZone: member.timeZone,
  })
  return outcomes.map(viewOutcome)
}

const viewOutcome = ({ channelId, problem }: DestinationOutcome) => ({ channelId, problem: problem ?? null })

async function proposeTeasers(context: Context, actor: Actor, articleId: string) {
  const home = await homeLink(context, actor, articleId)
  const { tags, language } = home.article.published ?? home.article
  const { title } = home.link
  const channels = await inWorkspace(context.db, actor.workspaceId, (tx) => listChannels(context, tx))
  const drafts = channels.map((channel) => ({
    channelId: channel.id,
    text: proposeTeaser(channel, { title, summary: home.summary, link: home.link, tags }),
    mediaIds: [],
  }))
  const composed = await compose(context, actor, drafts, {
    link: home.link,
    linkAnswers: home.answers,
    title,
    tags,
    language,
  })
  return composed.map((one) => ({ ...viewComposed(one), text: one.text }))
}
