import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { htmlToText } from '../html.ts'
import { HttpProblem } from '../http.ts'
import { eachSound, instantText } from '../misfits.ts'
import type { Metrics, Published, RemoteResponse, Responses, Session } from '../network.ts'
import { type Client, createClient, Status } from './api.ts'
import { audienceOf } from './audience.ts'

const Notification = z.object({ id: z.string(), type: z.string(), created_at: instantText, status: Status.nullish() })
type Notification = z.infer<typeof Notification>

const mostPages = 10

/**
 * Mentions, which replies are too. Our cursor is the moment of the newest one; what came in that very moment comes again,
 * since more may have. https://docs.joinmastodon.org/methods/notifications/#get
 */
export async function fetchResponses(
  cursor: string,
  session: Session,
  copies: readonly Pick<Published, 'remoteId'>[],
): Promise<Responses> {
  const client = createClient(session)
  const found = await newerThan(cursor, client)
  const own = new Set(copies.map(({ remoteId }) => remoteId))
  const responses: RemoteResponse[] = []
  for (const { status, type } of found) {
    if (type === 'mention' && status) responses.push(await toResponse(status, session, client, own))
  }
  return { responses, cursor: found.at(-1)?.created_at ?? cursor }
}

/** Oldest first. Not every server of the kin heeds `types` or `min_id`, so the rest is done here. */
async function newerThan(cursor: string, client: Client): Promise<Notification[]> {
  const from = cursor === '' ? Number.NEGATIVE_INFINITY : Date.parse(cursor)
  const found = new Map<string, Notification>()
  let older = ''
  for (let page = 0; page < mostPages; page++) {
    const path = `/api/v1/notifications?types[]=mention&limit=40${older}`
    const notifications = await client.get(path, eachSound(Notification))
    const fresh = notifications.filter((one) => Date.parse(one.created_at) >= from && !found.has(one.id))
    for (const one of fresh) found.set(one.id, one)
    const last = notifications.at(-1)
    if (cursor === '' || !last || fresh.length < notifications.length) break
    older = `&max_id=${encodeURIComponent(last.id)}`
  }
  return [...found.values()].sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at))
}

async function toResponse(
  status: Status,
  session: Session,
  client: Client,
  own: ReadonlySet<string>,
): Promise<RemoteResponse> {
  const { account, in_reply_to_id: parent } = status
  const toUs = status.in_reply_to_account_id === session.account.remoteId || (parent != null && own.has(parent))
  const root = parent == null ? undefined : await rootOf(status.id, client)
  const handle = account.acct.includes('@') ? account.acct : `${account.acct}@${hostOf(session)}`
  return {
    kind: toUs ? 'reply' : 'mention',
    remoteId: status.id,
    permalink: status.url ?? status.uri,
    person: {
      remoteId: account.id,
      name: account.display_name || account.username,
      handle,
      url: account.url,
      ...(account.avatar ? { avatar: account.avatar } : {}),
    },
    text: htmlToText(status.content),
    writtenAt: new Date(status.created_at),
    ...(parent == null ? {} : { inReplyTo: parent }),
    ...(root === undefined ? {} : { root }),
    audience: audienceOf(status),
    reference: { uri: status.uri, mention: `@${account.acct}` },
  }
}

function hostOf(session: Session): string {
  return session.account.handle.split('@').at(-1) || new URL(session.account.server).host
}

/** The head of a thread: https://docs.joinmastodon.org/methods/statuses/#context */
async function rootOf(id: string, client: Client): Promise<string | undefined> {
  const Context = z.object({ ancestors: z.array(z.object({ id: z.string() })) })
  try {
    const { ancestors } = await client.get(`/api/v1/statuses/${encodeURIComponent(id)}/context`, Context)
    return ancestors[0]?.id
  } catch (error) {
    // Taken back since, or this one thread can't be told: the response is still worth showing.
    if (error instanceof Problem && (error.kind === 'gone' || isStrange(error))) return undefined
    throw error
  }
}

/** The server answered, and the answer is no good. */
function isStrange(error: Problem): boolean {
  if (!(error instanceof HttpProblem)) return false
  return error.reason === 'shape' || error.reason === 'not-json' || error.status === 500
}

/** One request a status; what is gone has no figures. Mastodon counts no views. */
export async function fetchMetrics(
  copies: readonly Pick<Published, 'remoteId'>[],
  session: Session,
): Promise<readonly Metrics[]> {
  const client = createClient(session)
  const metrics: Metrics[] = []
  for (const { remoteId } of copies) {
    try {
      const status = await client.get(`/api/v1/statuses/${encodeURIComponent(remoteId)}`, Status)
      const { favourites_count: likes, reblogs_count: reposts, replies_count: replies } = status
      metrics.push({ remoteId, likes: likes ?? 0, reposts: reposts ?? 0, replies: replies ?? 0 })
    } catch (error) {
      if (!(error instanceof Problem && error.kind === 'gone')) throw error
    }
  }
  return metrics
}
