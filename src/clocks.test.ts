import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const places = ['src', 'web', 'migrations', 'peers', 'bench']

/** Tests, and what only they use. Benchmarks measure time: that is what they are for. */
const files = places
  .flatMap((place) =>
    readdirSync(join(root, place), { recursive: true, encoding: 'utf8' }).map((file) => join(place, file)),
  )
  .filter((file) => !file.includes('node_modules'))
  .filter((file) => /\.test\.ts$|^src\/testing\/.*\.ts$|(^|\/)(fake[\w-]*|testing)\.ts$/.test(file))

const itself = relative(root, import.meta.filename)
/** Reads a clock: the machine's date, or the time that has gone by. */
const reads =
  /\bDate\.now\b|\bnew Date(?:\(\)|\b(?!\())|\bDate\(\)|\bperformance\s*\.\s*now\b|\bhrtime\b|\bTemporal\.Now\b/

/** May read the machine's clock themselves. */
const readers = new Map([
  ['src/testing/clock.ts', 'it makes the clocks'],
  ['src/testing/timeless.ts', 'names what reads them'],
  ['src/testing/timeless.test.ts', 'names what reads them'],
  ['src/testing/app-codes.ts', 'an app on a phone, and who checks its codes, live by the machine’s clock'],
  ['src/testing/prove/', 'breaks real workers, which live by the machine’s clock and no other'],
])
/** Go by the machine's clock in everything, since what they look at does. */
const realTime = new Map([
  ['src/testing/clock.test.ts', 'looks at the real clock itself'],
  ['src/testing/peer-session.ts', 'sessions at real servers'],
  ['src/testing/panel-fixture.ts', 'the whole program, for browsers'],
  ['src/networks/bluesky/real.slow.test.ts', 'a real server'],
  ['src/networks/ghost/real.slow.test.ts', 'a real server'],
  ['src/journey.slow.test.ts', 'real servers, and a browser'],
  ['peers/peers.slow.test.ts', 'real servers'],
  ['src/testing/screenshots.ts', 'a browser on the whole program'],
  ['web/answer.slow.test.ts', 'a browser on the whole program'],
  ['web/calendar.slow.test.ts', 'a browser on the whole program'],
  ['web/compose.slow.test.ts', 'a browser on the whole program'],
  ['web/lists.slow.test.ts', 'a browser on the whole program'],
  ['web/shelf.slow.test.ts', 'a browser on the whole program'],
  ['web/team-inbox.slow.test.ts', 'a browser on the whole program'],
  ['web/today.slow.test.ts', 'a browser on the whole program'],
  ['web/versions.slow.test.ts', 'a browser on the whole program'],
])

const read = (file: string) => readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
const named = (list: ReadonlyMap<string, string>, file: string) =>
  [...list.keys()].find((name) => file === name || (name.endsWith('/') && file.startsWith(name)))

describe('a test has one clock', () => {
  test('there is something to look at', () => {
    expect(files.length).toBeGreaterThan(150)
    expect(['new Date()', 'new Date', 'Date.now()', 'performance.now()'].every((code) => reads.test(code))).toBe(true)
    expect(['new Date(at)', 'clock.now()', 'new Dates()'].some((code) => reads.test(code))).toBe(false)
  })

  test('nobody reads the machine’s clock but whoever may: not for dates, and not for how long something takes', () => {
    const wrong = files.filter((file) => file !== itself && reads.test(read(file)) && !named(readers, file))
    expect(wrong, 'take `clock.now()` of the context; durations belong into bench/').toEqual([])
  })

  test('only what lives in real time goes by the real clock, and then knows no other', () => {
    const real = files.filter((file) => file !== 'src/testing/clock.ts' && /\brealClock\b/.test(read(file)))
    expect(real.filter((file) => file !== itself).sort()).toEqual([...realTime.keys()].sort())
    expect(real.filter((file) => file !== itself && /\bfakeClock\b|\btestContext\b/.test(read(file)))).toEqual([])
  })
})
