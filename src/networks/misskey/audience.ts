import { type Audience, narrower } from '../../core/audience.ts'
import type { Thread } from '../network.ts'
import { type Client, Note } from './api.ts'

/** https://misskey.io/api-doc#tag/notes/operation/notes___create */
const audienceNamed: Readonly<Record<string, Audience>> = {
  public: 'public',
  home: 'unlisted',
  followers: 'followers',
  specified: 'direct',
}
const visibilityOf = { public: 'public', unlisted: 'home', followers: 'followers', direct: 'specified' } as const

/** Servers of the kin have more kinds: what is not known is taken for the narrowest. */
export function audienceOf({ visibility }: Pick<Note, 'visibility'>): Audience {
  return Object.hasOwn(audienceNamed, visibility) ? (audienceNamed[visibility] as Audience) : 'direct'
}

/**
 * Who is to see a note: ours are public, an answer is no wider than what it answers. That is asked for again, since it may be another
 * than when the response came; who alone may see it is named.
 */
export async function seenBy(
  thread: Thread | undefined,
  client: Client,
): Promise<{ visibility: string; visibleUserIds?: string[] }> {
  if (!thread?.audience) return { visibility: visibilityOf.public }
  const parent = await client.read('notes/show', { noteId: thread.parent.remoteId }, Note)
  const audience = narrower(thread.audience, audienceOf(parent))
  const only = audience === 'direct' ? { visibleUserIds: [parent.user.id] } : {}
  return { visibility: visibilityOf[audience], ...only }
}
