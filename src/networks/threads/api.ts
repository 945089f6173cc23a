import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { request } from '../http.ts'
import { createGraph, type Graph, type GraphPlace, graphService, Instant } from '../meta.ts'
import type { Session, Tools } from '../network.ts'
import { credentialsOf, OAuthCredentials, secretsOf } from '../oauth2.ts'

/** How people know the network; it stands in errors. */
export const label = 'Threads'

/** Where people read. */
export const home = 'https://www.threads.com'

/** Tokens have no version. https://developers.facebook.com/documentation/threads/get-started/long-lived-tokens */
export const tokenRoot = 'https://graph.threads.com'

/** Calls need no proof of the app’s secret here. */
export const place: GraphPlace = { label, root: `${tokenRoot}/v1.0`, proof: false }

const LongLived = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() })

/** A token that lasts sixty days, for one that lasts an hour (`exchange`) or for one of its own kind (`refresh`). */
export async function longLived(way: 'exchange' | 'refresh', kept: OAuthCredentials, tools: Tools) {
  const query = new URLSearchParams({
    grant_type: way === 'exchange' ? 'th_exchange_token' : 'th_refresh_token',
    ...(way === 'exchange' ? { client_secret: kept.clientSecret } : {}),
    access_token: kept.accessToken,
  })
  const path = way === 'exchange' ? '/access_token' : '/refresh_access_token'
  const service = graphService({ label }, secretsOf(kept), false)
  const { value } = await request(service, tools, `${tokenRoot}${path}?${query}`, {}, LongLived)
  const { refreshToken: _none, ...rest } = kept
  return { ...rest, accessToken: value.access_token, expiresAt: tools.now().getTime() + value.expires_in * 1000 }
}

/**
 * There is no refresh token: the token itself is made new while it is good, and can't be after that. So it is done at half of
 * its sixty days, when there is time to try again.
 */
const renewBefore = 30 * 24 * 3600_000

/** What one session has renewed: a session holds the credentials that it began with. */
const newest = new WeakMap<Session, OAuthCredentials>()

/** Calls in the profile's name, with a token that has some time left. */
export async function createClient(session: Session): Promise<Graph> {
  return createGraph(place, session, newest.get(session) ?? (await fresh(session)))
}

async function fresh(session: Session): Promise<OAuthCredentials> {
  const kept = credentialsOf(session)
  const left = (kept.expiresAt ?? Number.POSITIVE_INFINITY) - session.now().getTime()
  if (left > renewBefore) return kept
  try {
    const renewed = OAuthCredentials.parse(
      await session.renew(async (old) => await longLived('refresh', OAuthCredentials.parse(old), session)),
    )
    newest.set(session, renewed)
    return renewed
  } catch (error) {
    // The old one is good for some more days, in which it is tried again.
    if (error instanceof Problem && left > 0) return kept
    throw error
  }
}

/** What a write answers. */
export const Made = z.object({ id: z.string().min(1) })

/** https://developers.facebook.com/documentation/threads/retrieve-and-manage-replies */
export const Media = z.object({
  id: z.string(),
  text: z.string().optional(),
  timestamp: Instant,
  permalink: z.string(),
  media_type: z.string().optional(),
  username: z.string().optional(),
  children: z.object({ data: z.array(z.unknown()) }).optional(),
  replied_to: z.object({ id: z.string() }).optional(),
  root_post: z.object({ id: z.string() }).optional(),
  is_reply_owned_by_me: z.boolean().optional(),
  hide_status: z.string().optional(),
})
export type Media = z.infer<typeof Media>
