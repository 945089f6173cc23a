import { sql } from 'kysely'
import type { Tx } from '../db/client.ts'
import { here } from '../db/page.ts'

/** A draft in which words were found. `text`: what was written there that says them, or else the first of it. */
export interface DraftFound {
  id: string
  updatedAt: Date
  text: string
}

/** A repeat in one of whose versions words were found. */
export interface SeriesFound {
  id: string
  state: 'active' | 'paused' | 'ended'
  text: string
}

const patternOf = (words: string) => `%${words.replace(/[\\%_]/g, '\\$&')}%`

/** Only the composer knows a draft's shape: its longest text that says the words is taken for what was written. */
const textsOf = (column: string) => sql`(select value #>> '{}' as text
  from jsonb_path_query(${sql.ref(column)}, '$.**.text ? (@.type() == "string")') as value) as written`

/** Drafts of posts, the newest change first. */
export async function draftsSaying(tx: Tx, words: string, limit: number): Promise<DraftFound[]> {
  const { rows } = await sql<DraftFound>`
    select post_draft.id, post_draft.updated_at as "updatedAt", found.text from post_draft
    cross join lateral (select text from ${textsOf('post_draft.body')} where text <> '' and text ilike ${patternOf(words)}
      order by length(text) desc limit 1) as found
    where ${here('post_draft.workspace_id')}
    order by post_draft.updated_at desc, post_draft.id desc limit ${limit}`.execute(tx)
  return rows
}

/** Repeats, those that begin last first. */
export async function seriesSaying(tx: Tx, words: string, limit: number): Promise<SeriesFound[]> {
  const { rows } = await sql<SeriesFound>`
    select series.id, series.state, found.text from series
    cross join lateral (select text from ${textsOf('series.variants')} where text ilike ${patternOf(words)} limit 1) as found
    where ${here('series.workspace_id')}
    order by series.starts_at desc, series.id desc limit ${limit}`.execute(tx)
  return rows
}
