import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import { HttpProblem } from '../http.ts'
import type { Published, Session } from '../network.ts'
import { createClient, label, Status } from './api.ts'

const cannotEdit = {
  id: 'Server ini tidak dapat membetulkan kiriman lewat program lain. Betulkanlah langsung di sana.',
  en: 'This server cannot edit a post for another program. Please correct it over there.',
}

/**
 * Edits a status; those who reposted it are told by the server. Pictures that are not named are taken away, so those that are
 * there are named. https://docs.joinmastodon.org/methods/statuses/#edit
 */
export async function correct(copy: Pick<Published, 'remoteId'>, part: Part, session: Session): Promise<void> {
  const client = createClient(session)
  const path = `/api/v1/statuses/${encodeURIComponent(copy.remoteId)}`
  const now = await client.get(path, Status)
  const media = (now.media_attachments ?? []).map(({ id }) => id)
  const json = {
    status: part.text,
    spoiler_text: part.warning ?? '',
    ...(part.language ? { language: part.language } : {}),
    ...(media.length > 0 ? { media_ids: media } : {}),
  }
  try {
    await client.call(path, { method: 'PUT', json, repeatable: true }, Status)
  } catch (error) {
    const refused =
      error instanceof HttpProblem && error.reason === 'status' && [404, 405, 501].includes(error.status ?? 0)
    // It was there a moment ago: the server doesn't know the function.
    if (refused) throw new Problem('rejected', cannotEdit, { detail: `${label}: no PUT`, cause: error })
    throw error
  }
}
