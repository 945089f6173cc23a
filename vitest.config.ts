import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { timelessTests } from './src/testing/timeless.ts'

/** `*.test.ts` beside the code is fast; `*.slow.test.ts` needs a browser, a real peer or minutes. */
const slow = process.env.TEST_SLOW === '1'

/** Those that take a minute or more each. They begin first: begun last, one of them would keep everybody waiting at the end. */
const longest = ['journey', 'web/people', 'web/panel', 'web/calendar', 'deploy/image']
/**
 * These take all the machine that they get, for minutes: not beside a browser, but beside what is ours, which has no clock. They
 * begin before that, so that enough is left to do beside them.
 */
const greedy = ['prove/prove', 'src/growth']

const place = ({ moduleId, project }: TestSpecification): number => {
  const at = (list: readonly string[]) => list.findIndex((name) => moduleId.includes(`${name}.slow.`))
  if (at(longest) >= 0) return at(longest)
  if (project.name === 'peers') return longest.length
  if (at(greedy) >= 0) return longest.length + 1 + at(greedy)
  return longest.length + greedy.length + (moduleId.includes('.slow.') ? 1 : 2)
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}

const all = ['src/**/*.test.ts', 'migrations/**/*.test.ts', 'web/**/*.test.ts', 'peers/**/*.test.ts']
/** Slow, and yet nobody's but ours: they take minutes, and need neither a browser nor somebody else's server. */
const oursThatAreSlow = [
  'src/testing/prove/prove.slow.test.ts',
  'src/blog/markdown/limits.slow.test.ts',
  'src/cli/machine.slow.test.ts',
  'src/cli/package.slow.test.ts',
  'src/cli/program.slow.test.ts',
  'src/cli/start-faults.slow.test.ts',
  'src/media/renditions.slow.test.ts',
  'src/media/ffmpeg.slow.test.ts',
  'src/growth.slow.test.ts',
  'src/testing/deploy/image.slow.test.ts',
  'src/testing/deploy/proxies.slow.test.ts',
  'src/testing/deploy/service.slow.test.ts',
  'src/testing/fuzz/fuzz.slow.test.ts',
  'src/publishing/renditions.slow.test.ts',
]
const never = '**/node_modules/**'
/** What a browser or a server is waited for comes when a busy machine gets to it: a second, as by default, is a guess about the machine. */
const minutes = { testTimeout: 240_000, hookTimeout: 300_000, expect: { poll: { timeout: 15_000 } } }

/**
 * The run a year ahead leaves them out: they start servers of their own in another account, or read files' times, and nothing moves
 * their dates; or they have to do with neither a day nor SQL.
 */
const unmoved = process.env.TEST_AHEAD_DAYS
  ? ['src/testing/prove/**', 'src/cli/launcher*.test.ts', ...timelessTests(import.meta.dirname)]
  : []

/**
 * Each in a process of its own: they put something else in a module's place, or count what work costs. The other fast ones share
 * a process, one file after the other, as everything shares one in the program: reading it anew for each was a third of their time.
 */
const apart = [
  'src/blog/brief.test.ts',
  'src/blog/kept-page.test.ts',
  'src/core/thread/pool.test.ts',
  'src/blog/reader.test.ts',
  'src/http/auth.test.ts',
  'src/http/events.test.ts',
  'src/growth.test.ts',
  'src/testing/growth.test.ts',
  'web/compose/draft-saver.test.ts',
  'web/features/posts/calendar/move-article.test.ts',
  'web/features/writing/saver.test.ts',
]

/** Everything that is ours is tried once. Real peers and browsers pass messages on in their own time: they get one more try, and the output says so. */
const fast = { testTimeout: 20_000, hookTimeout: 60_000 }
const ours = {
  name: 'ours',
  include: all,
  exclude: [never, '**/*.slow.test.ts', ...apart, ...unmoved],
  isolate: false,
  setupFiles: ['src/testing/quick-passwords.ts'],
  /** What one file has emptied serves the next one: src/testing/database.ts. */
  env: { TEST_SHARED: '1' },
  ...fast,
}
const oursApart = { name: 'ours, apart', include: apart, exclude: [never, ...unmoved], ...fast }
const oursSlow = { name: 'ours, slow', include: oursThatAreSlow, exclude: [never], ...minutes }
const peers = {
  name: 'peers',
  include: all.map((pattern) => pattern.replace('.test.ts', '.slow.test.ts')),
  exclude: [never, ...oursThatAreSlow],
  retry: 1,
  ...minutes,
}

export default defineConfig({
  test: {
    globalSetup: ['src/testing/global-setup.ts'],
    maxWorkers: Number(process.env.TEST_WORKERS) || 2,
    sequence: { sequencer: LongestFirst },
    projects: [...(slow ? [peers, oursSlow] : []), oursApart, ours].map((test) => ({ test })),
  },
})
