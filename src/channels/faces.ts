/** Pictures of strangers: fetched once by the guarded client, written anew, small, and kept for a while. */
import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import { inTurn } from '../core/in-turn.ts'
import { asProblem, inWorkspace } from '../db/client.ts'
import { openDecoder } from '../media/index.ts'

/** Every face is a WebP of so many pixels each way. */
const edge = 128
const mostPixels = 40_000_000
const most = 2000
const goodDays = 7
const triedAgainDays = 1
const dayMs = 86_400_000
const fetchSeconds = 10
/** What sharp may decode here: no drawings, which may name other files. */
const kinds = new Set(['jpeg', 'png', 'webp', 'gif', 'heif'])

/** The name of the stored picture of an address: a hash, so that it does not reveal the address. */
export function faceKey(address: string): string {
  return createHash('sha256').update(address).digest('hex').slice(0, 32)
}

/**
 * The picture at a stranger's address, which must be one that is kept here already (a person's, a channel's): nobody names another.
 * @returns a WebP; `undefined` where there is none that can be read
 */
export async function faceAt(context: Context, workspaceId: string, address: string): Promise<Buffer | undefined> {
  const key = faceKey(address)
  const kept = await keptFace(context, workspaceId, key)
  if (kept.isGood) return kept.bytes
  return inLanes(`${workspaceId} ${key}`, async () => {
    // Another request may have fetched it meanwhile.
    const now = await keptFace(context, workspaceId, key)
    return now.isGood ? now.bytes : ((await refresh(context, workspaceId, key, address)) ?? now.bytes)
  })
}

/** What is kept, and whether it is new enough to be left as it is: that nothing can be read there is known for a day. */
async function keptFace(context: Context, workspaceId: string, key: string) {
  const row = await inWorkspace(context.db, workspaceId, (tx) =>
    tx.selectFrom('face').select(['bytes', 'fetched_at']).where('key', '=', key).executeTakeFirst(),
  )
  const bytes = row?.bytes ?? undefined
  const age = row ? context.clock.now().getTime() - row.fetched_at.getTime() : Number.POSITIVE_INFINITY
  return { bytes, isGood: age < (bytes ? goodDays : triedAgainDays) * dayMs }
}

/** So many are fetched and decoded at once, and each once; the others wait. */
const inLanes = inTurn<Buffer | undefined>(2)

async function refresh(
  context: Context,
  workspaceId: string,
  key: string,
  address: string,
): Promise<Buffer | undefined> {
  const bytes = await fetchFace(context, address)
  const fetched_at = context.clock.now()
  await inWorkspace(context.db, workspaceId, async (tx) => {
    await tx
      .insertInto('face')
      .values({ workspace_id: workspaceId, key, bytes: bytes ?? null, fetched_at })
      .onConflict((on) =>
        on.columns(['workspace_id', 'key']).doUpdateSet(bytes ? { bytes, fetched_at } : { fetched_at }),
      )
      .execute()
    const newest = tx.selectFrom('face').select('key').orderBy('fetched_at', 'desc').orderBy('key').limit(most)
    await tx.deleteFrom('face').where('key', 'not in', newest).execute()
  })
  return bytes
}

async function fetchFace(context: Context, address: string): Promise<Buffer | undefined> {
  try {
    const response = await context.fetch(address, {
      headers: { accept: 'image/*' },
      signal: AbortSignal.timeout(fetchSeconds * 1000),
    })
    if (!response.ok) return undefined
    return await asFace(new Uint8Array(await response.arrayBuffer()))
  } catch (error) {
    // A face is decoration: a letter stands there instead.
    context.log.debug({ error: asProblem(error) }, 'a face could not be fetched')
    return undefined
  }
}

async function asFace(bytes: Uint8Array): Promise<Buffer | undefined> {
  const sharp = await openDecoder()
  const source = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
  if (!kinds.has((await source.metadata()).format ?? '')) return undefined
  return await source.rotate().resize({ width: edge, height: edge, fit: 'cover' }).webp({ quality: 80 }).toBuffer()
}
