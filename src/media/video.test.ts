import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../context.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { type S3Server, s3Server } from '../testing/s3-server.ts'
import { makeVideo, makeWebm } from '../testing/video.ts'
import {
  addPicture,
  beginUpload,
  finishUpload,
  forgetUploads,
  openMediaStore,
  receivePiece,
  uploadOf,
} from './index.ts'
import { forgetPlace, lookAtVideo } from './video.ts'

const folder = mkdtempSync(join(tmpdir(), 'percakapan-video-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const gigabyte = 1024 ** 3
/** A picture that can't be made small. */
const noise = (edge: number) =>
  sharp(randomBytes(edge * edge * 3), { raw: { width: edge, height: edge, channels: 3 } })
    .png()
    .toBuffer()
const file = (name: string, bytes: Uint8Array) => {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

describe('a video is looked into', () => {
  test('by its content: kind, size, time', async () => {
    const seen = await lookAtVideo(file('a.txt', await makeVideo(7)), 'a.txt')
    expect(seen).toMatchObject({ mime: 'video/mp4', ending: 'mp4', width: 640, height: 360 })
    expect(seen.seconds).toBeCloseTo(7, 1)
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['words', Buffer.from('Halo dunia, ini bukan video.')],
    ['a page', Buffer.from('<html><script>alert(1)</script></html>')],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['half a head', Buffer.from('0000001866747970', 'hex')],
  ])('%s is none, and is said so', async (_what, bytes) => {
    await expect(lookAtVideo(file('b.mp4', bytes), 'liburan.mp4')).rejects.toMatchObject({
      kind: 'wrong-input',
      field: 'file',
      words: { en: expect.stringContaining('liburan.mp4') },
    })
  })

  test('and forgets where it was taken; it plays as before', async () => {
    const bytes = await makeVideo(3, 5000, '+06.2088+106.8456/')
    expect(bytes.includes('+06.2088')).toBe(true)
    const path = file('c.mp4', bytes)
    await forgetPlace(path)
    const clean = readFileSync(path)
    expect(clean.includes('+06.2088')).toBe(false)
    expect(clean.length).toBe(bytes.length)
    expect(await lookAtVideo(path, 'c.mp4')).toMatchObject({ width: 640, height: 360 })
    // Its pictures are untouched.
    const mdat = bytes.indexOf('mdat')
    expect(clean.subarray(clean.indexOf('mdat'))).toEqual(bytes.subarray(mdat))
  })

  test('boxes that lie about their length end the walk, not the program', async () => {
    const hostile = Buffer.concat([
      Buffer.from('00000010', 'hex'),
      Buffer.from('moov'),
      Buffer.from('7fffffff', 'hex'),
      Buffer.from('udta'),
    ])
    const path = file('d.mp4', hostile)
    await forgetPlace(path)
    expect(readFileSync(path)).toEqual(hostile)
  })
})

describe.each(['a folder', 'a bucket'])('an upload into %s', (kind) => {
  let context: TestContext
  let server: S3Server | undefined
  beforeAll(async () => {
    if (kind === 'a bucket') server = await s3Server()
  })
  afterAll(() => server?.close())
  beforeEach(async () => {
    context = await testContext([], server?.env ?? {})
  })
  afterEach(() => context.close())

  test('comes in pieces, goes on after a break, and is there byte for byte', async () => {
    const bytes = await makeVideo(20, 500_000)
    const { id } = await beginUpload(context, context.actor, { name: 'panen.mp4', bytes: bytes.length })
    const half = Math.floor(bytes.length / 2)
    await receivePiece(context, context.actor, id, 0, bytes.subarray(0, half))
    // The answer was lost: the same piece comes again.
    await receivePiece(context, context.actor, id, 0, bytes.subarray(0, half))
    await expect(receivePiece(context, context.actor, id, half + 10, bytes.subarray(half + 10))).rejects.toMatchObject({
      kind: 'conflict',
      data: { received: half },
    })
    await expect(finishUpload(context, context.actor, id, '')).rejects.toMatchObject({ kind: 'conflict' })
    const { received } = await uploadOf(context, context.actor, id)
    await receivePiece(context, context.actor, id, received, bytes.subarray(received))
    const row = await finishUpload(context, context.actor, id, 'Panen kopi')
    expect(row).toMatchObject({ mime: 'video/mp4', width: 640, height: 360, bytes: bytes.length, alt: 'Panen kopi' })
    expect(row.seconds).toBeCloseTo(20, 1)
    const store = openMediaStore(context.config)
    expect(await store.size(row.file)).toBe(bytes.length)
    const pieces = []
    for (let at = 0; at < bytes.length; at += 3_000_000)
      pieces.push(await store.read(row.file, at, Math.min(bytes.length, at + 3_000_000)))
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true)
    await expect(uploadOf(context, context.actor, id)).rejects.toMatchObject({ kind: 'gone' })
  })

  test('of a WebM is kept without its place', async () => {
    const bytes = await makeWebm(3, { raw: { LOCATION: '-06.2088+106.8456/' } })
    const { id } = await beginUpload(context, context.actor, { name: 'panen.webm', bytes: bytes.length })
    await receivePiece(context, context.actor, id, 0, bytes)
    const row = await finishUpload(context, context.actor, id, '')
    expect(row).toMatchObject({ mime: 'video/webm', width: 640, height: 360, bytes: bytes.length })
    const kept = await openMediaStore(context.config).read(row.file, 0, bytes.length)
    expect(bytes.includes('106.8456')).toBe(true)
    expect(Buffer.from(kept).includes('106.8456')).toBe(false)
  })

  test('takes room of its person and its brand; what is too much is refused before a byte of it comes', async () => {
    const { config } = context
    Object.assign(config, { uploadsGb: 3, uploadsPersonGb: 2 })
    const colleague = { ...(await makeWorkspace(context)), workspaceId: context.actor.workspaceId }
    const begin = (actor: Actor, bytes: number) => beginUpload(context, actor, { name: 'panen.mp4', bytes })
    await begin(context.actor, gigabyte)
    await begin(context.actor, gigabyte - 100)
    // So many at once are counted one after the other.
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => begin(context.actor, 60)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const [refused] = tries.filter((one) => one.status === 'rejected')
    expect(refused?.reason).toMatchObject({
      kind: 'rate-limited',
      retryAt: new Date('2026-11-24T00:00:00Z'),
      words: { id: expect.stringContaining('2 GB'), en: expect.stringContaining('2 GB') },
    })
    // Somebody else of the brand still may, up to what the brand has.
    await begin(colleague, gigabyte - 1000)
    const tooMuch = { kind: 'wrong-input', field: 'file', words: { en: expect.stringContaining('3 GB') } }
    await expect(begin(colleague, 2000)).rejects.toMatchObject(tooMuch)
    const picture = { bytes: await noise(64), name: 'a.png', alt: '' }
    await expect(addPicture(context, colleague, picture)).rejects.toMatchObject(tooMuch)
    await begin(await makeWorkspace(context), 2000)
    // What nobody went on with gives its room back, and a new day begins.
    context.clock.advance(25 * 3600)
    await forgetUploads(context)
    await begin(context.actor, gigabyte)
    config.uploadsGb = 2
    const { bytes } = await addPicture(context, colleague, picture)
    const left = { kind: 'wrong-input', words: { en: expect.stringContaining('2 GB') } }
    await expect(begin(colleague, gigabyte - bytes + 1)).rejects.toMatchObject(left)
    await begin(colleague, gigabyte - bytes)
  })

  test('of somebody else’s is nobody’s business; too big is said at once; a forgotten one goes after a day', async () => {
    const { id } = await beginUpload(context, context.actor, { name: 'a.mp4', bytes: 100 })
    await receivePiece(context, context.actor, id, 0, Buffer.alloc(50))
    const other = await makeWorkspace(context)
    await expect(receivePiece(context, other, id, 50, Buffer.alloc(50))).rejects.toMatchObject({ kind: 'gone' })
    await expect(beginUpload(context, context.actor, { name: 'b.mp4', bytes: 2 ** 31 })).rejects.toMatchObject({
      kind: 'wrong-input',
    })
    context.clock.advance(25 * 3600)
    await forgetUploads(context)
    await expect(uploadOf(context, context.actor, id)).rejects.toMatchObject({ kind: 'gone' })
  })
})
