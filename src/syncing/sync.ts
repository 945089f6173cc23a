/**
 * A folder of Markdown and the blog, kept in step. What changed on one side goes to the other; what changed on both is set aside beside the
 * file, and nothing is overwritten; what is gone on one side goes on the other only when that is asked for.
 */
import { randomUUID } from 'node:crypto'
import { deleteArticle, eachWhole, findArticle, oneWhole, type WholeArticle } from '../blog/index.ts'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import { inWorkspace } from '../db/client.ts'
import { exportFolders, fileNameOf, mediaIn } from '../exporting/index.ts'
import { openMediaStore } from '../media/index.ts'
import { timeZoneOfWorkspace } from '../team/index.ts'
import { asFile, FaultyFile, type FileFault, hashOf, readSyncFile, type SyncFile, wordsOf } from './file.ts'
import { filesIn, isThere, put, take, textAt } from './folder.ts'
import { makeArticle, saveFile } from './push.ts'
import { type Kept, openState, type SyncState } from './state.ts'

/** What came of an article or a file. `gone-…`: on that side, and left on the other. */
export type SyncAct =
  | 'made'
  | 'saved'
  | 'written'
  | 'deleted'
  | 'removed'
  | 'conflict'
  | 'gone-file'
  | 'gone-article'
  | 'failed'

/** One thing that was done, or would be. */
export interface SyncStep {
  act: SyncAct
  path: string
  title: string
  /** In a conflict: the file that holds the blog's words. */
  beside?: string
  reason?: Words
}

/** What a sync did. */
export interface Synced {
  steps: SyncStep[]
  faults: FileFault[]
  /** How many were in step already. */
  same: number
}

/** How a folder is kept in step. */
export interface SyncOptions {
  /** Nothing is changed on either side. */
  dry?: boolean
  /** What is gone on one side, and unchanged on the other, goes there too. */
  deleting?: boolean
  /** Ends between two items. */
  signal?: AbortSignal
}

interface Syncing {
  context: Context
  actor: Actor
  folder: string
  state: SyncState
  options: SyncOptions
  timeZone: string
  done: Synced
  files: Map<string, SyncFile>
  /** Paths that can't be read: what they hold is not known, and left. */
  faulty: ReadonlySet<string>
}

/**
 * Brings both sides in step. It may be ended at any time, and goes on where it was.
 * @throws Problem `conflict` while another one runs; `wrong-input` for the folder of another workspace
 */
export async function syncFolder(
  context: Context,
  actor: Actor,
  folder: string,
  options: SyncOptions = {},
): Promise<Synced> {
  return alone(context, actor, async () => {
    const state = await openState(folder, actor.workspaceId, options.dry === true)
    if (state === 'another') throw new Problem('wrong-input', anotherWorkspace, { field: 'folder' })
    const { files, faults } = await filesIn(folder)
    const timeZone =
      (await inWorkspace(context.db, actor.workspaceId, (tx) => timeZoneOfWorkspace(tx, actor.workspaceId))) ??
      'Asia/Jakarta'
    const done: Synced = { steps: [], faults, same: 0 }
    const syncing: Syncing = {
      ...{ context, actor, folder, state, options, timeZone, done },
      ...{ files: byNumber(state, files, faults), faulty: new Set(faults.map(({ path }) => path)) },
    }
    await allArticles(syncing)
    await newFiles(syncing)
    await state.close()
    return done
  })
}

const anotherWorkspace: Words = {
  id: 'Folder ini milik ruang kerja lain. Pilih folder baru.',
  en: 'This folder is in step with another workspace. Choose a new one.',
}

/** One at a time in a workspace: by a lock of the database's session, which ends with it. */
async function alone<T>({ database }: Context, { workspaceId }: Actor, work: () => Promise<T>): Promise<T> {
  const client = await database.pool.connect()
  const key = `sync ${workspaceId}`
  try {
    const { rows } = await client.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as got', [key])
    if (!rows[0]?.got) throw new Problem('conflict', running)
    try {
      return await work()
    } finally {
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [key])
    }
  } finally {
    client.release()
  }
}

const running: Words = {
  id: 'Sinkronisasi lain sedang berjalan untuk ruang kerja ini. Tunggu sampai selesai, lalu ulangi.',
  en: 'Another sync of this workspace is running. Wait until it is done, then try again.',
}

