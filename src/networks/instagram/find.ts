import type { Part } from '../../core/post.ts'
import type { Graph } from '../meta.ts'
import type { Published, Session, Thread } from '../network.ts'
import { Comment, commentFields, createClient, Media } from './api.ts'
import { publishedComment, publishedMedia } from './copy.ts'

/** The network's clock may differ from ours by so much. */
const skew = 2 * 60_000

/** What a post is known by. */
export interface Sought {
  caption: string
  pictures: number
  video: boolean
}

/** Looks through the account's own newest posts, or the comments below one, for the words of an interrupted try. */
export async function find(
  _key: string,
  part: Part,
  session: Session,
  since: Date,
  under?: Thread,
): Promise<Published | undefined> {
  const graph = createClient(session)
  const from = since.getTime() - skew
  if (under) return await amongComments(part.text, session, from, under.root.remoteId, graph)
  const sought = { caption: part.text, pictures: part.pictures.length, video: part.video !== undefined }
  return await amongMedia(sought, session, from, graph)
}

const mediaFields = 'id,caption,timestamp,permalink,media_type,children{id}'

/** https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media#reading */
export async function amongMedia(
  sought: Sought,
  session: Session,
  from: number,
  graph: Graph,
): Promise<Published | undefined> {
  const path = `/${encodeURIComponent(session.account.remoteId)}/media`
  for await (const media of graph.pages(path, { fields: mediaFields, limit: 50 }, Media)) {
    const found = media.find((one) => !session.others.has(one.id) && one.timestamp >= from && isAlike(one, sought))
    if (found) return publishedMedia(found.id, found.permalink)
    if (media.some(({ timestamp }) => timestamp < from)) return undefined
  }
  return undefined
}

function isAlike({ caption = '', media_type: type, children }: Media, sought: Sought): boolean {
  const pictures = type === 'CAROUSEL_ALBUM' ? (children?.data.length ?? 0) : type === 'VIDEO' ? 0 : 1
  return plain(caption) === plain(sought.caption) && pictures === sought.pictures && (type === 'VIDEO') === sought.video
}

/** Comments of a post with the answers below them. */
async function amongComments(
  text: string,
  session: Session,
  from: number,
  media: string,
  graph: Graph,
): Promise<Published | undefined> {
  const path = `/${encodeURIComponent(media)}`
  for await (const comments of graph.pages(`${path}/comments`, { fields: commentFields, limit: 50 }, Comment)) {
    const all = comments.flatMap((comment) => [comment, ...(comment.replies?.data ?? [])])
    const own = all.filter(({ username }) => username === session.account.handle)
    const found = own.find(
      (one) => !session.others.has(one.id) && one.timestamp >= from && plain(one.text ?? '') === plain(text),
    )
    if (!found) continue
    const { permalink } = await graph.get(path, { fields: 'id,timestamp,permalink' }, Media)
    const comment = found.parent_id ? { comment: found.parent_id } : {}
    return publishedComment(found.id, { media, address: permalink, ...comment })
  }
  return undefined
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}
