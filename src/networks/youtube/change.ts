import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import { isGone } from '../google.ts'
import type { Published, Session } from '../network.ts'
import { listOf, read, Video, write } from './api.ts'
import { Comment } from './comments.ts'
import { snippetOf } from './publish.ts'

type Copy = Pick<Published, 'remoteId' | 'reference'>

/** An answer hangs on a thread; a video on nothing. */
function isAnswer({ reference }: Copy): boolean {
  return reference !== undefined && 'thread' in reference
}

/** Deletes the video, or the answer. What is gone already is fine. https://developers.google.com/youtube/v3/docs/videos/delete */
export async function retract(copy: Copy, session: Session): Promise<void> {
  const path = isAnswer(copy) ? 'comments' : 'videos'
  try {
    await write(session, path, { id: copy.remoteId }, { method: 'DELETE', repeatable: true }, z.unknown())
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

/**
 * Changes title, description and tags. What the snippet had and does not name would be taken away, so it is read first.
 * https://developers.google.com/youtube/v3/docs/videos/update
 */
export async function correct(copy: Copy, part: Part, session: Session): Promise<void> {
  if (isAnswer(copy)) return await correctAnswer(copy, part, session)
  const { remoteId: id } = copy
  const { items } = await read(session, 'videos', { part: 'snippet', id }, listOf(Video))
  const now = items[0]?.snippet
  if (!now) throw new Problem('gone', gone)
  const snippet = { ...kept(now), ...snippetOf(part) }
  const call = { method: 'PUT', json: { id, snippet }, repeatable: true } as const
  await write(session, 'videos', { part: 'snippet' }, call, Video)
}

function kept({ tags, categoryId, defaultLanguage, defaultAudioLanguage }: NonNullable<Video['snippet']>) {
  return {
    ...(tags ? { tags } : {}),
    ...(categoryId ? { categoryId } : {}),
    ...(defaultLanguage ? { defaultLanguage } : {}),
    ...(defaultAudioLanguage ? { defaultAudioLanguage } : {}),
  }
}

async function correctAnswer({ remoteId: id }: Copy, part: Part, session: Session): Promise<void> {
  const json = { id, snippet: { textOriginal: part.text } }
  await write(session, 'comments', { part: 'snippet' }, { method: 'PUT', json, repeatable: true }, Comment)
}

const gone = {
  id: 'Video ini sudah tidak ada di YouTube.',
  en: 'This video is no longer on YouTube.',
}
