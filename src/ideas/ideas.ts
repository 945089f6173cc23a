/** What somebody would write about: caught in one line, kept until it is written or done. */
import { randomUUID } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { here, type Key, type Page, type PageOf, readPage } from '../db/page.ts'
import type { Tables } from '../db/tables.ts'
import { type Act, namesOf, record } from '../team/index.ts'

/** An idea as it is stored, with the name of who caught it; `null`: somebody who is here no more. */
export type Idea = Selectable<Tables['idea']> & { by: string | null }
type Row = Selectable<Tables['idea']>
/** Where an idea was caught: in the panel (or by a program, over the API), in a shell, or from an item of a feed. */
export type IdeaSource = Row['source']

/** An idea has at most so many characters: it is a line. */
export const longestIdea = 500

const newestFirst: readonly Key[] = [
  { column: 'idea.created_at', type: 'timestamptz', direction: 'desc' },
  { column: 'idea.id', type: 'uuid', direction: 'desc' },
]

/** Newest first. @param done those that are done or written, instead of those that are not */
export function pageOfIdeas(
  context: Context,
  actor: Actor,
  { done = false, ...page }: PageOf & { done?: boolean | undefined },
): Promise<Page<Idea>> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const asked = tx
      .selectFrom('idea')
      .selectAll('idea')
      .where(here('idea.workspace_id'))
      .where('idea.deleted_at', 'is', null)
      .where('idea.done_at', done ? 'is not' : 'is', null)
    const { rows, next } = await readPage(asked, newestFirst, page)
    return { rows: await named(tx, rows), next }
  })
}

/** What an idea came from: an article that somebody published. */
export interface IdeaOrigin {
  title: string
  /** http or https. */
  url: string
}

/**
 * Keeps what somebody else published as an idea; one that is kept already stays the one.
 * @throws Problem `wrong-input`, as {@link catchIdea}
 */
export async function keepIdea(context: Context, actor: Actor, text: string, from: IdeaOrigin): Promise<Idea> {
  const kept = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const row = await tx
      .selectFrom('idea')
      .selectAll()
      .where(here('workspace_id'))
      .where('from_url', '=', from.url)
      .where('deleted_at', 'is', null)
      .limit(1)
      .executeTakeFirst()
    return row && (await named(tx, [row]))[0]
  })
  return kept ?? catchIdea(context, actor, text, 'feed', from)
}

/** @throws Problem `wrong-input` for words that are none, or longer than {@link longestIdea} */
export function catchIdea(
  context: Context,
  actor: Actor,
  text: string,
  source: IdeaSource,
  from?: IdeaOrigin,
): Promise<Idea> {
  const line = lineOf(text)
  return changing(context, actor, async (tx) => {
    const row = await tx
      .insertInto('idea')
      .values({
        id: randomUUID(),
        workspace_id: actor.workspaceId,
        text: line,
        source,
        ...(from ? { from_title: from.title.slice(0, longestIdea), from_url: from.url } : {}),
        created_by: actor.userId,
        created_at: context.clock.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    return { act: 'idea.catch', row }
  })
}

/** Other words, or whether it is done. @throws Problem `gone`, and those of {@link catchIdea} */
export function changeIdea(
  context: Context,
  actor: Actor,
  id: string,
  { text, done }: { text?: string | undefined; done?: boolean | undefined },
): Promise<Idea> {
  const words = text === undefined ? {} : { text: lineOf(text) }
  const state = done === undefined ? {} : { done_at: done ? context.clock.now() : null }
  const act = done === undefined ? 'idea.change' : done ? 'idea.done' : 'idea.reopen'
  return changing(context, actor, async (tx) => ({ act, row: await setIdea(tx, id, { ...words, ...state }) }))
}

/** Takes it out of the lists; {@link restoreIdea} brings it back. @throws Problem `gone` */
export function removeIdea(context: Context, actor: Actor, id: string): Promise<Idea> {
  const deleted_at = context.clock.now()
  return changing(context, actor, async (tx) => ({ act: 'idea.remove', row: await setIdea(tx, id, { deleted_at }) }))
}

/** @throws Problem `gone` for one that was never there */
export function restoreIdea(context: Context, actor: Actor, id: string): Promise<Idea> {
  return changing(context, actor, async (tx) => {
    const row = await tx
      .updateTable('idea')
      .set({ deleted_at: null })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw noSuchIdea()
    return { act: 'idea.restore', row }
  })
}

/** @throws Problem `gone` */
export async function findIdea(tx: Tx, id: string): Promise<Row> {
  const row = await tx
    .selectFrom('idea')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw noSuchIdea()
  return row
}

/** Changes an idea that is not deleted. @throws Problem `gone` */
export async function setIdea(
  tx: Tx,
  id: string,
  columns: Partial<Pick<Row, 'text' | 'done_at' | 'deleted_at' | 'article_id'>>,
): Promise<Row> {
  const row = await tx
    .updateTable('idea')
    .set({ id: sql.ref('id'), ...columns })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (!row) throw noSuchIdea()
  return row
}

/** Changes one idea in a transaction of its own, writes down what was done, and tells the panels. */
export async function changing(
  context: Context,
  actor: Actor,
  change: (tx: Tx) => Promise<{ act: Act; row: Row }>,
): Promise<Idea> {
  const idea = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const { act, row } = await change(tx)
    await record(tx, actor, act, row.id, { name: row.text })
    return (await named(tx, [row]))[0] as Idea
  })
  context.bus.tell(actor.workspaceId, 'ideas', [idea.id])
  return idea
}

async function named(tx: Tx, rows: readonly Row[]): Promise<Idea[]> {
  const names = await namesOf(
    tx,
    rows.map((row) => row.created_by),
  )
  return rows.map((row) => ({ ...row, by: names.get(row.created_by) ?? null }))
}

function lineOf(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  if (!line) throw new Problem('wrong-input', noWords, { field: 'text' })
  if ([...line].length > longestIdea)
    throw new Problem('wrong-input', tooLong, { field: 'text', values: { n: longestIdea } })
  return line
}

function noSuchIdea(): Problem {
  return new Problem('gone', { id: 'Ide itu tidak ada lagi.', en: 'That idea is no longer there.' })
}

const noWords = { id: 'Tulis idenya dahulu.', en: 'Write the idea first.' }
const tooLong = {
  id: 'Ide itu lebih dari {n} karakter. Ringkas menjadi satu kalimat, atau mulailah artikelnya.',
  en: 'That idea has more than {n} {n|character|characters}. Make it one sentence, or begin its article.',
}
