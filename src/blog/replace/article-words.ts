/** One article of a replacement: its words as they would be, as they are made, and as they were. */
import type { Updateable } from 'kysely'
import type { Actor, Context } from '../../context.ts'
import { longestInput } from '../../core/input-limits.ts'
import { Problem } from '../../core/problem.ts'
import type { Words } from '../../core/words.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import type { PublishedArticle, Tables } from '../../db/tables.ts'
import type { ArticleRow } from '../article.ts'
import { keepFirst } from '../bring.ts'
import { refuseTooLong } from '../markdown/index.ts'
import { isIn, type Replaced, replaceInPlain, type Sample } from './places.ts'
import type { ReplacementItemRow, ReplacementSearch } from './run.ts'
import { replaceInMarkdown } from './thread.ts'

type Said = Pick<ArticleRow, 'title' | 'summary' | 'markdown'>

/** What a replacement would do to an article. */
export interface Tried {
  places: number
  samples: Sample[]
  /** Why it can't be done. */
  reason?: Words
}

interface Done {
  words: Said
  places: number
  samples: Sample[]
}

/** So many places of one article are shown. */
const mostSamples = 3

/** Looks, and changes nothing. */
export async function tryArticle(search: ReplacementSearch, row: ArticleRow): Promise<Tried> {
  try {
    const { places, samples } = await replaced(search, row)
    if (places > 0 || !search.readers || !row.published) return { places, samples }
    // What readers have may say what the newer words don't.
    const { places: there, samples: shown } = await replaced(search, row.published)
    return { places: there, samples: shown }
  } catch (error) {
    if (error instanceof Problem) return { places: 0, samples: [], reason: error.words }
    throw error
  }
}

/** @throws Problem `wrong-input` for what would be too long, or takes too long to read */
async function replaced(search: ReplacementSearch, { title, summary, markdown }: Said): Promise<Done> {
  const as = (text: string): Replaced => ({ text, places: 0, samples: [] })
  const within = (part: ReplacementSearch['parts'][number]) => search.parts.includes(part)
  const [inTitle, inSummary] = [
    within('title') ? replaceInPlain(title, search, 'title') : as(title),
    within('summary') ? replaceInPlain(summary, search, 'summary') : as(summary),
  ]
  // Reading Markdown is what costs: nobody reads a text that doesn't hold the words.
  const inText = within('text') && isIn(markdown, search) ? await replaceInMarkdown(markdown, search) : as(markdown)
  const words = { title: inTitle.text, summary: inSummary.text, markdown: inText.text }
  if (words.title.length > longestInput.title) throw new Problem('wrong-input', titleTooLong)
  if (words.summary.length > longestInput.summary) throw new Problem('wrong-input', summaryTooLong)
  if (title.trim() && !words.title.trim()) throw new Problem('wrong-input', titleGone)
  refuseTooLong(words.markdown)
  const all = [inTitle, inSummary, inText]
  return {
    words,
    places: all.reduce((sum, { places }) => sum + places, 0),
    samples: all.flatMap(({ samples }) => samples).slice(0, mostSamples),
  }
}

/** What becomes of an article's row in a replacement. */
export type ItemChange = Updateable<Tables['replacement_item']>

/** Writes what became of the article, in the transaction that changes it. */
export type KeepItem = (tx: Tx, set: ItemChange) => Promise<void>

/** How often it is tried with words that somebody saves meanwhile. */
const mostTries = 3

/** Replaces, as a revision of its own. Its words are those of now, whatever the trial saw. */
export async function replaceInArticle(
  context: Context,
  actor: Actor,
  search: ReplacementSearch,
  id: string,
  keep: KeepItem,
): Promise<void> {
  const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(context.db, actor.workspaceId, work)
  const failed = (reason: Words) => inside((tx) => keep(tx, { outcome: 'failed', reason: JSON.stringify(reason) }))
  for (let n = 0; n < mostTries; n++) {
    const row = await inside((tx) => tx.selectFrom('article').selectAll().where('id', '=', id).executeTakeFirst())
    if (!row || row.deleted_at) return failed(deleted)
    try {
      const now = await replaced(search, row)
      const live = search.readers && row.published ? await replaced(search, row.published) : undefined
      if (await inside((tx) => write(context, tx, actor, row, { now, live, keep }))) return
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== 'wrong-input') throw error
      return failed(error.words)
    }
  }
  return failed(busy)
}

interface Made {
  now: Done
  /** What readers have, with the words replaced. */
  live: Done | undefined
  keep: KeepItem
}

