import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import type { Published, Session, Thread } from '../network.ts'
import { addressOf, type Client, createClient, inPath, isPage } from './api.ts'
import { commentsBelow } from './comments.ts'
import { fromLittle } from './little.ts'
import { placeOf, publishedComment } from './publish.ts'

/** The network's clock may differ from ours by so much. */
const skew = 2 * 60_000

/**
 * Looks through the page's own newest posts, or the comments below one, for the words of an interrupted try. What a member
 * says no program may read, so that a member has to look.
 * @throws Problem `unknown` for a member's profile
 */
export async function find(
  _key: string,
  part: Part,
  session: Session,
  since: Date,
  under?: Thread,
): Promise<Published | undefined> {
  if (!isPage(session)) throw new Problem('unknown', closed, { detail: 'members’ posts can’t be read' })
  const client = createClient(session)
  const from = since.getTime() - skew
  return under ? await amongComments(part, session, from, under, client) : await amongPosts(part, session, from, client)
}

const Post = z.object({
  id: z.string(),
  commentary: z.string().optional(),
  createdAt: z.number().optional(),
  publishedAt: z.number().optional(),
  content: z
    .object({
      media: z.object({ id: z.string() }).optional(),
      multiImage: z.object({ images: z.array(z.unknown()) }).optional(),
    })
    .optional(),
})
type Post = z.infer<typeof Post>
const Posts = z.object({ elements: z.array(Post) })

const perPage = 50
const mostPages = 10

/** …/shares/posts-api#find-posts-by-authors */
async function amongPosts(part: Part, session: Session, from: number, client: Client): Promise<Published | undefined> {
  const author = inPath(session.account.remoteId)
  for (let page = 0; page < mostPages; page++) {
    const path = `/rest/posts?author=${author}&q=author&count=${perPage}&start=${page * perPage}&sortBy=CREATED`
    const { elements } = await client.get(path, Posts, { 'x-restli-method': 'FINDER' })
    const at = (post: Post) => post.publishedAt ?? post.createdAt ?? 0
    const found = elements.find((post) => !session.others.has(post.id) && at(post) >= from && isAlike(post, part))
    if (found) return { state: 'published', remoteId: found.id, permalink: addressOf(found.id) }
    if (elements.length < perPage || elements.some((post) => at(post) < from)) return undefined
  }
  return undefined
}

function isAlike({ commentary = '', content }: Post, part: Part): boolean {
  const single = content?.media?.id.startsWith('urn:li:image:') ? 1 : 0
  const pictures = content?.multiImage?.images.length ?? single
  const video = content?.media?.id.startsWith('urn:li:video:') ?? false
  const media = pictures === part.pictures.length && video === (part.video !== undefined)
  return media && plain(fromLittle(commentary)) === plain(part.text)
}

async function amongComments(
  part: Part,
  session: Session,
  from: number,
  under: Thread,
  client: Client,
): Promise<Published | undefined> {
  const place = placeOf(under)
  for (const comment of await commentsBelow(place.comment ?? place.post, client)) {
    const own = comment.actor === session.account.remoteId && comment.created.time >= from
    const copy = publishedComment(comment.urn, place)
    if (own && !session.others.has(copy.remoteId) && plain(comment.message.text) === plain(part.text)) return copy
  }
  return undefined
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

const closed = {
  id: 'Belum pasti apakah kiriman ini sudah terbit, dan LinkedIn tidak mengizinkan program membaca kiriman profil pribadi. Lihat profil Anda di sana: bila ada, berikan alamatnya; bila tidak, kirim lagi.',
  en: 'It is not certain whether this post is out, and LinkedIn lets no program read a member’s posts. Look at your profile there: if it is there, give its address; if not, send it again.',
}
