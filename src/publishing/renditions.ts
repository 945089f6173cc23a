/** Where a post meets the renditions of its video: it asks for them when it is planned, and waits for them when its time has come. */
import type { Context } from '../context.ts'
import type { Part, Video } from '../core/post.ts'
import { fill, type Words } from '../core/words.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import { type RenditionState, renditionId, renditionsFor, requestRenditions } from '../media/index.ts'
import type { Delivering } from './delivering.ts'
import type { DeliveryRow } from './lease.ts'

type Converted = Video & { target: string }

/** The videos of these parts that are sent as renditions. */
function converted(parts: readonly Part[]): Converted[] {
  return parts.flatMap(({ video }) => (video?.target ? [{ ...video, target: video.target }] : []))
}

/** Asks for the renditions that parts need, inside the transaction that saves them: they are made before the time comes. */
export function requestRenditionsOf(
  context: Context,
  tx: Tx,
  workspaceId: string,
  parts: readonly Part[],
): Promise<void> {
  return requestRenditions(context, tx, workspaceId, converted(parts))
}

/** Why a delivery can't leave yet, or at all. */
export interface RenditionLacking {
  words: Words
  /** It will not come by itself. */
  failed: boolean
}

/**
 * Looks whether the renditions of what has not left are there; asks for those that nobody asked for. Where they are, the delivery's
 * parts then say what is really sent.
 */
export async function lackingRenditions({ context, lease }: Delivering): Promise<RenditionLacking | undefined> {
  const { row } = lease
  const parts = row.parts as Part[]
  const videos = converted(parts.slice(row.sent.length))
  if (!videos.length) return undefined
  const renditions = await inWorkspace(context.db, row.workspace_id, async (tx) => {
    await requestRenditions(context, tx, row.workspace_id, videos)
    return renditionsFor(tx, videos)
  })
  const lacking = lackingAmong(videos, renditions)
  if (!lacking) lease.row = { ...row, parts: parts.map((part) => withBytes(part, renditions)) }
  return lacking
}

function lackingAmong(
  videos: readonly Converted[],
  renditions: ReadonlyMap<string, RenditionState>,
): RenditionLacking | undefined {
  const states = videos.map((video) => renditions.get(renditionId(video.id, video.target)))
  const failed = states.find((rendition) => rendition?.state === 'failed')
  if (failed) return { words: failed.problem ?? inLine, failed: true }
  const unready = states.find((rendition) => rendition?.state !== 'ready')
  return unready && { words: waitingWords(unready), failed: false }
}

function waitingWords({ state, progress, problem }: RenditionState): Words {
  if (state === 'making') return fill(making, { percent: Math.round(progress * 100) })
  return problem ?? inLine
}

const making: Words = {
  id: 'Videonya sedang disiapkan untuk saluran ini: {percent} %.',
  en: 'The video is being prepared for this channel: {percent} %.',
}
const inLine: Words = {
  id: 'Videonya menunggu giliran untuk disiapkan; kiriman ini lalu berangkat otomatis.',
  en: 'The video waits for its turn to be prepared; this post goes out automatically.',
}

function withBytes(part: Part, renditions: ReadonlyMap<string, RenditionState>): Part {
  const { video } = part
  const bytes = video?.target ? renditions.get(renditionId(video.id, video.target))?.bytes : undefined
  return video && bytes ? { ...part, video: { ...video, bytes } } : part
}

/** Deliveries that have not left say how far their video is. */
export async function withRenditions<
  Row extends Pick<DeliveryRow, 'state' | 'parts' | 'sent' | 'reason' | 'progress' | 'next_try_at'>,
>(tx: Tx, rows: readonly Row[]): Promise<Row[]> {
  const videosOf = (row: Row) =>
    row.state === 'scheduled' ? converted((row.parts as Part[]).slice(row.sent.length)) : []
  const renditions = await renditionsFor(tx, rows.flatMap(videosOf))
  if (!renditions.size) return [...rows]
  return rows.map((row) => {
    const videos = videosOf(row)
    const states = videos.flatMap((video) => renditions.get(renditionId(video.id, video.target)) ?? [])
    const lacking = lackingAmong(videos, renditions)
    if (!lacking || !states.length) return row
    const working = states.find(({ state }) => state === 'making')
    // It is woken when the rendition is there; the next look is nothing to wait for.
    return { ...row, reason: lacking.words, progress: working?.progress ?? null, next_try_at: null }
  })
}

/** A rendition is ready, or will never be: what waited for it is looked at now. */
export async function wakeForRendition(context: Context, workspaceId: string, mediaId: string): Promise<void> {
  const now = context.clock.now()
  const woken = await asSystem(context.db, (tx) =>
    tx
      .updateTable('delivery')
      .set({ next_try_at: now })
      .where('workspace_id', '=', workspaceId)
      .where('state', '=', 'scheduled')
      .where('next_try_at', '>', now)
      // A turn that was given to keep a rate stays.
      .where('reserved', '=', false)
      .where((where) => where(where.val(mediaId), '=', where.fn.any('media_ids')))
      .returning('id')
      .execute(),
  )
  if (woken.length)
    context.bus.tell(
      workspaceId,
      'deliveries',
      woken.map(({ id }) => id),
    )
}
