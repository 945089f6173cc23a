import { describe, expect, test } from 'vitest'
import { argumentsFor, mostKbps, promisedBytes, type Recipe, readRecipe, writeRecipe } from './recipe.ts'

const pictures = { width: 1280, height: 720, kbps: 1800 }

describe('a recipe as text', () => {
  test.each<[string, Recipe]>([
    ['mp4 v=copy a=copy', { video: 'copy', audio: 'copy' }],
    ['mp4 v=copy a=none', { video: 'copy', audio: 'none' }],
    ['mp4 v=copy a=96', { video: 'copy', audio: 96 }],
    ['mp4 v=1280x720:1800 a=128', { video: pictures, audio: 128 }],
    ['mp4 v=1280x720@30:1800 a=none', { video: { ...pictures, fps: 30 }, audio: 'none' }],
    ['mp4 v=1280x720:1800~sdr a=copy', { video: { ...pictures, toned: true }, audio: 'copy' }],
    ['mp4 v=1280x720@24:1800~sdr a=64', { video: { ...pictures, fps: 24, toned: true }, audio: 64 }],
  ])('%s', (text, recipe) => {
    expect(writeRecipe(recipe)).toBe(text)
    expect(readRecipe(text)).toEqual(recipe)
  })

  test.each([
    '',
    'mp4',
    'webm v=copy a=copy',
    'xmp4 v=copy a=copy',
    'mp4 v=copy a=copyx',
    'mp4 v=1280x720 a=96',
    'mp4 v=1280x:1800 a=96',
    'mp4 v=1280x720@:1800 a=96',
    'mp4 v=1280x720:1800~hdr a=96',
    'mp4 v=1280x720:1800 a=',
    'mp4 v=copy a=loud',
  ])('%j is none', (text) => {
    expect(() => readRecipe(text)).toThrow(`no recipe: ${text}`)
  })
})

describe('how large a copy becomes', () => {
  test('pictures and sound for as long as it lasts and a second, tables, and a head', () => {
    // 1000 kbit/s over eleven seconds, 12,000 bit of tables over ten, 16 kB of head.
    expect(promisedBytes({ video: { ...pictures, kbps: 900 }, audio: 100 }, { bytes: 7, seconds: 10 })).toBe(1_406_000)
    expect(promisedBytes({ video: { ...pictures, kbps: 1000 }, audio: 'none' }, { bytes: 7, seconds: 10 })).toBe(
      1_406_000,
    )
    expect(promisedBytes({ video: { ...pictures, kbps: 1000 }, audio: 'copy' }, { bytes: 7, seconds: 10 })).toBe(
      1_406_000,
    )
  })

  test('what is kept is as large as it was', () => {
    expect(promisedBytes({ video: 'copy', audio: 'copy' }, { bytes: 5_000_000, seconds: 10 })).toBe(5_031_000)
    expect(promisedBytes({ video: 'copy', audio: 128 }, { bytes: 5_000_000, seconds: 10 })).toBe(5_207_000)
    expect(promisedBytes({ video: 'copy', audio: 'copy' }, { bytes: 5_000_000, seconds: null })).toBe(5_016_000)
  })

  test('the rate that fits is the largest one that does', () => {
    expect(mostKbps(1_406_000, 10)).toBe(1000)
    for (const [bytes, seconds] of [
      [8_000_000, 60],
      [100_000_000, 3600],
      [1_000_000, 3],
    ] as const) {
      const kbps = Math.floor(mostKbps(bytes, seconds))
      const size = (rate: number) =>
        promisedBytes({ video: { ...pictures, kbps: rate }, audio: 'none' }, { bytes, seconds })
      expect(size(kbps)).toBeLessThanOrEqual(bytes)
      expect(size(kbps + 1)).toBeGreaterThan(bytes)
    }
  })
})

