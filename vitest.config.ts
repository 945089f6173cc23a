import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** `*.test.ts` beside the code is fast; `*.slow.test.ts` needs a browser, a real peer or minutes. */
const slow = process.env.TEST_SLOW === '1'

/** Those that take minutes each. They begin first: begun last, one of them would keep everybody waiting at the end. */
const longest = ['journey', 'web/people', 'web/panel', 'web/calendar', 'markdown/xss', 'cli/machine']
/** It takes all the machine that it gets, for minutes: beside fast tests, which have no clock, and not beside a browser. */
const greedy = 'crashes/crashes'

const place = ({ moduleId }: TestSpecification): number => {
  if (moduleId.includes(`${greedy}.slow`)) return longest.length + 1
  const known = longest.findIndex((name) => moduleId.includes(`${name}.slow`))
  return known >= 0 ? known : moduleId.includes('.slow.') ? longest.length : longest.length + 2
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'migrations/**/*.test.ts', 'web/**/*.test.ts', 'peers/**/*.test.ts'],
    exclude: slow ? ['**/node_modules/**'] : ['**/node_modules/**', '**/*.slow.test.ts'],
    globalSetup: ['src/testing/global-setup.ts'],
    testTimeout: slow ? 240_000 : 20_000,
    hookTimeout: slow ? 300_000 : 60_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Real networks pass messages on in their own time: one more try there, none where everything is ours.
    retry: slow ? 1 : 0,
  },
})
