import type { BlueskyFake } from './fake.ts'
import { cid, did, type Gatekept, rawCid, type Stored } from './shapes.ts'

/** What the network keeps, in memory. */
export function createWorld() {
  const world = {
    meddling: false,
    count: 0,
    signedOut: false,
  }

  const records = new Map<string, Stored>()
  const gates = new Map<string, Gatekept>()
  const notifications: object[] = []
  const uploads: BlueskyFake['uploads'] = []
  const service: BlueskyFake['service'] = { canUpload: true, left: 25, busy: 2 }
  const jobs = new Map<string, { asked: number; bytes: number }>()
  const keep = (rkey: string, value: Stored['value']): Stored => {
    const stored = { uri: `at://${did}/app.bsky.feed.post/${rkey}`, cid: cid(++world.count), value }
    records.set(rkey, stored)
    return stored
  }
  const keepGate = (collection: string, rkey: string, value: object): Gatekept => {
    const kept = { uri: `at://${did}/${collection}/${rkey}`, cid: cid(++world.count), value }
    gates.set(`${collection}/${rkey}`, kept)
    return kept
  }
  const blobOf = (size: number) => ({ $type: 'blob', ref: { $link: rawCid(size) }, mimeType: 'video/mp4', size })
  const refuse = (error: string, message: string, status = 400) => Response.json({ error, message }, { status })
  return Object.assign(world, { records, gates, notifications, uploads, service, jobs, keep, keepGate, blobOf, refuse })
}
/** The same, as the endpoints take it. */
export type World = ReturnType<typeof createWorld>
