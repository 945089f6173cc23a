import { z } from '@hono/zod-openapi'
import { type Draft, pageOfDrafts, readySteps } from '../../blog/index.ts'
import {
  type Cadence,
  endBreak,
  endPromise,
  makePromise,
  promiseWords,
  readCadence,
  takeBackPromise,
  takeBreak,
} from '../../cadence/index.ts'
import type { Actor, Context } from '../../context.ts'
import { inWorkspace } from '../../db/client.ts'
import type * as api from '../api.ts'
import {
  answer,
  cadence,
  cadenceBreak,
  cadenceChange,
  cadenceQuery,
  dateOnly,
  readyDraftPage,
  readyDraftQuery,
} from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'

/** How often the blog promises an article, and how that is kept. */
export function cadenceRoutes(app: App, context: Context): void {
  const read = (actor: Actor, year?: number) =>
    inWorkspace(context.db, actor.workspaceId, async (tx) =>
      view(await readCadence(context, tx, actor.workspaceId, year)),
    )
  operation(
    app,
    {
      method: 'get',
      path: '/cadence',
      needs: 'read',
      summary: 'How often the blog promises an article, and how that was kept in a year',
      query: cadenceQuery,
      answer: cadence,
    },
    (c) => read(c.actor, c.query.year),
  )
  operation(
    app,
    {
      method: 'get',
      path: '/cadence/drafts',
      needs: 'read',
      summary: 'Drafts, the readiest first',
      query: readyDraftQuery,
      answer: readyDraftPage,
    },
    async (c) => {
      const { rows, next } = await inWorkspace(context.db, c.actor.workspaceId, (tx) => pageOfDrafts(tx, c.query))
      return { drafts: rows.map(viewReadyDraft), next }
    },
  )
  promiseRoutes(app, context, read)
  breakRoutes(app, context)
}

function promiseRoutes(app: App, context: Context, read: (actor: Actor) => Promise<api.Cadence>): void {
  operation(
    app,
    {
      method: 'put',
      path: '/cadence/promise',
      needs: 'plan',
      summary: 'Promise articles from a day on, or nothing more',
      body: cadenceChange,
      answer: cadence,
    },
    async (c) => {
      const { promise, from } = c.body
      if (promise) await makePromise(context, c.actor, promise, from)
      else await endPromise(context, c.actor)
      return read(c.actor)
    },
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/cadence/promise/{from}',
      needs: 'plan',
      summary: 'Take back a change of the promise that holds from today or later',
      params: z.object({ from: dateOnly }),
      answer: cadence,
    },
    async (c) => {
      await takeBackPromise(context, c.actor, c.params.from)
      return read(c.actor)
    },
  )
}

/** A draft with what it lacks, for people. */
export function viewReadyDraft({ updated_at, lacks, ...draft }: Draft): api.ReadyDraft {
  return { ...draft, lacks: readySteps.filter((step) => lacks.includes(step)), updatedAt: updated_at.toISOString() }
}

function breakRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'post',
      path: '/cadence/breaks',
      needs: 'plan',
      summary: 'Take a break from the promise',
      body: cadenceBreak,
      answer: cadenceBreak.extend({ id: z.uuid() }),
      status: 201,
    },
    (c) => takeBreak(context, c.actor, c.body),
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/cadence/breaks/{id}',
      needs: 'plan',
      summary: 'Call off a break, or end one that is running',
      params: idParam,
      answer,
    },
    async (c) => {
      await endBreak(context, c.actor, c.params.id)
      return {}
    },
  )
}

function view(now: Cadence): api.Cadence {
  const counted = (one: Cadence['promise']) =>
    one && {
      ...one,
      words: one.promised && promiseWords(one.promised),
      promised: one.promised && { ...one.promised, weekdays: [...one.promised.weekdays] },
    }
  return {
    ...now,
    promise: counted(now.promise),
    coming: counted(now.coming),
    periods: [...now.periods],
    breaks: [...now.breaks],
  }
}
