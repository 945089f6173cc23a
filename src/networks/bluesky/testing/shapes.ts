import { createHash } from 'node:crypto'
import { AppBskyFeedPost, AppBskyFeedPostgate, AppBskyFeedThreadgate, jsonToLex } from '@atproto/api'
import { fakeNow } from '../../testing/fake.ts'

export interface Stored {
  uri: string
  cid: string
  value: { text: string; createdAt: string; reply?: unknown; embed?: unknown }
}

/** A record of another kind that goes with a post. */
export interface Gatekept {
  uri: string
  cid: string
  value: { allow?: unknown[]; hiddenReplies?: string[]; embeddingRules?: unknown[] }
}

export interface Write {
  $type?: string
  collection: string
  rkey: string
  value: unknown
}

export const elsewhere = 'https://pds.example'

/** A server of Bluesky's own, whose accounts the video service serves. */
export const official = 'https://morel.us-east.host.bsky.network'

export const did = 'did:plc:ewvi7nxzyoun6zhxrhs64oiz'

export const password = 'abcd-efgh-ijkl-mnop'

/** A CID as records have it: version 1, dag-cbor, sha2-256, in base32. https://atproto.com/specs/data-model#link-and-cid-formats */
export function cid(number: number): string {
  return encodeCid(0x71, String(number))
}

function encodeCid(codec: number, content: string): string {
  const hash = createHash('sha256').update(content).digest()
  const bits = [0x01, codec, 0x12, 0x20, ...hash].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const letters = bits.match(/.{1,5}/g) ?? []
  return `b${letters.map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')}`
}

/** The CID of bytes: version 1, raw, sha2-256. */
export function rawCid(number: number): string {
  return encodeCid(0x55, `blob ${number}`)
}

export const collection = 'app.bsky.feed.post'

const validators: Readonly<Record<string, (record: unknown) => { success: boolean; error?: Error }>> = {
  [collection]: AppBskyFeedPost.validateRecord,
  'app.bsky.feed.threadgate': AppBskyFeedThreadgate.validateRecord,
  'app.bsky.feed.postgate': AppBskyFeedPostgate.validateRecord,
}

/** What the lexicon has against a record. */
export function faultOf(name: string, rkey: string, record: unknown): string | undefined {
  if (!/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/.test(rkey)) return 'Invalid TID'
  const valid = validators[name]?.(jsonToLex(record as Parameters<typeof jsonToLex>[0]))
  return valid?.success ? undefined : `Invalid ${name} record: ${valid?.error?.message ?? 'unknown collection'}`
}

/** A token whose time is over in a year. */
const token = (name: string) =>
  `e30.${Buffer.from(JSON.stringify({ sub: name, exp: fakeNow.getTime() / 1000 + 3600 * 24 * 365 })).toString('base64url')}.geheim${name}`

export const accessJwt = token('access')

export const refreshJwt = token('refresh')
