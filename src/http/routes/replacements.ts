import { z } from '@hono/zod-openapi'
import {
  beginReplacement,
  discardReplacement,
  findReplacement,
  outcomesOf,
  pageOfReplacementItems,
  pageOfReplacements,
  type ReplacementRow,
  startReplacement,
  undoReplacement,
  undoReplacementDays,
} from '../../blog/index.ts'
import type { Actor, Context } from '../../context.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import { namesOf } from '../../team/index.ts'
import {
  answer,
  cursor,
  replacementBegin,
  replacementItemQuery,
  replacementItems,
  replacementNow,
  replacementPage,
} from '../api.ts'
import { type App, idParam, operation } from '../operation.ts'

/** Find and replace in all articles: tried first, done in the background, taken back whole. */
export function replacementRoutes(app: App, context: Context): void {
  const inHere = <T>({ workspaceId }: Actor, work: (tx: Tx) => Promise<T>) => inWorkspace(context.db, workspaceId, work)
  operation(
    app,
    {
      method: 'get',
      path: '/replacements',
      needs: 'move',
      summary: 'What was found and replaced in all articles, newest first',
      query: z.object({ cursor }),
      answer: replacementPage,
    },
    (c) =>
      inHere(c.actor, async (tx) => {
        const { rows, next } = await pageOfReplacements(tx, c.query)
        return { replacements: await viewAll(tx, rows), next }
      }),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/replacements',
      needs: 'move',
      summary: 'Try what replacing would change; nothing is saved by it',
      body: replacementBegin,
      answer: replacementNow,
      status: 201,
    },
    async (c) => {
      const row = await beginReplacement(context, c.actor, c.body)
      return inHere(c.actor, (tx) => viewOne(tx, row))
    },
  )
  operation(
    app,
    {
      method: 'get',
      path: '/replacements/{id}',
      needs: 'move',
      summary: 'How far a replacement is',
      params: idParam,
      answer: replacementNow,
    },
    (c) => inHere(c.actor, async (tx) => viewOne(tx, await findReplacement(tx, c.params.id))),
  )
  items(app, context)
  deciding(app, context)
}

function items(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'get',
      path: '/replacements/{id}/items',
      needs: 'move',
      summary: 'Its articles, with the first places and what became of each',
      params: idParam,
      query: replacementItemQuery,
      answer: replacementItems,
    },
    async (c) => {
      const { rows, next } = await inWorkspace(context.db, c.actor.workspaceId, (tx) =>
        pageOfReplacementItems(tx, c.params.id, c.query),
      )
      return { items: rows, next }
    },
  )
}

/** What a person decides of a replacement. */
function deciding(app: App, context: Context): void {
  const viewed = (actor: Actor, row: ReplacementRow) =>
    inWorkspace(context.db, actor.workspaceId, (tx) => viewOne(tx, row))
  operation(
    app,
    {
      method: 'post',
      path: '/replacements/{id}/start',
      needs: 'move',
      summary: 'Replace what the trial found, each article as a revision of its own',
      params: idParam,
      answer: replacementNow,
    },
    async (c) => viewed(c.actor, await startReplacement(context, c.actor, c.params.id)),
  )
  operation(
    app,
    {
      method: 'post',
      path: '/replacements/{id}/undo',
      needs: 'move',
      summary: 'Put the words back, in each article that nobody has edited since',
      params: idParam,
      answer: replacementNow,
    },
    async (c) => viewed(c.actor, await undoReplacement(context, c.actor, c.params.id)),
  )
  operation(
    app,
    {
      method: 'delete',
      path: '/replacements/{id}',
      needs: 'move',
      summary: 'Throw a trial away',
      params: idParam,
      answer,
    },
    async (c) => {
      await discardReplacement(context, c.actor, c.params.id)
      return {}
    },
  )
}

async function viewOne(tx: Tx, row: ReplacementRow) {
  const [one] = await viewAll(tx, [row])
  return { ...(one as NonNullable<typeof one>), outcomes: await outcomesOf(tx, row.id) }
}

async function viewAll(tx: Tx, rows: readonly ReplacementRow[]) {
  const names = await namesOf(
    tx,
    rows.map(({ created_by }) => created_by),
  )
  return rows.map(({ id, search, state, articles, places, finished, reason, ...row }) => ({
    // One of an older version came as it was typed.
    search: { capitals: false, ...search },
    ...{ id, state, articles, places, finished, reason, by: names.get(row.created_by) ?? '' },
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    undoUntil: new Date(row.created_at.getTime() + undoReplacementDays * 86_400_000).toISOString(),
  }))
}
