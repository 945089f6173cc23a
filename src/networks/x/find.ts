import type { Part } from '../../core/post.ts'
import type { Published, Session } from '../network.ts'
import { call, Page, permalinkOf, type RemotePost, textOf, withoutNames } from './api.ts'
import { prices } from './limits.ts'
import { plain } from './render.ts'

/** X's clock may differ from ours by so much. */
const skew = 2 * 60_000
const pageSize = 10
const mostPages = 10

/** Looks through the account's own newest posts for the words of an interrupted try. Each post that comes is paid for. */
export async function find(_key: string, part: Part, session: Session, since: Date): Promise<Published | undefined> {
  // X wants the moment without its milliseconds.
  const from = new Date(since.getTime() - skew).toISOString().replace(/\.\d+Z$/, 'Z')
  let page: Page = {}
  for (let number = 0; number < mostPages; number++) {
    page = await ownPosts(session, { start_time: from, ...nextOf(page) })
    const found = (page.data ?? []).find((post) => !session.others.has(post.id) && sameWords(post, part))
    if (found) return published(found, session)
    if (!page.meta?.next_token) break
  }
  return undefined
}

/** The newest post with the same words that is older than `before`, among the last ones. */
export async function sameWordsBefore(part: Part, session: Session, before: Date): Promise<Published | undefined> {
  const { data = [] } = await ownPosts(session, {})
  const same = data.filter((post) => sameWords(post, part))
  const [newest] = same
  // A younger one may be ours.
  if (!newest || Date.parse(newest.created_at ?? '') >= before.getTime()) return undefined
  return published(newest, session)
}

function nextOf({ meta }: Page): Record<string, string> {
  return meta?.next_token ? { pagination_token: meta.next_token } : {}
}

/** https://docs.x.com/x-api/users/get-posts */
async function ownPosts(session: Session, more: Record<string, string>): Promise<Page> {
  await session.spend('usd', pageSize * prices.ownedRead)
  const query = new URLSearchParams({
    max_results: String(pageSize),
    'post.fields': 'attachments,created_at,entities,note_post',
    ...more,
  })
  return await call(session, `/2/users/${encodeURIComponent(session.account.remoteId)}/tweets?${query}`, {}, Page)
}

function published({ id }: RemotePost, session: Session): Published {
  return { state: 'published', remoteId: id, permalink: permalinkOf(session.account.handle, id) }
}

function sameWords(post: RemotePost, part: Part): boolean {
  const media = part.video ? 1 : part.pictures.length
  if ((post.attachments?.media_keys ?? []).length !== media) return false
  return withoutNames(plain(textOf(post))) === withoutNames(plain(part.text))
}
