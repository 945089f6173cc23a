import { z } from 'zod'
import type { Picture } from '../../core/post.ts'
import { type Answer, HttpProblem } from '../http.ts'
import { uploadName } from '../multipart.ts'
import type { Session } from '../network.ts'
import type { Client } from './api.ts'

const Attachment = z.object({ id: z.string(), url: z.string().nullish() })
type Attachment = z.infer<typeof Attachment>

/**
 * Uploads pictures with their alternative texts; waits some seconds for a server that works on them afterwards.
 * https://docs.joinmastodon.org/methods/media/#v2
 */
export async function uploadPictures(
  pictures: readonly Picture[],
  session: Session,
  client: Client,
): Promise<{ ids: string[]; ready: boolean }> {
  const ids: string[] = []
  let ready = true
  for (const picture of pictures) {
    const { value, status } = await upload(picture, session, client)
    ids.push(value.id)
    if (status === 202) ready = (await becomesReady(value.id, client, session.signal)) && ready
  }
  return { ids, ready }
}

/** An upload that no status names is thrown away by the server, so that it may be repeated. */
async function upload(picture: Picture, session: Session, client: Client): Promise<Answer<Attachment>> {
  const bytes = await session.picture(picture)
  const send = (path: string) => {
    const body = new FormData()
    body.set('file', new Blob([bytes], { type: picture.mime }), uploadName(picture.mime))
    if (picture.alt) body.set('description', picture.alt)
    if (picture.focus) body.set('focus', focusOf(picture.focus))
    return client.call(path, { method: 'POST', body, repeatable: true }, Attachment)
  }
  try {
    return await send('/api/v2/media')
  } catch (error) {
    if (error instanceof HttpProblem && error.status === 404) return await send('/api/v1/media')
    throw error
  }
}

/** From the middle, -1 to 1 each; up is positive: https://docs.joinmastodon.org/api/guidelines/#focal-points */
function focusOf({ x, y }: NonNullable<Picture['focus']>): string {
  const across = (share: number) => Math.max(-1, Math.min(1, share * 2 - 1))
  return `${across(x).toFixed(2)},${across(1 - y).toFixed(2)}`
}

async function becomesReady(id: string, client: Client, signal: AbortSignal): Promise<boolean> {
  for (let waited = 0; waited < 4; waited++) {
    if (await isReady(id, client)) return true
    if (signal.aborted) return false
    await new Promise((done) => setTimeout(done, 500))
  }
  return false
}

/** 206 while the server works on it: https://docs.joinmastodon.org/methods/media/#get */
export async function isReady(id: string, client: Client): Promise<boolean> {
  const { status } = await client.call(`/api/v1/media/${encodeURIComponent(id)}`, {}, Attachment)
  return status !== 206
}
