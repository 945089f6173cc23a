import { createReadStream } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Migration } from 'kysely/migration'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { migrations as ownMigrations } from '../../migrations/index.ts'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { fill as filled } from '../core/words.ts'
import { asProblem, onClient, runningParts } from '../db/client.ts'
import { open as openSealed } from '../db/vault.ts'
import { type MediaStore, openMediaStore, plainFileName } from '../media/index.ts'
import { isInstalled } from '../team/index.ts'
import { damaged, type Manifest, mediaPath, readManifest, tablePath, verifyFiles } from './manifest.ts'
import { type Settled, settle } from './settle.ts'
import { allTables, columnList, quoted } from './tables.ts'
import type { Progress } from './write.ts'

/** What a restore brought back, for whoever ran it. */
export interface Restored extends Settled {
  manifest: Manifest
  /** Channels whose tokens this server's key does not open. */
  toReconnect: number
}

/**
 * Brings a backup back: all of it or nothing, in one transaction. Everything outgoing is held afterwards until a person lets go
 * ({@link settle}); sessions end.
 * @param options.replace what is here may go
 * @param migrations this program's; tests give others
 * @throws Problem `wrong-input`: no whole backup, a newer one, an installation that is in use
 */
export async function restoreBackup(
  context: Context,
  folder: string,
  options: { replace: boolean },
  tell: Progress,
  migrations: Readonly<Record<string, Migration>> = ownMigrations,
): Promise<Restored> {
  const manifest = await readManifest(folder, Object.keys(migrations))
  tell({ id: 'Memeriksa berkas cadangan …', en: 'Checking the backup’s files …' })
  await verifyFiles(folder, manifest)
  await refuseUsed(context, options.replace)
  const store = openMediaStore(context.config)
  const here = context.config.dataDir
  for (const { file, mime } of manifest.media) await putCopy(store, here, file, join(folder, mediaPath(file)), mime)
  tell(filled({ id: '  gambar: {n}', en: '  pictures: {n}' }, { n: manifest.media.length }))
  const settled = await inOneTransaction(context, async (client) => {
    await load(client, folder, manifest, migrations, tell)
    return settle(context, onClient(client), new Date(manifest.createdAt))
  })
  return { ...settled, manifest, toReconnect: await countClosed(context) }
}

/**
 * A small one at once; a big one by way of a copy, since the store may move what it is given. In the backup's folder nothing is written.
 * @param here where the copy may lie meanwhile
 */
async function putCopy(store: MediaStore, here: string, name: string, path: string, mime: string): Promise<void> {
  if ((await stat(path)).size <= smallBytes) return store.put(name, await readFile(path), mime)
  await mkdir(here, { recursive: true, mode: 0o711 })
  const copies = await mkdtemp(join(here, 'restoring-'))
  try {
    const copy = join(copies, name)
    await copyFile(path, copy)
    await store.putFile(name, copy, mime)
  } finally {
    await rm(copies, { recursive: true, force: true })
  }
}

const smallBytes = 32 * 1024 * 1024

async function refuseUsed(context: Context, replace: boolean): Promise<void> {
  const parts = await runningParts(context.db)
  if (parts.has('all') || parts.has('web') || parts.has('worker')) throw new Problem('wrong-input', running)
  if (!replace && (await isInstalled(context))) throw new Problem('wrong-input', installed)
}

const running = {
  id: 'Percakapan sedang berjalan dengan basis data ini. Hentikan dulu (Ctrl-C), lalu pulihkan lagi. Belum ada yang diubah.',
  en: 'Percakapan is running on this database. Stop it first (Ctrl-C), then restore again. Nothing was changed.',
}
const installed = {
  id: 'Di sini sudah ada Percakapan yang terpasang. Untuk menggantinya seluruhnya dengan isi cadangan, ulangi dengan --replace (buat cadangan dulu: percakapan backup FOLDER). Belum ada yang diubah.',
  en: 'There is a Percakapan here already. To replace all of it with the backup’s contents, repeat with --replace (make a backup first: percakapan backup DIR). Nothing was changed.',
}

async function inOneTransaction<T>(context: Context, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await context.database.pool.connect()
  try {
    await client.query('begin')
    await client.query("select set_config('percakapan.workspace', '*', true)")
    const result = await work(client)
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    // Ends the connection, and with it the transaction, wherever it stood.
    client.release(true)
    throw misfit(asProblem(error))
  }
}

