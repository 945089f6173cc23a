/** What a list shows of an article without reading its words: made when they are saved, and kept. */
import { Problem } from '../core/problem.ts'
import { shorten } from '../core/text/shorten.ts'
import type { ArticleKind } from '../db/tables.ts'
import { summarise } from './markdown/index.ts'

/** Counts up when a brief is made in another way: those that are kept are then made anew. */
export const briefVersion = 3

/** What is kept of words, in the columns' names. */
export interface Brief {
  excerpt: string
  words: number
  brief_by: number
}

/** What is made of words. */
export interface Words {
  summary: string
  markdown: string
}

/** Excerpt and word count of an article’s words, stored with them so that lists need not parse. */
export function briefOf(words: Words): Brief {
  return { excerpt: summaryOf(words), words: countWords(words.markdown), brief_by: briefVersion }
}

/** Words in a Markdown text, roughly as a person counts. */
export function countWords(markdown: string): number {
  const text = markdown.replace(/\]\([^)]*\)/g, '] ').replace(/```[^\n]*/g, ' ')
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)?.length ?? 0
}

const nameLength = 60

/** What lists call an article: its title; a note, which has none, by its first words. As the database keeps it (0058). */
export function nameOf({ kind, title, excerpt }: { kind: ArticleKind; title: string; excerpt: string }): string {
  if (kind !== 'note') return title
  // The database counts characters, not UTF-16 units.
  const letters = [...excerpt.slice(0, 2 * nameLength + 2)]
  if (letters.length <= nameLength) return excerpt
  const begun = letters.slice(0, nameLength + 1).join('')
  const end = /\s+\S*$/.exec(begun)
  return `${end ? begun.slice(0, end.index) : begun}…`
}

const summaryLength = 200

/** What the writer gave, or the article's beginning; as it was typed where it cannot be laid out. */
export function summaryOf({ summary, markdown }: Words): string {
  if (summary) return summary
  try {
    return summarise(markdown, summaryLength)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return shorten(markdown.slice(0, 2 * summaryLength).replace(/\s+/g, ' '), summaryLength)
  }
}
