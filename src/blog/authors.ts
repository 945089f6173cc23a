/** Who writes on the blog: each with a page of their own, whether they come into the panel or not. */
import { randomUUID } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { authorNeed } from '../core/page-needs.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { here } from '../db/page.ts'
import type { Tables } from '../db/tables.ts'
import { fileOf, findMedia } from '../media/index.ts'
import { record } from '../team/index.ts'
import { slugify } from './slug.ts'

/** An author, as it is stored. */
export type AuthorRow = Selectable<Tables['author']>

/** What a person says of an author. */
export interface AuthorWords {
  name: string
  /** Empty: made from the name. */
  slug: string
  bio: string
  /** Their own page elsewhere; empty for none. */
  url: string
  /** The id of a picture. */
  picture: string | null
}

/** An author with how many articles name them, drafts too. */
export type ListedAuthor = AuthorRow & { articles: number }

/** So many authors a workspace has at most. */
const most = 500

/** All authors, by name. */
export async function listAuthors(tx: Tx): Promise<ListedAuthor[]> {
  const uses = tx
    .selectFrom('written_author')
    .select(({ fn }) => ['author_id', fn.countAll<number>().as('n')])
    .where(here('workspace_id'))
    .groupBy('author_id')
    .as('uses')
  const rows = await tx
    .selectFrom('author')
    .leftJoin(uses, 'uses.author_id', 'author.id')
    .selectAll('author')
    .select('uses.n as articles')
    .where(here('author.workspace_id'))
    .orderBy(sql`lower(author.name)`)
    .orderBy('author.id')
    .limit(most)
    .execute()
  return rows.map((row) => ({ ...row, articles: row.articles ?? 0 }))
}

/** Which of these ids are authors of the workspace. */
export async function knownAuthors(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (!ids.length) return new Set()
  const rows = await tx
    .selectFrom('author')
    .select('id')
    .where('id', 'in', [...ids])
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** What readers see of an author. */
export type AuthorView = Pick<AuthorRow, 'id' | 'name' | 'slug' | 'bio' | 'url' | 'picture'>

const seen = ['id', 'name', 'slug', 'bio', 'url', 'picture'] as const

/** Authors by their ids, in their order, each once; those that were deleted are left out. */
export async function authorsOf(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<AuthorView[]> {
  if (!ids.length) return []
  const wanted = [...new Set(ids)]
  const rows = await tx
    .selectFrom('author')
    .select(seen)
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', wanted)
    .execute()
  const known = new Map(rows.map((row) => [row.id, row]))
  return wanted.flatMap((id) => known.get(id) ?? [])
}

/** The author at an address. */
export function authorAt(tx: Tx, workspaceId: string, slug: string): Promise<AuthorView | undefined> {
  return tx
    .selectFrom('author')
    .select(seen)
    .where('workspace_id', '=', workspaceId)
    .where('slug', '=', slug)
    .executeTakeFirst()
}

/** The file of an author's picture. */
export async function faceOf(tx: Tx, { picture }: AuthorView): Promise<string | undefined> {
  return picture ? fileOf(tx, picture) : undefined
}

/**
 * The author of that name, made where there is none: for words that come from another blog.
 * @returns the id; `undefined` for a name without a letter, or where there are as many as may be
 */
export async function authorNamed(
  tx: Tx,
  workspaceId: string,
  { name, url = '', bio = '' }: { name: string; url?: string; bio?: string },
): Promise<string | undefined> {
  const slug = slugify(name)
  if (!slug) return undefined
  await oneAtATime(tx, workspaceId)
  const known = await tx
    .selectFrom('author')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where((where) => where.or([where('name', '=', name), where('slug', '=', slug)]))
    .orderBy((where) => where('name', '=', name), 'desc')
    .executeTakeFirst()
  if (known) return known.id
  if ((await countAuthors(tx, workspaceId)) >= most) return undefined
  const id = randomUUID()
  await tx.insertInto('author').values({ id, workspace_id: workspaceId, name, slug, url, bio }).execute()
  return id
}

/** @throws Problem `wrong-input` for a name without a letter, an unknown picture, or too many of them */
export async function createAuthor(context: Context, actor: Actor, words: AuthorWords): Promise<AuthorRow> {
  const row = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await oneAtATime(tx, actor.workspaceId)
    if ((await countAuthors(tx, actor.workspaceId)) >= most) throw new Problem('wrong-input', tooMany)
    const columns = await columnsOf(tx, words)
    const made = await tx
      .insertInto('author')
      .values({ id: randomUUID(), workspace_id: actor.workspaceId, ...columns })
      .returningAll()
      .executeTakeFirstOrThrow()
    await record(tx, actor, 'author.create', made.id, { name: made.name })
    return made
  })
  told(context, row)
  return row
}

