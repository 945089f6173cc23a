/** An import from its files to its end: rows, so that it survives whoever looks at it and whoever works on it. */
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Selectable, sql } from 'kysely'
import type { Actor, Context } from '../../context.ts'
import { Problem } from '../../core/problem.ts'
import type { Words } from '../../core/words.ts'
import { asSystem, inWorkspace, type Tx } from '../../db/client.ts'
import { here, type Key, type Page, type PageOf, readPage } from '../../db/page.ts'
import type { Tables } from '../../db/tables.ts'
import { takeUpload, uploadOf } from '../../media/index.ts'
import { record } from '../../team/index.ts'
import type { FormatId, ReadOptions } from '../formats/format.ts'
import { forgetSubscriberImports, reassignSubscriberImports } from '../subscribers/runs.ts'

/** An import, as it is stored. */
export type RunRow = Selectable<Tables['import_run']>

/** What a person says of an import. */
export interface ImportOptions extends ReadOptions {
  /** Missing: what it is is found in its files. */
  format?: FormatId
}

/** What is imported: files that were uploaded, or files and folders of this machine. */
export type ImportFiles = { uploads: readonly string[] } | { paths: readonly { name: string; path: string }[] }

/** States in which the program works on it. */
export const working = ['reading', 'converting', 'running', 'undoing'] as const
/** Formats whose items are files, told apart by their paths. */
export const ofPaths: ReadonlySet<string> = new Set<FormatId>(['jekyll', 'hugo', 'markdown'])
/** So many days one can take an import back. */
export const undoDays = 30
const mostFiles = 50
const longestName = 150
const dayMs = 86_400_000

const folderOf = (context: Pick<Context, 'config'>, id: string) => join(context.config.dataDir, 'imports', id)

/**
 * Begins an import: its files are read and converted in the background, and nothing of the blog changes until {@link startImport}.
 * @throws Problem `wrong-input` without a file; as `takeUpload` for an upload that is not whole
 */
export async function beginImport(
  context: Context,
  actor: Actor,
  given: ImportFiles,
  options: ImportOptions,
): Promise<RunRow> {
  const id = randomUUID()
  const files =
    'paths' in given
      ? given.paths.map((one) => ({ ...one, local: true }))
      : await taken(context, actor, id, given.uploads)
  if (files.length === 0 || files.length > mostFiles) throw new Problem('wrong-input', needsFiles, { field: 'file' })
  const row = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await record(tx, actor, 'import.begin', id, { name: files[0]?.name ?? '' })
    return tx
      .insertInto('import_run')
      .values({
        id,
        workspace_id: actor.workspaceId,
        created_by: actor.userId,
        name: files
          .map(({ name }) => name)
          .join(', ')
          .slice(0, 300),
        format: null,
        files: JSON.stringify(files),
        options: JSON.stringify(options),
        site: null,
        trial: null,
        reason: null,
        state: 'reading',
        started_at: null,
        ended_at: null,
        undo_until: null,
        created_at: context.clock.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  })
  tell(context, row)
  return row
}

const needsFiles: Words = {
  id: 'Pilih satu sampai 50 berkas untuk diimpor.',
  en: 'Choose one to 50 files to import.',
}

async function taken(context: Context, actor: Actor, id: string, uploads: readonly string[]): Promise<RunRow['files']> {
  const files: RunRow['files'] = []
  for (const [at, upload] of uploads.slice(0, mostFiles + 1).entries()) {
    const { name: said } = await uploadOf(context, actor, upload)
    // Its name says what some formats can't say themselves; a folder each, so that two of one name are two.
    const name =
      said
        .replace(/[/\\\0]/g, ' ')
        .trim()
        .slice(-longestName) || 'ekspor'
    const path = join(folderOf(context, id), String(at), name.replace(/^\.+/, '_'))
    await takeUpload(context, actor, upload, path)
    files.push({ name, path, local: false })
  }
  return files
}

