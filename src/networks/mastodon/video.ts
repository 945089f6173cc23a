import { z } from 'zod'
import type { Video } from '../../core/post.ts'
import { type Answer, HttpProblem } from '../http.ts'
import { multipart, uploadName } from '../multipart.ts'
import type { Session } from '../network.ts'
import type { Client } from './api.ts'

const Attachment = z.object({ id: z.string() })

/**
 * Uploads a video with its alternative text, read piece by piece; most servers work on it afterwards. An upload that no
 * status names is thrown away by the server, so that it may be repeated.
 * https://docs.joinmastodon.org/methods/media/#v2
 */
export async function uploadVideo(
  video: Video,
  session: Session,
  client: Client,
): Promise<{ id: string; ready: boolean }> {
  const source = await session.video(video)
  const send = (path: string): Promise<Answer<z.infer<typeof Attachment>>> => {
    const file = { field: 'file', filename: uploadName(video.mime), source }
    const form = multipart(video.alt ? { description: video.alt } : {}, [file])
    return client.call(path, { method: 'POST', ...form, repeatable: true }, Attachment)
  }
  try {
    return outcome(await send('/api/v2/media'))
  } catch (error) {
    if (error instanceof HttpProblem && error.status === 404) return outcome(await send('/api/v1/media'))
    throw error
  }
}

/** 202: the server is still at work. A server that never is has no page to ask either. */
function outcome({ value, status }: Answer<z.infer<typeof Attachment>>): { id: string; ready: boolean } {
  return { id: value.id, ready: status !== 202 }
}
