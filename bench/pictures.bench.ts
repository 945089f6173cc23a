/** Source sets of a photograph as a phone takes it: what one costs the worker, and what it saves a reader. */
import sharp from 'sharp'
import { makeSourceSet } from '../src/media/make-source-set.ts'
import { cleanPicture } from '../src/media/picture.ts'
import { type Benchmark, median, round } from './benchmark.ts'

/** A scene with flat parts, edges and grain, which costs about what a photograph does. */
async function photograph(): Promise<Buffer> {
  const [width, height] = [4032, 3024]
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const shapes = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#7a3e1d', noise } })
    .resize(width, height, { kernel: 'cubic' })
    .png({ compressionLevel: 1 })
    .toBuffer()
  const grain = await sharp({
    create: { width, height, channels: 3, background: '#000', noise: { ...noise, sigma: 12 } },
  })
    .png({ compressionLevel: 1 })
    .toBuffer()
  return sharp(shapes)
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 92 })
    .toBuffer()
}

const rounds = 3

export const bench: Benchmark = async () => {
  const stored = await cleanPicture(await photograph(), 'photo.jpg')
  const seconds: number[] = []
  let saved = 0
  for (let round = 0; round < rounds; round++) {
    const began = process.cpuUsage()
    const { sources } = await makeSourceSet(stored.bytes)
    const { user, system } = process.cpuUsage(began)
    seconds.push((user + system) / 1e6)
    const phone = sources.find(({ width, format }) => width === 1200 && format === 'avif')
    saved = 1 - (phone?.bytes.length ?? stored.bytes.length) / stored.bytes.length
  }
  const most = 6
  const cpu = round(median(seconds), 1)
  return [
    {
      key: 'setSeconds',
      what: 'CPU a source set (12 MP)',
      value: cpu,
      unit: 's',
      wanted: `≤ ${most}`,
      fine: cpu <= most,
    },
    { key: 'saved', what: 'fewer bytes on a phone', value: round(100 * saved, 0), unit: '%' },
  ]
}
