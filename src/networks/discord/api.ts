import { z } from 'zod'
import type { ProblemKind } from '../../core/problem.ts'
import { type Answer, type Call, request, type Service } from '../http.ts'
import { readKept } from '../kept.ts'
import type { Account, Credentials, Session, Tools } from '../network.ts'

/** How people know the network; it stands in errors. */
export const label = 'Discord'
const api = 'https://discord.com/api/v10'

/** A bot in one channel, or a channel's webhook, whose address is its secret. */
export const Kept = z.union([
  z.object({ token: z.string().min(1), channel: z.string() }),
  z.object({ webhook: z.string(), webhookToken: z.string().min(1) }),
])
export type Kept = z.infer<typeof Kept>

/** @throws Problem `unauthorized` where the credentials are not ours to read */
export function keptOf(credentials: Credentials): Kept {
  return readKept(Kept, credentials)
}

/** Whether the account is a webhook, which posts and cannot read. */
export function isWebhook(kept: Kept): kept is Extract<Kept, { webhook: string }> {
  return 'webhook' in kept
}

/** https://docs.discord.com/developers/reference#error-messages */
const Refusal = z.looseObject({
  code: z.number().optional(),
  message: z.string().optional(),
  retry_after: z.number().optional(),
})

const unknownWebhook = 10_015

function kindOf(status: number, body: unknown): ProblemKind | undefined {
  const code = Refusal.safeParse(body).data?.code
  // Whoever deleted the webhook took the permission back.
  return status === 404 && code === unknownWebhook ? 'unauthorized' : undefined
}

/** Seconds with a fraction: https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit */
function retryAt(_headers: Headers, body: unknown, now: Date): Date | undefined {
  const seconds = Refusal.safeParse(body).data?.retry_after
  return seconds === undefined ? undefined : new Date(now.getTime() + Math.ceil(seconds * 1000))
}

/** Discord shuts out what does not name itself like this; a program that everybody runs for themselves has no site. */
const userAgent = 'DiscordBot (https://discord.com, 1)'

/** One call with what is kept. A webhook's token stands in its address, so that errors are cleaned of it too. */
export function callWith<T>(
  kept: Kept,
  tools: Tools,
  path: string,
  sent: Call,
  schema: z.ZodType<T>,
): Promise<Answer<T>> {
  const secret = isWebhook(kept) ? kept.webhookToken : kept.token
  const headers = {
    ...sent.headers,
    'user-agent': userAgent,
    ...(isWebhook(kept) ? {} : { authorization: `Bot ${kept.token}` }),
  }
  const service: Service = {
    label,
    secrets: [secret],
    message: (body) => Refusal.safeParse(body).data?.message,
    kindOf,
    retryAt,
  }
  return request(service, tools, `${api}${path}`, { ...sent, headers }, schema)
}

/** One call on behalf of an account. @throws HttpProblem, without the token */
export async function call<T>(session: Session, path: string, sent: Call, schema: z.ZodType<T>): Promise<T> {
  return (await callWith(keptOf(session.credentials), session, path, sent, schema)).value
}

/** Where messages are made: of the channel, or of the webhook. */
export function homeOf(kept: Kept): string {
  return isWebhook(kept) ? `/webhooks/${kept.webhook}/${kept.webhookToken}` : `/channels/${kept.channel}/messages`
}

/** Where one message is read, changed and deleted. */
export function messagePath(kept: Kept, id: string): string {
  const home = homeOf(kept)
  return `${isWebhook(kept) ? `${home}/messages` : home}/${encodeURIComponent(id)}`
}

const User = z.object({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  avatar: z.string().nullish(),
  bot: z.boolean().nullish(),
})
export type User = z.infer<typeof User>

/** The parts of https://docs.discord.com/developers/resources/message that we read. */
export const Message = z.object({
  id: z.string(),
  channel_id: z.string(),
  content: z.string(),
  timestamp: z.string(),
  author: User,
  mentions: z.array(User).default([]),
  attachments: z.array(z.object({ id: z.string() })).default([]),
  message_reference: z.object({ message_id: z.string().nullish() }).nullish(),
  referenced_message: z.object({ author: z.object({ id: z.string() }) }).nullish(),
  reactions: z.array(z.object({ count: z.number() })).nullish(),
})
export type Message = z.infer<typeof Message>

/** What `signIn` found out, to make addresses of. */
export const Facts = z.looseObject({ guild: z.string(), channel: z.string(), bot: z.string().optional() })

/** Where people read a message: server, channel, message. */
export function permalinkOf(account: Account, id: string): string {
  const facts = Facts.safeParse(account.facts).data
  return `https://discord.com/channels/${facts?.guild ?? '@me'}/${facts?.channel ?? ''}/${id}`
}
