import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import type { Words } from '../../core/words.ts'
import type { Graph, Params } from '../meta.ts'
import { Made } from './api.ts'

/**
 * What the network makes of a post before it can be published: one container, or one for each picture of a carousel. It
 * fetches the files itself; a container that is never published goes away after a day, so that it may be made twice.
 * https://developers.facebook.com/documentation/threads/posts
 */
export async function makeContainers(part: Part, replyTo: string | undefined, graph: Graph): Promise<string[]> {
  const text = { text: part.text || undefined, reply_to_id: replyTo }
  const { video, pictures } = part
  if (video) {
    const params = { media_type: 'VIDEO', video_url: addressFor(video.address), alt_text: video.alt || undefined }
    return [await make({ ...params, ...text }, graph)]
  }
  if (pictures.length === 0)
    return [await make({ media_type: 'TEXT', link_attachment: part.card?.url, ...text }, graph)]
  const single = pictures.length === 1
  const ids: string[] = []
  for (const { address, alt } of pictures) {
    const params = { media_type: 'IMAGE', image_url: addressFor(address), alt_text: alt || undefined }
    ids.push(await make({ ...params, ...(single ? text : { is_carousel_item: true }) }, graph))
  }
  return ids
}

/** The container that holds the others. */
export async function makeCarousel(
  children: readonly string[],
  text: string,
  replyTo: string | undefined,
  graph: Graph,
): Promise<string> {
  const params = { media_type: 'CAROUSEL', children: children.join(','), text: text || undefined }
  return await make({ ...params, reply_to_id: replyTo }, graph)
}

async function make(params: Params, graph: Graph): Promise<string> {
  return (await graph.post('/me/threads', params, Made, { repeatable: true })).id
}

function addressFor(address: string | undefined): string {
  if (address) return address
  throw new Problem('rejected', noAddress)
}

const Status = z.object({ status: z.string(), error_message: z.string().optional() })

/**
 * How far a container is.
 * @throws Problem `rejected` where the network could not use the media, or nobody published them within a day
 * @see https://developers.facebook.com/documentation/threads/troubleshooting
 */
export async function readinessOf(container: string, graph: Graph): Promise<'working' | 'ready' | 'published'> {
  const fields = 'status,error_message'
  const { status, error_message: said } = await graph.get(`/${container}`, { fields }, Status)
  if (status === 'FINISHED') return 'ready'
  if (status === 'PUBLISHED') return 'published'
  if (status === 'EXPIRED') throw new Problem('rejected', expired, { detail: 'the container has expired' })
  if (status === 'ERROR') throw new Problem('rejected', unusable(said), { detail: `the container failed: ${said}` })
  return 'working'
}

function unusable(code: string | undefined): Words {
  const said = code ? ` (“${code.replace(/[^\w ]/g, ' ').slice(0, 80)}”)` : ''
  return {
    id: `Threads tidak dapat memakai gambar atau video ini.${said} Pakailah gambar JPEG atau PNG, atau video MP4 (H.264 dan AAC) paling lama lima menit.`,
    en: `Threads cannot use this picture or video.${said} Take JPEG or PNG pictures, or an MP4 video (H.264 and AAC) of at most five minutes.`,
  }
}

const noAddress = {
  id: 'Threads mengambil sendiri gambar dan video dari alamat umum, dan server ini belum punya alamat umum, jadi tidak ada yang terkirim. Pasang Percakapan di alamat yang terbuka untuk umum (https), atau kirim teksnya saja.',
  en: 'Threads itself fetches pictures and videos from a public address, and this server has none yet, so nothing was sent. Put Percakapan at an address that is open to the public (https), or send the words alone.',
}
const expired = {
  id: 'Threads sudah menyiapkan kiriman ini, tetapi tidak terkirim dalam sehari, jadi dibuang lagi. Jadwalkan ulang kirimannya.',
  en: 'Threads had prepared this post, but it was not sent within a day, so it was thrown away again. Please schedule it again.',
}
