import { sql } from 'kysely'
import { forgivenFrom, isNearly } from '../core/near.ts'
import type { Tx } from '../db/client.ts'

/** So many words of one search are read for slips, and so many different words of a workspace are looked through. */
const most = { typed: 8, known: 50_000 }

/** The words of what was planned last, and of so many articles, responses and names: a number that has an end. No words of others. */
const lately = `
  (select body from searchable_delivery where workspace_id = current_setting('percakapan.workspace', true) order by due_at desc limit 1000)
  union all (select body from searchable_article limit 300)
  union all (select to_tsvector('simple', words) from searchable_article limit 1000)
  union all (select body from searchable_response limit 1000)
  union all (select to_tsvector('simple', words) from searchable_person limit 1000)`

/**
 * What was meant by words of which one or more have one letter wrong: each that the workspace does not know is read as the word most
 * like it that it knows.
 * @param texts what else it says
 * @returns nothing where all words are known, or one is like no other
 */
export async function meantBy(tx: Tx, words: string, texts: readonly string[]): Promise<string | undefined> {
  const typed = partsOf(words)
  if (typed.length > most.typed || !typed.some((word) => word.length >= forgivenFrom)) return undefined
  const known = [...texts.flatMap(partsOf), ...(await knownWords(tx))]
  const meant = typed.map((word) => readAs(word, known))
  const read = meant.join(' ')
  return meant.includes(undefined) || read === typed.join(' ') ? undefined : read
}

/** Those that are used most first. */
async function knownWords(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select word from ts_stat(${sql.lit(lately)}) where length(word) between ${forgivenFrom - 1} and 40
    order by ndoc desc, word limit ${most.known}`.execute(tx)
  return rows.map(({ word }) => word)
}

/** The word itself where one begins so; else the most used of those that are nearest to it in length. */
function readAs(word: string, known: readonly string[]): string | undefined {
  if (known.some((one) => one.startsWith(word))) return word
  if (word.length < forgivenFrom) return undefined
  const away = (one: string) => Math.abs(one.length - word.length)
  const like = known.filter((one) => isNearly(one, word))
  return like.length > 0 ? like.reduce((best, one) => (away(one) < away(best) ? one : best)) : undefined
}

function partsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}