/** Tells the panels that an import went on. */
export function tell(context: Pick<Context, 'bus'>, { id, workspace_id }: Pick<RunRow, 'id' | 'workspace_id'>): void {
  context.bus.tell(workspace_id, 'imports', [id])
}

/** @throws Problem `gone` */
export async function findImport(tx: Tx, id: string): Promise<RunRow> {
  const row = await tx.selectFrom('import_run').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('gone', noSuchImport)
  return row
}

const noSuchImport: Words = { id: 'Impor itu tidak ada.', en: 'That import does not exist.' }

async function lockImport(tx: Tx, id: string): Promise<RunRow> {
  const row = await tx.selectFrom('import_run').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Problem('gone', noSuchImport)
  return row
}

const newest: readonly Key[] = [
  { column: 'import_run.created_at', type: 'timestamptz', direction: 'desc' },
  { column: 'import_run.id', type: 'uuid', direction: 'desc' },
]

/** The workspace's imports, the newest first. */
export function pageOfImports(tx: Tx, page: PageOf): Promise<Page<RunRow>> {
  return readPage(tx.selectFrom('import_run').selectAll().where(here('import_run.workspace_id')), newest, page)
}

/** After the trial: what was found comes into the blog. Started already, it goes on as it is. @throws Problem `gone`, `conflict` */
export function startImport(context: Context, actor: Actor, id: string): Promise<RunRow> {
  return change(context, actor, id, 'import.start', ({ state, trial }) => {
    if (state === 'running' || state === 'done') return undefined
    // One that failed half-way goes on where it was.
    if (state !== 'ready' && !(state === 'failed' && trial)) throw new Problem('conflict', notReady)
    return { state: 'running', finished: 0, started_at: context.clock.now(), reason: null, attempts: 0 }
  })
}

const notReady: Words = {
  id: 'Impor ini belum selesai dibaca, atau sudah berakhir. Muat ulang halamannya.',
  en: 'This import has not been read to its end, or is over. Reload the page.',
}

/** Reads the files of an import anew, with other options, as long as nothing of it has come in. @throws Problem `gone`, `conflict` */
export function readImportAgain(context: Context, actor: Actor, id: string, options: ImportOptions): Promise<RunRow> {
  return change(context, actor, id, 'import.begin', ({ started_at }) => {
    if (started_at) throw new Problem('conflict', inTheBlog)
    return { state: 'reading', finished: 0, reason: null, attempts: 0, options: JSON.stringify(options) }
  })
}

/** Takes back all that an import brought. @throws Problem `gone`; `conflict` where there is nothing to take back, or no more */
export function undoImport(context: Context, actor: Actor, id: string): Promise<RunRow> {
  return change(context, actor, id, 'import.undo', ({ state, undo_until, started_at }) => {
    if (state === 'undoing' || state === 'undone') return undefined
    const now = context.clock.now()
    if (!started_at) throw new Problem('conflict', nothingToUndo)
    if (undo_until && undo_until < now) throw new Problem('conflict', tooLate)
    return { state: 'undoing', finished: 0, reason: null, attempts: 0 }
  })
}

const nothingToUndo: Words = {
  id: 'Belum ada yang masuk dari impor ini, jadi tidak ada yang perlu ditarik kembali.',
  en: 'Nothing has come in from this import yet, so there is nothing to take back.',
}
const tooLate: Words = {
  id: 'Waktu untuk menarik impor ini kembali sudah lewat. Hapus artikelnya satu per satu.',
  en: 'The time for taking this import back is over. Delete its articles one by one.',
}

/** What a person's decision changes. */
interface Changed {
  state: RunRow['state']
  finished: number
  reason: null
  attempts: number
  started_at?: Date
  options?: string
}

