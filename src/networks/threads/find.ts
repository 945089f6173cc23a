import type { Part } from '../../core/post.ts'
import type { Graph } from '../meta.ts'
import type { Published, Session, Thread } from '../network.ts'
import { createClient, Media } from './api.ts'

/** The network's clock may differ from ours by so much. */
const skew = 2 * 60_000

/** What a post is known by. */
export interface Sought {
  text: string
  pictures: number
  video: boolean
  /** What it answers, if anything. */
  replyTo?: string | undefined
}

/** Looks through the profile's own newest posts, or its own newest answers, for the words of an interrupted try. */
export async function find(
  _key: string,
  part: Part,
  session: Session,
  since: Date,
  under?: Thread,
): Promise<Published | undefined> {
  const { text, pictures, video } = part
  const sought = { text, pictures: pictures.length, video: video !== undefined, replyTo: under?.parent.remoteId }
  return await amongOwn(sought, since.getTime() - skew, await createClient(session), session.others)
}

const fields = 'id,text,timestamp,permalink,media_type,children{id},replied_to{id}'

/** Posts and answers are two lists: https://developers.facebook.com/documentation/threads/retrieve-and-discover-posts/retrieve-posts */
export async function amongOwn(
  sought: Sought,
  from: number,
  graph: Graph,
  others: Session['others'],
): Promise<Published | undefined> {
  const path = sought.replyTo ? '/me/replies' : '/me/threads'
  for await (const media of graph.pages(path, { fields, limit: 50 }, Media)) {
    const found = media.find((one) => !others.has(one.id) && one.timestamp >= from && isAlike(one, sought))
    if (found) return { state: 'published', remoteId: found.id, permalink: found.permalink }
    if (media.some(({ timestamp }) => timestamp < from)) return undefined
  }
  return undefined
}

function isAlike({ text = '', media_type: type, children, replied_to: above }: Media, sought: Sought): boolean {
  const pictures = type === 'CAROUSEL_ALBUM' ? (children?.data.length ?? 0) : type === 'IMAGE' ? 1 : 0
  const place = sought.replyTo === undefined || above?.id === sought.replyTo
  const media = pictures === sought.pictures && (type === 'VIDEO') === sought.video
  return place && media && plain(text) === plain(sought.text)
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}
