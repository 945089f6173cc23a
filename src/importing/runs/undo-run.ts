/** Taking an import back: articles, addresses, comments and pictures that it brought go, and older words return. */
import { sql } from 'kysely'
import { forgetRedirects, putBackWords, takeBackArticle, takeBackAuthor, tellBrought } from '../../blog/index.ts'
import type { Actor, Context } from '../../context.ts'
import type { Words } from '../../core/words.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import { throwAwayBrought } from '../../media/index.ts'
import { type Held, Progress, settleRun, stillOurs } from './lease.ts'
import { madeAuthors } from './run-authors.ts'

const together = 100

interface Brought {
  n: number
  state: 'imported' | 'updated'
  article_id: string
  made: number | null
  source_key: string | null
  /** The run whose words are in the article. */
  run_id: string | null
  previous: ({ digest: string; runId?: string | null } & object) | null
}

/** Item by item; begun again, it goes on where it was. */
export async function undoRun(context: Context, held: Held): Promise<void> {
  const { run } = held
  const actor: Actor = { userId: run.created_by, workspaceId: run.workspace_id }
  const inRun = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(context.db, run.workspace_id, work)
  const progress = new Progress(context, held)
  for (;;) {
    held.signal.throwIfAborted()
    const ended = await inRun(async (tx) => {
      await stillOurs(tx, held)
      const items = await broughtItems(tx, run.id)
      for (const item of items) await takeBack(context, tx, actor, run.id, item)
      return items.length
    })
    if (ended === 0) break
    await progress.add(ended)
    tellBrought(context, run.workspace_id)
  }
  await inRun(async (tx) => {
    await stillOurs(tx, held)
    await forgetRedirects(tx, run.id)
    for (const id of await madeAuthors(tx, run.id)) await takeBackAuthor(tx, id)
  })
  await throwAwayBrought(context, actor, await inRun((tx) => addedPictures(tx, run.id)))
  await settleRun(context, held, { state: 'undone', ended_at: context.clock.now(), finished: run.items })
  tellBrought(context, run.workspace_id)
}

async function broughtItems(tx: Tx, runId: string): Promise<Brought[]> {
  const rows = await tx
    .selectFrom('import_item')
    .leftJoin('imported_article', 'imported_article.article_id', 'import_item.article_id')
    .select(['n', 'state', 'import_item.article_id', 'previous', 'made', 'source_key', 'imported_article.run_id'])
    .where('import_item.run_id', '=', runId)
    .where('piece', '=', 'item')
    .where('state', 'in', ['imported', 'updated'])
    .orderBy('n')
    .limit(together)
    .execute()
  return rows as unknown as Brought[]
}

async function takeBack(context: Context, tx: Tx, actor: Actor, runId: string, item: Brought): Promise<void> {
  const reason = await (item.state === 'updated' ? restore(context, tx, actor, runId, item) : remove(tx, item))
  await tx
    .updateTable('import_item')
    .set({ state: 'skipped', reason: JSON.stringify(reason), previous: null })
    .where('run_id', '=', runId)
    .where('n', '=', item.n)
    .execute()
}

async function restore(context: Context, tx: Tx, actor: Actor, runId: string, item: Brought): Promise<Words> {
  const { article_id: id, made, previous, source_key } = item
  if (made === null || previous === null || source_key === null) return goneAlready
  if (await handDown(tx, runId, item)) return renewedSince
  if (!(await putBackWords(context, tx, actor, id, made, previous))) return editedSince
  await tx
    .updateTable('imported_article')
    .set({ made: made + 1, digest: previous.digest, run_id: previous.runId ?? null })
    .where('source_key', '=', source_key)
    .execute()
  return putBack
}

/**
 * Where a later import has taken the place of this one's words, it keeps it: what was there before this one is what that one puts back.
 * @returns whether one has
 */
async function handDown(tx: Tx, runId: string, { article_id, previous, run_id }: Brought): Promise<boolean> {
  if (run_id === null || run_id === runId) return false
  const later = await tx
    .updateTable('import_item')
    .set({ previous: JSON.stringify(previous) })
    .where('article_id', '=', article_id)
    .where('state', '=', 'updated')
    .where(sql<boolean>`previous->>'runId' = ${runId}`)
    .returning('n')
    .execute()
  return later.length > 0
}

async function remove(tx: Tx, { article_id: id, made, source_key }: Brought): Promise<Words> {
  if (made === null || source_key === null) return goneAlready
  const told = await tx.selectFrom('article_told').select('article_id').where('article_id', '=', id).limit(1).execute()
  if ((await takeBackArticle(tx, id, made, told.length > 0)) === 'kept') return usedSince
  // Whoever imports the same again gets it again.
  await tx.deleteFrom('imported_article').where('source_key', '=', source_key).execute()
  return takenBack
}

async function addedPictures(tx: Tx, runId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('import_picture')
    .select('media_id')
    .where('run_id', '=', runId)
    .where(sql<boolean>`added`)
    .where('media_id', 'is not', null)
    .execute()
  return rows.flatMap(({ media_id }) => media_id ?? [])
}

const takenBack: Words = { id: 'Ditarik kembali.', en: 'Taken back.' }
const putBack: Words = {
  id: 'Kata-kata sebelum impor dikembalikan.',
  en: 'Its words from before the import are back.',
}
const editedSince: Words = {
  id: 'Sudah diubah di sini setelah diimpor, jadi dibiarkan seperti sekarang.',
  en: 'It was edited here after the import, so it stays as it is now.',
}
const renewedSince: Words = {
  id: 'Sudah diperbarui impor lain setelah itu, jadi dibiarkan seperti sekarang.',
  en: 'Another import has updated it since, so it stays as it is now.',
}
const usedSince: Words = {
  id: 'Sudah diubah atau dibagikan di sini setelah diimpor, jadi dibiarkan seperti sekarang.',
  en: 'It was edited or shared here after the import, so it stays as it is now.',
}
const goneAlready: Words = { id: 'Sudah tidak ada.', en: 'It was gone already.' }
