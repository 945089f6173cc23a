import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { connectChannel, publicMedia } from '../channels/index.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import {
  beginUpload,
  finishUpload,
  type MediaRow,
  makeDueRendition,
  openMediaStore,
  receivePiece,
} from '../media/index.ts'
import { lookAtVideo } from '../media/video.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { describeWithFfmpeg, film } from '../testing/ffmpeg.ts'
import { type VideoNetwork, videoNetwork } from '../testing/video-network.ts'
import { deliverDue, findDelivery, retryDelivery, schedulePost } from './index.ts'
import { wakeForRendition } from './renditions.ts'

const folder = mkdtempSync(join(tmpdir(), 'percakapan-converted-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const never = new AbortController().signal
const takes = { bytes: 5_000_000, seconds: 300, types: ['video/mp4'] }

describeWithFfmpeg('a post whose video is converted', (program) => {
  let context: TestContext
  let cinema: VideoNetwork
  let theatre: VideoNetwork
  let channels: string[]
  let media: MediaRow
  const whole = join(folder, 'panen.webm')

  beforeAll(() => film(whole, { seconds: 6, as: ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus'] }))
  beforeEach(async () => {
    cinema = videoNetwork('Bioskop', takes)
    theatre = videoNetwork('Teater', { ...takes, bytes: 5_050_000 })
    const env = { FFMPEG: program, BASE_URL: 'https://kopisenja.id' }
    context = await testContext([cinema.network, theatre.network], env)
    channels = [await connect('Bioskop'), await connect('Teater')]
    const { actor } = context
    const bytes = readFileSync(whole)
    const { id } = await beginUpload(context, actor, { name: 'panen.webm', bytes: bytes.length })
    await receivePiece(context, actor, id, 0, bytes)
    media = await finishUpload(context, actor, id, 'Panen kopi')
  })
  afterEach(() => context.close())

  async function connect(network: string): Promise<string> {
    const done = await connectChannel(context, context.actor, network, { handle: 'rina', password: 'right' })
    if (!('channel' in done)) throw new Error('no channel')
    return done.channel.id
  }
  const post = (ids: readonly string[]) =>
    schedulePost(context, context.actor, {
      drafts: ids.map((channelId) => ({ channelId, text: 'Panen kopi hari ini.', mediaIds: [media.id] })),
      timeZone: 'Asia/Jakarta',
    })
  const delivery = (id: string) => inWorkspace(context.db, context.actor.workspaceId, (tx) => findDelivery(tx, id))
  const make = () => makeDueRendition(context, never, (workspace, id) => wakeForRendition(context, workspace, id))
  const files = () => readdirSync(join(context.config.dataDir, 'media')).filter((name) => name.endsWith('.mp4'))

  test('waits until the rendition is there, says how far it is, and then leaves at once', async () => {
    const [id = ''] = await post(channels.slice(0, 1))
    expect((await delivery(id)).reason?.en).toContain('waits for its turn')
    context.clock.advance(11)
    await deliverDue(context, never)
    expect(await delivery(id)).toMatchObject({ state: 'scheduled', attempts: 0 })
    expect(cinema.videos).toEqual([])
    await asSystem(context.db, (tx) => tx.updateTable('rendition').set({ state: 'making', progress: 0.4 }).execute())
    expect(await delivery(id)).toMatchObject({
      reason: { id: expect.stringContaining('40 %') },
      progress: expect.closeTo(0.4),
    })
    await asSystem(context.db, (tx) => tx.updateTable('rendition').set({ state: 'waiting' }).execute())
    await make()
    // Its next try was later: the rendition has woken it.
    expect(await deliverDue(context, never)).toEqual([id])
    expect(await delivery(id)).toMatchObject({ state: 'published', reason: null })
    const [sent] = cinema.videos
    expect(sent).toMatchObject({ mime: 'video/mp4' })
    const path = join(folder, 'sent.mp4')
    writeFileSync(path, sent?.bytes as Buffer)
    expect(await lookAtVideo(path, 'sent')).toMatchObject({ mime: 'video/mp4', tracks: { video: 'avc', audio: 'aac' } })
  })

  test('is made before its time, and then nothing waits', async () => {
    const [id = ''] = await post(channels.slice(0, 1))
    await make()
    expect(await delivery(id)).toMatchObject({ state: 'scheduled', reason: null, progress: null })
    context.clock.advance(11)
    await deliverDue(context, never)
    expect(await delivery(id)).toMatchObject({ state: 'published' })
  })

  test('goes to two networks as one rendition; whoever fetches it finds the same bytes', async () => {
    const ids = await post(channels)
    await make()
    expect(await make()).toBeUndefined()
    expect(files()).toHaveLength(1)
    context.clock.advance(11)
    await deliverDue(context, never)
    for (const id of ids) expect(await delivery(id)).toMatchObject({ state: 'published' })
    const [first, second] = [cinema.videos[0], theatre.videos[0]]
    expect(first?.bytes.equals(second?.bytes as Buffer)).toBe(true)
    const [channel, rendition, signature] = new URL(first?.address ?? '').pathname.split('/').slice(3) as [
      string,
      string,
      string,
    ]
    const found = await publicMedia(context, channel, rendition, signature)
    expect(found).toEqual({ file: files()[0] })
    expect(await openMediaStore(context.config).size(files()[0] as string)).toBe(first?.bytes.length)
    await expect(publicMedia(context, channel, media.id, signature)).rejects.toMatchObject({ kind: 'gone' })
  })

  test('is refused in words when its file is damaged, and sent again once that is mended', async () => {
    const stored = openMediaStore(context.config).pathOf?.(media.file) as string
    writeFileSync(stored, readFileSync(whole).subarray(0, media.bytes / 3))
    const [id = ''] = await post(channels.slice(0, 1))
    await make()
    // It is known before its time comes.
    expect((await delivery(id)).reason?.id).toContain('rusak')
    context.clock.advance(11)
    await deliverDue(context, never)
    expect(await delivery(id)).toMatchObject({ state: 'rejected', reason: { en: expect.stringContaining('damaged') } })
    expect(cinema.videos).toEqual([])
    writeFileSync(stored, readFileSync(whole))
    await retryDelivery(context, context.actor, id)
    await make()
    await deliverDue(context, never)
    expect(await delivery(id)).toMatchObject({ state: 'published' })
    expect(cinema.videos).toHaveLength(1)
  })

  test('gets a rendition that is lost made again', async () => {
    const [id = ''] = await post(channels.slice(0, 1))
    // A restored backup has no renditions.
    await asSystem(context.db, (tx) => tx.deleteFrom('rendition').execute())
    context.clock.advance(11)
    await deliverDue(context, never)
    expect(await delivery(id)).toMatchObject({ state: 'scheduled' })
    await make()
    await deliverDue(context, never)
    expect(await delivery(id)).toMatchObject({ state: 'published' })
  })
})
