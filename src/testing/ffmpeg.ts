import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, test } from 'vitest'

const run = promisify(execFile)

/** The machine's own ffmpeg. */
export const ffmpeg = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg'))
  .find((path) => existsSync(path))

/** A suite that needs ffmpeg: left out with a reason where there is none, an error with CI=true. */
export function describeWithFfmpeg(name: string, cases: (program: string) => void): void {
  if (ffmpeg) return void describe(name, () => cases(ffmpeg as string))
  const reason = 'ffmpeg is missing (as root on Debian: bash peers/apt.sh)'
  if (process.env.CI === 'true') throw new Error(reason)
  test.skip(`${name}: ${reason}`, () => undefined)
}

/** What is filmed. */
export interface Film {
  /** `WIDTHxHEIGHT`, even numbers. */
  size?: string
  seconds?: number
  fps?: number
  /** A tone beside the pictures. */
  sound?: boolean
  /** How ffmpeg writes it: codecs, tags, what else. */
  as?: readonly string[]
  /** Noise instead of a test card: what needs many bytes. */
  noise?: boolean
}

/** Films a moving test card with a tone into a file, whose ending says what kind it is. */
export async function film(
  path: string,
  { size = '320x180', seconds = 2, fps = 25, ...how }: Film = {},
): Promise<void> {
  const { sound = true, noise = false, as = [] } = how
  const card = `testsrc=size=${size}:rate=${fps}:duration=${seconds}`
  const tone = ['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=48000:duration=${seconds}`]
  const filter = noise ? ['-vf', 'noise=alls=60:allf=t'] : []
  const input = ['-f', 'lavfi', '-i', card, ...(sound ? tone : [])]
  await run(ffmpeg ?? 'ffmpeg', ['-v', 'error', '-nostdin', '-y', ...input, ...filter, ...as, path])
}
