/**
 * Which articles are about the same, by the stems of their words: found when one is published and kept, so that no reader waits for it.
 * An article is known by its few most telling stems, those that it says often and others seldom (tf-idf, Spärck Jones 1972,
 * https://doi.org/10.1108/eb026526); two are as alike as the angle between those is small.
 */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { relatedNeed } from '../core/page-needs.ts'
import { asSystem, type Tx } from '../db/client.ts'
import type { PublishedArticle } from '../db/tables.ts'
import { oftenSaid } from './often-said.ts'

/** Counts up when likeness is found in another way: what is kept is then found anew. */
const likenessVersion = 1

/** How many stems an article is known by; of how many of its most frequent ones they are chosen. */
const kept = 12
const among = 40
/** What so many articles say tells none of them apart. */
const common = 1000
/** How many articles of a stem are looked at. */
const looked = 300
/** How many related ones are kept. Readers see fewer: some may be taken away meanwhile. */
const most = 6
/** Less than this is chance. */
const least = 0.08
/** More of a text says nothing new of what it is about. */
const longest = 200_000

/**
 * Finds what an article that readers find is like, and is among what those are like from then on. Somebody else's publishing of one
 * of them is waited for, so that this has a transaction of its own.
 */
export async function likeArticle(context: Context, id: string): Promise<void> {
  const told = await asSystem(context.db, async (tx) => {
    const row = await tx
      .selectFrom('article')
      .select(['workspace_id', 'published'])
      .where('id', '=', id)
      .where('state', '=', 'published')
      .where('deleted_at', 'is', null)
      .where('home_channel_id', 'is', null)
      .where('kind', '<>', 'page')
      .executeTakeFirst()
    if (!row?.published) return undefined
    await oneAtATime(tx, row.workspace_id)
    const others = await keepRelated(tx, row.workspace_id, id, row.published)
    await tx.updateTable('article_page').set({ likened_by: likenessVersion }).where('article_id', '=', id).execute()
    return { workspaceId: row.workspace_id, needs: [id, ...others].map(relatedNeed) }
  })
  if (told) context.bus.tell(told.workspaceId, 'pages', told.needs)
}

/** Some of what readers find that nothing, or another version of the program, has looked for likeness: `together` at a time. */
export async function likeSome(context: Context, together: number): Promise<number> {
  const rows = await asSystem(context.db, (tx) =>
    tx
      .selectFrom('article_page as page')
      .innerJoin('article', 'article.id', 'page.article_id')
      .select('article.id')
      .where((where) =>
        where.or([where('page.likened_by', '<', likenessVersion), where('page.likened_by', '>', likenessVersion)]),
      )
      .where('article.state', '=', 'published')
      .where('article.deleted_at', 'is', null)
      .where('article.home_channel_id', 'is', null)
      .where('article.published', 'is not', null)
      .where('article.kind', '<>', 'page')
      .limit(together)
      .execute(),
  )
  for (const { id } of rows) await likeArticle(context, id)
  return rows.length
}

