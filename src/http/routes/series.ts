import { z } from '@hono/zod-openapi'
import { sharedFor } from '../../blog/index.ts'
import type { Actor, Context } from '../../context.ts'
import { Problem } from '../../core/problem.ts'
import { inWorkspace } from '../../db/client.ts'
import {
  articleOfSeries,
  changeSeries,
  checkVariants,
  createSeries,
  listSeries,
  nextDates,
  pageOfSeries,
  type Series,
  setSeriesState,
} from '../../publishing/index.ts'
import type * as api from '../api.ts'
import { cursor, series, seriesChange, seriesCreate, seriesDates, seriesPage, seriesPreview } from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'
import { clean } from './posts.ts'

/** Posts that come again. */
export function seriesRoutes(app: App, context: Context): void {
  writing(app, context)
  deciding(app, context)
  operation(
    app,
    {
      method: 'get',
      path: '/series',
      needs: 'read',
      summary: 'Posts that come again, newest first',
      query: z.object({ cursor }),
      answer: seriesPage,
    },
    async (c) => {
      const { rows, next } = await inWorkspace(context.db, c.actor.workspaceId, (tx) =>
        pageOfSeries(context, tx, c.query),
      )
      return { series: rows.map(viewSeries), next }
    },
  )
  operation(
    app,
    {
      method: 'post',
      path: '/series/preview',
      needs: 'compose',
      summary: 'The next dates of a repeat rule, and what the checks say of its wordings. Stores nothing.',
      body: seriesPreview,
      answer: seriesDates,
    },
    async (c) => {
      const { variants = [], articleId, seriesId } = c.body
      const { dates, total } = nextDates(asRule(c.body), context.clock.now())
      const about = articleId ? await sharedFor(context, c.actor, articleId) : {}
      const findings = await checkVariants(context, c.actor, asVariants(variants), about, seriesId)
      return { dates: dates.map((date) => date.toISOString()), total, findings }
    },
  )
}

function writing(app: App, context: Context): void {
  const shared = async (actor: Actor, articleId: string | undefined) =>
    articleId ? await sharedFor(context, actor, articleId) : {}
  operation(
    app,
    {
      method: 'post',
      path: '/series',
      needs: 'send',
      summary: 'Send something again and again, each time in other words',
      body: seriesCreate,
      answer: series,
      status: 201,
    },
    async (c) => {
      const { articleId, draftId } = c.body
      const given = { ...asRule(c.body), variants: asVariants(c.body.variants), articleId }
      const id = await createSeries(context, c.actor, given, await shared(c.actor, articleId), draftId)
      return viewOne(context, c.actor, id)
    },
  )
  operation(
    app,
    {
      method: 'put',
      path: '/series/{id}',
      needs: 'send',
      about: 'series',
      summary: 'Change when it comes, or give it fresh words',
      params: idParam,
      body: seriesChange,
      answer: series,
    },
    async (c) => {
      const { id } = c.params
      const articleId = await inWorkspace(context.db, c.actor.workspaceId, (tx) => articleOfSeries(tx, id))
      const given = { ...asRule(c.body), variants: asVariants(c.body.variants) }
      await changeSeries(context, c.actor, id, given, await shared(c.actor, articleId))
      return viewOne(context, c.actor, id)
    },
  )
}

const decisions = {
  pause: { state: 'paused', summary: 'Pause it; what was made ahead is taken back' },
  resume: { state: 'active', summary: 'Go on with it' },
  end: { state: 'ended', summary: 'End it for good' },
} as const

function deciding(app: App, context: Context): void {
  for (const [name, { state, summary }] of Object.entries(decisions)) {
    operation(
      app,
      {
        method: 'post',
        path: `/series/{id}/${name}`,
        needs: 'send',
        about: 'series',
        summary,
        params: idParam,
        answer: series,
      },
      async (c) => {
        await setSeriesState(context, c.actor, c.params.id, state)
        return viewOne(context, c.actor, c.params.id)
      },
    )
  }
}

const asRule = ({ rule, timeZone, startsAt }: api.SeriesRule) => ({ rule, timeZone, startsAt: new Date(startsAt) })

function asVariants(variants: api.SeriesChange['variants']) {
  return variants.map(({ id, texts }) => ({
    id,
    texts: texts.map(({ channelId, text, mediaIds, content }) => ({
      channelId,
      text,
      mediaIds: mediaIds ?? [],
      content: clean(content),
    })),
  }))
}

async function viewOne(context: Context, actor: Actor, id: string): Promise<api.Series> {
  const [one] = await inWorkspace(context.db, actor.workspaceId, (tx) => listSeries(context, tx, { id }))
  if (!one) throw new Problem('gone', { id: 'Ulangan itu tidak ada.', en: 'That repeat does not exist.' })
  return viewSeries(one)
}

/** A repeat, in the API's shape. */
export function viewSeries(one: Series): api.Series {
  return {
    ...one,
    startsAt: one.startsAt.toISOString(),
    variants: one.variants.map((variant) => ({ ...variant, usedAt: variant.usedAt?.toISOString() ?? null })),
    next: one.next.map((date) => date.toISOString()),
    waiting: one.waiting.map(({ at, reason }) => ({ at: at.toISOString(), reason })),
  }
}
