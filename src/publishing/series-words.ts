import { sql } from 'kysely'
import type { Tx } from '../db/client.ts'
import type { SeriesVariant } from '../db/tables.ts'

/** What makes two texts the same: capitals and spaces don't count. */
export function sameWords(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim()
}

/** Whether one of its texts was said in its channel before, or waits to be. */
export async function saidBefore(tx: Tx, variant: SeriesVariant): Promise<boolean> {
  for (const { channelId, text } of variant.texts) {
    const { rows } = await sql<{ text: string }>`
      select text from delivery where channel_id = ${channelId} and state not in ('cancelled', 'rejected', 'missed')
        and length(text) between ${Math.floor(text.length / 2)} and ${text.length * 2 + 20}`.execute(tx)
    if (rows.some((row) => sameWords(row.text) === sameWords(text))) return true
  }
  return false
}