describe('what ffmpeg is told', () => {
  const told = (recipe: Recipe, mime = 'video/mp4', canTone?: boolean) =>
    argumentsFor(recipe, mime, '/data/in', '/data/out', canTone)
  /** What stands behind an option, the first time. */
  const optionOf = (args: readonly string[], option: string) => args[args.indexOf(option) + 1]

  test('all of it, for a copy that changes nothing but the file', () => {
    expect(told({ video: 'copy', audio: 'copy' }).map((one) => (one.includes('libaom') ? 'decoders' : one))).toEqual(
      `-nostdin -hide_banner -v error -nostats -progress pipe:1 -y -protocol_whitelist file,pipe -codec_whitelist decoders
       -max_pixels 40000000 -f mov -i file:/data/in -map 0:v:0 -map 0:a:0? -dn -sn -map_metadata -1 -map_chapters -1
       -c:v copy -c:a copy -fflags +bitexact -flags:v +bitexact -flags:a +bitexact -max_muxing_queue_size 4096
       -movflags +faststart -f mp4 file:/data/out`.split(/\s+/),
    )
  })

  test('a file is read as what we saw in it, and as nothing else', () => {
    const demuxer = (mime: string) => optionOf(told({ video: 'copy', audio: 'copy' }, mime), '-f')
    expect(['video/mp4', 'video/quicktime', 'video/webm'].map(demuxer)).toEqual(['mov', 'mov', 'matroska'])
    for (const mime of ['', 'image/png', 'application/x-mpegurl', 'video/avi'])
      expect(() => demuxer(mime)).toThrow(`no demuxer for ${mime}`)
  })

  test('what cameras write is decoded, playlists and pictures in disguise are not', () => {
    const decoders = optionOf(told({ video: 'copy', audio: 'copy' }), '-codec_whitelist')?.split(',') ?? []
    for (const known of [
      'h264',
      'hevc',
      'libvpx-vp9',
      'prores',
      'aac',
      'libopus',
      'adpcm_ima_qt',
      'pcm_s16le',
      'pcm_mulaw',
    ])
      expect(decoders).toContain(known)
    for (const other of ['', 'png', 'gif', 'ansi', 'tiff', 'concat', 'undefined']) expect(decoders).not.toContain(other)
  })

  test('pictures are scaled, evened and held to their rate', () => {
    const args = told({ video: pictures, audio: 'none' })
    expect(optionOf(args, '-vf')).toBe('scale=1280:720,setsar=1,format=yuv420p')
    expect(args.slice(args.indexOf('-c:v'), args.indexOf('-an'))).toEqual(
      '-c:v libx264 -preset veryfast -profile:v high -crf 21 -maxrate 1800k -bufsize 1800k -threads 2'.split(' '),
    )
    expect(args).not.toContain('-c:a')
  })

  test('fewer pictures a second, before they are scaled', () => {
    expect(optionOf(told({ video: { ...pictures, fps: 30 }, audio: 'none' }), '-vf')).toBe(
      'fps=30,scale=1280:720,setsar=1,format=yuv420p',
    )
  })

  test('bright pictures are toned down where ffmpeg can', () => {
    const filters = (canTone?: boolean, toned = true) =>
      optionOf(
        told({ video: { ...pictures, ...(toned ? { toned } : {}) }, audio: 'none' }, 'video/mp4', canTone),
        '-vf',
      )
    const tone =
      'zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv'
    expect(filters(true)).toBe(`scale=1280:720,setsar=1,${tone},format=yuv420p`)
    expect(filters()).toBe('scale=1280:720,setsar=1,format=yuv420p')
    expect(filters(true, false)).toBe('scale=1280:720,setsar=1,format=yuv420p')
  })

  test('sound is kept, left out, or made anew for two ears', () => {
    const args = told({ video: 'copy', audio: 96 })
    expect(args.slice(args.indexOf('-c:a'), args.indexOf('-fflags'))).toEqual(
      '-c:a aac -b:a 96k -ac 2 -ar 48000'.split(' '),
    )
    expect(optionOf(told({ video: 'copy', audio: 'copy' }), '-c:a')).toBe('copy')
    expect(told({ video: 'copy', audio: 'none' })).toContain('-an')
  })
})
