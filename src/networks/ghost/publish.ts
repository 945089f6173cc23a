import { z } from 'zod'
import type { Part, Picture } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import { HttpProblem } from '../http.ts'
import { uploadName } from '../multipart.ts'
import type { Published, Session } from '../network.ts'
import { slugOf } from '../slug.ts'
import { type Client, codeOf, createClient } from './api.ts'

const Post = z.object({ id: z.string(), slug: z.string(), url: z.string(), status: z.string(), updated_at: z.string() })
type Post = z.infer<typeof Post>
const Posts = z.object({ posts: z.tuple([Post]) })

/** Ghost's editor knows these; whatever else an article has would be lost on the way into it. */
const understood = /^(p|h[1-6]|a|em|strong|b|i|u|s|ul|ol|li|blockquote|br|hr|code|pre|img|figure|figcaption)$/i

/**
 * HTML that Ghost's editor can't hold goes into a card of its own, which keeps every letter of it.
 * https://docs.ghost.org/admin-api/posts/creating-a-post#source-html
 */
export function asSource(html: string): string {
  const tags = [...html.matchAll(/<\/?([a-z][\w-]*)/gi)].map(([, name = '']) => name)
  if (tags.every((name) => understood.test(name))) return html
  return `<!--kg-card-begin: html-->\n${html}\n<!--kg-card-end: html-->`
}

const wordsOf = (part: Part) => ({
  title: part.title ?? '',
  html: asSource(part.html ?? part.text),
  ...(part.summary ? { custom_excerpt: part.summary } : {}),
  ...(part.tags ? { tags: part.tags.map((tag) => ({ name: tag.replace(/^#/, '') })) } : {}),
})

/**
 * Looks whether an earlier try is there, and only then writes: Ghost would give a second post of the same slug another
 * one. https://docs.ghost.org/admin-api/posts/creating-a-post
 */
export async function publish(part: Part, session: Session, key: string): Promise<Published> {
  const client = createClient(session)
  const slug = slugOf(key, part)
  const there = await findBySlug(slug, client)
  if (there && isOut(there)) return published(there)
  const json = { ...wordsOf(part), ...(await featureImage(part, session, client)), status: 'published' }
  // Taken back before, it is a draft, which is sent again.
  if (there) return published(await write(there.id, { ...json, updated_at: there.updated_at }, client))
  const call = { method: 'POST', json: { posts: [{ ...json, slug }] } } as const
  return published((await client.call('posts', { source: 'html' }, call, Posts)).value.posts[0])
}

async function write(id: string, json: object, client: Client): Promise<Post> {
  const call = { method: 'PUT', json: { posts: [json] }, repeatable: true } as const
  const { value } = await client.call(`posts/${encodeURIComponent(id)}`, { source: 'html' }, call, Posts)
  return value.posts[0]
}

function isOut({ status }: Post): boolean {
  return status !== 'draft'
}

function published({ id, url }: Post): Published {
  return { state: 'published', remoteId: id, permalink: url }
}

/** The post that an earlier try with this key may have left. */
export async function find(key: string, part: Part, session: Session): Promise<Published | undefined> {
  const there = await findBySlug(slugOf(key, part), createClient(session))
  return there && isOut(there) ? published(there) : undefined
}

async function findBySlug(slug: string, client: Client): Promise<Post | undefined> {
  try {
    return (await client.get(`posts/slug/${encodeURIComponent(slug)}`, {}, Posts)).posts[0]
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Problem && error.kind === 'gone'
}

/** The first picture, else the card's, above the post. */
async function featureImage(part: Part, session: Session, client: Client): Promise<object> {
  const [picture = part.card?.picture] = part.pictures
  if (!picture) return {}
  const url = await uploadPicture(picture, session, client)
  return { feature_image: url, ...(picture.alt ? { feature_image_alt: picture.alt } : {}) }
}

/** https://docs.ghost.org/admin-api/images/uploading-an-image; one that no post names does no harm. */
async function uploadPicture(picture: Picture, session: Session, client: Client): Promise<string> {
  const body = new FormData()
  body.set('file', new Blob([await session.picture(picture)], { type: picture.mime }), uploadName(picture.mime))
  body.set('purpose', 'image')
  const Images = z.object({ images: z.tuple([z.object({ url: z.string() })]) })
  const call = { method: 'POST', body, repeatable: true } as const
  return (await client.call('images/upload', {}, call, Images)).value.images[0].url
}

/** Makes the post a draft again: nobody sees it, and its owner keeps it. What is gone already is fine. */
export async function retract(copy: Pick<Published, 'remoteId'>, session: Session): Promise<void> {
  try {
    await change(copy, () => ({ status: 'draft' }), session)
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

/** Words, tags and excerpt, where the new words have some; the address stays. https://docs.ghost.org/admin-api/posts/updating-a-post */
export async function correct(copy: Pick<Published, 'remoteId'>, part: Part, session: Session): Promise<void> {
  await change(copy, () => wordsOf(part), session)
}

/**
 * Ghost wants to know which version is changed, and refuses an older one: then it is read once more, and changed as it is.
 * @throws Problem `gone` where it is no longer out; `conflict` where somebody keeps changing it
 */
async function change(copy: Pick<Published, 'remoteId'>, changes: () => object, session: Session): Promise<void> {
  const client = createClient(session)
  for (let tries = 1; ; tries++) {
    const { posts } = await client.get(`posts/${encodeURIComponent(copy.remoteId)}`, {}, Posts)
    const [now] = posts
    if (!isOut(now)) throw new Problem('gone', draft)
    try {
      await write(now.id, { ...changes(), updated_at: now.updated_at }, client)
      return
    } catch (error) {
      const collided = error instanceof HttpProblem && codeOf(error.body) === 'UPDATE_COLLISION'
      if (!collided) throw error
      if (tries > 1) throw new Problem('conflict', collision, { cause: error })
    }
  }
}

const draft = {
  id: 'Kiriman ini sudah menjadi draf di Ghost, jadi tidak tayang lagi.',
  en: 'This post is a draft on Ghost now, so it is no longer out.',
}
const collision = {
  id: 'Seseorang sedang menyunting kiriman ini di Ghost. Tutup dulu penyuntingnya di sana, lalu coba lagi.',
  en: 'Somebody is editing this post on Ghost. Close the editor over there, and try again.',
}