/** @throws Problem `gone`, and those of {@link createAuthor} */
export async function saveAuthor(context: Context, actor: Actor, id: string, words: AuthorWords): Promise<AuthorRow> {
  const row = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    await oneAtATime(tx, actor.workspaceId)
    const columns = await columnsOf(tx, words, id)
    const saved = await tx.updateTable('author').set(columns).where('id', '=', id).returningAll().executeTakeFirst()
    if (!saved) throw noSuchAuthor()
    await record(tx, actor, 'author.change', id, { name: saved.name })
    return saved
  })
  told(context, row)
  return row
}

/** Deletes an author; what names them goes on without them. @throws Problem `gone` */
export async function deleteAuthor(context: Context, actor: Actor, id: string): Promise<void> {
  const row = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const gone = await tx.deleteFrom('author').where('id', '=', id).returningAll().executeTakeFirst()
    if (!gone) throw noSuchAuthor()
    await record(tx, actor, 'author.remove', id, { name: gone.name })
    return gone
  })
  told(context, row)
}

function told(context: Context, { workspace_id, id }: AuthorRow): void {
  context.bus.tell(workspace_id, 'articles', [])
  context.bus.tell(workspace_id, 'pages', [authorNeed(id)])
}

async function columnsOf(tx: Tx, { name, slug, bio, url, picture }: AuthorWords, own?: string) {
  const base = slugify(slug || name)
  if (!base) throw new Problem('wrong-input', noName, { field: 'name' })
  if (picture && !(await findMedia(tx, picture))?.mime.startsWith('image/'))
    throw new Problem('wrong-input', noPicture, { field: 'picture' })
  return { name: name.trim(), slug: await freeFor(tx, base, own), bio: bio.trim(), url: url.trim(), picture }
}

async function freeFor(tx: Tx, base: string, own: string | undefined): Promise<string> {
  const rows = await tx.selectFrom('author').select(['id', 'slug']).where(here('workspace_id')).execute()
  const taken = new Set(rows.filter(({ id }) => id !== own).map(({ slug }) => slug))
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`
    if (!taken.has(slug)) return slug
  }
}

async function countAuthors(tx: Tx, workspaceId: string): Promise<number> {
  const row = await tx
    .selectFrom('author')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return row.n
}

/** Two that take the same address wait for each other. */
async function oneAtATime(tx: Tx, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`author ${workspaceId}`}, 0))`.execute(tx)
}

function noSuchAuthor(): Problem {
  return new Problem('gone', { id: 'Penulis itu tidak ada.', en: 'That author does not exist.' })
}

const noName = { id: 'Tulis nama penulisnya dahulu.', en: 'Write the author’s name first.' }
const noPicture = {
  id: 'Gambar itu tidak ada, mungkin sudah dihapus. Pilih atau unggah gambar lain.',
  en: 'That picture does not exist; perhaps it was deleted. Choose or upload another one.',
}
const tooMany = {
  id: `Sudah ada ${most} penulis, sebanyak yang dapat dicatat. Hapus yang tidak dipakai lagi dahulu.`,
  en: `There are ${most} authors already, as many as can be kept. Delete those that you no longer need first.`,
}
