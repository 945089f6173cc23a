import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import type { Published, RemoteResponse, Session, Thread } from '../network.ts'
import { act, addressOf, get, info, Listing, subredditOf, Thing, thingsOf, write } from './api.ts'
import { factsOf } from './facts.ts'
import { submission } from './options.ts'

const Submitted = z.object({ name: z.string(), url: z.string() })

/** A post of its own, or a comment under an earlier part. https://www.reddit.com/dev/api#POST_api_submit */
export async function publish(part: Part, session: Session, _key: string, thread?: Thread): Promise<Published> {
  if (thread) return await comment(thread.parent.remoteId, part, session)
  const { name, url } = await write(session, '/api/submit', submission(part, session), Submitted)
  return { state: 'published', remoteId: name, permalink: addressOf(url) }
}

const Commented = z.object({ things: z.tuple([Thing], z.unknown()) })

/** https://www.reddit.com/dev/api#POST_api_comment */
async function comment(parent: string, part: Part, session: Session): Promise<Published> {
  const form = { thing_id: parent, text: part.text }
  const { things } = await write(session, '/api/comment', form, Commented)
  return published(things[0])
}

/** Answers a person. */
export function reply(response: Pick<RemoteResponse, 'remoteId'>, part: Part, session: Session): Promise<Published> {
  return comment(response.remoteId, part, session)
}

function published({ data }: Thing): Published {
  return { state: 'published', remoteId: data.name, permalink: addressOf(data.permalink ?? '') }
}

/** Reddit's clock may differ from ours by so much. */
const skew = 2 * 60_000
const mostPages = 5

/** Looks through what the account itself posted and said last, in this community. */
export async function find(_key: string, part: Part, session: Session, since: Date): Promise<Published | undefined> {
  const user = factsOf(session.account).user
  const from = since.getTime() - skew
  let after = ''
  for (let page = 0; page < mostPages; page++) {
    const path = `/user/${encodeURIComponent(user)}/overview?sort=new&limit=50${after}`
    const listing = await get(session, path, Listing)
    const things = thingsOf(listing)
    const found = things.find(
      (thing) => !session.others.has(thing.data.name) && isYoung(thing, from) && isSame(thing, part, session),
    )
    if (found) return published(found)
    const last = things.at(-1)
    if (!listing.data.after || !last || !isYoung(last, from)) return undefined
    after = `&after=${encodeURIComponent(listing.data.after)}`
  }
  return undefined
}

function isYoung({ data }: Thing, from: number): boolean {
  // Reddit counts in whole seconds.
  return data.created_utc * 1000 + 1000 > from
}

function isSame({ kind, data }: Thing, part: Part, session: Session): boolean {
  if (data.subreddit?.toLowerCase() !== subredditOf(session.account).toLowerCase()) return false
  if (kind === 't1') return plain(data.body ?? '') === plain(part.text)
  if (plain(data.title ?? '') !== plain(part.title ?? '')) return false
  return data.is_self ? plain(data.selftext ?? '') === plain(part.text) : data.url === part.card?.url
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Deletes it. Reddit does not mind that it is gone. https://www.reddit.com/dev/api#POST_api_del */
export function retract(copy: Pick<Published, 'remoteId'>, session: Session): Promise<void> {
  return act(session, '/api/del', { id: copy.remoteId })
}

const titleStays = {
  id: 'Reddit tidak dapat mengubah kiriman tautan. Tarik kiriman ini, lalu kirim yang baru.',
  en: 'Reddit can’t change a link post. Take it back, then send a new one.',
}
const gone = { id: 'Kiriman ini sudah tidak ada di Reddit.', en: 'This post is no longer on Reddit.' }

/** Changes the text; a title stays as it is. https://www.reddit.com/dev/api#POST_api_editusertext */
export async function correct(copy: Pick<Published, 'remoteId'>, part: Part, session: Session): Promise<void> {
  const [now] = await info(session, [copy.remoteId])
  if (!now || now.data.author === '[deleted]') throw new Problem('gone', gone)
  if (now.kind === 't3' && !now.data.is_self) throw new Problem('rejected', titleStays)
  await act(session, '/api/editusertext', { thing_id: copy.remoteId, text: part.text })
}
