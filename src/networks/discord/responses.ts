import { Problem } from '../../core/problem.ts'
import { HttpProblem } from '../http.ts'
import { eachSound } from '../misfits.ts'
import type { Metrics, ModerationAct, Published, RemoteResponse, Responses, Session } from '../network.ts'
import { call, Facts, homeOf, isWebhook, keptOf, Message, messagePath, permalinkOf, type User } from './api.ts'
import { remove, webhookCant } from './publish.ts'

/** Messages are told apart, and read on, by their numbers. */
const Numbered = Message.refine(({ id }) => /^\d{1,20}$/.test(id), 'no number')

const pageSize = 100
const mostPages = 20

/**
 * Messages in the channel that answer ours or name the bot. The cursor is the number of the newest message that was
 * read, ours or not. A webhook can't read.
 */
export async function fetchResponses(
  cursor: string,
  session: Session,
  copies: readonly Pick<Published, 'remoteId'>[],
): Promise<Responses> {
  const kept = keptOf(session.credentials)
  if (isWebhook(kept)) return { responses: [], cursor }
  const own = new Set(copies.map(({ remoteId }) => remoteId))
  const found: RemoteResponse[] = []
  let newest = cursor
  for (let page = 0; page < mostPages; page++) {
    const after = newest === '' ? '' : `&after=${newest}`
    const messages = await call(session, `${homeOf(kept)}?limit=${pageSize}${after}`, {}, eachSound(Numbered))
    const ordered = messages.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
    for (const message of ordered) {
      const response = toResponse(message, session, own)
      if (response) found.push(response)
    }
    newest = ordered.at(-1)?.id ?? newest
    // At first the recent ones will do.
    if (cursor === '' || messages.length < pageSize) break
  }
  return { responses: found, cursor: newest }
}

/** `undefined` for what is not for us. */
function toResponse(message: Message, session: Session, own: ReadonlySet<string>): RemoteResponse | undefined {
  const bot = Facts.safeParse(session.account.facts).data?.bot
  const { author, mentions } = message
  if (author.id === bot) return undefined
  const parent = message.message_reference?.message_id ?? undefined
  const toUs = parent !== undefined && (own.has(parent) || message.referenced_message?.author.id === bot)
  if (!toUs && !mentions.some(({ id }) => id === bot)) return undefined
  return {
    kind: toUs ? 'reply' : 'mention',
    remoteId: message.id,
    permalink: permalinkOf(session.account, message.id),
    person: personOf(author),
    text: textOf(message),
    writtenAt: new Date(message.timestamp),
    ...(parent === undefined ? {} : { inReplyTo: parent }),
    ...(toUs ? { root: parent } : {}),
  }
}

function personOf({ id, username, global_name: name, avatar }: User): RemoteResponse['person'] {
  return {
    remoteId: id,
    name: name ?? username,
    handle: username,
    url: `https://discord.com/users/${id}`,
    ...(avatar ? { avatar: `https://cdn.discordapp.com/avatars/${id}/${avatar}.png` } : {}),
  }
}

/** With names in the place of `<@number>`. */
function textOf({ content, mentions }: Message): string {
  const names = new Map(mentions.map((user) => [user.id, user.global_name ?? user.username]))
  return content.replace(/<@!?(\d+)>/g, (whole, id: string) => (names.has(id) ? `@${names.get(id)}` : whole))
}

/** What the network’s API can do about a response. */
export const moderation = ['remove'] as const satisfies readonly ModerationAct[]

/** Deletes what somebody wrote, where the bot may. */
export async function moderate(
  response: Pick<RemoteResponse, 'remoteId'>,
  act: ModerationAct,
  session: Session,
): Promise<void> {
  if (isWebhook(keptOf(session.credentials))) throw new Problem('rejected', webhookCant)
  if (act !== 'remove') throw new Problem('rejected', onlyRemoved)
  try {
    await remove(response.remoteId, session)
  } catch (error) {
    const forbidden = error instanceof HttpProblem && error.status === 403
    throw forbidden ? new Problem('rejected', noRight, { detail: error.message, cause: error }) : error
  }
}

const onlyRemoved = {
  id: 'Di Discord pesan orang hanya dapat dihapus.',
  en: 'On Discord what others wrote can only be deleted.',
}
const noRight = {
  id: 'Bot ini belum boleh menghapus pesan orang. Beri izin Manage Messages di server Anda, atau hapus langsung di Discord.',
  en: 'This bot may not delete what others wrote. Give it Manage Messages on your server, or delete it on Discord itself.',
}

/** Reactions are all that Discord counts; one request a message, and what is gone has none. */
export async function fetchMetrics(
  copies: readonly Pick<Published, 'remoteId'>[],
  session: Session,
): Promise<readonly Metrics[]> {
  const kept = keptOf(session.credentials)
  const metrics: Metrics[] = []
  for (const { remoteId } of copies.filter((copy) => /^\d+$/.test(copy.remoteId))) {
    try {
      const { reactions } = await call(session, messagePath(kept, remoteId), {}, Message)
      metrics.push({ remoteId, likes: (reactions ?? []).reduce((sum, { count }) => sum + count, 0) })
    } catch (error) {
      if (!(error instanceof Problem && error.kind === 'gone')) throw error
    }
  }
  return metrics
}
