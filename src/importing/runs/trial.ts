/** What an import would bring, and what would be lost: counted in its rows. */
import { sql } from 'kysely'
import type { Tx } from '../../db/client.ts'
import type { Loss } from '../markup/losses.ts'

/** What is counted. */
export type Counted =
  | 'articles'
  | 'pages'
  | 'notes'
  | 'drafts'
  | 'scheduled'
  | 'comments'
  | 'authors'
  | 'tags'
  | 'pictures'
  | 'skipped'

/** A kind of loss over the whole source. */
export interface LossCount extends Loss {
  /** In how many items. */
  items: number
}

/** What a source holds, as it would come in. */
export interface Trial {
  counts: Record<Counted, number>
  /** The most frequent ones first. */
  losses: LossCount[]
}

const mostLosses = 200

/** Of a run whose items are converted. */
export async function countTrial(tx: Tx, runId: string): Promise<Trial> {
  const { rows } = await sql<{ piece: string; kind: string | null; is: string | null; out: boolean; n: number }>`
    select piece, kind, data->>'state' as is, state = 'skipped' as out, count(*)::int as n
    from import_item where run_id = ${runId} group by 1, 2, 3, 4`.execute(tx)
  const count = (which: (row: (typeof rows)[number]) => boolean) =>
    rows.filter((row) => which(row)).reduce((sum, { n }) => sum + n, 0)
  const comes = (row: (typeof rows)[number]) => row.piece === 'item' && !row.out
  const out = (kind: string) => count((row) => comes(row) && row.kind === kind && row.is === 'published')
  return {
    counts: {
      articles: out('article'),
      pages: out('page'),
      notes: out('note'),
      drafts: count((row) => comes(row) && row.is === 'draft'),
      scheduled: count((row) => comes(row) && row.is === 'scheduled'),
      comments: count(({ piece }) => piece === 'comment'),
      authors: count(({ piece }) => piece === 'author'),
      tags: await tagsIn(tx, runId),
      pictures: await picturesIn(tx, runId),
      skipped: count((row) => row.out && (row.piece === 'item' || row.piece === 'fault')),
    },
    losses: await lossesIn(tx, runId),
  }
}

async function tagsIn(tx: Tx, runId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct tag)::int as n from import_item, jsonb_array_elements_text(data->'tags') tag
    where run_id = ${runId} and piece = 'item' and state <> 'skipped'`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Pictures that articles show, each once. */
async function picturesIn(tx: Tx, runId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct address->>'url')::int as n from import_item, jsonb_array_elements(addresses) address
    where run_id = ${runId} and piece = 'item' and state <> 'skipped' and address->>'kind' = 'picture'`.execute(tx)
  return rows[0]?.n ?? 0
}

async function lossesIn(tx: Tx, runId: string): Promise<LossCount[]> {
  const { rows } = await sql<LossCount>`
    select loss->>'what' as what, loss->>'detail' as detail, loss->>'instead' as instead, count(*)::int as items
    from import_item, jsonb_array_elements(losses) loss
    where run_id = ${runId} and piece = 'item' and state <> 'skipped' and loss_count > 0
    group by 1, 2, 3 order by 4 desc, 1, 2 limit ${mostLosses}`.execute(tx)
  return rows
}
