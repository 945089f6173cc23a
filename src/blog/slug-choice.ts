/** Which address an article gets where another one has the one that it would like, and who has that. */
import { type Selectable, sql } from 'kysely'
import type { Language } from '../core/words.ts'
import type { Tx } from '../db/client.ts'
import type { Tables } from '../db/tables.ts'
import { freeSlug, madeFrom, slugify } from './slug.ts'

type ArticleRow = Selectable<Tables['article']>

/** Whoever comes second with the same thing waits here until the first one's transaction has ended, and then sees what it did. */
export async function oneAtATime(tx: Tx, what: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`article ${what}`}, 0))`.execute(tx)
}

/** Locks the search for a free address in the workspace, so that two articles do not take the same one. @param own the article whose it will be */
export async function chooseSlug(
  tx: Tx,
  workspaceId: string,
  wanted: string,
  language: Language,
  own?: string,
): Promise<string> {
  await oneAtATime(tx, `address ${workspaceId}`)
  const base = slugify(wanted)
  const owners = await ownersBeside(tx, workspaceId, base, language, own)
  return freeSlug(base, language, (slug) => owners.has(slug))
}

/** Other articles that have this address or had it, or one of its numbered forms: their ids by address. */
async function ownersBeside(
  tx: Tx,
  workspaceId: string,
  base: string,
  language: Language,
  own?: string,
): Promise<ReadonlyMap<string, string>> {
  // Where no letter of it can be used, and where it is one that the program answers itself, another one is numbered.
  const bases = [...new Set([base, freeSlug(base, language, () => false).replace(/-2$/, '')])].filter(Boolean)
  const rows = await tx
    .selectFrom('article')
    .select(['id', 'slug'])
    .where((where) => where.or(bases.map((one) => where('slug', 'like', `${one.replace(/[%_\\]/g, '')}%`))))
    .execute()
  const old = await tx
    .selectFrom('article_old_slug')
    .select(['article_id as id', 'slug'])
    .where('workspace_id', '=', workspaceId)
    .where((where) =>
      where.or([
        where('slug', 'in', bases),
        // `x-2`, `x-3`: a full stop is the next character after the hyphen.
        ...bases.map((one) => where.and([where('slug', '>=', `${one}-`), where('slug', '<', `${one}.`)])),
      ]),
    )
    .execute()
  // Who has it now comes before who had it.
  return new Map([...old, ...rows].filter((row) => row.id !== own).map((row) => [row.slug, row.id]))
}

/** An address that somebody would like for an article, and what they would get. */
export interface SlugChoice {
  /** As it would be written. */
  wanted: string
  /** The one that is free: another one where that is taken. */
  free: string
  /** Who has it: an article, with whether it is deleted and whether it only had it; the program itself; nobody. */
  taken: (Pick<ArticleRow, 'id' | 'name' | 'kind'> & { deleted: boolean; earlier: boolean }) | 'program' | null
}

/**
 * What an article would get. Nothing is kept by it.
 * @param typed what a person typed; empty: what its title makes
 */
export async function slugChoice(tx: Tx, article: ArticleRow, typed: string): Promise<SlugChoice> {
  const { id, name, slug, language, workspace_id, published_at } = article
  // One that somebody chose, or that readers have, stays.
  if (typed === '' && (published_at !== null || !madeFrom(slug, name))) return { wanted: slug, free: slug, taken: null }
  const base = slugify(typed || name)
  const wanted = base || freeSlug(base, language, () => false)
  const owners = await ownersBeside(tx, workspace_id, base, language, id)
  const free = freeSlug(base, language, (one) => owners.has(one))
  if (free === wanted) return { wanted, free, taken: null }
  const owner = owners.get(wanted)
  return { wanted, free, taken: owner === undefined ? 'program' : await nameOwner(tx, owner, wanted) }
}

async function nameOwner(tx: Tx, id: string, wanted: string): Promise<SlugChoice['taken']> {
  const row = await tx
    .selectFrom('article')
    .select(['id', 'name', 'kind', 'slug', 'deleted_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return 'program'
  const { slug, deleted_at, ...owner } = row
  return { ...owner, deleted: deleted_at !== null, earlier: slug !== wanted }
}
