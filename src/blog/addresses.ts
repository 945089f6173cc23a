/** Addresses that lead to an article beside its own: those that it had, those of an older blog, and those that somebody adds. */
import { type SqlBool, sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { here } from '../db/page.ts'
import { homeAddressOf, record } from '../team/index.ts'
import { answerOf } from './answer.ts'
import { type ArticleRow, articleAt, findArticle, lockArticle } from './article.ts'
import { addRedirects, redirectPath } from './redirects.ts'
import { reservedSlugs, slugify } from './slug.ts'

/** So many lead to one article before no more can be added. */
const most = 100

/** Paths from `/` that lead to an article beside its own, those that it had first. */
export async function earlierAddresses(
  tx: Tx,
  { id, old_slugs }: Pick<ArticleRow, 'id' | 'old_slugs'>,
): Promise<string[]> {
  const redirects = await tx
    .selectFrom('redirect')
    .select('path')
    .where('article_id', '=', id)
    .orderBy('path')
    .execute()
  return [...old_slugs.map((slug) => `/${encodeURIComponent(slug)}`), ...redirects.map(({ path }) => path)]
}

/** The article at a path ({@link redirectPath}) now, or that it leads to; deleted or not. */
export async function articleBy(tx: Tx, path: string): Promise<ArticleRow | undefined> {
  const slug = path.slice(1)
  const now = await articleAt(tx, slug)
  if (now) return now
  const led = await tx
    .selectFrom('article')
    .selectAll()
    .where(here('article.workspace_id'))
    .where(
      sql<SqlBool>`id in (select article_id from article_old_slug where slug = ${slug}
        union all select article_id from redirect where path = ${path} and article_id is not null)`,
    )
    // Of several, the one that had it last is the newest.
    .orderBy('published_at', 'desc')
    .executeTakeFirst()
  return led
}

/**
 * Lets a further address lead to an article. Leads it there already, nothing changes.
 * @param typed a path from `/`, or a whole address of this blog
 * @returns all that lead there
 * @throws Problem `gone`; `wrong-input` for an address that is another blog's, or that something stands at
 */
export async function addAddress(context: Context, actor: Actor, id: string, typed: string): Promise<string[]> {
  const { workspaceId } = actor
  const home = await inWorkspace(context.db, workspaceId, async (tx) => {
    await findArticle(tx, id)
    return homeAddressOf(context.config, tx, workspaceId)
  })
  const path = ownPath(typed, home)
  // Whatever readers get there now stays what they get.
  const { status } = await answerOf(context, workspaceId, home, encodeURI(path))
  if (status === 200) throw refused(taken)
  const earlier = await inWorkspace(context.db, workspaceId, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`article address ${workspaceId}`}, 0))`.execute(tx)
    const article = await lockArticle(tx, id)
    const owner = await ownerOf(tx, workspaceId, article, path)
    const before = await earlierAddresses(tx, article)
    if (owner === id) return before
    if (owner !== undefined) throw refused(leadsElsewhere)
    if (before.length >= most) throw refused(tooMany)
    await keep(tx, article, path)
    await record(tx, actor, 'article.address-add', id, { path: path.slice(0, 200) })
    return earlierAddresses(tx, await findArticle(tx, id))
  })
  context.bus.tell(workspaceId, 'articles', [id])
  return earlier
}

/**
 * Takes an address away: it leads nowhere any more, until it is added again.
 * @returns those that are left
 * @throws Problem `gone` for an article that does not exist
 */
export async function removeAddress(context: Context, actor: Actor, id: string, path: string): Promise<string[]> {
  const plain = redirectPath(path)
  const earlier = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const article = await lockArticle(tx, id)
    const slug = plain.slice(1)
    const had = article.old_slugs.includes(slug)
    const rows = await tx
      .deleteFrom('redirect')
      .where('article_id', '=', id)
      .where('path', '=', plain)
      .returning('path')
      .execute()
    if (had)
      await setOldSlugs(
        tx,
        id,
        article.old_slugs.filter((one) => one !== slug),
      )
    if (had || rows.length) await record(tx, actor, 'article.address-remove', id, { path: plain.slice(0, 200) })
    return earlierAddresses(tx, await findArticle(tx, id))
  })
  context.bus.tell(actor.workspaceId, 'articles', [id])
  return earlier
}

/** @throws Problem `wrong-input` */
function ownPath(typed: string, home: string): string {
  const text = typed.trim()
  const url = /^(?:\/(?!\/)|https?:\/\/)/i.test(text) ? URL.parse(text, home) : null
  if (!url || url.origin !== new URL(home).origin) throw refused(notOurs)
  const path = redirectPath(`${url.pathname}${url.search}`)
  if (path.length < 2) throw refused(notOurs)
  const [first = ''] = path.slice(1).split('/')
  if (reservedSlugs.has(first.replace(/\.\w{1,5}$/, ''))) throw refused(taken)
  return path
}

/** Whose an address is: an article's, or `elsewhere` where it leads to a path; `undefined`: nobody's. @throws Problem for its own */
async function ownerOf(
  tx: Tx,
  workspaceId: string,
  { id, slug }: ArticleRow,
  path: string,
): Promise<string | undefined> {
  const piece = path.slice(1)
  if (piece === slug) throw refused(itsOwn)
  const { rows } = await sql<{ owner: string }>`
    select id::text as owner from article where workspace_id = ${workspaceId} and slug = ${piece}
    union all select article_id::text from article_old_slug where workspace_id = ${workspaceId} and slug = ${piece}
    union all select coalesce(article_id::text, 'elsewhere') from redirect where workspace_id = ${workspaceId} and path = ${path}`.execute(
    tx,
  )
  return rows.find(({ owner }) => owner !== id)?.owner ?? rows[0]?.owner
}

/** As an address that it had, where an article could have it: then no other one gets it. */
async function keep(tx: Tx, { id, workspace_id, old_slugs }: ArticleRow, path: string): Promise<void> {
  const piece = path.slice(1)
  if (slugify(piece) === piece) await setOldSlugs(tx, id, [...old_slugs, piece])
  else await addRedirects(tx, workspace_id, [{ path, to: { articleId: id }, runId: null }])
}

async function setOldSlugs(tx: Tx, id: string, slugs: string[]): Promise<void> {
  await tx.updateTable('article').set({ old_slugs: slugs }).where('id', '=', id).execute()
}

const refused = (words: Words) => new Problem('wrong-input', words, { field: 'path' })

const notOurs: Words = {
  id: 'Itu bukan alamat di blog ini. Tulis bagian sesudah nama domainnya, misalnya /2019/kopi-lama.',
  en: 'That is no address on this blog. Type what follows its domain, such as /2019/old-coffee.',
}
const taken: Words = {
  id: 'Di alamat itu sudah ada halaman di blog ini. Pilih alamat lain.',
  en: 'This blog has a page at that address already. Choose another one.',
}
const itsOwn: Words = {
  id: 'Itu alamat artikel ini sekarang, jadi tidak perlu ditambahkan.',
  en: 'That is the article’s own address, so it need not be added.',
}
const leadsElsewhere: Words = {
  id: 'Alamat itu milik artikel lain, atau sudah menuju ke tempat lain. Hapus dahulu di sana.',
  en: 'That address belongs to another article or leads elsewhere. Take it away there first.',
}
const tooMany: Words = {
  id: 'Sudah ada 100 alamat yang menuju ke artikel ini. Hapus dahulu yang tidak terpakai.',
  en: 'A hundred addresses lead to this article already. Take away one that nobody uses first.',
}