/** By the number in their heads, or by the place where one was; of two with one number, the one in its old place. */
function byNumber(state: SyncState, files: readonly SyncFile[], faults: FileFault[]): Map<string, SyncFile> {
  const places = new Map([...state.byId.values()].map(({ path, id }) => [path, id]))
  const found = new Map<string, SyncFile>()
  const inPlaceFirst = files.toSorted((a, b) => Number(places.has(b.path)) - Number(places.has(a.path)))
  for (const file of inPlaceFirst) {
    const id = file.id ?? places.get(file.path) ?? `new ${file.path}`
    const other = found.get(id)
    if (other) faults.push({ path: file.path, reason: twice(other.path) })
    else found.set(id, file)
  }
  return found
}

const twice = (path: string): Words => ({
  id: `Nomornya sama dengan ${path}. Untuk artikel baru, hapus "id" dari bagian depannya.`,
  en: `It has the same number as ${path}. For a new article, delete "id" from its front matter.`,
})

async function allArticles(syncing: Syncing): Promise<void> {
  const { context, actor, options } = syncing
  for await (const article of eachWhole(context, actor.workspaceId, 'written')) {
    if (options.signal?.aborted) return
    await kept(syncing, article.id, article.title, () => oneArticle(syncing, article))
  }
}

/** One that fails is told, and the others are done all the same. */
async function kept(
  { done, files, state }: Syncing,
  id: string,
  title: string,
  work: () => Promise<void>,
): Promise<void> {
  const told = done.steps.length
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    // What was told before it failed was not done.
    done.steps.length = told
    const path = files.get(id)?.path ?? state.byId.get(id)?.path ?? ''
    done.steps.push({ act: 'failed', path, title, reason: error.words })
  }
}

async function oneArticle(syncing: Syncing, article: WholeArticle): Promise<void> {
  const { files, state, faulty, done } = syncing
  const file = files.get(article.id)
  const before = state.byId.get(article.id)
  files.delete(article.id)
  if (!file && before && faulty.has(before.path)) return
  const here = hashOf(wordsOf(article))
  if (!file) return before?.here !== undefined ? goneFile(syncing, article, before, here) : writeFile(syncing, article)
  const there = hashOf(file.words)
  const changed = { file: there !== before?.file, here: here !== before?.here }
  if (there === here || (!changed.file && !changed.here)) {
    done.same += 1
    if (there === here || file.path !== before?.path)
      await remember(syncing, { id: article.id, path: file.path, file: there, here })
    return undefined
  }
  if (changed.here && (changed.file || before?.conflict)) return conflict(syncing, article, file.path, { there, here })
  return changed.file ? toArticle(syncing, article, file) : writeFile(syncing, article, file.path)
}

async function remember({ state }: Syncing, now: Kept): Promise<void> {
  await state.keep(now)
}

/** The blog's words into the folder, with the pictures that they show. */
async function writeFile(syncing: Syncing, article: WholeArticle, at?: string): Promise<void> {
  const { folder, options, done, timeZone } = syncing
  const path = at ?? (await freePath(folder, article))
  if (!options.dry) await copyPictures(syncing, article)
  const { text: stands, words } = at ? await nowAt(folder, at) : nothingThere
  // Half typed: whoever types it has the next turn.
  if (stands && !words) return undefined
  const there = words && hashOf(words)
  if (there !== undefined && there !== syncing.state.byId.get(article.id)?.file)
    return conflict(syncing, article, path, { there, here: hashOf(wordsOf(article)) })
  done.steps.push({ act: 'written', path, title: article.title })
  if (options.dry) return
  const text = asFile(article, timeZone, stands)
  await put(folder, path, text)
  await inStep(syncing, article, path, text)
}

function inStep(syncing: Syncing, article: WholeArticle, path: string, text: string): Promise<void> {
  const file = hashOf(readSyncFile(path, text).words)
  return remember(syncing, { id: article.id, path, file, here: hashOf(wordsOf(article)) })
}

async function freePath(folder: string, { kind, slug }: WholeArticle): Promise<string> {
  for (let n = 1; ; n += 1) {
    const path = `content/${exportFolders[kind]}/${fileNameOf(`${slug}${n === 1 ? '' : `-${n}`}`)}.md`
    if (!(await isThere(folder, path))) return path
  }
}

async function copyPictures({ context, folder }: Syncing, { markdown, picture }: WholeArticle): Promise<void> {
  const store = openMediaStore(context.config)
  for (const file of [...mediaIn(markdown), ...(picture ? [picture.file] : [])]) {
    if (await isThere(folder, `media/${file}`)) continue
    const bytes = await store.get(file).catch(() => undefined)
    if (bytes) await put(folder, `media/${file}`, bytes)
  }
}

