/** The third state of an import: articles come into the blog, one transaction each. It goes on where it was. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import {
  addRedirects,
  type Brought,
  bringArticle,
  planSlugs,
  redirectPath,
  renewArticle,
  tellBrought,
} from '../../blog/index.ts'
import { readBrandKit } from '../../brand/index.ts'
import type { Actor, Context } from '../../context.ts'
import { canBeTag, longestInput } from '../../core/input-limits.ts'
import { Problem, StorageProblem } from '../../core/problem.ts'
import { shorten } from '../../core/text/shorten.ts'
import type { Language, Words } from '../../core/words.ts'
import { inWorkspace, type Tx } from '../../db/client.ts'
import type { HeadPicture } from '../../db/tables.ts'
import { importingAside } from '../aside.ts'
import type * as Conversion from '../convert.ts'
import type { Address } from '../convert.ts'
import type { FoundFile, FoundItem } from '../formats/format.ts'
import type { Loss } from '../markup/losses.ts'
import { RunPictures, type Taken } from '../pictures/run-pictures.ts'
import { openSource } from '../source/open.ts'
import { filesOf } from './convert-items.ts'
import { type Held, Progress, stillOurs } from './lease.ts'
import { LinkMap } from './link-map.ts'
import { longestKey, storable } from './pieces.ts'
import { ofPaths, type RunRow } from './run.ts'
import { RunAuthors } from './run-authors.ts'

const readdress = importingAside<typeof Conversion.readdress>(new URL('../convert.ts', import.meta.url), 'readdress')

/** So many items are read at a time, and so many of them come in side by side. */
const together = 48
const sideBySide = 6

/** An item that waits to come in. */
interface Waiting {
  n: number
  slug: string
  markdown: string
  addresses: Address[]
  losses: Loss[]
  data: Omit<FoundItem, 'piece'>
}

/** What all items of a run need. */
interface House {
  context: Context
  held: Held
  actor: Actor
  language: Language
  site: string
  pictures: RunPictures
  links: LinkMap
  authors: RunAuthors
}

/** Brings in all items that have not come yet. */
export async function bringItems(context: Context, held: Held): Promise<void> {
  const { run } = held
  const actor: Actor = { userId: run.created_by, workspaceId: run.workspace_id }
  const inRun = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(context.db, run.workspace_id, work)
  const language = await inRun(async (tx) => (await readBrandKit(tx, run.workspace_id))?.language ?? 'id')
  await inRun((tx) => chooseSlugs(tx, run, run.site?.language ?? language))
  const site = run.site?.url ?? ''
  const source = await openSource(run.files.map(({ path }) => path))
  try {
    const links = new LinkMap(site, await inRun((tx) => linkedItems(tx, run.id)), ofPaths.has(run.format ?? ''))
    const pictures = new RunPictures(context, actor, run.id, source)
    const authors = await RunAuthors.open(context, held)
    const spoken = run.site?.language ?? language
    const house: House = { context, held, actor, language: spoken, site, pictures, links, authors }
    const progress = new Progress(context, held, await inRun((tx) => endedSoFar(tx, run.id)))
    for (let waiting = await inRun((tx) => nextItems(tx, run.id)); waiting.length; ) {
      await eachOf(waiting, async (item) => {
        await bringOne(house, item)
        await progress.add(1)
      })
      tellBrought(context, run.workspace_id)
      waiting = await inRun((tx) => nextItems(tx, run.id))
    }
  } finally {
    await source.close()
  }
}

/** Some side by side. What one of them throws ends all of them, once those under way have ended. */
async function eachOf(items: Waiting[], work: (item: Waiting) => Promise<void>): Promise<void> {
  const queue = [...items]
  const lane = async () => {
    for (let item = queue.shift(); item; item = queue.shift()) await work(item)
  }
  const ended = await Promise.allSettled(Array.from({ length: sideBySide }, lane))
  for (const one of ended) if (one.status === 'rejected') throw one.reason
}

