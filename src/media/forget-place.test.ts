import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BufferSource, EncodedPacketSink, Input, MP4, WEBM } from 'mediabunny'
import { afterAll, describe, expect, test } from 'vitest'
import { makeVideo, makeWebm, timesIn } from '../testing/video.ts'
import { forgetPlace } from './video.ts'

const folder = mkdtempSync(join(tmpdir(), 'percakapan-place-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function forgotten(bytes: Uint8Array, ending: string): Promise<Buffer> {
  const path = join(folder, `a.${ending}`)
  writeFileSync(path, bytes)
  await forgetPlace(path)
  return readFileSync(path)
}

/** What a reader of its own finds in a file: its tags, and all its pictures with their times. */
async function readBack(bytes: Buffer) {
  const input = new Input({ source: new BufferSource(bytes), formats: [MP4, WEBM] })
  const track = await input.getPrimaryVideoTrack()
  if (!track) throw new Error('no video')
  const packets = []
  for await (const packet of new EncodedPacketSink(track).packets())
    packets.push({ at: packet.timestamp, data: Buffer.from(packet.data).toString('hex') })
  return { tags: await input.getMetadataTags(), name: await track.getName(), packets }
}

const telling = {
  title: 'Liburan Sari',
  date: new Date('2024-05-06'),
  images: [{ kind: 'coverFront' as const, mimeType: 'image/jpeg', data: new Uint8Array(500).fill(0xab) }],
  raw: { LOCATION: '-06.2088+106.8456/', 'COM.APPLE.QUICKTIME.MODEL': 'Ponsel 15' },
}

/** An element of EBML: id, length in so many bytes, content. */
function element(id: string, content: Uint8Array, lengthBytes = 1): Buffer {
  const size = Buffer.alloc(8)
  size.writeBigUInt64BE(BigInt(content.length) | (1n << BigInt(7 * lengthBytes)))
  return Buffer.concat([Buffer.from(id, 'hex'), size.subarray(8 - lengthBytes), content])
}
const unknown = (id: string, content: Uint8Array) =>
  Buffer.concat([Buffer.from(id, 'hex'), Buffer.from('01ffffffffffffff', 'hex'), content])
const text = (value: string) => Buffer.from(value)
const head = element('1a45dfa3', element('4282', text('webm')))
const ids = { segment: '18538067', info: '1549a966', tracks: '1654ae6b', tags: '1254c367', cluster: '1f43b675' }

describe('a WebM forgets where, when and with what it was taken', () => {
  test.each([
    ['with its lengths told', false],
    ['as a browser records it', true],
  ])('%s; it plays as before', async (_what, appendOnly) => {
    const bytes = await makeWebm(5, telling, appendOnly)
    const before = await readBack(bytes)
    expect(before.tags.title).toBe('Liburan Sari')
    expect(before.name).toBe('Kamera Sari')
    const clean = await forgotten(bytes, 'webm')
    expect(clean.length).toBe(bytes.length)
    for (const word of ['106.8456', 'Liburan', 'Ponsel', 'Sari', '2024']) expect(clean.includes(word), word).toBe(false)
    expect(clean.includes(Buffer.alloc(500, 0xab))).toBe(false)
    const after = await readBack(clean)
    expect(after.tags).toEqual({})
    expect(after.name).toBeNull()
    expect(after.packets).toHaveLength(5)
    expect(after.packets).toEqual(before.packets)
  })

  test.each([1, 2, 4, 8])('whatever its length is and in %i bytes', async (lengthBytes) => {
    for (const length of [0, 1, 5, 100, 119, 120, 121, 122, 123, 124, 125, 126, 127, 130, 16_000, 70_000]) {
      if (length >= 2 ** (7 * lengthBytes) - 1) continue
      const tags = element(ids.tags, Buffer.alloc(length, 'x'), lengthBytes)
      const after = element('1c53bb6b', text('Cues that stay'))
      const clean = await forgotten(Buffer.concat([head, unknown(ids.segment, Buffer.concat([tags, after]))]), 'webm')
      const left = clean.subarray(head.length + 12)
      expect(left[0]).toBe(0xec)
      // The Void is as long as what was there: what stands behind it is found.
      const long = left[1] === 0x01
      const content = long ? Number(left.readBigUInt64BE(1) & 0xffffffffffffffn) : (left[1] ?? 0) & 0x7f
      const start = long ? 9 : 2
      expect(start + content).toBe(tags.length)
      expect(left.subarray(start, tags.length).equals(Buffer.alloc(content))).toBe(true)
      expect(left.subarray(tags.length)).toEqual(after)
    }
  })

  test('in its head too: title, moment, names of programs and files; a checksum of what was changed goes with it', async () => {
    const crc = element('bf', text('CRC!'))
    const info = [crc, element('7ba9', text('Liburan Sari')), element('4461', text('8 bytes.'))]
    const programs = [
      element('4d80', text('libKamera')),
      element('5741', text('Ponsel 15')),
      element('7384', text('/sdcard/a')),
    ]
    const scale = element('2ad7b1', Buffer.from('0f4240', 'hex'))
    const seek = element(
      '4dbb',
      Buffer.concat([element('53ab', Buffer.from(ids.tags, 'hex')), element('53ac', text('9'))]),
    )
    const kept = element(
      '4dbb',
      Buffer.concat([element('53ab', Buffer.from(ids.info, 'hex')), element('53ac', text('7'))]),
    )
    const content = [
      element('114d9b74', Buffer.concat([crc, seek, kept])),
      element(ids.info, Buffer.concat([...info, ...programs, scale]), 2),
    ]
    const clean = await forgotten(Buffer.concat([head, element(ids.segment, Buffer.concat(content), 8)]), 'webm')
    for (const word of ['CRC!', 'Sari', '8 bytes.', 'Kamera', 'Ponsel', 'sdcard'])
      expect(clean.includes(word), word).toBe(false)
    expect(clean.includes(Buffer.from(ids.tags, 'hex'))).toBe(false)
    expect(clean.includes(kept)).toBe(true)
    expect(clean.includes(scale)).toBe(true)
    // Those two must be there (RFC 9559, 5.1.2): they stay, and say nothing.
    expect(clean.includes(element('4d80', Buffer.alloc(9)))).toBe(true)
    expect(clean.includes(element('5741', Buffer.alloc(9)))).toBe(true)
  })

  test('also where it stands behind pictures whose length nobody told', async () => {
    const block = element('a3', Buffer.alloc(300, 'p'), 2)
    const clusters = Array.from({ length: 50 }, () =>
      unknown(ids.cluster, Buffer.concat(Array.from({ length: 300 }, () => block))),
    )
    const bytes = Buffer.concat([
      head,
      unknown(ids.segment, Buffer.concat([...clusters, element(ids.tags, text('106.8456'))])),
    ])
    const clean = await forgotten(bytes, 'webm')
    expect(clean.includes('106.8456')).toBe(false)
    expect(clean.subarray(0, -13).equals(bytes.subarray(0, -13))).toBe(true)
  })

  test('and where the file was cut off in the middle of it', async () => {
    const bytes = Buffer.concat([head, unknown(ids.segment, element(ids.tags, text('a place: 106.8456, and more'), 4))])
    const clean = await forgotten(bytes.subarray(0, -6), 'webm')
    expect(clean.includes('106.8456')).toBe(false)
  })

  test.each([
    ['nothing', ''],
    ['half a head', '1a45'],
    ['a length beyond the end', `${head.toString('hex')}18538067ff1f43b6754fff00`],
    ['no id at all', `${head.toString('hex')}18538067ff0000000000`],
  ])('elements that lie (%s) end the walk, not the program', async (_what, hex) => {
    const hostile = Buffer.from(hex, 'hex')
    expect(await forgotten(hostile, 'webm')).toEqual(hostile)
  })
})

test.each([
  ['mp4', Buffer.from('0000000966726565aa', 'hex')],
  ['webm', Buffer.from('ec81aa', 'hex')],
])('a file (%s) that only keeps us busy is refused, not kept half looked through', async (ending, part) => {
  const first = ending === 'webm' ? head : Buffer.alloc(0)
  const busy = Buffer.concat([first, Buffer.alloc(part.length * 30_000, part)])
  await expect(forgotten(busy, ending)).rejects.toMatchObject({ kind: 'wrong-input', field: 'file' })
})

describe('an MP4 does too', () => {
  const box = (type: string, ...content: Uint8Array[]) => {
    const all = Buffer.concat(content)
    const size = Buffer.alloc(4)
    size.writeUInt32BE(all.length + 8)
    return Buffer.concat([size, Buffer.from(type, 'latin1'), all])
  }

  test('what stands beside the film (XMP), and what an earlier program only crossed out', async () => {
    const inTrack = box('uuid', text('a ball to look around in'))
    const bytes = Buffer.concat([
      box('ftyp', text('isom')),
      box('uuid', text('<exif:GPSLatitude>6,12.5S')),
      box('free', text('+06.2088')),
      box('moov', box('mvhd', text('how long')), box('trak', inTrack)),
      box('skip', text('+106.8456')),
    ])
    const clean = await forgotten(bytes, 'mp4')
    for (const word of ['GPS', '06.2088', '106.8456']) expect(clean.includes(word), word).toBe(false)
    expect(clean.includes(inTrack)).toBe(true)
    expect(clean.includes(box('mvhd', text('how long')))).toBe(true)
  })

  /** A box that begins with its version, then when it was made and changed, then what stays. */
  const timed = (type: string, version: 0 | 1, filled: boolean) =>
    box(
      type,
      Buffer.from([version, 0, 0, 7]),
      Buffer.alloc(version ? 16 : 8, filled ? 0xcd : 0),
      text('how long, how wide'),
    )
  const handler = (name: string) =>
    box('hdlr', Buffer.alloc(8), text('vide'), Buffer.alloc(12), Buffer.from(`${name}\0`))

  test.each([0, 1] as const)(
    'when it was made, of the film and of every track, in version %i of the boxes',
    async (version) => {
      const film = (filled: boolean, name: string) =>
        Buffer.concat([
          box('ftyp', text('isom')),
          box(
            'moov',
            timed('mvhd', version, filled),
            ...[1, 2].map(() =>
              box('trak', timed('tkhd', version, filled), box('mdia', timed('mdhd', version, filled), handler(name))),
            ),
          ),
          box('mdat', Buffer.alloc(40, 0xcd)),
        ])
      expect(await forgotten(film(true, 'Kamera Sari'), 'mp4')).toEqual(film(false, '\0'.repeat('Kamera Sari'.length)))
    },
  )

  test('the clock of a broadcast too; boxes that are too short for a time, or of a version nobody knows, stay', async () => {
    const odd = box(
      'moov',
      box('mvhd', Buffer.from([0, 0, 0, 0, 1, 2])),
      box('mvhd', Buffer.from([7]), Buffer.alloc(30, 9)),
      box('trak', box('tkhd')),
    )
    const clean = await forgotten(Buffer.concat([box('prft', Buffer.alloc(24, 0xcd)), odd]), 'mp4')
    expect(clean.includes(0xcd)).toBe(false)
    expect(clean.subarray(32)).toEqual(odd)
  })

  test('a real one plays as before, and tells no time', async () => {
    const bytes = await makeVideo(2)
    const before = await readBack(bytes)
    const times = timesIn(bytes)
    for (const { start, end } of times) bytes.fill(0xcd, start, end)
    const clean = await forgotten(bytes, 'mp4')
    expect((await readBack(clean)).packets).toEqual(before.packets)
    for (const { start, end } of times) expect(clean.subarray(start, end)).toEqual(Buffer.alloc(end - start))
  })
})
