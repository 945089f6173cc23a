import type { Part } from '../../core/post.ts'
import type { Graph } from '../meta.ts'
import type { Published, Session, Thread } from '../network.ts'
import { addressOf, Comment, commentFields, createClient, PagePost } from './api.ts'

/** The network's clock may differ from ours by so much. */
const skew = 2 * 60_000

/** Looks through the page's own newest posts, or its comments below a post, for the words of an interrupted try. */
export async function find(
  _key: string,
  part: Part,
  session: Session,
  since: Date,
  under?: Thread,
): Promise<Published | undefined> {
  const graph = createClient(session)
  const from = since.getTime() - skew
  return under
    ? await amongComments(part, session, from, under.root.remoteId, graph)
    : await amongPosts(part, session, from, graph)
}

const postFields = 'id,message,created_time,permalink_url,attachments{media_type,subattachments{media_type}}'

/** https://developers.facebook.com/docs/graph-api/reference/page/feed/ (`posts`: what the page itself has posted) */
async function amongPosts(part: Part, session: Session, from: number, graph: Graph): Promise<Published | undefined> {
  const path = `/${encodeURIComponent(session.account.remoteId)}/posts`
  for await (const posts of graph.pages(path, { fields: postFields, limit: 50 }, PagePost)) {
    const found = posts.find(
      (post) =>
        !session.others.has(post.id) && post.created_time >= from && sameWords(post, part) && sameMedia(post, part),
    )
    if (found) return { state: 'published', remoteId: found.id, permalink: addressOf(found) }
    if (posts.some((post) => post.created_time < from)) return undefined
  }
  return undefined
}

/** All comments of a post, answers to comments too: https://developers.facebook.com/docs/graph-api/reference/object/comments */
async function amongComments(
  part: Part,
  session: Session,
  from: number,
  post: string,
  graph: Graph,
): Promise<Published | undefined> {
  const params = {
    fields: commentFields,
    filter: 'stream',
    order: 'reverse_chronological',
    since: Math.floor(from / 1000),
    limit: 100,
  }
  for await (const comments of graph.pages(`/${encodeURIComponent(post)}/comments`, params, Comment)) {
    const found = comments.find(
      (comment) =>
        !session.others.has(comment.id) &&
        comment.from?.id === session.account.remoteId &&
        comment.created_time >= from &&
        sameWords(comment, part) &&
        (comment.attachment?.type === 'photo') === part.pictures.length > 0,
    )
    if (found) return { state: 'published', remoteId: found.id, permalink: addressOf(found) }
  }
  return undefined
}

function sameWords({ message = '' }: { message?: string | undefined }, part: Part): boolean {
  return plain(message) === plain(part.text)
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** As many pictures, or a video as well. */
function sameMedia({ attachments }: PagePost, part: Part): boolean {
  const [first] = attachments?.data ?? []
  const pictures = first?.media_type === 'photo' ? 1 : 0
  const count = first?.media_type === 'album' ? (first.subattachments?.data.length ?? 0) : pictures
  return count === part.pictures.length && (first?.media_type === 'video') === (part.video !== undefined)
}
