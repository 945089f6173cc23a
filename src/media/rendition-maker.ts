/**
 * Makes the renditions that rows ask for, one at a time in a process. A row is claimed with a lease that is renewed while ffmpeg runs;
 * a worker that dies leaves a lease that ends, and the next one begins the rendition again under the same name.
 */
import { randomUUID } from 'node:crypto'
import { type ExpressionBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import { asSystem } from '../db/client.ts'
import type { Tables } from '../db/tables.ts'
import {
  isFree,
  type Leased,
  type Running,
  renewLease,
  settleLease,
  startWork,
  takeLease,
  waitAfter,
} from '../work/index.ts'
import { FfmpegFailed } from './ffmpeg.ts'
import { makeRendition } from './make-rendition.ts'
import type { MediaRow } from './media.ts'
import { openMediaStore } from './open-store.ts'
import type { RenditionRow } from './renditions.ts'
import { lookAtStored } from './video.ts'

/** Called when a rendition is ready or has failed, so that the deliveries that wait for it go on. */
export type RenditionSettled = (workspaceId: string, mediaId: string) => Promise<void>

const leasing = { table: 'rendition', seconds: 60 } as const
/** A minute, then twice as long each time. */
const again = { first: 60, most: 600 }
const renewSeconds = 3
/** How many times a rendition is tried before it fails. */
const mostTries = 4
/** Seconds between two looks at the rows, for what no event announced. */
const pollSeconds = 15
/** How long a rendition waits for a worker with ffmpeg before it fails. */
const withoutSeconds = 600

/** Makes renditions as they are asked for, and looks into videos that came before anybody did. */
export function startRenditionMaker(context: Context, settled: RenditionSettled): Running {
  const renditions = startWork(context, {
    name: 'renditions',
    every: pollSeconds,
    atOnce: 1,
    // One at a time: whatever else is due is looked for when it is done.
    due: async () => [makeDueRendition],
    act: (make, signal) => make(context, signal, settled),
    next: () => nextRendition(context),
    // A request for a rendition is saved with a delivery, and announced as one.
    wokenBy: ['deliveries'],
  })
  const older = startWork(context, {
    name: 'older videos',
    every: pollSeconds,
    atOnce: 1,
    due: () => unseenVideos(context),
    act: (row) => lookInto(context, row),
  })
  return { stop: async () => void (await Promise.all([renditions.stop(), older.stop()])) }
}

/** When the next rendition is due. In the past: one is due, and no worker has it. */
async function nextRendition(context: Context): Promise<Date | undefined> {
  const row = await asSystem(context.db, (tx) =>
    tx
      .selectFrom('rendition')
      .select(({ fn }) => fn.min('next_try_at').as('at'))
      .where('media_id', 'is not', null)
      .where('state', '=', 'waiting')
      .executeTakeFirst(),
  )
  const after = context.config.ffmpeg ? 0 : withoutSeconds * 1000
  return row?.at ? new Date(row.at.getTime() + after) : undefined
}

type UnseenVideo = Pick<MediaRow, 'id' | 'file'>

/** Videos that came before anybody looked into tracks. */
function unseenVideos(context: Context): Promise<UnseenVideo[]> {
  return asSystem(context.db, (tx) =>
    tx
      .selectFrom('media')
      .select(['id', 'file'])
      .where('seconds', 'is not', null)
      .where('tracks', 'is', null)
      .orderBy('id')
      .limit(100)
      .execute(),
  )
}

async function lookInto(context: Context, row: UnseenVideo): Promise<void> {
  const tracks = await lookAtStored(openMediaStore(context.config), row.file).then(
    (seen) => seen.tracks,
    (error: unknown) => {
      if (!(error instanceof Problem) || error.kind === 'unavailable') throw error
      return { video: 'unknown', profile: '', audio: 'unknown', fps: 0, hdr: false }
    },
  )
  await asSystem(context.db, (tx) =>
    tx
      .updateTable('media')
      .set({ tracks: JSON.stringify(tracks) })
      .where('id', '=', row.id)
      .execute(),
  )
}

/**
 * Makes the rendition that has waited longest. @returns its id; `undefined` when none is due
 */
export async function makeDueRendition(
  context: Context,
  signal: AbortSignal,
  settled: RenditionSettled,
): Promise<string | undefined> {
  const program = context.config.ffmpeg
  if (!program) return giveUpWithout(context, settled)
  const claimed = await claim(context)
  if (!claimed) return undefined
  const { row, media } = claimed
  const lost = new AbortController()
  const watch = watchLease(context, row, lost)
  try {
    if (row.attempts > mostTries) throw new Problem('rejected', triedTooOften)
    const bytes = await makeRendition(context, program, {
      id: row.id,
      target: row.target,
      media,
      signal: AbortSignal.any([signal, lost.signal]),
      progress: watch.progress,
      mayStill: async () => {
        if (!(await watch.renew())) throw new FfmpegFailed('stopped', 'somebody else has it')
      },
    })
    watch.end()
    await settle(context, row, { state: 'ready', progress: 1, bytes }, settled)
  } catch (error) {
    watch.end()
    // The worker that has the lease now decides.
    if (!lost.signal.aborted) await failed(context, row, error, signal.aborted, settled)
  }
  return row.id
}

/** Claims the rendition that has waited longest, with the row of its video. */
async function claim(context: Context): Promise<{ row: RenditionRow; media: MediaRow } | undefined> {
  const now = context.clock.now()
  return asSystem(context.db, async (tx) => {
    const row = await takeLease<RenditionRow>(tx, leasing, {
      token: randomUUID(),
      now,
      where: sql`media_id is not null and next_try_at <= ${now} and state in ('waiting', 'making')`,
      order: sql`next_try_at, id`,
      set: { state: 'making', progress: 0, attempts: sql`attempts + 1` },
    })
    if (!row?.media_id) return undefined
    const media = await tx.selectFrom('media').selectAll().where('id', '=', row.media_id).executeTakeFirst()
    return media && { row, media }
  })
}

const leasedBy = ({ id, lease_token }: RenditionRow): Leased => ({ id, token: lease_token ?? '' })

/** Renews the lease as long as the work goes on, and writes down how far it is. */
function watchLease(context: Context, row: RenditionRow, lost: AbortController) {
  let ratio = 0
  const renew = async (): Promise<boolean> => {
    const now = context.clock.now()
    if (!(await asSystem(context.db, (tx) => renewLease(tx, leasing, leasedBy(row), now, { progress: ratio })))) {
      lost.abort()
      return false
    }
    context.bus.tell(row.workspace_id, 'deliveries')
    return true
  }
  const timer = setInterval(() => {
    // A database that is away for a moment costs nothing: the lease lasts for many of these.
    renew().catch((error: unknown) => context.log.warn({ error, rendition: row.id }, 'rendition: lease not renewed'))
  }, renewSeconds * 1000)
  return {
    renew,
    progress: (now: number) => {
      ratio = now
    },
    end: () => clearInterval(timer),
  }
}

type Outcome =
  | { state: 'ready'; progress: 1; bytes: number }
  | { state: 'failed'; problem: string }
  | { state: 'waiting'; next_try_at: Date; attempts: number; problem: string | null }

async function settle(context: Context, row: RenditionRow, outcome: Outcome, settled: RenditionSettled): Promise<void> {
  const values = { problem: null, ...outcome }
  if (!(await asSystem(context.db, (tx) => settleLease(tx, leasing, leasedBy(row), values)))) return
  if (outcome.state !== 'waiting' && row.media_id) await settled(row.workspace_id, row.media_id)
  context.bus.tell(row.workspace_id, 'deliveries')
}

/** Tries again where that may help; else the rendition fails, with words for a person. */
async function failed(
  context: Context,
  row: RenditionRow,
  error: unknown,
  stopping: boolean,
  settled: RenditionSettled,
): Promise<void> {
  const now = context.clock.now()
  if (stopping) {
    const outcome = { state: 'waiting', next_try_at: now, attempts: row.attempts - 1, problem: null } as const
    return settle(context, row, outcome, settled)
  }
  context.log.warn({ error, rendition: row.id, target: row.target, attempt: row.attempts }, 'rendition: not made')
  const words = wordsFor(error)
  if (isFinal(error) || row.attempts >= mostTries)
    return settle(context, row, { state: 'failed', problem: JSON.stringify(words) }, settled)
  const at = waitAfter(row.attempts, again, now)
  const outcome = { state: 'waiting', next_try_at: at, attempts: row.attempts, problem: JSON.stringify(words) } as const
  return settle(context, row, outcome, settled)
}

function isFinal(error: unknown): boolean {
  if (error instanceof FfmpegFailed) return ['refused', 'too-slow', 'too-big'].includes(error.why)
  return error instanceof Problem && error.kind !== 'unavailable'
}

function wordsFor(error: unknown): Words {
  if (error instanceof Problem) return error.words
  if (!(error instanceof FfmpegFailed)) return triedTooOften
  if (error.why === 'too-slow') return tooSlow
  if (error.why === 'too-big') return tooBig
  return error.why === 'refused' ? broken : triedTooOften
}

const broken: Words = {
  id: 'Video ini tidak dapat dikonversi: berkasnya rusak, terpotong, atau berformat yang tidak dikenal. Ekspor ulang sebagai MP4 (H.264), lalu unggah lagi.',
  en: 'This video can’t be converted: its file is damaged, cut off or of an unknown format. Export it again as MP4 (H.264) and upload it again.',
}
const tooSlow: Words = {
  id: 'Mengonversi video ini terlalu lama untuk server ini. Ekspor sebagai MP4 (H.264) dengan ukuran lebih kecil, lalu unggah lagi.',
  en: 'Converting this video takes too long on this server. Export it as a smaller MP4 (H.264) and upload it again.',
}
const tooBig: Words = {
  id: 'Video ini tidak dapat dibuat cukup kecil. Perkecil atau potong, lalu unggah lagi.',
  en: 'This video could not be made small enough. Make it smaller or cut it, and upload it again.',
}
const triedTooOften: Words = {
  id: 'Konversi video ini terputus beberapa kali. Coba kirim lagi; bila tetap gagal, ekspor sebagai MP4 (H.264) yang lebih kecil, lalu unggah lagi.',
  en: 'Converting this video broke off several times. Try to send again; if it still fails, export it as a smaller MP4 (H.264) and upload it again.',
}
const noFfmpeg: Words = {
  id: 'Video ini perlu dikonversi, tetapi di server tidak ada ffmpeg. Minta pengelola server memasangnya, lalu coba lagi; atau unggah sebagai MP4 (H.264).',
  en: 'This video has to be converted, but the server has no ffmpeg. Ask whoever runs it to install it, then try again; or upload it as MP4 (H.264).',
}

const beingMade = (where: ExpressionBuilder<Tables, 'rendition'>, now: Date) =>
  where
    .selectFrom('rendition as other')
    .select('other.id')
    .where(sql<boolean>`not ${isFree(leasing, now)}`)

/** A post must not wait for ever for a program that is on no machine. @returns the id of a rendition that was given up */
async function giveUpWithout(context: Context, settled: RenditionSettled): Promise<string | undefined> {
  const now = context.clock.now()
  const before = new Date(now.getTime() - withoutSeconds * 1000)
  const row = await asSystem(context.db, (tx) =>
    tx
      .updateTable('rendition')
      .set({ state: 'failed', problem: JSON.stringify(noFfmpeg) })
      .where('id', 'in', (one) =>
        one
          .selectFrom('rendition')
          .select('id')
          .where('state', '=', 'waiting')
          .where('next_try_at', '<', before)
          // A worker that makes another rendition has ffmpeg, and takes this one next.
          .where((where) => where.not(where.exists(beingMade(where, now))))
          .limit(1)
          .forUpdate()
          .skipLocked(),
      )
      .returningAll()
      .executeTakeFirst(),
  )
  if (!row) return undefined
  if (row.media_id) await settled(row.workspace_id, row.media_id)
  context.bus.tell(row.workspace_id, 'deliveries')
  return row.id
}
