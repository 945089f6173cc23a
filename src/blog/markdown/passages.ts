import { sentenceEnds } from '../../core/text/sentences.ts'
import { paragraphsOf } from './render.ts'

/** The length of one passage, in UTF-16 units. */
const least = 50
const most = 260

/**
 * What an article says in single places: the first sentences of each of its paragraphs, whole sentences only, in the
 * article's order. Each is a fresh way to lead to the same article.
 */
export function passages(markdown: string): string[] {
  return [...new Set(paragraphsOf(markdown).flatMap((text) => firstSentences(text) ?? []))]
}

/** As many whole sentences as fit; `undefined` for a text that is too short, or that leads to something not shown. */
function firstSentences(text: string): string | undefined {
  if (text.length < least || /[:;,]$/.test(text)) return undefined
  if (text.length <= most) return text
  const end = sentenceEnds(text)
    .filter((at) => at <= most)
    .at(-1)
  if (end === undefined || end < least) return undefined
  return text.slice(0, end).trim()
}
