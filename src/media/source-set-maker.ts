/**
 * Makes the source sets that rows ask for, one at a time in a process. A row is claimed with a lease that is renewed meanwhile; a worker
 * that dies leaves a lease that ends, and the next one makes the same files under the same names.
 */
import { randomUUID } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { asSystem } from '../db/client.ts'
import type { Tables } from '../db/tables.ts'
import {
  keepingLease,
  type Leased,
  LeaseLost,
  type Running,
  renewLease,
  settleLease,
  startWork,
  takeLease,
  waitAfter,
} from '../work/index.ts'
import { makeSourceSet } from './make-source-set.ts'
import { openMediaStore } from './open-store.ts'
import { formats, maker, sourceFile, sourceFiles } from './source-sets.ts'

type SourceSetRow = Selectable<Tables['source_set']>

/** Called when a source set is there, so that the pages which show its picture are laid out anew. */
export type SourceSetMade = (workspaceId: string, mediaId: string) => Promise<void>

const leasing = { table: 'source_set', seconds: 60 } as const
/** A minute, then twice as long each time. */
const again = { first: 60, most: 3600 }
/** How many times it is tried before the picture is shown as it is. */
const mostTries = 6
/** Seconds between two looks at the rows, for what no event announced. */
const pollSeconds = 30

/** Makes source sets as they are asked for. */
export function startSourceSetMaker(context: Context, whenMade: SourceSetMade): Running {
  return startWork(context, {
    name: 'source sets',
    every: pollSeconds,
    atOnce: 1,
    // One at a time: whatever else is due is looked for when it is done.
    due: async () => [makeDueSourceSet],
    act: (make, signal) => make(context, signal, whenMade),
    next: () => nextSourceSet(context),
    // An article that asks for one is published with it.
    wokenBy: ['pages'],
  })
}

/** When the next one is due. In the past: one is due, and no worker has it. */
async function nextSourceSet(context: Context): Promise<Date | undefined> {
  const row = await asSystem(context.db, (tx) =>
    tx
      .selectFrom('source_set')
      .select(({ fn }) => fn.min('next_try_at').as('at'))
      .where('state', '=', 'waiting')
      .executeTakeFirst(),
  )
  return row?.at ?? undefined
}

/** Makes the source set that has waited longest. @returns its picture's id; `undefined` when none is due */
export async function makeDueSourceSet(
  context: Context,
  signal: AbortSignal,
  whenMade: SourceSetMade,
): Promise<string | undefined> {
  const now = context.clock.now()
  const claimed = await asSystem(context.db, async (tx) => {
    const row = await takeLease<SourceSetRow>(tx, leasing, {
      token: randomUUID(),
      now,
      where: sql`state = 'waiting' and next_try_at <= ${now}`,
      order: sql`next_try_at, id`,
      set: { attempts: sql`attempts + 1` },
    })
    if (!row) return undefined
    const media = await tx.selectFrom('media').select('file').where('id', '=', row.id).executeTakeFirst()
    return media && { row, file: media.file }
  })
  if (!claimed) return undefined
  const { row, file } = claimed
  try {
    if (row.attempts > mostTries) throw new Problem('rejected', triedTooOften)
    await keepingLease(context.log, { ...leasing, signal, renew: () => renew(context, row) }, (still) =>
      make(context, row, file, still, whenMade),
    )
  } catch (error) {
    if (!(error instanceof LeaseLost)) await failed(context, row, error, signal.aborted)
  }
  return row.id
}

const leasedBy = ({ id, lease_token }: SourceSetRow): Leased => ({ id, token: lease_token ?? '' })

async function renew(context: Context, row: SourceSetRow): Promise<void> {
  const now = context.clock.now()
  if (!(await asSystem(context.db, (tx) => renewLease(tx, leasing, leasedBy(row), now)))) throw new LeaseLost()
}

async function make(
  context: Context,
  row: SourceSetRow,
  file: string,
  signal: AbortSignal,
  whenMade: SourceSetMade,
): Promise<void> {
  const store = openMediaStore(context.config)
  const bytes = await store.get(file)
  const { made, sources } = await makeSourceSet(bytes, signal).catch((cause: unknown) => {
    if (signal.aborted) throw cause
    throw new Problem('wrong-input', unreadable, { cause })
  })
  signal.throwIfAborted()
  for (const { width, format, bytes } of sources)
    await store.put(sourceFile(row.id, width, format), bytes, formats[format])
  const values = { state: 'ready', maker, made: JSON.stringify(made) }
  const ours = await asSystem(context.db, (tx) => settleLease(tx, leasing, leasedBy(row), values))
  // Whoever has the lease now makes the same; a picture that was deleted meanwhile leaves nothing behind.
  if (!ours) return deleteWithoutRow(context, row.id, sourceFiles(row.id, made))
  const before = sourceFiles(row.id, row.made)
  const now = new Set(sourceFiles(row.id, made))
  for (const name of before.filter((one) => !now.has(one))) await store.delete(name)
  await whenMade(row.workspace_id, row.id)
}

async function deleteWithoutRow(context: Context, id: string, names: readonly string[]): Promise<void> {
  const row = await asSystem(context.db, (tx) =>
    tx.selectFrom('source_set').select('id').where('id', '=', id).executeTakeFirst(),
  )
  if (!row) for (const name of names) await openMediaStore(context.config).delete(name)
}

/** Tries again where that may help; else the picture is shown as it is, which nobody need be told. */
async function failed(context: Context, row: SourceSetRow, error: unknown, stopping: boolean): Promise<void> {
  const now = context.clock.now()
  const later = { next_try_at: stopping ? now : waitAfter(row.attempts, again, now) }
  const never = error instanceof Problem && error.kind !== 'unavailable'
  const isFinal = !stopping && (row.attempts >= mostTries || never)
  if (!stopping) context.log.warn({ error, picture: row.id, attempt: row.attempts }, 'source set: not made')
  const values = isFinal ? { state: 'failed', maker } : { ...later, attempts: row.attempts - (stopping ? 1 : 0) }
  await asSystem(context.db, (tx) => settleLease(tx, leasing, leasedBy(row), values))
}

const unreadable = {
  id: 'Berkas gambar ini tidak dapat dibaca, jadi ukuran lainnya tidak dibuat. Gambarnya ditampilkan seperti diunggah.',
  en: 'This picture’s file can’t be read, so its other sizes were not made. The picture is shown as it was uploaded.',
}
const triedTooOften = {
  id: 'Ukuran lain gambar ini tidak jadi dibuat: prosesnya terputus beberapa kali. Gambarnya ditampilkan seperti diunggah.',
  en: 'Other sizes of this picture were not made: it broke off several times. The picture is shown as it was uploaded.',
}
