import { Hono } from 'hono'
import { connectFirst } from '../../testing/connecting.ts'
import { type Fake, fetchOf } from '../../testing/fake.ts'
import { accountAt } from './account.ts'
import { failures } from './failures.ts'
import { feedAt } from './feed.ts'
import { recordsAt } from './records.ts'
import { accessJwt, cid, elsewhere, type Gatekept, password, refreshJwt } from './shapes.ts'
import { videoAt } from './video.ts'
import { createWorld } from './world.ts'

/** What only this network's own tests ask for. */
export interface BlueskyFake extends Fake {
  /** The gate records that stand now, by `collection/rkey`. */
  gates: ReadonlyMap<string, Gatekept>
  /** The embeds of the posts that stand now. */
  embeds(): unknown[]
  /** Uploads as they came: where to, and how many bytes. */
  uploads: { to: 'server' | 'service'; bytes: number }[]
  /** How the video service behaves. */
  service: { canUpload: boolean; left: number; failing?: string; busy: number }
  /** Somebody else changes a gate between our look and our write, once. */
  meddle(): void
}

/**
 * PDS, AppView and video service in one; records are checked against the lexicon by the official library. The video
 * service is that of https://docs.bsky.app/docs/tutorials/video.
 */
export function createFake(server = elsewhere): BlueskyFake {
  const world = createWorld()
  const { gates, uploads, service, records, keep, notifications } = world
  const app = new Hono()
  accountAt(app, world)
  recordsAt(app, world)
  feedAt(app, world)
  const { video } = videoAt(world, server)
  const answer = fetchOf((request) => (new URL(request.url).hostname === 'video.bsky.app' ? video : app).fetch(request))
  return {
    gates,
    uploads,
    service,
    embeds: () => [...records.values()].map(({ value }) => value.embed),
    meddle: () => {
      world.meddling = true
    },
    isShown: (uri) => [...gates.values()].every(({ value }) => !value.hiddenReplies?.includes(uri)),
    fetch: answer,
    connect: (network) => connectFirst(network, { fetch: answer, form: { handle: 'sari.example', password, server } }),
    posts: () => [...records.values()].map(({ value }) => value.text),
    isPublish: (_method, url) => /createRecord|applyWrites/.test(url.pathname),
    addPost: (text, at) =>
      void keep(`3k${String(++world.count).padStart(11, '2')}`, { text, createdAt: at.toISOString() }),
    addResponse: (to, text, at) => {
      const parent = [...records.values()].find(({ uri }) => uri === to)
      const reference = { uri: to, cid: parent?.cid ?? '' }
      const uri = `at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3l${String(++world.count).padStart(11, '2')}`
      const author = { did: 'did:plc:z72i7hdynmk6r22z27h6tvur', handle: 'budi.bsky.social', displayName: 'Budi' }
      const record = { text, createdAt: at.toISOString(), reply: { root: reference, parent: reference } }
      notifications.push({ uri, cid: cid(++world.count), reason: 'reply', indexedAt: at.toISOString(), author, record })
      return uri
    },
    failures,
    secrets: () => [accessJwt, refreshJwt],
  }
}