/** Every item's address is known before the first one comes: links may point forward. */
async function chooseSlugs(tx: Tx, run: RunRow, language: Language): Promise<void> {
  const rows = await tx
    .selectFrom('import_item')
    .leftJoin('imported_article', (join) =>
      join.on('imported_article.source_key', '=', sql<string>`${prefixOf(run)} || import_item.key`),
    )
    .leftJoin('article_name', 'article_name.id', 'imported_article.article_id')
    .select(['n', 'import_item.title', 'article_name.slug as known'])
    .select(sql<string>`data->>'slug'`.as('wanted'))
    .select(sql<string>`left(import_item.markdown, 200)`.as('begins'))
    .where('import_item.run_id', '=', run.id)
    .where('piece', '=', 'item')
    .where('import_item.state', '=', 'converted')
    .where('import_item.slug', '=', '')
    .orderBy('n')
    .execute()
  if (rows.length === 0) return
  const wanted = rows.map(({ wanted: slug, title, begins }) => ({
    slug: slug || title || firstWords(begins),
    language,
  }))
  const fresh = rows.flatMap(({ known }, at) => (known === null ? [wanted[at] as (typeof wanted)[number]] : []))
  const planned = await planSlugs(tx, run.workspace_id, fresh)
  const chosen = rows.map(({ n, known }) => ({ n, slug: known ?? (planned.shift() as string) }))
  await sql`
    update import_item i set slug = o.slug from json_to_recordset(${JSON.stringify(chosen)}::json) as o (n int, slug text)
    where i.run_id = ${run.id} and i.n = o.n`.execute(tx)
}

/** What stands before an item's key, so that it is told apart from those of all other blogs. */
export function prefixOf({ format, site, name }: Pick<RunRow, 'format' | 'site' | 'name'>): string {
  return ofPaths.has(format ?? '') ? `${format} ${site?.url || name} ` : `${format} `
}