/** Rows that the database refuses: the files are whole, but were not written by this program. */
function misfit(error: unknown): unknown {
  const { code, message } = error as { code?: unknown; message?: string }
  if (typeof code !== 'string' || !/^(22|23|42)/.test(code)) return error
  return new Problem(
    'wrong-input',
    {
      id: 'Isi cadangan ini tidak cocok dengan basis data: {why}. Belum ada yang diubah.',
      en: 'This backup’s contents do not fit the database: {why}. Nothing was changed.',
    },
    { cause: error, values: { why: message ?? code } },
  )
}

/** Empties the tables, fills them as they were, and brings them to this version's shape. */
async function load(
  client: pg.PoolClient,
  folder: string,
  manifest: Manifest,
  migrations: Readonly<Record<string, Migration>>,
  tell: Progress,
): Promise<void> {
  const later = Object.keys(migrations).slice(manifest.migrations.length)
  const tables = await allTables(client)
  const names = tables.map((table) => quoted(table.name)).join(', ')
  if (later.length === 0) await client.query(`truncate ${names}`)
  else {
    // An older backup: its own tables are made, filled, and then taken through the steps that came after.
    await client.query(`drop table ${names} cascade`)
    for (const name of manifest.migrations) await migrations[name]?.up(onClient(client))
  }
  await unlocked(client, async () => {
    for (const table of manifest.tables) await fill(client, folder, table, tell)
  })
  await refuseStrangeFiles(client)
  await countOn(client)
  for (const name of later) await migrations[name]?.up(onClient(client))
}

interface Reference {
  table: string
  name: string
  deferrable: boolean
  deferred: boolean
}

/**
 * Does the work while references are checked at its end (some go in a circle) and row-level security is not in the way of
 * the tables' owner (`COPY … FROM` refuses it). All of it is as before afterwards, and after a failure too.
 */
async function unlocked(client: pg.PoolClient, work: () => Promise<void>): Promise<void> {
  const forced = (await allTables(client)).filter((table) => table.forced)
  const { rows: references } = await client.query<Reference>(`
    select c.relname as table, k.conname as name, k.condeferrable as deferrable, k.condeferred as deferred
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.connamespace = current_schema()::regnamespace`)
  const alter = ({ table, name }: Reference, how: string) =>
    client.query(`alter table ${quoted(table)} alter constraint ${quoted(name)} ${how}`)
  for (const { name } of forced) await client.query(`alter table ${quoted(name)} no force row level security`)
  for (const reference of references) await alter(reference, 'deferrable initially deferred')
  await work()
  await client.query('set constraints all immediate')
  for (const reference of references) {
    const { deferrable, deferred } = reference
    const how = deferrable ? `deferrable initially ${deferred ? 'deferred' : 'immediate'}` : 'not deferrable'
    await alter(reference, how)
  }
  for (const { name } of forced) await client.query(`alter table ${quoted(name)} force row level security`)
}

async function fill(
  client: pg.PoolClient,
  folder: string,
  { name, columns, rows }: Manifest['tables'][number],
  tell: Progress,
): Promise<void> {
  const target = client.query(
    copyFrom(`copy ${quoted(name)} (${columnList(columns)}) from stdin with (encoding 'utf8')`),
  )
  await pipeline(createReadStream(join(folder, tablePath(name))), target)
  if (target.rowCount !== rows) throw damaged(tablePath(name))
  tell(filled({ id: '  {name}: {rows} baris', en: '  {name}: {rows} {rows|row|rows}' }, { name, rows }))
}

/** A row's file is a name, and no way to somewhere else. @throws Problem `wrong-input` */
async function refuseStrangeFiles(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ file: string }>('select file from media')
  if (rows.some(({ file }) => !plainFileName.test(file))) throw damaged(tablePath('media'))
}

/** Identity columns go on after the highest number that came back. */
async function countOn(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(`
    select c.relname as table, a.attname as column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attidentity <> ''`)
  for (const { table, column, sequence } of rows) {
    await client.query(
      `select setval($1, coalesce(max(${quoted(column)}), 1), max(${quoted(column)}) is not null) from ${quoted(table)}`,
      [sequence],
    )
  }
}

async function countClosed(context: Context): Promise<number> {
  const client = await context.database.pool.connect()
  try {
    await client.query('begin read only')
    await client.query("select set_config('percakapan.workspace', '*', true)")
    const { rows } = await client.query<{ id: string; credentials: Buffer }>(
      'select id, credentials from channel where removed_at is null',
    )
    await client.query('commit')
    return rows.filter(({ id, credentials }) => !opens(context, id, credentials)).length
  } finally {
    client.release()
  }
}

function opens(context: Context, id: string, credentials: Buffer): boolean {
  try {
    openSealed(context.config.secretKey, id, credentials)
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}
