import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { asSystem, inWorkspace } from '../db/client.ts'
import type { Limits } from '../networks/network.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { describeWithFfmpeg, type Film, film } from '../testing/ffmpeg.ts'
import { s3Server } from '../testing/s3-server.ts'
import { makeVideo } from '../testing/video.ts'
import { fitVideo, unfitness } from './fit-video.ts'
import { beginUpload, finishUpload, type MediaRow, openMediaStore, receivePiece } from './index.ts'
import { makeDueRendition, startRenditionMaker } from './rendition-maker.ts'
import {
  forgetRenditions,
  renditionFile,
  renditionId,
  requestRenditions,
  retryRenditions,
  sentVideo,
} from './renditions.ts'
import { lookAtStored } from './video.ts'

const folder = mkdtempSync(join(tmpdir(), 'percakapan-renditions-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const limits: NonNullable<Limits['video']> = { bytes: 100_000_000, seconds: 600, types: ['video/mp4'] }
const never = new AbortController().signal

describeWithFfmpeg('a rendition of a video', (program) => {
  let context: TestContext
  let told: string[]
  const settled = async (_workspace: string, mediaId: string) => void told.push(mediaId)
  const make = () => makeDueRendition(context, never, settled)

  beforeEach(async () => {
    told = []
    context = await testContext([], { FFMPEG: program })
  })
  afterEach(() => context.close())

  async function upload(bytes: Uint8Array, name: string, into: TestContext = context): Promise<MediaRow> {
    const { id } = await beginUpload(into, into.actor, { name, bytes: bytes.length })
    await receivePiece(into, into.actor, id, 0, bytes)
    return finishUpload(into, into.actor, id, '')
  }

  async function filmed(name: string, how: Film, into: TestContext = context): Promise<MediaRow> {
    await film(join(folder, name), how)
    return upload(readFileSync(join(folder, name)), name, into)
  }

  async function want(media: MediaRow, most = limits, into: TestContext = context): Promise<string> {
    const target = fitVideo(media, most)?.target
    if (!target) throw new Error('nothing fits')
    await inWorkspace(into.db, into.actor.workspaceId, (tx) =>
      requestRenditions(into, tx, into.actor.workspaceId, [{ id: media.id, target }]),
    )
    return target
  }

  /** The same film, marked to be shown a quarter turned. */
  async function turn(name: string, turned: string): Promise<Buffer> {
    const from = join(folder, name)
    const to = join(folder, turned)
    const run = (...args: string[]) => execFileSync(program, ['-v', 'error', '-y', ...args, to], { stdio: 'ignore' })
    try {
      run('-display_rotation', '90', '-i', from, '-c', 'copy')
    } catch {
      // Before ffmpeg 6 it was a tag.
      run('-i', from, '-c', 'copy', '-metadata:s:v:0', 'rotate=90')
    }
    return readFileSync(to)
  }

  const rows = () => asSystem(context.db, (tx) => tx.selectFrom('rendition').selectAll().execute())
  const seen = (id: string, into: TestContext = context) => lookAtStored(openMediaStore(into.config), renditionFile(id))

  test.each([
    ['a WebM', 'a.webm', ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus'], 'type'],
    [
      'HEVC in an MP4',
      'b.mp4',
      ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none', '-tag:v', 'hvc1'],
      'codec',
    ],
    ['ten bits', 'c.mp4', ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p10le'], 'codec'],
    [
      'a MOV with plain sound',
      'd.mov',
      ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'pcm_s16le'],
      'type',
    ],
    ['AV1 in an MP4', 'e.mp4', ['-c:v', 'libsvtav1', '-preset', '12', '-c:a', 'aac'], 'codec'],
    ['ProRes', 'f.mov', ['-c:v', 'prores_ks', '-c:a', 'pcm_s24le'], 'type'],
    ['MPEG-4 and MP3', 'g.mp4', ['-c:v', 'mpeg4', '-c:a', 'libmp3lame'], 'codec'],
    ['VP9 with Vorbis', 'h.webm', ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-c:a', 'libvorbis'], 'type'],
    [
      'VP9 that one sees through',
      'i.webm',
      ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-pix_fmt', 'yuva420p'],
      'type',
    ],
  ] as const)('of %s is an MP4 with H.264 and AAC', async (_what, name, as, why) => {
    const media = await filmed(name, { as })
    expect(unfitness(media, limits)).toBe(why)
    const target = await want(media)
    const id = await make()
    expect(id).toBe(renditionId(media.id, target))
    expect(await rows()).toMatchObject([{ id, state: 'ready', progress: 1, problem: null, lease_token: null }])
    expect(told).toEqual([media.id])
    const sent = await sentVideo(context, context.actor.workspaceId, { id: media.id, target })
    expect(sent).toMatchObject({ file: `${id}.mp4`, mime: 'video/mp4' })
    expect(await openMediaStore(context.config).size(sent.file)).toBe(sent.bytes)
    const rendition = await seen(id as string)
    expect(rendition).toMatchObject({
      mime: 'video/mp4',
      width: 320,
      height: 180,
      tracks: { video: 'avc', audio: 'aac' },
    })
    expect(rendition.seconds).toBeCloseTo(2, 0)
    expect(unfitness({ ...rendition, bytes: sent.bytes }, limits)).toBeUndefined()
    // It begins to play before all of it is there.
    const head = await openMediaStore(context.config).read(sent.file, 0, sent.bytes)
    expect(head.indexOf('moov')).toBeLessThan(head.indexOf('mdat'))
  })

  test('stays below the bytes that the network takes', async () => {
    const media = await filmed('noise.mp4', {
      size: '1280x720',
      seconds: 4,
      noise: true,
      as: ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '18', '-pix_fmt', 'yuv420p', '-c:a', 'aac'],
    })
    const most = { ...limits, bytes: 700_000 }
    expect(media.bytes).toBeGreaterThan(3_000_000)
    const target = await want(media, most)
    await make()
    const { bytes } = await sentVideo(context, context.actor.workspaceId, { id: media.id, target })
    expect(bytes).toBeLessThanOrEqual(most.bytes)
    // Not a blur either: it uses what there is.
    expect(bytes).toBeGreaterThan(most.bytes / 4)
    expect(await seen(renditionId(media.id, target))).toMatchObject({
      height: 720,
      tracks: { video: 'avc', audio: 'aac' },
    })
  })

  test('of a video that lies on its side stands upright', async () => {
    await film(join(folder, 'lying.mp4'), {
      as: ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none'],
    })
    const media = await upload(await turn('lying.mp4', 'turned.mp4'), 'turned.mp4')
    expect(media).toMatchObject({ width: 180, height: 320 })
    const target = await want(media)
    const id = (await make()) as string
    expect(id).toBe(renditionId(media.id, target))
    const rendition = await seen(id)
    expect(rendition).toMatchObject({ width: 180, height: 320 })
    const { ALL_FORMATS, FilePathSource, Input } = await import('mediabunny')
    const path = openMediaStore(context.config).pathOf?.(renditionFile(id)) as string
    const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS })
    expect(await (await input.getPrimaryVideoTrack())?.getRotation()).toBe(0)
    input.dispose()
  })

  test('of what a phone films brighter than a screen shows is toned down', async () => {
    const bright = 'log-level=none:colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc'
    const tags = ['-color_primaries', 'bt2020', '-color_trc', 'arib-std-b67', '-colorspace', 'bt2020nc']
    const as = ['-c:v', 'libx265', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p10le', '-x265-params', bright, ...tags]
    const media = await filmed('bright.mp4', { as: [...as, '-tag:v', 'hvc1'] })
    expect(media.tracks).toMatchObject({ hdr: true })
    expect(await want(media)).toContain('~sdr')
    const { tracks } = await seen((await make()) as string)
    expect(tracks).toMatchObject({ video: 'avc', hdr: false })
    expect(tracks.profile).toMatch(/^avc1\.64/)
  })

  test('of a MOV from a phone keeps its pictures as they are, and how they stand', async () => {
    const plain = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac']
    await film(join(folder, 'lying.mov'), { as: plain })
    const media = await upload(await turn('lying.mov', 'turned.mov'), 'turned.mov')
    expect(media).toMatchObject({ mime: 'video/quicktime', width: 180, height: 320 })
    expect(await want(media)).toBe('mp4 v=copy a=copy')
    expect(await seen((await make()) as string)).toMatchObject({ mime: 'video/mp4', width: 180, height: 320 })
  })

  test('does not say where and with what it was taken', async () => {
    const place = '+06.2088+106.8456/'
    const media = await filmed('place.webm', {
      as: [
        '-c:v',
        'libvpx',
        '-deadline',
        'realtime',
        '-c:a',
        'libopus',
        '-metadata',
        `location=${place}`,
        '-metadata',
        'title=Liburan',
      ],
    })
    expect(readFileSync(join(folder, 'place.webm')).includes(place)).toBe(true)
    const target = await want(media)
    await make()
    const { file, bytes } = await sentVideo(context, context.actor.workspaceId, { id: media.id, target })
    const rendition = await openMediaStore(context.config).read(file, 0, bytes)
    expect(rendition.includes(place)).toBe(false)
    expect(rendition.includes('Liburan')).toBe(false)
  })

  test('is one, whoever asks for it and however many make renditions', async () => {
    const media = await filmed('one.webm', { as: ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus'] })
    await Promise.all([want(media), want(media), want(media, { ...limits, bytes: 99_000_000 })])
    const made = await Promise.all([make(), make(), make()])
    expect(made.filter((id) => id !== undefined)).toHaveLength(1)
    expect(await rows()).toMatchObject([{ state: 'ready', attempts: 1 }])
    expect(readdirSync(join(context.config.dataDir, 'media')).filter((name) => name.endsWith('.mp4'))).toHaveLength(1)
  })

  test('that a killed worker left is made anew, and is one', async () => {
    const media = await filmed('killed.webm', { as: ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus'] })
    const target = await want(media)
    const id = renditionId(media.id, target)
    await asSystem(context.db, (tx) =>
      tx
        .updateTable('rendition')
        .set({
          state: 'making',
          attempts: 1,
          lease_token: media.id,
          lease_until: new Date(context.clock.now().getTime() + 60_000),
        })
        .execute(),
    )
    // As long as its lease lasts it may be alive.
    expect(await make()).toBeUndefined()
    context.clock.advance(61)
    expect(await make()).toBe(id)
    expect(await rows()).toMatchObject([{ state: 'ready', attempts: 2 }])
    expect(existsSync(join(context.config.dataDir, 'copies', id))).toBe(false)
  })

  test('whose ffmpeg is killed in the middle is begun again; a stop gives it back', async () => {
    const media = await filmed('long.webm', {
      size: '1280x720',
      seconds: 20,
      as: ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '16', '-b:v', '2M', '-c:a', 'libopus'],
    })
    await want(media)
    const stop = new AbortController()
    const making = makeDueRendition(context, stop.signal, settled)
    await until(async () => (await rows())[0]?.state === 'making')
    await until(async () => (await ffmpegs(context)).length > 0)
    stop.abort()
    await making
    expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 0, lease_token: null }])
    expect(told).toEqual([])
    const again = make()
    await until(async () => (await ffmpegs(context)).length > 0)
    for (const pid of await ffmpegs(context)) process.kill(pid, 'SIGKILL')
    await again
    expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 1, lease_token: null }])
    expect(await make()).toBeUndefined()
    context.clock.advance(61)
    await make()
    expect(await rows()).toMatchObject([{ state: 'ready', attempts: 2 }])
    expect(told).toEqual([media.id])
  })

  test('of a damaged file is refused in words, and made anew when a person asks for it', async () => {
    await film(join(folder, 'cut.webm'), {
      seconds: 8,
      as: ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus'],
    })
    const whole = readFileSync(join(folder, 'cut.webm'))
    const media = await upload(whole, 'cut.webm')
    writeFileSync(openMediaStore(context.config).pathOf?.(media.file) as string, whole.subarray(0, whole.length / 3))
    const target = await want(media)
    await make()
    expect(await rows()).toMatchObject([{ state: 'failed', problem: { en: expect.stringContaining('damaged') } }])
    expect(told).toEqual([media.id])
    const video = { id: media.id, target }
    await expect(sentVideo(context, context.actor.workspaceId, video)).rejects.toMatchObject({ kind: 'rejected' })
    writeFileSync(openMediaStore(context.config).pathOf?.(media.file) as string, whole)
    expect(await make()).toBeUndefined()
    await inWorkspace(context.db, context.actor.workspaceId, (tx) => retryRenditions(context, tx, [media.id]))
    await make()
    expect(await rows()).toMatchObject([{ state: 'ready', problem: null }])
  })

  test('of noise that only looks like a video is refused in words', async () => {
    const media = await upload(await makeVideo(3, 20_000), 'noise.mp4')
    await inWorkspace(context.db, context.actor.workspaceId, (tx) =>
      requestRenditions(context, tx, context.actor.workspaceId, [{ id: media.id, target: 'mp4 v=640x360:300 a=none' }]),
    )
    await make()
    expect(await rows()).toMatchObject([{ state: 'failed', problem: { en: expect.stringContaining('damaged') } }])
  })

  test('goes with its video, or when nobody has used it for long', async () => {
    const as = ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus']
    const [first, second] = [await filmed('first.webm', { as }), await filmed('second.webm', { as, seconds: 1 })]
    for (const media of [first, second]) await want(media)
    await make()
    await make()
    const files = () => readdirSync(join(context.config.dataDir, 'media')).filter((name) => name.endsWith('.mp4'))
    expect(files()).toHaveLength(2)
    await forgetRenditions(context)
    expect(files()).toHaveLength(2)
    await asSystem(context.db, (tx) => tx.deleteFrom('media').where('id', '=', first.id).execute())
    await forgetRenditions(context)
    expect(files()).toHaveLength(1)
    expect(await rows()).toMatchObject([{ media_id: second.id }])
    context.clock.advance(15 * 86_400)
    await forgetRenditions(context)
    expect(files()).toEqual([])
    expect(await rows()).toEqual([])
  })

  test('is nobody else’s business', async () => {
    const media = await filmed('mine.webm', { as: ['-c:v', 'libvpx', '-deadline', 'realtime', '-an'], sound: false })
    const target = await want(media)
    const other = await makeWorkspace(context)
    await expect(sentVideo(context, other.workspaceId, { id: media.id, target })).rejects.toThrow(/row-level security/)
    const theirs = await inWorkspace(context.db, other.workspaceId, (tx) =>
      tx.selectFrom('rendition').selectAll().execute(),
    )
    expect(theirs).toEqual([])
  })

  test('comes out of a bucket and goes into it', async () => {
    const server = await s3Server()
    const there = await testContext([], { FFMPEG: program, ...server.env })
    try {
      const as = ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus']
      const media = await filmed('bucket.webm', { as }, there)
      const target = await want(media, limits, there)
      const id = (await makeDueRendition(there, never, settled)) as string
      expect(id).toBe(renditionId(media.id, target))
      expect(await seen(id, there)).toMatchObject({ width: 320, tracks: { video: 'avc' } })
      expect(readdirSync(join(there.config.dataDir, 'copies'))).toEqual([])
    } finally {
      await there.close()
      await server.close()
    }
  })

  test('is made by itself once it is asked for, and older videos are looked into', async () => {
    const media = await filmed('self.webm', { as: ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus'] })
    await asSystem(context.db, (tx) => tx.updateTable('media').set({ tracks: null }).execute())
    const maker = startRenditionMaker(context, settled)
    try {
      await until(async () => {
        const row = await asSystem(context.db, (tx) => tx.selectFrom('media').select('tracks').executeTakeFirst())
        return row?.tracks?.video === 'vp8'
      })
      await want(media)
      context.bus.tell(context.actor.workspaceId, 'deliveries')
      await until(async () => (await rows())[0]?.state === 'ready')
    } finally {
      await maker.stop()
    }
    expect(told).toEqual([media.id])
  })

  test('is given up in words where no worker has ffmpeg', async () => {
    const media = await filmed('none.webm', { as: ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus'] })
    await want(media)
    const without: TestContext = { ...context, config: { ...context.config, ffmpeg: undefined } }
    expect(await makeDueRendition(without, never, settled)).toBeUndefined()
    context.clock.advance(601)
    await makeDueRendition(without, never, settled)
    expect(await rows()).toMatchObject([{ state: 'failed', problem: { en: expect.stringContaining('no ffmpeg') } }])
    expect((await stat(join(folder, 'none.webm'))).size).toBe(media.bytes)
  })
})

/** The ffmpegs that work in this context's folder just now. */
async function ffmpegs(context: TestContext): Promise<number[]> {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')
      const works = /(^|\/)ffmpeg$/.test(words[0] ?? '') && words.some((word) => word.includes(context.config.dataDir))
      return works ? [Number(name)] : []
    } catch (error) {
      // It ended while we looked.
      if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return []
      throw error
    }
  })
}

const until = (look: () => Promise<boolean>) => vi.waitUntil(look, { timeout: 15_000, interval: 20 })
