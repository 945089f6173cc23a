/**
 * Which articles are about the same: found when one is published and kept, so that no reader waits for it. First by the tags that they
 * share, the rare ones most, and then by their words: an article is known by its few most telling stems, those that it says often and
 * others seldom (tf-idf, Spärck Jones 1972, https://doi.org/10.1108/eb026526); two are as alike as the angle between those is small.
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
/** So many stems in common are no chance. */
const enough = 3
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

/** What an article is like, the likest first; in its own language before others, and never the same in another one. */
export async function relatedIds(tx: Tx, articleId: string, language: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select related.other_id as id from article_related related
      join article_page page on page.article_id = related.other_id
      join article other on other.id = related.other_id join article self on self.id = related.article_id
    where related.article_id = ${articleId} and (self.translation_key = '' or other.translation_key <> self.translation_key)
    order by page.language = ${language} desc, related.likeness desc, ${nearness} limit ${limit}`.execute(tx)
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
  const telling = terms.filter(({ weight }) => weight > 0)
  const alike = telling.length ? await likest(tx, workspaceId, id, telling) : []
  const pairs = alike.flatMap(({ other, likeness }) => [
    { workspace_id: workspaceId, article_id: id, other_id: other, likeness },
    { workspace_id: workspaceId, article_id: other, other_id: id, likeness },
  ])
  if (pairs.length) await tx.insertInto('article_related').values(pairs).execute()
  const others = alike.map(({ other }) => other)
  await keepMost(tx, others)
  return [...new Set([...others, ...before.map((row) => row.other_id)])]
}

/** A stem, and how much of an article it is: the squares of all are 1 together. Or a tag, and how much it tells, from 0 to 1. */
interface Term {
  term: string
  weight: number
}

async function tellingTerms(tx: Tx, workspaceId: string, words: PublishedArticle): Promise<Term[]> {
  const said = await stemsOf(tx, words)
  const tags = [...new Set(words.tags.map((tag) => `#${tag.toLowerCase()}`))]
  const uses = await countUses(tx, workspaceId, [...tags, ...said.map(({ term }) => term)])
  const telling = (term: string) => tellingOf(term, (uses.of.get(term) ?? 0) + 1, Math.max(uses.listed, 1))
  const weighed = said
    .map(({ term, n }) => ({ term, weight: (1 + Math.log(n)) * telling(term) }))
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
  const mine = weighed.filter(({ weight }) => weight > 0).slice(0, kept)
  const length = Math.hypot(...mine.map(({ weight }) => weight)) || 1
  // What tells nothing is kept as well, or it would be counted as rare the next time.
  const others = weighed.filter(({ term, weight }) => weight === 0 && (uses.of.get(term) ?? 0) < common).slice(0, kept)
  return [
    ...tags.map((term) => ({ term, weight: telling(term) })),
    ...mine.map(({ term, weight }) => ({ term, weight: weight / length })),
    ...others,
  ]
}

/** In how many articles each of them is, up to what is common; and how many articles there are. */
async function countUses(tx: Tx, workspaceId: string, terms: readonly string[]) {
  const { rows } = await sql<{ term: string; uses: number }>`
    select term, (select count(*) from (select from article_term t where t.workspace_id = ${workspaceId} and t.term = each.term
      limit ${common}) few)::int as uses from unnest(${[...terms]}::text[]) each (term)`.execute(tx)
  const { listed } = await tx
    .selectFrom('article_month')
    .select(({ fn }) => fn.coalesce(fn.sum<number>('n'), sql<number>`0`).as('listed'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return { of: new Map(rows.map(({ term, uses }) => [term, uses])), listed: Number(listed) }
}

/** How much it tells that an article says this, from 0 to 1. Nothing, where nearly all say it, unless somebody chose it as a tag. */
function tellingOf(term: string, uses: number, listed: number): number {
  const often = uses > common || (listed >= 3 && uses > 0.8 * listed)
  return often && !isTag(term) ? 0 : Math.log(1 + listed / uses) / Math.log(1 + Math.max(listed, uses))
}

const isTag = (term: string) => term.startsWith('#')

/** The stems that it says most often, by the rules of its language. What its title says counts thrice. */
async function stemsOf(tx: Tx, words: PublishedArticle): Promise<{ term: string; n: number }[]> {
  const { title, summary, markdown, language } = words
  const said = wordsOf(`${title} ${title} ${title} ${summary} ${markdown.slice(0, longest)}`)
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
  // One word in common is chance.
  const alike = sql`coalesce(sum(mine.weight) filter (where mine.term like '#%'), 0)
    + coalesce(sum(found.weight * mine.weight) filter (where mine.term not like '#%'), 0)
    * least(1, (count(*) filter (where mine.term not like '#%' and found.weight > 0)) / ${enough}::real)`
  const { rows } = await sql<{ other: string; likeness: number }>`
    select other.id as other, ${alike}::real as likeness
    from unnest(${terms.map(({ term }) => term)}::text[], ${terms.map(({ weight }) => weight)}::real[]) mine (term, weight),
      lateral (select article_id, weight from article_term t where t.workspace_id = ${workspaceId} and t.term = mine.term
        and t.article_id <> ${id} limit ${looked}) found
      join article other on other.id = found.article_id join article self on self.id = ${id}
    group by other.id, other.published_at, self.published_at having ${alike} >= ${least}
    order by likeness desc, ${nearness} limit ${most}`.execute(tx)
  return rows
}

/** Of those that are as alike, older ones come first, and of those the nearest. */
const nearness = sql`other.published_at <= self.published_at desc,
  abs(extract(epoch from other.published_at - self.published_at)), other.id desc`

/** No article is like more than so many others: the least like ones go. */
async function keepMost(tx: Tx, ids: readonly string[]): Promise<void> {
  if (!ids.length) return
  await sql`delete from article_related where (article_id, other_id) in (select article_id, other_id from (
      select article_id, other_id, row_number() over (partition by article_id order by likeness desc, other_id) as place
      from article_related where article_id = any(${[...ids]}::uuid[])) each where place > ${most})`.execute(tx)
}