/** A file's words into the blog, unless those there were changed since they were read; the file then says what became of them. */
async function toArticle(syncing: Syncing, article: WholeArticle, file: SyncFile): Promise<void> {
  const { context, actor, folder, options, done } = syncing
  const step = { act: 'saved', path: file.path, title: file.words.title } as const
  if (options.dry) return void done.steps.push(step)
  const { now, version } = await inWorkspace(context.db, actor.workspaceId, async (tx) => ({
    version: (await findArticle(tx, article.id)).version,
    now: await oneWhole(tx, article.id),
  }))
  const here = now && hashOf(wordsOf(now))
  if (now && here !== undefined && here !== hashOf(wordsOf(article)))
    return conflict(syncing, now, file.path, { there: hashOf(file.words), here })
  done.steps.push(step)
  await saveFile(context, actor, folder, file, { id: article.id, version })
  await written(syncing, article.id, file)
}

/** The file says what became of its words, unless somebody has typed others meanwhile: those are taken the next time. */
async function written(syncing: Syncing, id: string, file: SyncFile): Promise<void> {
  const { context, actor, folder, timeZone } = syncing
  const now = await inWorkspace(context.db, actor.workspaceId, (tx) => oneWhole(tx, id))
  if (!now) return
  await copyPictures(syncing, now)
  const { text: stands, words } = await nowAt(folder, file.path)
  const [read, there] = [hashOf(file.words), words && hashOf(words)]
  if (there !== read) return remember(syncing, { id, path: file.path, file: read, here: hashOf(wordsOf(now)) })
  const text = asFile(now, timeZone, stands)
  await put(folder, file.path, text)
  await inStep(syncing, now, file.path, text)
}

const nothingThere: { text: string; words: SyncFile['words'] | undefined } = { text: '', words: undefined }

/** What a file says at this very time; without words where it can't be read. */
async function nowAt(folder: string, path: string): Promise<typeof nothingThere> {
  const text = await textAt(folder, path)
  try {
    return text ? { text, words: readSyncFile(path, text).words } : nothingThere
  } catch (error) {
    if (error instanceof FaultyFile) return { text, words: undefined }
    throw error
  }
}

/** Both were changed: the blog's words are set beside the file. Whoever settles it edits the file; that one then holds. */
async function conflict(
  syncing: Syncing,
  article: WholeArticle,
  path: string,
  hashes: { there: string; here: string },
): Promise<void> {
  const { context, folder, options, done, timeZone } = syncing
  const stamp = context.clock.now().toISOString().slice(0, 19).replace(/[:T]/g, '-')
  const base = path.replace(/\.md$/, `.conflict-${stamp}`)
  let beside = `${base}.md`
  for (let n = 2; await isThere(folder, beside); n += 1) beside = `${base}-${n}.md`
  done.steps.push({ act: 'conflict', path, title: article.title, beside })
  if (options.dry) return
  await put(folder, beside, asFile(article, timeZone))
  await remember(syncing, { id: article.id, path, file: hashes.there, here: hashes.here, conflict: true })
}

async function goneFile(syncing: Syncing, article: WholeArticle, before: Kept, here: string): Promise<void> {
  const { context, actor, options, done, state } = syncing
  if (here !== before.here) return writeFile(syncing, article)
  done.steps.push({ act: options.deleting ? 'deleted' : 'gone-file', path: before.path, title: article.title })
  if (!options.deleting || options.dry) return undefined
  await deleteArticle(context, actor, article.id)
  return state.keep({ ...before, gone: true })
}

/** Files that no article is of: new ones, and those whose article is gone. */
async function newFiles(syncing: Syncing): Promise<void> {
  for (const [id, file] of syncing.files) {
    if (syncing.options.signal?.aborted) return
    await kept(syncing, id, file.words.title, () => oneFile(syncing, id, file))
  }
}

async function oneFile(syncing: Syncing, key: string, file: SyncFile): Promise<void> {
  const { context, actor, folder, options, done, state } = syncing
  const before = state.byId.get(key)
  if (before?.here !== undefined) return goneArticle(syncing, before, file)
  done.steps.push({ act: 'made', path: file.path, title: file.words.title })
  if (options.dry) return undefined
  const id = before?.id ?? (key.startsWith('new ') ? randomUUID() : key)
  // Its number first: should the program end here, the next run makes this very article, and no second one.
  await state.keep({ id, path: file.path })
  await makeArticle(context, actor, folder, file, id)
  return written(syncing, id, file)
}

async function goneArticle(syncing: Syncing, before: Kept, file: SyncFile): Promise<void> {
  const { folder, options, done, state } = syncing
  const { words } = await nowAt(folder, file.path)
  const removing = options.deleting && words !== undefined && hashOf(words) === before.file
  done.steps.push({ act: removing ? 'removed' : 'gone-article', path: file.path, title: file.words.title })
  if (!removing || options.dry) return
  await take(folder, file.path)
  await state.keep({ ...before, gone: true })
}
