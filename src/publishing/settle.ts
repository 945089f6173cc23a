import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Words } from '../core/words.ts'
import type { Tx } from '../db/client.ts'

/** What became of deliveries and repeats when a backup was restored. */
export interface SettledDeliveries {
  /** Their time passed meanwhile: a person decides. */
  missed: number
  /** Were being sent just then: a person looks. */
  unconfirmed: number
  /** Still to come. */
  scheduled: number
  /** Repeats that were going on by themselves: paused. */
  paused: number
}

const missedWords: Words = {
  id: 'Waktunya lewat sebelum cadangan ini dipulihkan, jadi mungkin sudah terkirim. Lihat profil Anda di sana: bila belum ada, kirim sekarang atau pilih waktu lain; bila sudah, lewati.',
  en: 'Its time passed before this backup was restored, so it may have been sent already. Look at your profile there: if it is missing, send it now or choose another time; if it’s there, skip it.',
}
const unconfirmedWords: Words = {
  id: 'Sedang dikirim ketika cadangan ini dibuat, jadi mungkin sudah sampai. Lihat profil Anda di sana: bila ada, berikan alamatnya; bila tidak, kirim lagi.',
  en: 'It was being sent when this backup was made, so it may have arrived. Look at your profile there: if it is there, give its address; if not, send it again.',
}

/** Holds everything in these workspaces. Who held already still does. @param from the moment of the backup */
async function holdAll(tx: Tx, workspaces: readonly string[], from: Date, now: Date): Promise<void> {
  await sql`
    insert into workspace_state (workspace_id, hold_since, restored_from, restored_at)
    select id, ${now}, ${from}, ${now} from unnest(${[...workspaces]}::text[]) id
    on conflict (workspace_id) do update set hold_since = coalesce(workspace_state.hold_since, excluded.hold_since),
      restored_from = excluded.restored_from, restored_at = excluded.restored_at`.execute(tx)
}

/**
 * After a restore nothing is sent a second time without a person: what was sent since the backup, from wherever it went on, is not
 * known here. Everything is held until a person lets go.
 * @param from the moment of the backup
 */
export async function settleDeliveries(
  context: Context,
  tx: Tx,
  workspaces: readonly string[],
  from: Date,
): Promise<SettledDeliveries> {
  const now = context.clock.now()
  await holdAll(tx, workspaces, from, now)
  const released = { lease_token: null, lease_until: null, next_try_at: null, reserved: false, updated_at: now }
  const unconfirmed = await tx
    .updateTable('delivery')
    .set({ ...released, state: 'unconfirmed', reason: JSON.stringify(unconfirmedWords) })
    .where('state', 'in', ['sending', 'pending'])
    .returning('id')
    .execute()
  const missed = await tx
    .updateTable('delivery')
    .set({ ...released, state: 'missed', reason: JSON.stringify(missedWords) })
    .where('state', '=', 'scheduled')
    .where('due_at', '<=', now)
    .returning('id')
    .execute()
  const posts = await tx
    .updateTable('delivery')
    .set(released)
    .where('state', '=', 'scheduled')
    .returning('id')
    .execute()
  // Which of their words were sent since the backup was made is not known here.
  const repeats = await tx
    .updateTable('series')
    .set({ state: 'paused', next_at: null, updated_at: now })
    .where('state', '=', 'active')
    .returning('id')
    .execute()
  return {
    missed: missed.length,
    unconfirmed: unconfirmed.length,
    scheduled: posts.length,
    paused: repeats.length,
  }
}
