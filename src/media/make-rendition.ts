/** Makes one rendition: the video's file in, ffmpeg, a look at what came out, and into the store under the rendition's name. */
import { mkdir, open, readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { FfmpegFailed, hasFilter, runFfmpeg } from './ffmpeg.ts'
import type { MediaRow } from './media.ts'
import { openMediaStore } from './open-store.ts'
import { argumentsFor, promisedBytes, readRecipe } from './recipe.ts'
import { renditionFile } from './renditions.ts'
import type { MediaStore } from './store.ts'
import { lookAtVideo } from './video.ts'

/** Whose rendition it is, and how the work is watched. */
export interface RenditionWork {
  /** The rendition's. */
  id: string
  target: string
  media: MediaRow
  signal: AbortSignal
  /** Called with the progress, from 0 to 1. */
  progress(ratio: number): void
  /** Asked right before the rendition is put into the store; what it throws keeps it out. */
  mayStill(): Promise<void>
}

const foldersOf = (context: Context) => join(context.config.dataDir, 'copies')

/**
 * @returns the rendition's bytes
 * @throws FfmpegFailed; Problem `gone`, `unavailable` (no space, the store is away), `wrong-input` (what came out is no whole video)
 */
export async function makeRendition(context: Context, program: string, work: RenditionWork): Promise<number> {
  const { id, media, target } = work
  const recipe = readRecipe(target)
  const most = promisedBytes(recipe, media)
  const store = openMediaStore(context.config)
  const folder = join(foldersOf(context), id)
  // What an earlier try left behind.
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    await assertSpace(folder, most + (store.pathOf ? 0 : media.bytes))
    const from = store.pathOf?.(media.file) ?? (await bring(store, media, join(folder, 'from'), work.signal))
    // Without a file there is nothing to make, and ffmpeg's words would be no help.
    if (store.pathOf) await store.size(media.file)
    const to = join(folder, 'to.mp4')
    const canTone = recipe.video !== 'copy' && recipe.video.toned === true && (await hasFilter(program, 'zscale'))
    await runFfmpeg(program, argumentsFor(recipe, media.mime, from, to, canTone), {
      seconds: timeoutSeconds(media),
      bytes: most,
      signal: work.signal,
      at: (seconds) => work.progress(Math.min(1, seconds / Math.max(1, media.seconds ?? 0))),
    })
    const bytes = await assertWhole(to, media, most)
    await work.mayStill()
    await store.putFile(renditionFile(id), to, 'video/mp4')
    return bytes
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** How long ffmpeg may take, in seconds: a small machine that does other things needs many times what the video runs. */
function timeoutSeconds({ seconds }: MediaRow): number {
  return Math.min(6 * 3600, Math.max(600, 30 * (seconds ?? 0)))
}

/** What stays free for everything else. */
const spareBytes = 200_000_000

async function assertSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < bytes + spareBytes) throw new Problem('unavailable', noSpace)
}

const noSpace = {
  id: 'Ruang penyimpanan server tidak cukup untuk menyiapkan videonya. Kosongkan ruang; setelah itu dicoba lagi otomatis.',
  en: 'The server has too little space to prepare the video. Free some space; it is then tried again automatically.',
}

const pieceBytes = 8 * 1024 * 1024

/** From a bucket to a file of ours, piece by piece: ffmpeg reaches no network. */
async function bring(store: MediaStore, media: MediaRow, path: string, signal: AbortSignal): Promise<string> {
  const file = await open(path, 'wx', 0o600)
  try {
    for (let at = 0; at < media.bytes; at += pieceBytes) {
      signal.throwIfAborted()
      await file.write(await store.read(media.file, at, Math.min(media.bytes, at + pieceBytes)))
    }
    return path
  } finally {
    await file.close()
  }
}

/** ffmpeg ends in peace with a file that breaks off in the middle: what comes out must run as long as what went in. */
async function assertWhole(path: string, media: MediaRow, most: number): Promise<number> {
  const { size } = await stat(path)
  if (size > most) throw new FfmpegFailed('too-big', `${size} of ${most} bytes`)
  const { seconds } = await lookAtVideo(path, media.id)
  const should = media.seconds ?? 0
  if (seconds < should - Math.max(1, should * 0.05))
    throw new FfmpegFailed('refused', `${seconds} of ${should} seconds came out`)
  return size
}

/** Folders that killed workers left, a day later. */
export async function forgetRenditionFolders(context: Context): Promise<void> {
  const before = Date.now() - 86_400_000
  const names = await readdir(foldersOf(context)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const name of names) {
    const path = join(foldersOf(context), name)
    const { mtimeMs } = await stat(path)
    if (mtimeMs < before) await rm(path, { recursive: true, force: true })
  }
}
