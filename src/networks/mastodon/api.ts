import { z } from 'zod'
import { type Answer, type Call, request, type Service } from '../http.ts'
import { readKept } from '../kept.ts'
import type { Session } from '../network.ts'

/** How people know the network; it stands in errors. */
export const label = 'Mastodon'

/** What is kept for an account. The app's secret goes along, to revoke the token with. */
export const Kept = z.object({
  token: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
})
export type Kept = z.infer<typeof Kept>

const Refusal = z.object({ error: z.string(), error_description: z.string().optional() })

/** How Mastodon and its kin answer: https://docs.joinmastodon.org/entities/Error/ */
export function service(secrets: readonly string[]): Service {
  return {
    label,
    secrets,
    message: (body) => {
      const refusal = Refusal.safeParse(body).data
      return refusal?.error_description ?? refusal?.error
    },
    // snac2 answers a bad token with 422 and no words; elsewhere a 422 says what is wrong with the content.
    kindOf: (status, body) => (status === 422 && !Refusal.safeParse(body).success ? 'unauthorized' : undefined),
  }
}

/** Requests on behalf of an account. */
export interface Client {
  call<T>(path: string, call: Call, schema: z.ZodType<T>): Promise<Answer<T>>
  get<T>(path: string, schema: z.ZodType<T>): Promise<T>
}

/** @throws Problem `unauthorized` where the credentials are not ours to read */
export function createClient(session: Session): Client {
  const { token, clientSecret } = readKept(Kept, session.credentials)
  const call = <T>(path: string, sent: Call, schema: z.ZodType<T>) => {
    const headers = { ...sent.headers, authorization: `Bearer ${token}` }
    return request(
      service([token, clientSecret]),
      session,
      `${session.account.server}${path}`,
      { ...sent, headers },
      schema,
    )
  }
  return { call, get: async (path, schema) => (await call(path, {}, schema)).value }
}

/** The parts of https://docs.joinmastodon.org/entities/Account/ that we read; servers of its kin leave some out. */
export const RemoteAccount = z.object({
  id: z.string(),
  username: z.string(),
  acct: z.string(),
  display_name: z.string().nullish(),
  url: z.string(),
  avatar: z.string().nullish(),
  note: z.string().nullish(),
  fields: z.array(z.object({ value: z.string() })).nullish(),
})
export type RemoteAccount = z.infer<typeof RemoteAccount>

/** The parts of https://docs.joinmastodon.org/entities/Status/ that we read. */
export const Status = z.object({
  id: z.string(),
  uri: z.string(),
  url: z.string().nullish(),
  created_at: z.string(),
  content: z.string(),
  /** The source as it was written; some servers give it along. */
  text: z.string().nullish(),
  spoiler_text: z.string().nullish(),
  visibility: z.string().nullish(),
  in_reply_to_id: z.string().nullish(),
  in_reply_to_account_id: z.string().nullish(),
  account: RemoteAccount,
  media_attachments: z.array(z.object({ id: z.string() })).nullish(),
  favourites_count: z.number().nullish(),
  reblogs_count: z.number().nullish(),
  replies_count: z.number().nullish(),
})
export type Status = z.infer<typeof Status>
