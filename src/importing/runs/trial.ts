/** What an import would bring, and what would be lost: counted in its rows. */
import { sql } from 'kysely'
import { articleTags, latestPlan, slugify } from '../../blog/index.ts'
import { canBeTag, longestInput } from '../../core/input-limits.ts'
import type { Tx } from '../../db/client.ts'
import type { Loss } from '../markup/losses.ts'
import { longestKey } from './pieces.ts'
import { authorName } from './run-authors.ts'

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

/** A tag that comes beside another one that differs from it in capitals or accents alone: readers get two. */
export interface AlikeTag {
  comes: string
  other: string
  /** Whether the other one is an article's here; else it comes too. */
  here: boolean
}

/** Tags that come, beside those that articles here have. */
export interface TrialTags {
  /** How many no article here has. */
  fresh: number
  /** How many are articles' here already. */
  known: number
  /** Fresh ones by name, as many as a page shows. */
  names: string[]
  /** By name, as many as a page shows. */
  alike: AlikeTag[]
}

/** What a source holds, as it would come in. */
export interface Trial {
  counts: Record<Counted, number>
  /** Missing in trials of older versions. */
  tags?: TrialTags
  /** The most frequent ones first. */
  losses: LossCount[]
}

const mostLosses = 200
/** So many names of tags are kept for a page. */
const mostNames = 60

/** Of a run whose items are converted. What was planned for a time that has passed, or too far off, is marked as a loss of its item. @param now the context's */
export async function countTrial(tx: Tx, runId: string, now: Date): Promise<Trial> {
  await markLate(tx, runId, now)
  const { rows } = await sql<{ piece: string; kind: string | null; is: string | null; out: boolean; n: number }>`
    select piece, kind, ${standing(now)} as is, state = 'skipped' as out, count(*)::int as n
    from import_item where run_id = ${runId} group by 1, 2, 3, 4`.execute(tx)
  const count = (which: (row: (typeof rows)[number]) => boolean) =>
    rows.filter((row) => which(row)).reduce((sum, { n }) => sum + n, 0)
  const comes = (row: (typeof rows)[number]) => row.piece === 'item' && !row.out
  const coming = await tagsIn(tx, runId)
  const out = (kind: string) => count((row) => comes(row) && row.kind === kind && row.is === 'published')
  return {
    counts: {
      articles: out('article'),
      pages: out('page'),
      notes: out('note'),
      drafts: count((row) => comes(row) && row.is === 'draft'),
      scheduled: count((row) => comes(row) && row.is === 'scheduled'),
      comments: await commentsIn(tx, runId),
      authors: await authorsIn(tx, runId),
      tags: coming.length,
      pictures: await picturesIn(tx, runId),
      skipped: count((row) => row.out && (row.piece === 'item' || row.piece === 'fault')),
    },
    tags: besideTags(coming, await articleTags(tx)),
    losses: await lossesIn(tx, runId),
  }
}

/** Dates of items are JSON's (ISO 8601, in UTC), so that their letters are in the order of time. */
const later = (now: Date) =>
  sql`coalesce(data->>'publishedAt' collate "C" between ${new Date(now.getTime() + 1).toISOString()} and ${latestPlan(now).toISOString()}, false)`

/** As what an item comes: what is dated in the future is planned, a plan that has passed or that nobody could mean is a draft. */
const standing = (now: Date) => sql`case data->>'state'
  when 'scheduled' then case when ${later(now)} then 'scheduled' else 'draft' end
  when 'published' then case when ${later(now)} then 'scheduled' else 'published' end
  else data->>'state' end`

/** Each once, however often it is counted. */
async function markLate(tx: Tx, runId: string, now: Date): Promise<void> {
  const late: Loss = { what: 'late', detail: '', instead: 'words' }
  await sql`
    update import_item set losses = losses || ${JSON.stringify([late])}::jsonb, loss_count = loss_count + 1
    where run_id = ${runId} and piece = 'item' and state = 'converted' and data->>'state' = 'scheduled' and not ${later(now)}
      and not losses @> ${JSON.stringify([{ what: late.what }])}::jsonb`.execute(tx)
}

/** Those that come, by name: of each item as many as an article may have. */
async function tagsIn(tx: Tx, runId: string): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`
    select distinct tag collate "C" as tag from import_item, jsonb_array_elements_text(data->'tags') with ordinality as t (tag, place)
    where run_id = ${runId} and piece = 'item' and state <> 'skipped' and place <= ${longestInput.tags}
      and length(tag) <= ${longestInput.tag} and tag ~ '\\S'`.execute(tx)
  return rows
    .map(({ tag }) => tag)
    .filter(canBeTag)
    .sort(byName)
}

const byName = new Intl.Collator('id').compare
/** What two tags share that people take for one. */
const nearly = (tag: string) =>
  tag
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s_-]+/g, ' ')
    .trim()
    .toLowerCase()

function besideTags(coming: readonly string[], here: readonly string[]): TrialTags {
  const known = new Set(here)
  const fresh = coming.filter((tag) => !known.has(tag))
  const first = new Map<string, { other: string; here: boolean }>()
  for (const other of here) first.set(nearly(other), { other, here: true })
  const alike = fresh.flatMap((comes) => {
    const found = first.get(nearly(comes))
    if (!found) first.set(nearly(comes), { other: comes, here: false })
    return found ? [{ comes, ...found }] : []
  })
  return {
    fresh: fresh.length,
    known: coming.length - fresh.length,
    names: fresh.slice(0, mostNames),
    alike: alike.slice(0, mostNames),
  }
}

/** Under articles that come; each once, though it may be in several files. */
async function commentsIn(tx: Tx, runId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct key)::int as n from import_item comment
    where run_id = ${runId} and piece = 'comment' and exists (select 1 from import_item item
      where item.run_id = comment.run_id and item.piece = 'item' and item.key = comment.data->>'item' and item.state <> 'skipped')`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}

/** Whom articles that come name: of one name, and of names that make one address, there is one here. */
async function authorsIn(tx: Tx, runId: string): Promise<number> {
  const { rows } = await sql<{ key: string; name: string | null }>`
    select named.key, author.data->>'name' as name
    from (select distinct left(author, ${longestKey}) as key
      from import_item item, jsonb_array_elements_text(item.data->'authors') with ordinality as t (author, place)
      where item.run_id = ${runId} and item.piece = 'item' and item.state <> 'skipped' and place <= ${longestInput.authors}) named
    left join import_item author on author.run_id = ${runId} and author.piece = 'author' and author.key = named.key`.execute(
    tx,
  )
  return new Set(rows.map(({ key, name }) => slugify(authorName(key, name ?? ''))).filter(Boolean)).size
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
