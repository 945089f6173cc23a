import { hash } from 'node:crypto'
import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import type { Call } from '../http.ts'
import { type FormFile, multipart, sourceOf, uploadName } from '../multipart.ts'
import type { Published, RemoteResponse, Session, Thread } from '../network.ts'
import { call, Facts, homeOf, isWebhook, keptOf, Message, messagePath, permalinkOf } from './api.ts'

/**
 * Sends one message. A webhook's messages can't hang on others: they follow one another.
 * https://docs.discord.com/developers/resources/message#create-message
 */
export async function publish(part: Part, session: Session, key: string, thread?: Thread): Promise<Published> {
  return await send(part, session, key, thread && { to: thread.parent.remoteId, ping: false })
}

/** Answers a person, who is told of it. */
export async function reply(
  response: Pick<RemoteResponse, 'remoteId'>,
  part: Part,
  session: Session,
  key: string,
): Promise<Published> {
  if (isWebhook(keptOf(session.credentials))) throw new Problem('rejected', webhookCant)
  return await send(part, session, key, { to: response.remoteId, ping: true })
}

/** Why responses stay away from a channel that was connected by a webhook. */
export const webhookCant = {
  id: 'Webhook hanya dapat mengirim. Hubungkan kanal ini dengan bot untuk membaca tanggapan dan menjawab.',
  en: 'A webhook can only post. Connect this channel with a bot to read responses and to answer.',
}

async function send(
  part: Part,
  session: Session,
  key: string,
  answer: { to: string; ping: boolean } | undefined,
): Promise<Published> {
  const kept = keptOf(session.credentials)
  const files = await filesOf(part, session)
  const json = {
    content: part.text,
    // Nobody is called but whom the text itself names by number; @everyone never.
    allowed_mentions: { parse: [], users: calledIn(part), ...(answer ? { replied_user: answer.ping } : {}) },
    ...(files.length > 0
      ? { attachments: files.map(({ description }, id) => ({ id: String(id), ...description })) }
      : {}),
    ...(isWebhook(kept) ? {} : { nonce: nonceOf(key), enforce_nonce: true, ...referenceTo(answer?.to) }),
  }
  const path = isWebhook(kept) ? `${homeOf(kept)}?wait=true` : homeOf(kept)
  const sent: Call = files.length > 0 ? multipart({ payload_json: JSON.stringify(json) }, files) : { json }
  return published(await call(session, path, { method: 'POST', ...sent }, Message), session)
}

function referenceTo(message: string | undefined) {
  return message === undefined ? {} : { message_reference: { message_id: message, fail_if_not_exists: true } }
}

function calledIn({ entities }: Part): string[] {
  return [...new Set(entities.filter(({ type }) => type === 'mention').map(({ value }) => value))].slice(0, 100)
}

/** At most 25 characters. Discord keeps one message of a number "in the past few minutes"; later `find` looks. */
function nonceOf(key: string): string {
  return hash('sha256', key, 'base64url').slice(0, 25)
}

/** https://docs.discord.com/developers/reference#uploading-files */
async function filesOf(
  part: Part,
  session: Session,
): Promise<(FormFile & { description: { description?: string } })[]> {
  const sources = part.video
    ? [{ alt: part.video.alt, source: await session.video(part.video) }]
    : await Promise.all(
        part.pictures.map(async (picture) => ({
          alt: picture.alt,
          source: sourceOf(await session.picture(picture), picture.mime),
        })),
      )
  return sources.map(({ alt, source }, number) => ({
    field: `files[${number}]`,
    filename: uploadName(source.mime),
    source,
    description: alt ? { description: alt } : {},
  }))
}

function published({ id }: Message, session: Session): Published {
  return { state: 'published', remoteId: id, permalink: permalinkOf(session.account, id) }
}

/** Discord's clock may differ from ours by so much. */
const skew = 2 * 60_000
const mostPages = 10

const cantLook = {
  id: 'Webhook tidak dapat melihat isi kanalnya, jadi tidak jelas apakah pesan ini sudah terkirim. Lihatlah kanalnya di Discord.',
  en: 'A webhook can’t look into its channel, so it is not clear whether this message was sent. Please look at the channel on Discord.',
}

/**
 * Looks through the channel's newest messages for the bot's own words.
 * @throws Problem `unknown` for a webhook, which can't look
 */
export async function find(_key: string, part: Part, session: Session, since: Date): Promise<Published | undefined> {
  const kept = keptOf(session.credentials)
  if (isWebhook(kept)) throw new Problem('unknown', cantLook)
  const bot = Facts.safeParse(session.account.facts).data?.bot
  const from = since.getTime() - skew
  let before = ''
  for (let page = 0; page < mostPages; page++) {
    const messages = await call(session, `${homeOf(kept)}?limit=100${before}`, {}, z.array(Message))
    const found = messages.find(
      (message) =>
        !session.others.has(message.id) &&
        message.author.id === bot &&
        Date.parse(message.timestamp) >= from &&
        isSame(message, part),
    )
    if (found) return published(found, session)
    const last = messages.at(-1)
    if (!last || messages.length < 100 || Date.parse(last.timestamp) < from) return undefined
    before = `&before=${last.id}`
  }
  return undefined
}

function isSame({ content, attachments }: Message, part: Part): boolean {
  return attachments.length === (part.video ? 1 : part.pictures.length) && plain(content) === plain(part.text)
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Deletes the message. What is gone already is fine. */
export async function retract(copy: Pick<Published, 'remoteId'>, session: Session): Promise<void> {
  await remove(copy.remoteId, session)
}

/** Deletes a message; one that is gone is fine. */
export async function remove(id: string, session: Session): Promise<void> {
  const path = messagePath(keptOf(session.credentials), id)
  try {
    await call(session, path, { method: 'DELETE', repeatable: true }, z.unknown())
  } catch (error) {
    if (!(error instanceof Problem && error.kind === 'gone')) throw error
  }
}

/** Edits the words; the files stay. https://docs.discord.com/developers/resources/message#edit-message */
export async function correct(copy: Pick<Published, 'remoteId'>, part: Part, session: Session): Promise<void> {
  const path = messagePath(keptOf(session.credentials), copy.remoteId)
  const json = { content: part.text, allowed_mentions: { parse: [] } }
  await call(session, path, { method: 'PATCH', json, repeatable: true }, Message)
}