async function change(
  context: Context,
  actor: Actor,
  id: string,
  act: 'import.begin' | 'import.start' | 'import.undo',
  set: (row: RunRow) => Changed | undefined,
): Promise<RunRow> {
  const row = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const before = await lockImport(tx, id)
    const values = set(before)
    if (!values) return before
    await record(tx, actor, act, id, { name: before.name })
    // Whoever works on it in its old state finds its lease gone, and ends.
    return tx
      .updateTable('import_run')
      .set({ ...values, lease_token: null, lease_until: null })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
  tell(context, row)
  return row
}

/** Forgets an import that brought nothing, or was taken back: its rows and its files. @throws Problem `gone`, `conflict` */
export async function discardImport(context: Context, actor: Actor, id: string): Promise<void> {
  const row = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const found = await lockImport(tx, id)
    if (found.started_at && found.state !== 'undone') throw new Problem('conflict', inTheBlog)
    await tx.deleteFrom('import_run').where('id', '=', id).execute()
    await record(tx, actor, 'import.discard', id, { name: found.name })
    return found
  })
  await forgetFiles(context, row)
  tell(context, row)
}

const inTheBlog: Words = {
  id: 'Impor ini sudah masuk ke blog. Tarik kembali dahulu bila tidak jadi.',
  en: 'This import has come into the blog. Take it back first if you do not want it.',
}

/** Deletes what was uploaded for an import; files of this machine stay where they are. */
export async function forgetFiles(context: Pick<Context, 'config'>, { id }: Pick<RunRow, 'id'>): Promise<void> {
  await rm(folderOf(context, id), { recursive: true, force: true })
}

/** Imports that nobody started within a month, and the items of those that can be taken back no more. */
export async function forgetImports(context: Context): Promise<void> {
  const now = context.clock.now()
  const old = new Date(now.getTime() - undoDays * dayMs)
  const { dropped } = await asSystem(context.db, async (tx) => {
    const dropped = await tx
      .deleteFrom('import_run')
      .where('created_at', '<', old)
      .where('state', 'in', ['reading', 'converting', 'ready', 'failed', 'undone'])
      .returning('id')
      .execute()
    await tx
      .deleteFrom('import_item')
      .where('run_id', 'in', tx.selectFrom('import_run').select('id').where('undo_until', '<', now))
      .execute()
    return { dropped }
  })
  for (const row of dropped) await forgetFiles(context, row)
  await forgetSubscriberImports(context)
}

/** Imports of one person are another's. */
export async function reassignImports(tx: Tx, from: string, to: string): Promise<void> {
  await tx.updateTable('import_run').set({ created_by: to }).where('created_by', '=', from).execute()
  await reassignSubscriberImports(tx, from, to)
}

/** How long an import has the machine before others that can wait, in minutes: one that fetches pictures for hours leaves room beside it. */
const firstMinutes = 10

/** Whether articles are coming in right now, so that what can wait should. */
export async function importsGoOn(context: Context): Promise<boolean> {
  const now = context.clock.now()
  const row = await asSystem(context.db, (tx) =>
    tx
      .selectFrom('import_run')
      .select('id')
      .where('state', '=', 'running')
      .where('lease_until', '>', now)
      .where('started_at', '>', new Date(now.getTime() - firstMinutes * 60_000))
      .executeTakeFirst(),
  )
  return row !== undefined
}

/** What is worked on, the oldest first, as far as nobody has it in hand. */
export async function dueImports(context: Context): Promise<{ id: string; workspaceId: string }[]> {
  const now = context.clock.now()
  return asSystem(context.db, (tx) =>
    tx
      .selectFrom('import_run')
      .select(['id', 'workspace_id as workspaceId'])
      .where('state', 'in', [...working])
      .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<', now)]))
      .orderBy('created_at')
      .limit(20)
      .execute(),
  )
}

/** Counts of a run's items by what became of them. */
export async function outcomeOf(tx: Tx, runId: string): Promise<Record<string, number>> {
  const rows = await tx
    .selectFrom('import_item')
    .select(['state', ({ fn }) => fn.countAll<number>().as('n')])
    .where('run_id', '=', runId)
    .where(sql<boolean>`piece in ('item', 'fault')`)
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}
