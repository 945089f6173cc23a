/** What is found in a source, as rows; many are written at a time. */
import { createHash } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { Db } from '../../db/client.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import type { Tables } from '../../db/tables.ts'
import type { Found } from '../formats/format.ts'
import type { RunRow } from './run.ts'

type ItemValues = Insertable<Tables['import_item']>

/** So much is written at once: rows, and letters in them. */
const most = { rows: 200, letters: 2_000_000 }
/** What tells a piece apart is no longer, in UTF-16 units, and in bytes: a row of an index has 2,704, and the blog stands before it. */
export const longestKey = 1000
const longestBytes = 1500
/** A title in a list is no longer, in UTF-16 units. */
const longestTitle = 500

/** A value as JSON that the database takes: it keeps neither NUL nor half of a pair of surrogates. */
export function storable(value: object): string {
  return JSON.stringify(value, (_key, one: unknown) => (typeof one === 'string' ? storableText(one) : one))
}

/** A text that the database takes. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

/** What tells a piece apart, in as much as an index takes; one that is longer ends with what tells it from others that begin so. */
export function shortKey(key: string, most = longestBytes): string {
  const short = storableText(storableText(key).slice(0, longestKey))
  if (Buffer.byteLength(short) <= most) return short
  return `${storableText(short.slice(0, most / 4))} ${createHash('sha256').update(short).digest('base64url')}`
}

/** Gathers pieces, and writes them by the batch. */
export class PieceWriter {
  readonly #db: Db
  readonly #run: RunRow
  #rows: ItemValues[] = []
  #letters = 0
  #n = 0
  /** How many items have come. */
  items = 0

  constructor(db: Db, run: RunRow) {
    this.#db = db
    this.#run = run
  }

  /** @param guard throws where the run is no longer ours */
  async add(found: Exclude<Found, { piece: 'site' }>, guard: (tx: Tx) => Promise<void>): Promise<void> {
    const row = rowOf(this.#run, this.#n, found)
    this.#n += 1
    if (found.piece === 'item') this.items += 1
    this.#rows.push(row)
    this.#letters += row.data?.length ?? 0
    if (this.#rows.length >= most.rows || this.#letters > most.letters) await this.write(guard)
  }

  async write(guard: (tx: Tx) => Promise<void>): Promise<void> {
    const rows = this.#rows
    this.#rows = []
    this.#letters = 0
    await inWorkspace(this.#db, this.#run.workspace_id, async (tx) => {
      await guard(tx)
      if (rows.length) await tx.insertInto('import_item').values(rows).execute()
    })
  }
}

function rowOf(run: RunRow, n: number, found: Exclude<Found, { piece: 'site' }>): ItemValues {
  const base = {
    run_id: run.id,
    n,
    workspace_id: run.workspace_id,
    piece: found.piece,
    before: null,
    markdown: null,
    addresses: null,
    previous: null,
    article_id: null,
  }
  if (found.piece === 'fault') {
    const where = storableText(found.where).slice(0, longestTitle)
    return {
      ...base,
      key: where,
      title: where,
      kind: null,
      data: null,
      state: 'skipped',
      reason: storable(found.words),
    }
  }
  const { piece: _piece, ...data } = found
  return {
    ...base,
    key: shortKey(found.key),
    title: titleOf(found),
    kind: found.piece === 'item' ? found.kind : null,
    data: storable(data),
    state: 'found',
    reason: null,
  }
}

function titleOf(found: Exclude<Found, { piece: 'site' | 'fault' }>): string {
  const title = found.piece === 'item' ? found.title : found.piece === 'author' ? found.name : ''
  return storableText(title).slice(0, longestTitle)
}