/** @returns `false` where somebody has saved or published other words meanwhile */
async function write(
  context: Context,
  tx: Tx,
  actor: Actor,
  row: ArticleRow,
  { now, live, keep }: Made,
): Promise<boolean> {
  const current = await tx.selectFrom('article').selectAll().where('id', '=', row.id).forUpdate().executeTakeFirst()
  if (current?.version !== row.version || current.published?.at !== row.published?.at) return false
  if (now.places === 0 && !live?.places) {
    await keep(tx, { outcome: 'same', places: 0 })
    return true
  }
  const at = context.clock.now()
  const version = row.version + 1
  const published =
    live?.places && row.published ? { ...row.published, ...live.words, at: at.toISOString() } : undefined
  // Newer words than readers have stay newer.
  const readersHave = published && row.published_version === row.version ? version : row.published_version
  await tx
    .updateTable('article')
    .set({
      ...{ ...now.words, version, brief_by: 0, updated_at: at },
      ...(published ? { published: JSON.stringify(published), published_version: readersHave } : {}),
    })
    .where('id', '=', row.id)
    .execute()
  await keepFirst(tx, actor, [{ ...now.words, tags: row.tags, id: row.id, version, at }])
  const { title, summary, markdown, published_version } = row
  const previous: Previous = { title, summary, markdown, published: row.published, published_version }
  await keep(tx, {
    ...{ outcome: 'changed', places: Math.max(now.places, live?.places ?? 0), made: version },
    ...{ previous: JSON.stringify(previous), live: published?.at ?? row.published?.at ?? null },
    homes_due: published !== undefined,
  })
  return true
}

/** What a replacement took the place of. */
export interface Previous extends Said {
  published: PublishedArticle | null
  published_version: number | null
}

/** Puts back what was there, unless somebody has saved or published other words since. */
export async function restoreArticleWords(
  context: Context,
  actor: Actor,
  { article_id: id, made, previous, live }: ReplacementItemRow,
  keep: KeepItem,
): Promise<void> {
  await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const row = await tx.selectFrom('article').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    const left = (reason: Words) => keep(tx, { outcome: 'left', reason: JSON.stringify(reason) })
    if (!row || row.deleted_at || !previous) return left(deleted)
    if (row.version !== made || (row.published?.at ?? null) !== live) return left(editedSince)
    const { title, summary, markdown, published, published_version } = previous
    const at = context.clock.now()
    const version = row.version + 1
    const unchanged = published_version === row.version - 1
    const back = published && row.published && !saysTheSame(published, row.published)
    await tx
      .updateTable('article')
      .set({
        ...{ title, summary, markdown, version, brief_by: 0, updated_at: at },
        // Readers' pages are told apart by when they were published.
        ...(back ? { published: JSON.stringify({ ...published, at: at.toISOString() }) } : {}),
        published_version: unchanged ? version : published_version,
      })
      .where('id', '=', id)
      .execute()
    await keepFirst(tx, actor, [{ title, summary, markdown, tags: row.tags, id, version, at }])
    return keep(tx, { outcome: 'restored', previous: null, reason: null, homes_due: Boolean(back) })
  })
}

const saysTheSame = (one: Said, other: Said) =>
  one.title === other.title && one.summary === other.summary && one.markdown === other.markdown

const titleTooLong: Words = {
  id: 'Judulnya akan menjadi terlalu panjang, jadi artikel ini dibiarkan.',
  en: 'Its title would become too long, so this article is left as it is.',
}
const summaryTooLong: Words = {
  id: 'Ringkasannya akan menjadi terlalu panjang, jadi artikel ini dibiarkan.',
  en: 'Its summary would become too long, so this article is left as it is.',
}
const titleGone: Words = {
  id: 'Judulnya akan menjadi kosong, jadi artikel ini dibiarkan.',
  en: 'Its title would become empty, so this article is left as it is.',
}
const deleted: Words = { id: 'Artikelnya sudah dihapus.', en: 'The article has been deleted.' }
const busy: Words = {
  id: 'Artikelnya sedang ditulis, jadi dibiarkan. Jalankan penggantian sekali lagi untuk artikel ini.',
  en: 'Someone is writing in this article, so it is left as it is. Run the replacement once more for it.',
}
const editedSince: Words = {
  id: 'Artikelnya sudah diubah atau diterbitkan setelah penggantian, jadi dibiarkan seperti sekarang.',
  en: 'It was edited or published after the replacement, so it stays as it is now.',
}
