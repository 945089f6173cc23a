import { z } from 'zod'
import type { ProblemKind } from '../../core/problem.ts'
import { type Call, HttpProblem, request, type Service } from '../http.ts'
import { readKept } from '../kept.ts'
import { whateverFits } from '../misfits.ts'
import { type FormFile, multipart } from '../multipart.ts'
import type { Account, Credentials, Session, Tools } from '../network.ts'

/** How people know the network; it stands in errors. */
export const label = 'Telegram'

/** A bot, and the channel that it posts to. */
export const Kept = z.object({ token: z.string().regex(/^\d+:[\w-]+$/), chat: z.string() })
export type Kept = z.infer<typeof Kept>

/** @throws Problem `unauthorized` where the credentials are not ours to read */
export function keptOf(credentials: Credentials): Kept {
  return readKept(Kept, credentials)
}

/** https://core.telegram.org/bots/api#making-requests */
const Refusal = z.looseObject({
  description: z.string().optional(),
  parameters: z
    .looseObject({ retry_after: z.number().optional(), migrate_to_chat_id: z.number().optional() })
    .optional(),
})

/** Telegram's own words about a refusal. */
export function saidOf(error: unknown): string {
  return error instanceof HttpProblem ? (Refusal.safeParse(error.body).data?.description ?? '') : ''
}

/** A bad token is "Not Found"; a channel that the bot was thrown out of is a "Bad Request". */
function kindOf(status: number, body: unknown): ProblemKind | undefined {
  const said = Refusal.safeParse(body).data?.description ?? ''
  if (status === 404) return 'unauthorized'
  if (status !== 400) return undefined
  if (/chat not found|not enough rights|need administrator rights|CHAT_WRITE_FORBIDDEN|kicked/i.test(said))
    return 'unauthorized'
  return /message (to be replied|to edit|to delete|to reply) not found|MESSAGE_ID_INVALID/i.test(said)
    ? 'gone'
    : undefined
}

function retryAt(_headers: Headers, body: unknown, now: Date): Date | undefined {
  const seconds = Refusal.safeParse(body).data?.parameters?.retry_after
  return seconds === undefined ? undefined : new Date(now.getTime() + seconds * 1000)
}

/** What a method is given; what is no text is sent as JSON in forms, too. */
export type Params = Readonly<Record<string, unknown>>

/** What a call carries beside its parameters. */
export interface Sent {
  files?: readonly FormFile[]
  /** Doing it twice does no harm. */
  repeatable?: boolean
}

/** One call. The token stands in the address, and every error is cleaned of it. */
export async function callWith<T>(
  token: string,
  tools: Tools,
  method: string,
  params: Params,
  result: z.ZodType<T>,
  { files = [], repeatable = false }: Sent = {},
): Promise<T> {
  const service: Service = {
    label,
    secrets: secretsIn(token),
    message: (body) => Refusal.safeParse(body).data?.description,
    kindOf,
    retryAt,
  }
  const call: Call = {
    method: 'POST',
    repeatable,
    ...(files.length > 0 ? multipart(asTexts(params), files) : { json: params }),
  }
  const Answer = z.object({ ok: z.literal(true), result })
  const { value } = await request(service, tools, `https://api.telegram.org/bot${token}/${method}`, call, Answer)
  return value.result
}

/** The whole token, and its secret half alone. */
function secretsIn(token: string): string[] {
  return [token, token.slice(token.indexOf(':') + 1)]
}

function asTexts(params: Params): Record<string, string> {
  const texts = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return Object.fromEntries(texts)
}

/**
 * One call for the account. A group that became a supergroup has another number, which the refusal tells: nothing was
 * done, so that it is asked again there.
 */
export async function call<T>(
  session: Session,
  method: string,
  params: Params,
  result: z.ZodType<T>,
  sent: Sent | (() => Promise<Sent>) = {},
): Promise<T> {
  const { token } = keptOf(session.credentials)
  // A form can be read once only, so that it is made for each try.
  const made = async () => (typeof sent === 'function' ? await sent() : sent)
  try {
    return await callWith(token, session, method, params, result, await made())
  } catch (error) {
    const moved = error instanceof HttpProblem && Refusal.safeParse(error.body).data?.parameters?.migrate_to_chat_id
    if (!moved || params.chat_id === undefined) throw error
    return await callWith(token, session, method, { ...params, chat_id: moved }, result, await made())
  }
}

const User = z.object({
  id: z.number(),
  is_bot: z.boolean().optional(),
  first_name: z.string(),
  last_name: z.string().optional(),
  username: z.string().optional(),
})

/** Offsets in UTF-16 units: https://core.telegram.org/bots/api#messageentity */
const MessageEntity = z.object({ offset: z.number(), length: z.number(), url: z.string().optional() })

/** The parts of https://core.telegram.org/bots/api#message that we read. */
export const Message = z.object({
  message_id: z.number(),
  date: z.number(),
  chat: z.object({ id: z.number() }),
  from: User.optional(),
  sender_chat: z.object({ id: z.number() }).optional(),
  message_thread_id: z.number().optional(),
  is_automatic_forward: z.boolean().optional(),
  forward_origin: z
    .looseObject({ chat: z.object({ id: z.number() }).optional(), message_id: z.number().optional() })
    .optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  entities: whateverFits(MessageEntity),
  caption_entities: whateverFits(MessageEntity),
  get reply_to_message() {
    return Message.optional()
  },
})
export type Message = z.infer<typeof Message>

/** What `signIn` found out. */
export const Facts = z.looseObject({
  bot: z.number(),
  /** The channel's public name, where it has one. */
  username: z.string().optional(),
  /** The group where its posts are talked about. */
  group: z.number().optional(),
})
export type Facts = z.infer<typeof Facts>

/** @throws Problem `unauthorized` where they were never read */
export function factsOf(account: Account): Facts {
  return readKept(Facts, account.facts)
}

/** Where a message stands for people: https://core.telegram.org/api/links#message-links */
export function addressOf(chat: string, message: number, username?: string): string {
  return username ? `https://t.me/${username}/${message}` : `https://t.me/c/${chat.replace(/^-100/, '')}/${message}`
}
