/** Some networks take no bytes and fetch a picture themselves: where they find it, fitted to what they take. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Part, Video } from '../core/post.ts'
import { Problem } from '../core/problem.ts'
import { asSystem } from '../db/client.ts'
import { findMedia, fitPicture, openMediaStore, renditionAt, renditionId } from '../media/index.ts'
import { asChannel } from './channel.ts'

/** The part, with public addresses for its pictures and its video where this server has one. */
export function withAddresses(context: Context, channelId: string, part: Part): Part {
  if (!isPublic(context.config.baseUrl) || (part.pictures.length === 0 && !part.video)) return part
  return {
    ...part,
    pictures: part.pictures.map((picture) => ({ ...picture, address: addressOf(context, channelId, picture.id) })),
    ...(part.video ? { video: { ...part.video, address: addressOf(context, channelId, sentId(part.video)) } } : {}),
  }
}

/** What is sent of a video: itself, or its rendition. */
const sentId = ({ id, target }: Video) => (target ? renditionId(id, target) : id)

/** Whether another server could reach this one: https, and a host name under a top-level domain. */
function isPublic(home: string): boolean {
  const { protocol, hostname } = new URL(home)
  return (
    protocol === 'https:' &&
    /\.[a-z][a-z0-9-]*$/i.test(hostname) &&
    !/\.(local|internal|lan|home|test)$/i.test(hostname)
  )
}

function addressOf(context: Context, channelId: string, mediaId: string): string {
  return `${context.config.baseUrl}/media/for/${channelId}/${mediaId}/${sign(context, channelId, mediaId)}`
}

function sign(context: Context, channelId: string, mediaId: string): string {
  return createHmac('sha256', context.config.secretKey)
    .update(`public media ${channelId} ${mediaId}`)
    .digest('base64url')
}

/**
 * What lies at such an address: a picture's bytes, or the name of a video's file.
 * @throws Problem `gone` for an address that was not made here
 */
export async function publicMedia(
  context: Context,
  channelId: string,
  mediaId: string,
  signature: string,
): Promise<{ bytes: Buffer; mime: string } | { file: string }> {
  const right = Buffer.from(sign(context, channelId, mediaId))
  const given = Buffer.from(signature)
  if (right.length !== given.length || !timingSafeEqual(right, given)) throw nothing()
  const { media, rendition, channel } = await asSystem(context.db, async (tx) => ({
    media: await findMedia(tx, mediaId),
    rendition: await renditionAt(tx, mediaId),
    channel: await tx.selectFrom('channel').selectAll().where('id', '=', channelId).executeTakeFirst(),
  }))
  if (rendition && rendition.workspaceId === channel?.workspace_id) return { file: rendition.file }
  if (!media || !channel || media.workspace_id !== channel.workspace_id) throw nothing()
  if (media.seconds !== null) return { file: media.file }
  const { limits } = asChannel(context, channel)
  const bytes = await openMediaStore(context.config).get(media.file)
  const fitted = await fitPicture(bytes, media.mime, limits)
  return { bytes: fitted, mime: fitted === bytes ? media.mime : 'image/jpeg' }
}

function nothing(): Problem {
  return new Problem('gone', { id: 'Di alamat itu tidak ada apa-apa.', en: 'There is nothing at that address.' })
}
