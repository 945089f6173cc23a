import { type Audience, narrower } from '../../core/audience.ts'
import type { Thread } from '../network.ts'
import { type Client, Status } from './api.ts'

/** https://docs.joinmastodon.org/entities/Status/#visibility */
const audienceNamed: Readonly<Record<string, Audience>> = {
  public: 'public',
  unlisted: 'unlisted',
  private: 'followers',
  direct: 'direct',
}
const visibilityOf = { public: 'public', unlisted: 'unlisted', followers: 'private', direct: 'direct' } as const

/** Servers of the kin have more kinds (`local`, `list`, `mutuals_only` …): what is not known is taken for the narrowest. */
export function audienceOf({ visibility }: Pick<Status, 'visibility'>): Audience {
  if (visibility == null) return 'public'
  return Object.hasOwn(audienceNamed, visibility) ? (audienceNamed[visibility] as Audience) : 'direct'
}

/**
 * How a status is to be posted: ours are public, an answer is no wider than what it answers. That is asked for again, since it may
 * be another than when the response came, or came home before its audience was kept.
 */
export async function visibilityFor(thread: Thread | undefined, client: Client): Promise<string> {
  if (!thread?.audience) return visibilityOf.public
  const parent = await client.get(`/api/v1/statuses/${encodeURIComponent(thread.parent.remoteId)}`, Status)
  return visibilityOf[narrower(thread.audience, audienceOf(parent))]
}
