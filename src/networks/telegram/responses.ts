import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { withTargets } from '../../core/text/targets.ts'
import { HttpProblem } from '../http.ts'
import { ifSound } from '../misfits.ts'
import type { ModerationAct, RemoteResponse, Responses, Session } from '../network.ts'
import { addressOf, call, type Facts, factsOf, keptOf, Message } from './api.ts'
import { remove } from './publish.ts'

/** Where reading goes on, and which message of the group stands for which post: replies to comments tell only the former. */
const Cursor = z.object({ offset: z.number().optional(), posts: z.record(z.string(), z.number()) })
type Cursor = z.infer<typeof Cursor>

const Updates = z.array(z.looseObject({ update_id: z.number(), message: ifSound(Message) }))

const pageSize = 100
const mostPages = 10
/** So many posts are remembered; older ones are seldom talked about. */
const mostPosts = 300

/**
 * What people write about the channel's posts in its group. Telegram keeps updates for a day, and forgets those before the
 * offset that it is given: the cursor is kept before they are asked for. https://core.telegram.org/bots/api#getupdates
 */
export async function fetchResponses(cursor: string, session: Session): Promise<Responses> {
  const facts = factsOf(session.account)
  // A channel without a group has nobody to hear.
  if (facts.group === undefined) return { responses: [], cursor }
  const { offset, posts }: Cursor = cursor === '' ? { posts: {} } : Cursor.parse(JSON.parse(cursor))
  const known = new Map(Object.entries(posts))
  const responses: RemoteResponse[] = []
  let next = offset
  for (let page = 0; page < mostPages; page++) {
    const updates = await updatesFrom(next, session)
    for (const { update_id, message } of updates) {
      next = update_id + 1
      if (!message || message.chat.id !== facts.group) continue
      const post = postBehind(message, session)
      if (post !== undefined) known.set(String(message.message_id), post)
      else responses.push(...toResponse(message, known, session, facts))
    }
    if (updates.length < pageSize) break
  }
  const now: Cursor = {
    ...(next === undefined ? {} : { offset: next }),
    posts: Object.fromEntries([...known].slice(-mostPosts)),
  }
  return { responses, cursor: JSON.stringify(now) }
}

const taken = {
  id: 'Pembaruan bot ini sedang diambil program lain (webhook atau getUpdates). Pakailah bot tersendiri untuk kanal ini.',
  en: 'This bot’s updates are taken by another program (a webhook or getUpdates). Use a bot of its own for this channel.',
}

async function updatesFrom(offset: number | undefined, session: Session): Promise<z.infer<typeof Updates>> {
  const params = { limit: pageSize, allowed_updates: ['message'], ...(offset === undefined ? {} : { offset }) }
  try {
    return await call(session, 'getUpdates', params, Updates, { repeatable: true })
  } catch (error) {
    if (error instanceof HttpProblem && error.status === 409)
      throw new Problem('rejected', taken, { detail: error.message, cause: error })
    throw error
  }
}

/** The post of ours that Telegram itself brought into the group, if it is one. */
function postBehind(message: Message, session: Session): number | undefined {
  const { is_automatic_forward: automatic, forward_origin: origin } = message
  const ours = automatic && String(origin?.chat?.id) === keptOf(session.credentials).chat
  return ours ? origin?.message_id : undefined
}

/** Nothing for what is not about a post, was not written by a person, or has no words. */
function toResponse(
  message: Message,
  known: ReadonlyMap<string, number>,
  session: Session,
  facts: Facts,
): RemoteResponse[] {
  const { from, reply_to_message: answered, message_thread_id: thread, message_id: id } = message
  const text = wordsOf(message)
  if (!from || from.is_bot || message.sender_chat || !answered || text === '') return []
  const direct = postBehind(answered, session)
  const post = direct ?? known.get(String(thread))
  if (post === undefined && answered.from?.id !== facts.bot) return []
  const chat = String(message.chat.id)
  const name = [from.first_name, from.last_name].filter(Boolean).join(' ')
  return [
    {
      kind: direct === undefined ? 'reply' : 'comment',
      remoteId: `${chat}_${id}`,
      permalink:
        post !== undefined && facts.username
          ? `https://t.me/${facts.username}/${post}?comment=${id}`
          : addressOf(chat, id),
      person: {
        remoteId: String(from.id),
        name,
        handle: from.username ? `@${from.username}` : name,
        url: from.username ? `https://t.me/${from.username}` : `tg://user?id=${from.id}`,
      },
      text,
      writtenAt: new Date(message.date * 1000),
      inReplyTo: direct === undefined ? `${chat}_${answered.message_id}` : String(direct),
      ...(post === undefined ? {} : { root: String(post) }),
    },
  ]
}

/** What somebody wrote; where words lead elsewhere than they say, it stands behind them. */
function wordsOf({ text, caption, entities, caption_entities }: Message): string {
  const links = (text === undefined ? caption_entities : entities) ?? []
  return withTargets(
    text ?? caption ?? '',
    links.flatMap(({ offset, length, url }) =>
      url === undefined ? [] : [{ start: offset, end: offset + length, address: url }],
    ),
  )
}

/** What the network’s API can do about a response. */
export const moderation = ['remove'] as const satisfies readonly ModerationAct[]

const onlyRemoved = {
  id: 'Di Telegram tanggapan hanya dapat dihapus.',
  en: 'On Telegram a response can only be deleted.',
}

/** Deletes what somebody wrote in the group, where the bot may. */
export async function moderate(
  response: Pick<RemoteResponse, 'remoteId'>,
  act: ModerationAct,
  session: Session,
): Promise<void> {
  if (act !== 'remove') throw new Problem('rejected', onlyRemoved)
  const [chat = '', message] = response.remoteId.split('_')
  await remove(chat, Number(message), session)
}
