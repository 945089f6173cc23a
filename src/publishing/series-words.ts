import { sql } from 'kysely'
import type { Tx } from '../db/client.ts'
import type { SeriesVariant } from '../db/tables.ts'
import { comingOf } from './coming.ts'

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

/** As {@link saidBefore}, or a repeat is going to say it. */
export async function saidOrPlanned(tx: Tx, now: Date, variant: SeriesVariant): Promise<boolean> {
  if (await saidBefore(tx, variant)) return true
  const channelIds = variant.texts.map(({ channelId }) => channelId)
  const to = new Date(now.getTime() + 371 * 86_400_000)
  const planned = (await comingOf(tx, now, { from: now, to, channelIds })).flatMap(({ texts }) => texts)
  return variant.texts.some(({ channelId, text }) =>
    planned.some((one) => one.channelId === channelId && sameWords(one.text) === sameWords(text)),
  )
}
