/** Who wrote the articles of a source, as authors here: known by name, or made. */
import { authorNamed, listAuthors } from '../../blog/index.ts'
import type { Context } from '../../context.ts'
import { longestInput } from '../../core/input-limits.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import type { FoundAuthor } from '../formats/format.ts'
import { type Held, stillOurs } from './lease.ts'

const longestUrl = 300

type Found = ReadonlyMap<string, { n: number; data: Omit<FoundAuthor, 'piece'> }>

/** What an author is called here. @param said by the source; `''` where it says nothing but the key */
export function authorName(key: string, said: string): string {
  return (said || key).trim().slice(0, longestInput.authorName)
}

/** Authors of one run. */
export class RunAuthors {
  readonly #context: Context
  readonly #held: Held
  /** Those that were here before. */
  readonly #before: ReadonlySet<string>
  readonly #found: Found
  /** Two articles that name one ask for them once. */
  readonly #ids = new Map<string, Promise<string | undefined>>()

  private constructor(context: Context, held: Held, before: ReadonlySet<string>, found: Found) {
    this.#context = context
    this.#held = held
    this.#before = before
    this.#found = found
  }

  static open(context: Context, held: Held): Promise<RunAuthors> {
    const { run } = held
    return inWorkspace(context.db, run.workspace_id, async (tx) => {
      const rows = await tx
        .selectFrom('import_item')
        .select(['n', 'key', 'data'])
        .where('run_id', '=', run.id)
        .where('piece', '=', 'author')
        .execute()
      const found = rows.map(({ n, key, data }) => [key, { n, data: data as Omit<FoundAuthor, 'piece'> }] as const)
      const before = new Set((await listAuthors(tx)).map(({ id }) => id))
      return new RunAuthors(context, held, before, new Map(found))
    })
  }

  /** Ids of authors here, in the order of the source. @param keys as items name them */
  async idsOf(keys: readonly string[]): Promise<string[]> {
    const ids = await Promise.all(keys.slice(0, longestInput.authors).map((key) => this.#idOf(key)))
    return [...new Set(ids.filter((id) => id !== undefined))]
  }

  #idOf(key: string): Promise<string | undefined> {
    const known = this.#ids.get(key)
    if (known) return known
    const made = this.#make(key)
    this.#ids.set(key, made)
    made.catch(() => this.#ids.delete(key))
    return made
  }

  #make(key: string): Promise<string | undefined> {
    const { run } = this.#held
    const { n, data } = this.#found.get(key) ?? {}
    const name = authorName(key, data?.name ?? '')
    const url = /^https?:\/\//i.test(data?.url ?? '') ? (data?.url ?? '').slice(0, longestUrl) : ''
    const bio = (data?.bio ?? '').trim().slice(0, longestInput.bio)
    return inWorkspace(this.#context.db, run.workspace_id, async (tx) => {
      await stillOurs(tx, this.#held)
      const id = await authorNamed(tx, run.workspace_id, { name, url, bio })
      // Whom this import made goes when it is taken back.
      if (id !== undefined && n !== undefined && !this.#before.has(id))
        await tx
          .updateTable('import_item')
          .set({ state: 'imported', article_id: id })
          .where('run_id', '=', run.id)
          .where('n', '=', n)
          .execute()
      return id
    })
  }
}

/** Ids of authors whom a run made. */
export async function madeAuthors(tx: Tx, runId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('import_item')
    .select('article_id')
    .where('run_id', '=', runId)
    .where('piece', '=', 'author')
    .where('state', '=', 'imported')
    .execute()
  return rows.flatMap(({ article_id }) => article_id ?? [])
}