/** What an article is like, the likest first; in its own language before others. */
export async function relatedIds(tx: Tx, articleId: string, language: string, limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('article_related as related')
    .innerJoin('article_page as page', 'page.article_id', 'related.other_id')
    .select('related.other_id as id')
    .where('related.article_id', '=', articleId)
    .orderBy((where) => where('page.language', '=', language as never), 'desc')
    .orderBy('related.likeness', 'desc')
    .orderBy('related.other_id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** Two at a time would both change what a third one is like. */
async function oneAtATime(tx: Tx, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`likeness ${workspaceId}`}, 0))`.execute(tx)
}

/** @returns those that are like it, and those that were */
async function keepRelated(tx: Tx, workspaceId: string, id: string, words: PublishedArticle): Promise<string[]> {
  await tx.deleteFrom('article_term').where('article_id', '=', id).execute()
  const before = await tx.deleteFrom('article_related').where('article_id', '=', id).returning('other_id').execute()
  await tx.deleteFrom('article_related').where('other_id', '=', id).execute()
  const terms = await tellingTerms(tx, workspaceId, words)
  if (terms.length)
    await tx
      .insertInto('article_term')
      .values(terms.map((term) => ({ ...term, workspace_id: workspaceId, article_id: id })))
      .execute()
  const alike = terms.length ? await likest(tx, workspaceId, id, terms) : []
  const pairs = alike.flatMap(({ other, likeness }) => [
    { workspace_id: workspaceId, article_id: id, other_id: other, likeness },
    { workspace_id: workspaceId, article_id: other, other_id: id, likeness },
  ])
  if (pairs.length) await tx.insertInto('article_related').values(pairs).execute()
  const others = alike.map(({ other }) => other)
  await keepMost(tx, others)
  return [...new Set([...others, ...before.map((row) => row.other_id)])]
}

/** A stem, and how much of an article it is: the squares of all are 1 together. */
interface Term {
  term: string
  weight: number
}

async function tellingTerms(tx: Tx, workspaceId: string, words: PublishedArticle): Promise<Term[]> {
  const stems = await stemsOf(tx, words)
  if (!stems.length) return []
  const { rows } = await sql<{ term: string; uses: number; listed: number }>`
    select term, (select count(*) from (select from article_term t where t.workspace_id = ${workspaceId} and t.term = each.term
      limit ${common}) few)::int as uses,
      (select coalesce(sum(n), 0) from article_month m where m.workspace_id = ${workspaceId})::int as listed
    from unnest(${stems.map(({ term }) => term)}::text[]) each (term)`.execute(tx)
  const uses = new Map(rows.map((row) => [row.term, Math.log(1 + Math.max(row.listed, 1) / (1 + row.uses))]))
  const weighed = stems
    .map(({ term, n }) => ({ term, weight: (1 + Math.log(n)) * (uses.get(term) ?? 0) }))
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
    .slice(0, kept)
  const length = Math.hypot(...weighed.map(({ weight }) => weight)) || 1
  return weighed.map(({ term, weight }) => ({ term, weight: weight / length }))
}

/** The stems that it says most often, by the rules of its language. What its title and its tags say counts thrice. */
async function stemsOf(tx: Tx, words: PublishedArticle): Promise<{ term: string; n: number }[]> {
  const { title, tags, summary, markdown, language } = words
  const loud = `${title} ${tags.join(' ')} `
  const said = wordsOf(`${loud}${loud}${loud}${summary} ${markdown.slice(0, longest)}`)
  const config = language === 'en' ? 'english' : 'indonesian'
  const { rows } = await sql<{ term: string; n: number }>`
    select lexeme as term, coalesce(array_length(positions, 1), 1) as n
    from unnest(to_tsvector(${sql.lit(config)}, ${said.join(' ')})) order by n desc, term limit ${among}`.execute(tx)
  return rows
}

/** Words without addresses, numbers and what every text says. The database itself takes marks that are not ASCII for letters (0046). */
function wordsOf(text: string): string[] {
  const plain = text.replace(/https?:\/\/[^\s)>\]]+|\/media\/[^\s)>\]]+/g, ' ').toLowerCase()
  const words = plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words.filter((word) => word.length > 2 && word.length < 50 && !/^\p{N}+$/u.test(word) && !oftenSaid.has(word))
}

async function likest(tx: Tx, workspaceId: string, id: string, terms: readonly Term[]) {
  const { rows } = await sql<{ other: string; likeness: number }>`
    select article_id as other, sum(found.weight * mine.weight)::real as likeness
    from unnest(${terms.map(({ term }) => term)}::text[], ${terms.map(({ weight }) => weight)}::real[]) mine (term, weight),
      lateral (select article_id, weight from article_term t where t.workspace_id = ${workspaceId} and t.term = mine.term
        and t.article_id <> ${id} limit ${looked}) found
    group by article_id having sum(found.weight * mine.weight) >= ${least} order by likeness desc, article_id limit ${most}`.execute(
    tx,
  )
  return rows
}

/** No article is like more than so many others: the least like ones go. */
async function keepMost(tx: Tx, ids: readonly string[]): Promise<void> {
  if (!ids.length) return
  await sql`delete from article_related where (article_id, other_id) in (select article_id, other_id from (
      select article_id, other_id, row_number() over (partition by article_id order by likeness desc, other_id) as place
      from article_related where article_id = any(${[...ids]}::uuid[])) each where place > ${most})`.execute(tx)
}
