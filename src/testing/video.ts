import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  type MetadataTags,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny'

/** An H.264 stream's head, 640 × 360, as an encoder writes it (ISO/IEC 14496-15, 5.2.4.1). */
const head = Buffer.from(
  '0142c01effe1001767 42c01eda02802dd80880000003008000001e078b17500100 0468ce3c80'.replaceAll(' ', ''),
  'hex',
)

/** Where an MP4 of {@link makeVideo} says when it was made: the boxes' times, in bytes. */
export function timesIn(mp4: Buffer): { start: number; end: number }[] {
  return ['mvhd', 'tkhd', 'mdhd'].map((type) => {
    const start = mp4.indexOf(type) + 8
    return { start, end: start + (mp4[start - 4] === 1 ? 16 : 8) }
  })
}

/**
 * A whole MP4 of so many seconds whose pictures are noise: for whoever looks at its tables and moves its bytes. It says nothing of
 * when and with what it was made: the same asked for twice is the same.
 */
export async function makeVideo(seconds: number, bytesPerSecond = 1000, place?: string): Promise<Buffer> {
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target: new BufferTarget() })
  const source = new EncodedVideoPacketSource('avc')
  output.addVideoTrack(source, { frameRate: 1 })
  if (place) output.setMetadataTags({ title: 'Liburan', raw: { '©xyz': place } })
  await output.start()
  for (let at = 0; at < seconds; at++) {
    const data = new Uint8Array(bytesPerSecond).fill(at + 1)
    const config = { codec: 'avc1.42c01e', codedWidth: 640, codedHeight: 360, description: new Uint8Array(head) }
    await source.add(new EncodedPacket(data, 'key', at, 1), at === 0 ? { decoderConfig: config } : undefined)
  }
  await output.finalize()
  const bytes = Buffer.from(output.target.buffer as ArrayBuffer)
  for (const { start, end } of timesIn(bytes)) bytes.fill(0, start, end)
  // The name of the library that wrote it, too.
  const handler = bytes.indexOf('hdlr')
  bytes.fill(0, handler + 28, handler - 4 + bytes.readUInt32BE(handler - 4))
  return bytes
}

/**
 * A whole WebM of so many seconds whose pictures are noise.
 * @param appendOnly as a browser records it: nothing says how long the file and its clusters are
 */
export async function makeWebm(seconds: number, tags: MetadataTags = {}, appendOnly = false): Promise<Buffer> {
  const output = new Output({ format: new WebMOutputFormat({ appendOnly }), target: new BufferTarget() })
  const source = new EncodedVideoPacketSource('vp8')
  output.addVideoTrack(source, { frameRate: 1, name: 'Kamera Sari' })
  output.setMetadataTags(tags)
  await output.start()
  for (let at = 0; at < seconds; at++) {
    const config = { codec: 'vp8', codedWidth: 640, codedHeight: 360 }
    const packet = new EncodedPacket(new Uint8Array(1000).fill(at + 1), 'key', at, 1)
    await source.add(packet, at === 0 ? { decoderConfig: config } : undefined)
  }
  await output.finalize()
  return Buffer.from(output.target.buffer as ArrayBuffer)
}
