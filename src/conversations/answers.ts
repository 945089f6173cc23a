import { sql } from 'kysely'
import type { Tx } from '../db/client.ts'
import { countedSince } from './counted.ts'

/** Of what people wrote in a span: how much there was to answer, how much of it was, and how long that usually took. */
export interface AnswersMeasured {
  /** What somebody marked as done without an answer counts neither way. */
  toAnswer: number
  answered: number
  /** The median; `null` where nothing was answered. */
  usualSeconds: number | null
}

/** Measured over what people wrote since then. */
export async function answersSince(tx: Tx, since: Date): Promise<AnswersMeasured> {
  // As intervals: numbers with all their digits are sorted for twice as long.
  const took = sql`response.answered_at - response.written_at`
  return countedSince(tx, since)
    .select(({ fn }) => fn.countAll<number>().as('toAnswer'))
    .select(({ fn }) => fn.count<number>('response.answered_at').as('answered'))
    .select(
      sql<number | null>`extract(epoch from percentile_cont(0.5) within group (order by ${took})
        filter (where response.answered_at is not null))::float8`.as('usualSeconds'),
    )
    .executeTakeFirstOrThrow()
}
