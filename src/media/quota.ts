/** How much people may upload: each in a day, and a brand in all. */
import { type SqlBool, sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Tx } from '../db/client.ts'
import { addUsage } from '../db/usage.ts'

const gigabyte = 1024 ** 3

/**
 * Takes storage for a file before it is kept. Uploads that are under way count with all that they will bring; given back is what their
 * brand needs no more, never what a person used of a day (in UTC).
 * @throws Problem `rate-limited` until the next day for what a person may; `wrong-input` where the brand's storage is full
 */
export async function takeStorage(context: Context, tx: Tx, actor: Actor, bytes: number): Promise<void> {
  const { uploadsPersonGb } = context.config
  // Two at once would both find the last of the storage.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`uploads ${actor.workspaceId}`}, 0))`.execute(tx)
  const { used, most } = await storageOf(context, tx)
  if (used + bytes > most)
    throw new Problem('wrong-input', full, { field: 'file', values: { size: context.config.uploadsGb } })
  const today = context.clock.now().toISOString().slice(0, 10)
  const usage = { workspaceId: actor.workspaceId, key: `person:${actor.userId}`, quota: 'uploads', period: today }
  if (!(await addUsage(tx, usage, bytes, uploadsPersonGb * gigabyte))) {
    const retryAt = new Date(Date.parse(today) + 86_400_000)
    throw new Problem('rate-limited', enoughToday, { field: 'file', values: { size: uploadsPersonGb }, retryAt })
  }
}

/** How much storage the transaction's workspace has, in bytes, and how much of it its files take, those under way included. */
export async function storageOf(context: Context, tx: Tx): Promise<{ used: number; most: number }> {
  const sum = async (table: 'media' | 'upload') => {
    const rows = tx.selectFrom(table).select((of) => of.fn.sum('bytes').as('bytes'))
    // What was thrown away is on the disk for a day, and no longer the brand's.
    const { bytes } = await (table === 'media'
      ? rows.where(sql<SqlBool>`deleted_at is null`)
      : rows
    ).executeTakeFirstOrThrow()
    return Number(bytes ?? 0)
  }
  return { used: (await sum('media')) + (await sum('upload')), most: context.config.uploadsGb * gigabyte }
}

const full = {
  id: 'Berkas ini tidak diunggah, karena ruang unggahan merek ini ({size} GB) tidak cukup lagi. Hapus yang tidak dipakai di Pengaturan → Berkas, atau minta yang menjalankan server menaikkan pengaturan UPLOADS_GB.',
  en: 'This file was not uploaded, because this brand’s room for uploads ({size} GB) is not enough for it. Delete what nothing uses in Settings → Files, or ask whoever runs the server to raise the setting UPLOADS_GB.',
}
const enoughToday = {
  id: 'Berkas ini tidak diunggah, karena unggahan Anda hari ini akan melebihi {size} GB. Coba lagi besok, atau minta yang menjalankan server menaikkan pengaturan UPLOADS_PERSON_GB.',
  en: 'This file was not uploaded, because your uploads of today would be more than {size} GB. Try again tomorrow, or ask whoever runs the server to raise the setting UPLOADS_PERSON_GB.',
}
