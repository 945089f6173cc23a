/** Published articles as lists show them: with their pictures, and notes with their whole text. */
import { trusted } from '../core/html.ts'
import type { Tx } from '../db/client.ts'
import { shownPictures } from '../media/index.ts'
import type { Teaser } from '../themes/index.ts'
import { type PublishedRow, wholeByIds } from './published.ts'

const wordsPerMinute = 200

/** How long something takes to read, at least a minute. */
export const minutesFor = (words: number): number => Math.max(1, Math.round(words / wordsPerMinute))

/** Rows as teasers, in their order; pages among them are none. One question about all pictures, where there are some. */
export async function teasersOf(tx: Tx, rows: readonly PublishedRow[]): Promise<Teaser[]> {
  const files = await shownPictures(
    tx,
    rows.flatMap(({ picture }) => picture?.media ?? []),
  )
  return rows.flatMap((row) => {
    const { kind, slug, name, excerpt, language, publishedAt, pinned, tags, series, words } = row
    if (kind === 'page') return []
    const picture = files.get(row.picture?.media ?? '')
    return {
      ...{ kind, slug, name, excerpt, language, publishedAt, pinned, picture },
      tag: tags[0],
      series: series?.name,
      minutes: minutesFor(words),
      body: undefined,
    }
  })
}

/** Longer notes (UTF-16 units of HTML) are shown by their first words. */
const longestNote = 4000

/**
 * The same with the whole text of notes that are short, and can stand on a page with others: what has anchors (footnotes, headings) or asks for
 * another site is read on its own page.
 */
export async function withNotes(tx: Tx, workspaceId: string, rows: readonly PublishedRow[]): Promise<Teaser[]> {
  const teasers = await teasersOf(tx, rows)
  const notes = rows.filter(({ kind }) => kind === 'note')
  const whole = await wholeByIds(
    tx,
    workspaceId,
    notes.map(({ id }) => id),
  )
  const texts = new Map(
    whole.flatMap(({ slug, html, frames }) => (html && isPlain(html) && !frames.length ? [[slug, html] as const] : [])),
  )
  return teasers.map((one) => {
    const text = one.kind === 'note' ? texts.get(one.slug) : undefined
    return text === undefined ? one : { ...one, body: trusted(text) }
  })
}

const isPlain = (html: string) => html.length <= longestNote && !/<[^>]* id="/.test(html)
