import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import { isGone } from '../google.ts'
import { htmlToText } from '../html.ts'
import type { Published, Session } from '../network.ts'
import { inBlog, listOf, Post, read, write } from './api.ts'

type Copy = Pick<Published, 'remoteId'>

const bodyOf = (part: Part) => ({
  title: part.title ?? '',
  content: part.html ?? part.text,
  labels: [...(part.tags ?? [])],
})

/** https://developers.google.com/blogger/docs/3.0/reference/posts/insert */
export async function publish(part: Part, session: Session): Promise<Published> {
  const json = { ...bodyOf(part), blog: { id: session.account.remoteId } }
  return published(await write(session, inBlog(session, 'posts'), { isDraft: 'false' }, { method: 'POST', json }, Live))
}

/** A post that readers can go to. */
const Live = Post.extend({ url: z.string() })

function published({ id, url }: z.infer<typeof Live>): Published {
  return { state: 'published', remoteId: id, permalink: url }
}

/** Blogger's clock may differ from ours by so much. */
const skew = 2 * 60_000
const mostPages = 10

/**
 * Looks for the very title and words among what was changed since. A draft of them is what an interrupted try left:
 * it is published, which finishes it. https://developers.google.com/blogger/docs/3.0/reference/posts/list
 */
export async function find(_key: string, part: Part, session: Session, since: Date): Promise<Published | undefined> {
  const from = since.getTime() - skew
  let pageToken: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const query = {
      status: ['LIVE', 'DRAFT', 'SCHEDULED'],
      view: 'AUTHOR',
      orderBy: 'UPDATED',
      fetchBodies: 'true',
      maxResults: '20',
      ...(pageToken ? { pageToken } : {}),
    }
    const { items, nextPageToken } = await read(session, inBlog(session, 'posts'), query, listOf(Post))
    const found = items.find(
      (post) => !session.others.has(post.id) && Date.parse(post.published ?? '') >= from && sameWords(post, part),
    )
    if (found) return await finished(found, session)
    const oldest = items.at(-1)?.updated
    if (!nextPageToken || !oldest || Date.parse(oldest) < from) return undefined
    pageToken = nextPageToken
  }
  return undefined
}

function sameWords({ title, content }: Post, part: Part): boolean {
  const { title: sent, content: body } = bodyOf(part)
  return plain(title) === plain(sent) && plain(htmlToText(content ?? '')) === plain(htmlToText(body))
}

/** Texts as they can be compared: Blogger sets breaks its own way. */
function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

async function finished(post: Post, session: Session): Promise<Published> {
  const { id, url, status } = post
  if (status !== 'DRAFT' && url !== undefined) return published({ ...post, url })
  const path = inBlog(session, 'posts', id, 'publish')
  return published(await write(session, path, {}, { method: 'POST', repeatable: true }, Live))
}

/** The post as its authors see it, without its body. @throws Problem `gone` */
async function asIs({ remoteId }: Copy, session: Session): Promise<Post> {
  const query = { view: 'AUTHOR', fetchBody: 'false' }
  return await read(session, inBlog(session, 'posts', remoteId), query, Post)
}

/**
 * Makes the post a draft again, with its comments: nobody sees it, and its owner keeps it. What is gone already is fine.
 * https://developers.google.com/blogger/docs/3.0/reference/posts/revert
 */
export async function retract(copy: Copy, session: Session): Promise<void> {
  try {
    const { status } = await asIs(copy, session)
    if (status !== 'LIVE' && status !== 'SCHEDULED') return
    const path = inBlog(session, 'posts', copy.remoteId, 'revert')
    await write(session, path, {}, { method: 'POST', repeatable: true }, z.unknown())
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

/** Changes title, body and labels; all else stays. https://developers.google.com/blogger/docs/3.0/reference/posts/patch */
export async function correct(copy: Copy, part: Part, session: Session): Promise<void> {
  const { status } = await asIs(copy, session)
  if (status !== 'LIVE' && status !== 'SCHEDULED') throw new Problem('gone', gone, { detail: `the post is ${status}` })
  const { labels, ...words } = bodyOf(part)
  const json = part.tags ? { ...words, labels } : words
  const path = inBlog(session, 'posts', copy.remoteId)
  await write(session, path, {}, { method: 'PATCH', json, repeatable: true }, Post)
}

const gone = {
  id: 'Kiriman ini sudah tidak tayang di Blogger.',
  en: 'This post is no longer out on Blogger.',
}
