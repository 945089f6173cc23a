/** What became of an import's items, for lists: what is worth a look first. */
import { sql } from 'kysely'
import { Problem } from '../../core/problem.ts'
import type { Language, Words } from '../../core/words.ts'
import type { Tx } from '../../db/client.ts'
import { type Key, type Page, type PageOf, readPage } from '../../db/page.ts'
import type { FoundItem } from '../formats/format.ts'
import type { Loss } from '../markup/losses.ts'
import { ofPaths, type RunRow } from './run.ts'

/** One item. */
export interface ItemView {
  /** Its place in the source. */
  n: number
  kind: 'article' | 'page' | 'note' | null
  title: string
  state: 'found' | 'converted' | 'imported' | 'updated' | 'same' | 'edited' | 'skipped'
  reason: Words | null
  losses: Loss[]
  article_id: string | null
}

/** An item with its text as it was, and as it will be. */
export interface Sample extends ItemView {
  before: string
  /** What `before` is: HTML, or Markdown. */
  html: boolean
  /** Where it was read; `''`: not known. */
  address: string
  words: { title: string; markdown: string; summary: string; tags: string[]; language: Language; at: Date | null }
}

const byLosses: readonly Key[] = [
  { column: 'import_item.loss_count', type: 'bigint', direction: 'desc' },
  { column: 'import_item.n', type: 'bigint', direction: 'asc' },
]

const listed = [
  'import_item.n',
  'import_item.kind',
  'import_item.title',
  'import_item.state',
  'import_item.reason',
  'import_item.losses',
  'import_item.loss_count',
  'import_item.article_id',
] as const

/** Which items a list shows. `look`: those that lost something, or were left out. */
export interface ItemFilter extends PageOf {
  show?: 'all' | 'look' | 'imported' | 'updated' | 'skipped' | undefined
}

/** Most losses first, then in the order of the source. */
export async function pageOfItems(
  tx: Tx,
  runId: string,
  { show = 'all', ...page }: ItemFilter,
): Promise<Page<ItemView>> {
  let query = tx
    .selectFrom('import_item')
    .select(listed)
    .where('run_id', '=', runId)
    .where('piece', 'in', ['item', 'fault'])
  if (show === 'imported' || show === 'updated' || show === 'skipped') query = query.where('state', '=', show)
  if (show === 'look') query = query.where(sql<boolean>`(loss_count > 0 or state in ('skipped', 'edited'))`)
  const { rows, next } = await readPage(query, byLosses, page)
  return { rows: rows as unknown as ItemView[], next }
}

/** Of a trial: those that lose most. */
export async function samplesOf(tx: Tx, runId: string, many: number): Promise<ItemView[]> {
  const rows = await tx
    .selectFrom('import_item')
    .select(listed)
    .where('run_id', '=', runId)
    .where('piece', '=', 'item')
    .where('state', '=', 'converted')
    .orderBy('loss_count', 'desc')
    .orderBy('n')
    .limit(many)
    .execute()
  return rows as unknown as ItemView[]
}

/** One of them, with its text. @throws Problem `gone` for one that is not there, or came in already */
export async function sampleAt(tx: Tx, { id, format, site }: RunRow, n: number): Promise<Sample> {
  const row = await tx
    .selectFrom('import_item')
    .select(listed)
    .select(['before', 'markdown', 'data'])
    .where('run_id', '=', id)
    .where('n', '=', n)
    .where('piece', '=', 'item')
    .where('state', '=', 'converted')
    .executeTakeFirst()
  if (!row?.data) throw new Problem('gone', noSample)
  const { before, markdown, data, ...view } = row
  const { summary, tags, address, publishedAt, language = site?.language ?? 'id' } = data as Omit<FoundItem, 'piece'>
  return {
    ...(view as unknown as ItemView),
    before: before ?? '',
    html: !ofPaths.has(format ?? ''),
    address,
    words: {
      title: row.title,
      markdown: markdown ?? '',
      summary,
      tags: [...tags],
      language,
      at: publishedAt === null ? null : new Date(publishedAt),
    },
  }
}

const noSample: Words = {
  id: 'Contoh ini tidak ada lagi: impornya sudah berjalan, atau dibaca sekali lagi.',
  en: 'This sample is no longer there: its import has gone on, or was read again.',
}
