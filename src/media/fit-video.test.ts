import { describe, expect, test } from 'vitest'
import { fitVideo, unfitness, type VideoInfo } from './fit-video.ts'
import { promisedBytes, readRecipe, writeRecipe } from './recipe.ts'

const avc = { video: 'avc', profile: 'avc1.640028', audio: 'aac', fps: 30, hdr: false }
const usual: VideoInfo = { mime: 'video/mp4', bytes: 30_000_000, width: 1920, height: 1080, seconds: 60, tracks: avc }
const limits = { bytes: 100_000_000, seconds: 600, types: ['video/mp4'] }
const tracks = (change: Partial<typeof avc> | { audio: null }) => ({ ...usual, tracks: { ...avc, ...change } })

describe('whether a network takes a video', () => {
  test.each([
    ['H.264 and AAC', usual, undefined],
    ['without sound', tracks({ audio: null }), undefined],
    ['not looked into yet', { ...usual, tracks: null }, undefined],
    ['another container', { ...usual, mime: 'video/quicktime' }, 'type'],
    ['too many bytes', { ...usual, bytes: 100_000_001 }, 'bytes'],
    ['HEVC', tracks({ video: 'hevc', profile: 'hvc1.1.6.L93.B0' }), 'codec'],
    ['AV1', tracks({ video: 'av1', profile: 'av01.0.04M.08' }), 'codec'],
    ['ten bits', tracks({ profile: 'avc1.6e0028' }), 'codec'],
    ['4:4:4', tracks({ profile: 'avc1.f40028' }), 'codec'],
    ['MP3', tracks({ audio: 'mp3' }), 'codec'],
  ] as const)('%s', (_what, video, why) => {
    expect(unfitness(video, limits)).toBe(why)
  })

  test('WebM holds other things, and some networks decode everything', () => {
    const webm = {
      ...usual,
      mime: 'video/webm',
      tracks: { video: 'vp9', profile: 'vp09.00.31.08', audio: 'opus', fps: 30, hdr: false },
    }
    const both = { ...limits, types: ['video/mp4', 'video/webm'] }
    expect(unfitness(webm, both)).toBeUndefined()
    expect(unfitness({ ...webm, tracks: { ...webm.tracks, video: 'av1' } }, both)).toBe('codec')
    expect(
      unfitness({ ...webm, tracks: { ...webm.tracks, video: 'av1' } }, { ...both, anyCodec: true }),
    ).toBeUndefined()
  })
})

describe('the rendition that a network takes', () => {
  const recipe = (video: VideoInfo, most = limits) => readRecipe(fitVideo(video, most)?.target ?? '')

  test('keeps pictures and sound that are right, and only changes the file', () => {
    expect(fitVideo({ ...usual, mime: 'video/quicktime' }, limits)?.target).toBe('mp4 v=copy a=copy')
    expect(fitVideo({ ...tracks({ audio: 'mp3' }), mime: 'video/quicktime' }, limits)?.target).toBe('mp4 v=copy a=128')
    expect(fitVideo(tracks({ audio: null }), limits)?.target).toBe('mp4 v=copy a=none')
  })

  test('is never larger than 1080p, never larger than it was, and stands as it stood', () => {
    const hevc = { ...usual, tracks: { ...avc, video: 'hevc', profile: 'hvc1.1.6.L153.B0' } }
    expect(fitVideo({ ...hevc, width: 3840, height: 2160 }, limits)).toMatchObject({ width: 1920, height: 1080 })
    expect(fitVideo({ ...hevc, width: 1080, height: 1920 }, limits)).toMatchObject({ width: 1080, height: 1920 })
    expect(fitVideo({ ...hevc, width: 321, height: 181 }, limits)).toMatchObject({ width: 322, height: 182 })
    expect(fitVideo({ ...hevc, width: 4000, height: 100 }, limits)).toMatchObject({ width: 1920, height: 48 })
  })

  test('has at most sixty pictures a second', () => {
    const fast = {
      ...usual,
      mime: 'video/webm',
      tracks: { video: 'vp9', profile: '', audio: 'opus', fps: 120, hdr: false },
    }
    expect(recipe(fast).video).toMatchObject({ fps: 60 })
    expect(recipe({ ...fast, tracks: { ...fast.tracks, fps: 30 } }).video).not.toHaveProperty('fps')
  })

  test('gets smaller pictures as the bytes get fewer, and is refused when nothing decent is left', () => {
    const long = { ...usual, seconds: 600, bytes: 900_000_000 }
    const heights = [500, 200, 100, 50, 25, 16].map(
      (mega) => fitVideo(long, { ...limits, bytes: mega * 1_000_000 })?.height,
    )
    expect(heights).toEqual([1080, 720, 720, 480, 240, 240])
    expect(fitVideo(long, { ...limits, bytes: 10_000_000 })).toBeUndefined()
    expect(fitVideo(long, { ...limits, types: ['video/quicktime'] })).toBeUndefined()
  })

  test('promises no more bytes than the network takes, whatever its limit', () => {
    for (let mega = 1; mega <= 500; mega += 7) {
      for (const seconds of [1, 5, 60, 600, 3600]) {
        const most = { ...limits, bytes: mega * 1_000_000 }
        const fitted = fitVideo({ ...usual, seconds, bytes: 2_000_000_000 }, most)
        if (fitted) expect(fitted.bytes).toBeLessThanOrEqual(most.bytes)
      }
    }
  })

  test('is the same for limits that are nearly the same', () => {
    const long = { ...usual, seconds: 600, bytes: 900_000_000 }
    const renditions = [100_000_000, 100_500_000].map((bytes) => fitVideo(long, { ...limits, bytes })?.target)
    expect(renditions[0]).toBe(renditions[1])
  })
})

test('a recipe is its text', () => {
  for (const text of [
    'mp4 v=copy a=none',
    'mp4 v=1920x1080:6200~sdr a=128',
    'mp4 v=1280x720@30:1800 a=96',
    'mp4 v=640x360:300 a=copy',
  ])
    expect(writeRecipe(readRecipe(text))).toBe(text)
  expect(() => readRecipe('mp4 v=1280x720:1800 a=96; rm')).toThrow('no recipe')
  expect(promisedBytes(readRecipe('mp4 v=copy a=copy'), { bytes: 1000, seconds: 0 })).toBeGreaterThan(1000)
})
