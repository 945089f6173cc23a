/** What is used up in a period (a quota, a budget, room for uploads): counted in rows that all processes share. */
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from './client.ts'

/** What is counted, for whom, and when. */
export interface Usage {
  workspaceId: string
  /** Who uses it up: a channel, an app, a person. */
  key: string
  quota: string
  /** The period's first day, `2026-11-29`. */
  period: string
}

/** Adds to what was used, in one statement. @returns whether it was added: not where that would be more than the limit */
export async function addUsage(tx: Tx, usage: Usage, amount: number, limit: number): Promise<boolean> {
  if (amount > limit) return false
  const { workspaceId, ...of } = usage
  const row = await tx
    .insertInto('quota_use')
    .values({ workspace_id: workspaceId, ...of, used: amount })
    .onConflict((on) =>
      on
        .columns(['workspace_id', 'key', 'quota', 'period'])
        .doUpdateSet({ used: sql`quota_use.used + excluded.used` as RawBuilder<number> })
        .where(sql`quota_use.used + excluded.used`, '<=', limit),
    )
    .returning('used')
    .executeTakeFirst()
  return row !== undefined
}

/** What was used so far. */
export async function usedSoFar(tx: Tx, { workspaceId, key, quota, period }: Usage): Promise<number> {
  const row = await tx
    .selectFrom('quota_use')
    .select('used')
    .where('workspace_id', '=', workspaceId)
    .where('key', '=', key)
    .where('quota', '=', quota)
    .where('period', '=', period)
    .executeTakeFirst()
  return row?.used ?? 0
}
