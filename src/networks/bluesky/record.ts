import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Part, Picture } from '../../core/post.ts'
import { HttpProblem } from '../http.ts'
import type { Session, Thread } from '../network.ts'
import type { Client } from './xrpc.ts'

/** Where posts lie in an account’s repository (NSID). */
export const collection = 'app.bsky.feed.post'

/** Where a record is, and which version of it. */
export const Reference = z.object({ uri: z.string(), cid: z.string() })
export type Reference = z.infer<typeof Reference>

/** The largest picture of a link card: `thumb` in the lexicon app.bsky.embed.external. */
const thumbBytes = 1_000_000

const alphabet = '234567abcdefghijklmnopqrstuvwxyz'
const firstInstant = Date.UTC(2023, 0, 1)
const span = 3 * 365 * 24 * 3600 * 1000

/**
 * A record key made from our key alone, so that a second write meets the first. It has the shape of a TID
 * (https://atproto.com/specs/tid), which the lexicon asks for; the time in it is not a real one, but lies in the past.
 */
export function recordKey(key: string): string {
  const hash = createHash('sha256').update(`percakapan:${key}`).digest()
  const micros = BigInt(firstInstant) * 1000n + (hash.readBigUInt64BE(0) % (BigInt(span) * 1000n))
  let left = (micros << 10n) | BigInt(hash.readUInt16BE(8) & 1023)
  let text = ''
  for (let place = 0; place < 13; place++) {
    text = (alphabet[Number(left & 31n)] as string) + text
    left >>= 5n
  }
  return text
}

/** The address of a copy for people. */
export function permalinkOf(uri: string): string {
  const [, , did = '', , key = ''] = uri.split('/')
  return `https://bsky.app/profile/${did}/post/${key}`
}

/** The whole record of a part: https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json */
export async function makeRecord(
  part: Part,
  session: Session,
  client: Client,
  thread?: Thread,
  video?: object,
): Promise<object> {
  const facets = await makeFacets(part, client)
  const embed = video ?? (await makeEmbed(part, session, client))
  return {
    $type: collection,
    text: part.text,
    createdAt: session.now().toISOString(),
    ...(part.language ? { langs: [part.language] } : {}),
    ...(facets.length > 0 ? { facets } : {}),
    ...(embed ? { embed } : {}),
    ...(thread ? { reply: { root: referenceOf(thread.root), parent: referenceOf(thread.parent) } } : {}),
  }
}

function referenceOf(place: Thread['root']): Reference {
  return Reference.parse({ uri: place.remoteId, ...place.reference })
}

/** Links, tags and those mentions whose handle exists: https://docs.bsky.app/docs/advanced-guides/post-richtext */
async function makeFacets(part: Part, client: Client): Promise<object[]> {
  const facets: object[] = []
  for (const entity of part.entities) {
    const feature = await featureOf(entity.type, entity.value, client)
    if (!feature) continue
    facets.push({ index: { byteStart: entity.byteStart, byteEnd: entity.byteEnd }, features: [feature] })
  }
  return facets
}

async function featureOf(type: Part['entities'][number]['type'], value: string, client: Client) {
  if (type === 'link') return { $type: 'app.bsky.richtext.facet#link', uri: value }
  if (type === 'tag') return { $type: 'app.bsky.richtext.facet#tag', tag: value }
  const did = await resolveHandle(value, client)
  return did === undefined ? undefined : { $type: 'app.bsky.richtext.facet#mention', did }
}

/** Whose handle it is; `undefined` for nobody's, which then stays plain text as in Bluesky's own app. */
async function resolveHandle(handle: string, client: Client): Promise<string | undefined> {
  try {
    const found = await client.get('com.atproto.identity.resolveHandle', { handle }, z.object({ did: z.string() }))
    return found.did
  } catch (error) {
    if (
      error instanceof HttpProblem &&
      error.reason === 'status' &&
      (error.kind === 'rejected' || error.kind === 'gone')
    ) {
      return undefined
    }
    throw error
  }
}

/** Pictures, or else the card: a post carries one of them. */
async function makeEmbed(part: Part, session: Session, client: Client): Promise<object | undefined> {
  if (part.pictures.length > 0) {
    const images: object[] = []
    for (const picture of part.pictures) {
      const image = await uploadPicture(picture, await session.picture(picture), client)
      images.push({ image, alt: picture.alt, aspectRatio: { width: picture.width, height: picture.height } })
    }
    return { $type: 'app.bsky.embed.images', images }
  }
  if (!part.card) return undefined
  const { url, title, description, picture } = part.card
  const bytes = picture ? await session.picture(picture) : undefined
  // A card is worth more without its picture than not at all.
  const thumb =
    picture && bytes && bytes.byteLength <= thumbBytes ? await uploadPicture(picture, bytes, client) : undefined
  const external = { uri: url, title, description, ...(thumb ? { thumb } : {}) }
  return { $type: 'app.bsky.embed.external', external }
}

/** Bytes that no record names are thrown away by the server, so that an upload may be repeated. */
async function uploadPicture(picture: Picture, bytes: Uint8Array<ArrayBuffer>, client: Client): Promise<unknown> {
  const headers = { 'content-type': picture.mime }
  const call = { headers, body: bytes, repeatable: true }
  const { blob } = await client.post('com.atproto.repo.uploadBlob', call, z.object({ blob: z.unknown() }))
  return blob
}
