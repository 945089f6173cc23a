import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { here, type Key, type Page, type PageOf, readPage } from '../db/page.ts'
import type { Tables } from '../db/tables.ts'
import { namesOf, record } from '../team/index.ts'

/** A post that is not sent yet. `body` is the composer's: what was written for each channel. */
export type PostDraft = Selectable<Tables['post_draft']> & { by: string | null }

/** An unfinished post as the composer keeps it; only the composer knows the shape of `body`. */
export interface DraftWords {
  body: object
  articleId?: string | undefined
}

/** With the names of those who saved them last. */
async function named(tx: Tx, rows: readonly Selectable<Tables['post_draft']>[]): Promise<PostDraft[]> {
  const names = await namesOf(
    tx,
    rows.map((row) => row.saved_by),
  )
  return rows.map((row) => ({ ...row, by: names.get(row.saved_by) ?? null }))
}

const newestChange: readonly Key[] = [
  { column: 'post_draft.updated_at', type: 'timestamptz', direction: 'desc' },
  { column: 'post_draft.id', type: 'uuid', direction: 'desc' },
]

/** Newest change first. @param page of one article's, where it names one */
export function pageOfDrafts(
  context: Context,
  actor: Actor,
  { articleId, ...page }: PageOf & { articleId?: string | undefined },
): Promise<Page<PostDraft>> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const all = tx.selectFrom('post_draft').selectAll('post_draft').where(here('post_draft.workspace_id'))
    const asked = articleId ? all.where('post_draft.article_id', '=', articleId) : all
    const { rows, next } = await readPage(asked, newestChange, page)
    return { rows: await named(tx, rows), next }
  })
}

/** How many there are. */
export async function countDrafts(context: Context, actor: Actor): Promise<number> {
  const row = await inWorkspace(context.db, actor.workspaceId, (tx) =>
    tx
      .selectFrom('post_draft')
      .where(here('workspace_id'))
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
  )
  return row.n
}

/** The first page of {@link pageOfDrafts}. */
export async function listDrafts(context: Context, actor: Actor): Promise<PostDraft[]> {
  return (await pageOfDrafts(context, actor, {})).rows
}

/** @throws Problem `gone` */
export async function findDraft(context: Context, actor: Actor, id: string): Promise<PostDraft> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const rows = await tx.selectFrom('post_draft').selectAll().where('id', '=', id).execute()
    const [draft] = await named(tx, rows)
    if (!draft) throw noSuchDraft()
    return draft
  })
}

function noSuchDraft(): Problem {
  return new Problem('gone', { id: 'Draf itu tidak ada lagi.', en: 'That draft is no longer there.' })
}

/** The database's own reference looks past the walls between brands: this does not. */
async function checkArticle(tx: Tx, id: string | undefined): Promise<void> {
  if (id === undefined || (await tx.selectFrom('article_name').select('id').where('id', '=', id).executeTakeFirst()))
    return
  throw new Problem(
    'gone',
    { id: 'Artikel itu tidak ada lagi.', en: 'That article is no longer there.' },
    { field: 'articleId' },
  )
}

/** Who saves again after so long has sat down anew. */
const sittingMs = 10 * 60_000

/** @returns the draft's id. @throws Problem `gone` for an article that is not there */
export async function createDraft(context: Context, actor: Actor, words: DraftWords): Promise<string> {
  const id = randomUUID()
  const now = context.clock.now()
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await checkArticle(tx, words.articleId)
    await tx
      .insertInto('post_draft')
      .values({
        id,
        workspace_id: actor.workspaceId,
        article_id: words.articleId ?? null,
        body: JSON.stringify(words.body),
        saved_by: actor.userId,
        updated_at: now,
      })
      .execute()
    await record(tx, actor, 'draft.create', id)
  })
  context.bus.tell(actor.workspaceId, 'drafts', [id])
  return id
}

/**
 * Saves over the version that the person had before them.
 * @throws Problem `conflict` with `data.current` when somebody else has saved meanwhile: neither loses words
 */
export async function saveDraft(
  context: Context,
  actor: Actor,
  id: string,
  base: number,
  words: DraftWords,
): Promise<void> {
  const now = context.clock.now()
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const draft = await tx.selectFrom('post_draft').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (!draft) throw noSuchDraft()
    if (draft.version !== base) throw changedMeanwhile(draft)
    // One line in the trail a sitting, however often it is saved.
    const sitting = draft.saved_by === actor.userId && now.getTime() - draft.updated_at.getTime() < sittingMs
    if (!sitting) await record(tx, actor, 'draft.edit', id)
    await tx
      .updateTable('post_draft')
      .set({ body: JSON.stringify(words.body), version: base + 1, saved_by: actor.userId, updated_at: now })
      .where('id', '=', id)
      .execute()
  })
  context.bus.tell(actor.workspaceId, 'drafts', [id])
}

function changedMeanwhile(current: { body: object; version: number }): Problem {
  return new Problem(
    'conflict',
    {
      id: 'Draf ini diubah di tempat lain. Lihat versi itu, lalu pilih mana yang disimpan; tulisan Anda masih ada di sini.',
      en: 'This draft was changed elsewhere. Look at that version and choose which to keep; your words are still here.',
    },
    { data: { current: { body: current.body, version: current.version } } },
  )
}

/** Deletes a draft. A missing draft is no error. */
export async function deleteDraft(context: Context, actor: Actor, id: string): Promise<void> {
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const gone = await tx.deleteFrom('post_draft').where('id', '=', id).returning('id').executeTakeFirst()
    if (gone) await record(tx, actor, 'draft.delete', id)
  })
  context.bus.tell(actor.workspaceId, 'drafts', [id])
}

/** A draft that became a post or a repeat is a draft no more, in the transaction that makes that. A missing one is no error. */
export async function consumeDraft(tx: Tx, id: string | undefined): Promise<void> {
  if (id) await tx.deleteFrom('post_draft').where('id', '=', id).execute()
}