const firstWords = (markdown: string) =>
  shorten(
    markdown
      .replace(/[#*_>`[\]()!]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    60,
  )

async function linkedItems(tx: Tx, runId: string) {
  const rows = await tx
    .selectFrom('import_item')
    .select(['key', 'slug'])
    .select(sql<string>`data->>'address'`.as('address'))
    .select(sql<string[]>`data->'earlier'`.as('earlier'))
    .where('run_id', '=', runId)
    .where('piece', '=', 'item')
    .where('slug', '<>', '')
    .execute()
  return rows
}

async function endedSoFar(tx: Tx, runId: string): Promise<number> {
  const row = await tx
    .selectFrom('import_item')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('run_id', '=', runId)
    .where('piece', '=', 'item')
    .where('state', 'not in', ['found', 'converted'])
    .executeTakeFirstOrThrow()
  return row.n
}

async function nextItems(tx: Tx, runId: string): Promise<Waiting[]> {
  const rows = await tx
    .selectFrom('import_item')
    .select(['n', 'slug', 'markdown', 'addresses', 'losses', 'data'])
    .where('run_id', '=', runId)
    .where('piece', '=', 'item')
    .where('state', '=', 'converted')
    .orderBy('n')
    .limit(together)
    .execute()
  return rows.map(
    (row) => ({ ...row, addresses: row.addresses ?? [], markdown: row.markdown ?? '' }) as unknown as Waiting,
  )
}

async function bringOne(house: House, item: Waiting): Promise<void> {
  const { context, held } = house
  held.signal.throwIfAborted()
  try {
    const { words, losses } = await finished(house, item)
    await inWorkspace(context.db, held.run.workspace_id, async (tx) => {
      await stillOurs(tx, held)
      const outcome = await place(house, tx, item, words)
      await writeOutcome(tx, held.run.id, item.n, { ...outcome, losses: [...item.losses, ...losses] })
    })
  } catch (error) {
    if (!(error instanceof Problem) || error instanceof StorageProblem) throw error
    await inWorkspace(context.db, held.run.workspace_id, async (tx) => {
      await stillOurs(tx, held)
      await writeOutcome(tx, held.run.id, item.n, { state: 'skipped', reason: error.words, losses: item.losses })
    })
  }
}

/** What an item became. */
interface Outcome {
  state: 'imported' | 'updated' | 'same' | 'edited' | 'skipped'
  reason?: Words
  articleId?: string
  previous?: object
  losses: Loss[]
}

async function writeOutcome(tx: Tx, runId: string, n: number, outcome: Outcome): Promise<void> {
  await tx
    .updateTable('import_item')
    .set({
      state: outcome.state,
      reason: outcome.reason ? JSON.stringify(outcome.reason) : null,
      article_id: outcome.articleId ?? null,
      previous: outcome.previous ? storable(outcome.previous) : null,
      losses: storable(outcome.losses),
      loss_count: outcome.losses.length,
    })
    .where('run_id', '=', runId)
    .where('n', '=', n)
    .execute()
}

/** An item's text with its pictures here and its links leading on. */
async function finished(house: House, item: Waiting): Promise<{ words: Brought; losses: Loss[] }> {
  const { links } = house
  const { data } = item
  const shown = item.addresses.filter(({ kind }) => kind === 'picture')
  const taken = await Promise.all(shown.map(async (one) => [one, await takeAs(house, item, one.url, '')] as const))
  const missing = taken.filter(([, picture]) => 'reason' in picture).map(([{ url }]) => url)
  const changed = [
    ...taken.flatMap(([one, picture]) => ('file' in picture ? [[one, `/media/${picture.file}`] as const] : [])),
    ...item.addresses.flatMap((one) => {
      const to = one.kind === 'link' ? links.find(one.url, data) : undefined
      return to ? [[one, to] as const] : []
    }),
  ]
  const markdown = changed.length ? await readdress(item.markdown, changed) : item.markdown
  const losses: Loss[] = missing.map(missingPicture)
  const head = await headPicture(house, item)
  if (head && 'missing' in head) losses.push({ ...missingPicture(head.missing), instead: 'nothing' })
  const authors = await house.authors.idsOf(data.authors)
  const picture = head && 'media' in head ? head : null
  const { words, cut } = fitted({ ...wordsOf(house, item, markdown), picture, authors })
  const late = words.state === 'scheduled' && (words.at === null || words.at <= house.context.clock.now())
  // The trial has told it already, unless it passed since.
  const told = item.losses.some(({ what }) => what === passed.what)
  return { words, losses: [...losses, ...cut, ...(late && !told ? [passed] : [])] }
}

/** Nobody expects an article that was planned for last year to come out now. */
const passed: Loss = { what: 'late', detail: '', instead: 'words' }

const missingPicture = (url: string): Loss => ({
  what: 'missing-picture',
  detail: url.slice(0, 200),
  instead: 'elsewhere',
})

/** The picture at an item's head; what it leads to, where it can't be had; `undefined`: it has none. */
async function headPicture(house: House, item: Waiting): Promise<HeadPicture | { missing: string } | undefined> {
  const { picture } = item.data
  if (!picture) return undefined
  const file = picture.file === undefined ? undefined : await fileNamed(house, picture.file)
  const address = file?.address ?? picture.address
  if (!address) return { missing: picture.file ?? '' }
  const [alt, caption] = [picture.alt || file?.alt || '', picture.caption || file?.caption || '']
  const taken = await takeAs(house, item, address, alt)
  if ('reason' in taken) return { missing: address }
  const { alt: longestAlt, caption: longestCaption } = longestInput
  return { media: taken.mediaId, alt: shorten(alt, longestAlt), caption: shorten(caption, longestCaption) }
}

async function fileNamed({ context, held }: House, key: string): Promise<FoundFile | undefined> {
  const { id, workspace_id } = held.run
  return (await inWorkspace(context.db, workspace_id, (tx) => filesOf(tx, id, [key]))).get(key)
}

function takeAs({ pictures, held, site }: House, { data }: Waiting, address: string, alt: string): Promise<Taken> {
  const { format } = held.run
  const beside = ofPaths.has(format ?? '') ? data.key : ''
  return pictures.take({ address, site, beside, albums: format === 'blogger', alt }, held.signal)
}

function wordsOf(
  { language: spoken }: House,
  { data, slug }: Waiting,
  markdown: string,
): Omit<Brought, 'picture' | 'authors'> {
  const language = data.language ?? spoken
  return {
    kind: data.kind,
    // A note has no title.
    title: data.title || (data.kind === 'note' ? '' : firstWords(markdown) || untitled[language]),
    series: (data.series ?? '').trim().slice(0, longestInput.series),
    part: data.series?.trim() ? (data.part ?? null) : null,
    ...(data.id ? { id: data.id } : {}),
    pinned: data.pinned,
    translationKey: (data.translationKey ?? '').trim().slice(0, longestInput.translationKey),
    markdown,
    summary: data.summary,
    tags: [...data.tags],
    language,
    slug,
    state: data.state,
    at: dateOf(data.publishedAt),
    createdAt: dateOf(data.createdAt),
    modifiedAt: dateOf(data.modifiedAt),
  }
}

const untitled: Readonly<Record<Language, string>> = { id: 'Tanpa judul', en: 'Untitled' }

/** Cut to what can be saved here: what is too long would keep its writer from saving it again. */
function fitted(words: Brought): { words: Brought; cut: Loss[] } {
  const fit = {
    title: shorten(words.title, longestInput.title),
    summary: shorten(words.summary, longestInput.summary),
    tags: words.tags
      .filter((tag) => tag.trim() !== '' && tag.length <= longestInput.tag && canBeTag(tag))
      .slice(0, longestInput.tags),
  }
  const cut = [
    words.title.trim().length > longestInput.title,
    words.summary.trim().length > longestInput.summary,
    fit.tags.length !== words.tags.length,
  ]
  const told = [words.title, words.summary, words.tags.join(', ')]
  const losses = told
    .filter((_, at) => cut[at])
    .map((detail): Loss => ({ what: 'long', detail: detail.slice(0, 200), instead: 'words' }))
  return { words: { ...words, ...fit }, cut: losses }
}

/** Dates lie in rows as text. */
const dateOf = (date: Date | null): Date | null => (date === null ? null : new Date(date))

/** Of what the source says: another one means that the source has changed, whatever pictures and links became here. */
function digestOf({ data, markdown }: Waiting): string {
  const { uses: _uses, losses: _losses, body: _body, ...said } = data
  return createHash('sha256')
    .update(JSON.stringify([said, markdown]))
    .digest('base64url')
}

async function place(house: House, tx: Tx, item: Waiting, words: Brought): Promise<Omit<Outcome, 'losses'>> {
  const { context, held, actor } = house
  const { run } = held
  const sourceKey = `${prefixOf(run)}${item.data.key.slice(0, longestKey)}`
  const digest = digestOf(item)
  const known = await tx
    .selectFrom('imported_article')
    .select(['article_id', 'made', 'digest'])
    .where('source_key', '=', sourceKey)
    .forUpdate()
    .executeTakeFirst()
  if (known) return renew(house, tx, { ...known, sourceKey, newDigest: digest }, words)
  const { id, slug, version } = await bringArticle(context, tx, actor, words)
  await tx
    .insertInto('imported_article')
    .values({
      workspace_id: run.workspace_id,
      source_key: sourceKey,
      article_id: id,
      run_id: run.id,
      made: version,
      digest,
    })
    .execute()
  const addresses = [item.data.address, ...item.data.earlier].map(redirectPath)
  const paths = [...new Set(addresses)].filter((path) => path !== `/${slug}`)
  await addRedirects(
    tx,
    run.workspace_id,
    paths.map((path) => ({ path, to: { articleId: id }, runId: run.id })),
  )
  return { state: 'imported', articleId: id }
}

interface Known {
  article_id: string
  made: number
  digest: string
  sourceKey: string
  newDigest: string
}

async function renew(
  { context, held, actor }: House,
  tx: Tx,
  known: Known,
  words: Brought,
): Promise<Omit<Outcome, 'losses'>> {
  const articleId = known.article_id
  if (known.digest === known.newDigest) return { state: 'same', articleId, reason: unchanged }
  const renewed = await renewArticle(context, tx, actor, articleId, known.made, words)
  if (!('version' in renewed))
    return renewed.state === 'edited'
      ? { state: 'edited', articleId, reason: editedHere }
      : { state: 'skipped', reason: deletedHere }
  const { version, previous } = renewed
  await tx
    .updateTable('imported_article')
    .set({ made: version, digest: known.newDigest, run_id: held.run.id })
    .where('source_key', '=', known.sourceKey)
    .execute()
  return { state: 'updated', articleId, previous: { ...previous, digest: known.digest } }
}

const unchanged: Words = {
  id: 'Sudah diimpor sebelumnya, dan tidak berubah di sumbernya.',
  en: 'It was imported before, and has not changed at its source.',
}
const editedHere: Words = {
  id: 'Sudah diubah di sini setelah diimpor, jadi dibiarkan.',
  en: 'It was edited here after it was imported, so it is left alone.',
}
const deletedHere: Words = {
  id: 'Sudah dihapus di sini setelah diimpor, jadi tidak dimasukkan lagi.',
  en: 'It was deleted here after it was imported, so it does not come again.',
}
