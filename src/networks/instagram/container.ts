import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import type { Words } from '../../core/words.ts'
import type { Graph, Params } from '../meta.ts'
import type { Session } from '../network.ts'
import { Made } from './api.ts'

const edge = (session: Session) => `/${encodeURIComponent(session.account.remoteId)}/media`

/**
 * What the network makes of a post's media before it can be published: one container, or one for each picture of a
 * carousel. The network fetches the files itself; a container that is never published goes away after a day, so that it
 * may be made twice. https://developers.facebook.com/docs/instagram-platform/content-publishing/
 */
export async function makeContainers(part: Part, session: Session, graph: Graph): Promise<string[]> {
  const caption = part.text || undefined
  if (part.video) {
    const params = { media_type: 'REELS', video_url: addressFor(part.video.address), caption }
    return [await make(params, session, graph)]
  }
  const single = part.pictures.length === 1
  const ids: string[] = []
  for (const { address, alt } of part.pictures) {
    const more = single ? { caption } : { is_carousel_item: true }
    ids.push(await make({ image_url: addressFor(address), alt_text: alt || undefined, ...more }, session, graph))
  }
  return ids
}

/** The container that holds the others. */
export async function makeCarousel(
  children: readonly string[],
  caption: string,
  session: Session,
  graph: Graph,
): Promise<string> {
  return await make({ media_type: 'CAROUSEL', children, caption: caption || undefined }, session, graph)
}

async function make(params: Params, session: Session, graph: Graph): Promise<string> {
  return (await graph.post(edge(session), params, Made, { repeatable: true })).id
}

function addressFor(address: string | undefined): string {
  if (address) return address
  throw new Problem('rejected', noAddress)
}

const Status = z.object({ status_code: z.string(), status: z.string().optional() })

/** https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-container */
export type Readiness = 'working' | 'ready' | 'published'

/**
 * How far a container is.
 * @throws Problem `rejected` where the network could not use the media, or nobody published them within a day
 */
export async function readinessOf(container: string, graph: Graph): Promise<Readiness> {
  const { status_code: code, status } = await graph.get(`/${container}`, { fields: 'status_code,status' }, Status)
  if (code === 'FINISHED') return 'ready'
  if (code === 'PUBLISHED') return 'published'
  if (code === 'EXPIRED') throw new Problem('rejected', expired, { detail: 'the container has expired' })
  if (code === 'ERROR') throw new Problem('rejected', unusable(status), { detail: `the container failed: ${status}` })
  return 'working'
}

/** The network's own words, where it has some: a line with a code in it. */
function unusable(status: string | undefined): Words {
  const said = status ? ` (“${status.replace(/[^\p{L}\p{N} .,:/_-]/gu, ' ').slice(0, 200)}”)` : ''
  return {
    id: `Instagram tidak dapat memakai gambar atau video ini.${said} Periksa ukurannya: gambar antara 4:5 dan 1,91:1, video MP4 (H.264 dan AAC) 3 detik sampai 15 menit.`,
    en: `Instagram cannot use this picture or video.${said} Check its shape: pictures between 4:5 and 1.91:1, videos MP4 (H.264 and AAC) of 3 seconds to 15 minutes.`,
  }
}

const noAddress = {
  id: 'Instagram mengambil sendiri gambar dan video dari alamat umum, dan server ini belum punya alamat umum, jadi tidak ada yang terkirim. Pasang Percakapan di alamat yang terbuka untuk umum (https), atau kirimlah dari ponsel.',
  en: 'Instagram itself fetches pictures and videos from a public address, and this server has none yet, so nothing was sent. Put Percakapan at an address that is open to the public (https), or post from your phone.',
}
const expired = {
  id: 'Instagram sudah menyiapkan kiriman ini, tetapi tidak terkirim dalam sehari, jadi dibuang lagi. Jadwalkan ulang kirimannya.',
  en: 'Instagram had prepared this post, but it was not sent within a day, so it was thrown away again. Please schedule it again.',
}
