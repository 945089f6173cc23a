import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import { HttpProblem } from '../http.ts'
import type { Published, RemoteResponse, Session, Thread } from '../network.ts'
import { slugOf } from '../slug.ts'
import { type Client, codeOf, createClient } from './api.ts'
import { figuresIn, uploadPictures } from './media.ts'

const Post = z.object({ id: z.number(), link: z.string(), slug: z.string(), status: z.string() })
type Post = z.infer<typeof Post>

/**
 * Looks whether an earlier try is there, and only then writes: WordPress would give a second post of the same slug
 * another one. https://developer.wordpress.org/rest-api/reference/posts/#create-a-post
 */
export async function publish(part: Part, session: Session, key: string): Promise<Published> {
  const client = createClient(session)
  const there = await findBySlug(slugOf(key, part), client)
  if (there) return published(there)
  const tags = await tagIds(part.tags ?? [], client)
  const { featured, figures } = await uploadPictures(part, session, client)
  const json = {
    status: 'publish',
    slug: slugOf(key, part),
    ...wordsOf(part, figures),
    ...(tags.length > 0 ? { tags } : {}),
    ...(featured === undefined ? {} : { featured_media: featured }),
  }
  return published(await client.post('wp/v2/posts', { json }, Post))
}

/** A whole article has an excerpt of its own; else WordPress takes the first words. */
const wordsOf = (part: Part, figures: string) => ({
  title: part.title ?? '',
  content: [part.html ?? part.text, figures].filter((piece) => piece !== '').join('\n'),
  ...(part.summary ? { excerpt: part.summary } : {}),
})

function published({ id, link }: Post): Published {
  return { state: 'published', remoteId: String(id), permalink: link, reference: { post: id } }
}

/** The post that an earlier try with this key may have left; of an answer, our comment of the same words. */
export async function find(
  key: string,
  part: Part,
  session: Session,
  _since: Date,
  under?: Thread,
): Promise<Published | undefined> {
  const place = Place.safeParse(under?.parent.reference).data
  if (place) return await findComment(place.post, part.text, session, createClient(session))
  const there = await findBySlug(slugOf(key, part), createClient(session))
  return there && published(there)
}

async function findBySlug(slug: string, client: Client): Promise<Post | undefined> {
  const query = { slug, status: 'publish,future,draft,pending,private', context: 'edit' }
  const posts = await client.get('wp/v2/posts', query, z.array(Post))
  return posts.find((post) => post.slug === slug)
}

/** The post that a comment stands below. */
const Place = z.object({ post: z.number() })

const Tag = z.object({ id: z.number(), name: z.string() })

/** The ids of tags; those that don't exist are made, where the account may. */
async function tagIds(names: readonly string[], client: Client): Promise<number[]> {
  const ids: number[] = []
  for (const name of names) {
    const id = await tagId(name.replace(/^#/, ''), client)
    if (id !== undefined) ids.push(id)
  }
  return ids
}

async function tagId(name: string, client: Client): Promise<number | undefined> {
  const tags = await client.get('wp/v2/tags', { search: name, per_page: '100' }, z.array(Tag))
  const known = tags.find((tag) => tag.name.toLowerCase() === name.toLowerCase())
  if (known) return known.id
  try {
    return (await client.post('wp/v2/tags', { json: { name }, repeatable: true }, Tag)).id
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error
    // Spelled a little differently, it is there: the refusal names it.
    const exists = z.object({ data: z.object({ term_id: z.number() }) }).safeParse(error.body)
    if (codeOf(error.body) === 'term_exists' && exists.success) return exists.data.data.term_id
    // An author may not make tags; the post is worth more than its tag.
    if (codeOf(error.body) === 'rest_cannot_create') return undefined
    throw error
  }
}

/** Puts the post into the bin, where its owner can still get it back. What is gone already is fine. */
export async function retract(copy: Pick<Published, 'remoteId'>, session: Session): Promise<void> {
  const client = createClient(session)
  const id = encodeURIComponent(copy.remoteId)
  try {
    await client.call(`wp/v2/posts/${id}`, {}, { method: 'DELETE', repeatable: true }, z.unknown())
  } catch (error) {
    const gone = error instanceof HttpProblem && (error.status === 404 || error.status === 410)
    if (!gone) throw error
  }
}

const Edited = Post.extend({ content: z.object({ raw: z.string() }) })

/**
 * Changes the words; tags and excerpt too, where the new words have some. A short post keeps its pictures. What lies in the bin is gone for readers.
 * https://developer.wordpress.org/rest-api/reference/posts/#update-a-post
 */
export async function correct(copy: Pick<Published, 'remoteId'>, part: Part, session: Session): Promise<void> {
  const client = createClient(session)
  const path = `wp/v2/posts/${encodeURIComponent(copy.remoteId)}`
  const { status, content } = await client.get(path, { context: 'edit' }, Edited)
  if (status === 'trash') throw new Problem('gone', inTheBin)
  const tags = part.tags ? { tags: await tagIds(part.tags, client) } : {}
  // The same words written twice are the same words.
  const figures = part.summary === undefined ? figuresIn(content.raw) : ''
  await client.post(path, { json: { ...wordsOf(part, figures), ...tags }, repeatable: true }, Post)
}

const inTheBin = {
  id: 'Kiriman ini sudah berada di tempat sampah WordPress. Pulihkan dulu di sana bila ingin membetulkannya.',
  en: 'This post lies in WordPress’s bin. Restore it there first if you want to correct it.',
}

/** Answers a comment below it: https://developer.wordpress.org/rest-api/reference/comments/#create-a-comment */
export async function reply(
  response: Pick<RemoteResponse, 'remoteId' | 'reference' | 'root'>,
  part: Part,
  session: Session,
): Promise<Published> {
  const client = createClient(session)
  const { post } = Place.parse(response.reference)
  const json = { post, parent: Number(response.remoteId), content: part.text }
  try {
    const { id, link } = await client.post('wp/v2/comments', { json }, z.object({ id: z.number(), link: z.string() }))
    return { state: 'published', remoteId: String(id), permalink: link, reference: { post } }
  } catch (error) {
    if (!(error instanceof HttpProblem) || codeOf(error.body) !== 'comment_duplicate') throw error
    // WordPress keeps no second comment of the same words by the same person: the first try arrived.
    const there = await findComment(post, part.text, session, client)
    if (there) return there
    throw error
  }
}

async function findComment(
  post: number,
  text: string,
  session: Session,
  client: Client,
): Promise<Published | undefined> {
  const Comment = z.object({ id: z.number(), link: z.string(), content: z.object({ raw: z.string().optional() }) })
  const query = { post: String(post), author: session.account.remoteId, context: 'edit', per_page: '100' }
  const found = (await client.get('wp/v2/comments', query, z.array(Comment))).find(
    (one) => one.content.raw === text && !session.others.has(String(one.id)),
  )
  return found && { state: 'published', remoteId: String(found.id), permalink: found.link, reference: { post } }
}
