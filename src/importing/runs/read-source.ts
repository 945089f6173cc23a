/** The first state of an import: everything in its files becomes rows. Begun again, it begins from the start. */
import type { Context } from '../../context.ts'
import { Problem } from '../../core/problem.ts'
import type { Words } from '../../core/words.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import type { Format, FormatId, Found, FoundSite } from '../formats/format.ts'
import { formatNamed, recognise } from '../formats/index.ts'
import { openSource } from '../source/open.ts'
import { type Source, sourceProblem } from '../source/source.ts'
import { type Held, Progress, settleRun, stillOurs } from './lease.ts'
import { longestKey, PieceWriter } from './pieces.ts'
import type { RunRow } from './run.ts'

/** @throws Problem `wrong-input` for files that are no blog */
export async function readSource(context: Context, held: Held): Promise<void> {
  const { run } = held
  const source = await openSource(run.files.map(({ path }) => path))
  try {
    const format = await formatOf(run, source)
    await inWorkspace(context.db, run.workspace_id, async (tx) => {
      await stillOurs(tx, held)
      await tx.deleteFrom('import_item').where('run_id', '=', run.id).execute()
    })
    const { site, items } = await readAll(context, held, format, source)
    if (items === 0) throw sourceProblem(noArticles)
    await settleRun(context, held, {
      state: 'converting',
      format: format.id,
      site: JSON.stringify(site),
      items,
      finished: 0,
    })
  } finally {
    await source.close()
  }
}

async function formatOf({ options }: RunRow, source: Source): Promise<Format> {
  const format = options.format ? formatNamed(options.format as FormatId) : await recognise(source)
  if (!format) throw sourceProblem(notABlog)
  return format
}

const notABlog: Words = {
  id: 'Berkas ini bukan ekspor blog yang dikenal: WordPress (WXR), Blogger, Ghost, Medium, Substack, Jekyll, Hugo, atau Markdown. Periksa apakah berkasnya benar dan lengkap.',
  en: 'This is no export of a blog that is known here: WordPress (WXR), Blogger, Ghost, Medium, Substack, Jekyll, Hugo or Markdown. Check that it is the right file, and whole.',
}
const refused: Words = {
  id: 'Nama ini mengarah ke luar arsip, hanya berupa tautan, atau sudah ada sebelumnya di arsip, jadi berkasnya dilewati.',
  en: 'This name leads out of the archive, is a link, or was in the archive before, so its file was left out.',
}
const noArticles: Words = {
  id: 'Berkas ini terbaca, tetapi tidak ada artikel, halaman, atau catatan di dalamnya.',
  en: 'This file can be read, but there is no article, page or note in it.',
}

async function readAll(
  context: Context,
  held: Held,
  format: Format,
  source: Source,
): Promise<{ site: Omit<FoundSite, 'piece'>; items: number }> {
  const { run } = held
  const { site: said, timeZone, emails } = run.options
  const site: Omit<FoundSite, 'piece'> = { url: said ?? '', title: '' }
  const writer = new PieceWriter(context.db, run)
  const progress = new Progress(context, held)
  const guard = (tx: Tx) => stillOurs(tx, held)
  const named = new NamedAuthors()
  for (const where of source.refused) await writer.add({ piece: 'fault', where, words: refused }, guard)
  try {
    for await (const found of format.read(source, { ...(said ? { site: said } : {}), timeZone, emails })) {
      held.signal.throwIfAborted()
      if (found.piece === 'site') merge(site, found)
      else await writer.add(found, guard)
      named.see(found)
      if (found.piece === 'item') await progress.add(1)
    }
  } catch (error) {
    // A file that breaks off half-way has brought what was before.
    if (!(error instanceof Problem) || error.kind !== 'wrong-input' || writer.items === 0) throw error
    await writer.add({ piece: 'fault', where: run.name, words: error.words }, guard)
  }
  for (const key of named.unlisted()) await writer.add({ piece: 'author', key, name: key }, guard)
  await writer.write(guard)
  return { site, items: writer.items }
}

/** So many authors are remembered; a blog here has fewer. */
const mostAuthors = 10_000

/** Whom items name, beside those whom the source lists: they come, are counted and go in the same way. */
class NamedAuthors {
  readonly #listed = new Set<string>()
  readonly #named = new Set<string>()

  see(found: Found): void {
    if (found.piece === 'author') add(this.#listed, found.key)
    if (found.piece === 'item') for (const key of found.authors) add(this.#named, key.slice(0, longestKey))
  }

  /** Keys, in the order in which items named them. */
  unlisted(): string[] {
    return [...this.#named].filter((key) => key.trim() !== '' && !this.#listed.has(key))
  }
}

function add(keys: Set<string>, key: string): void {
  if (keys.size < mostAuthors) keys.add(key)
}

function merge(site: Omit<FoundSite, 'piece'>, { piece: _piece, ...found }: FoundSite): void {
  site.url ||= found.url
  site.title ||= found.title
  if (found.language) site.language ??= found.language
  if (found.timeZone) site.timeZone ??= found.timeZone
}
