import { defineConfig } from 'vitest/config'

/** `*.test.ts` beside the code is fast; `*.slow.test.ts` needs a browser, a real peer or minutes. */
const slow = process.env.TEST_SLOW === '1'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'migrations/**/*.test.ts', 'web/**/*.test.ts', 'peers/**/*.test.ts'],
    exclude: slow ? ['**/node_modules/**'] : ['**/node_modules/**', '**/*.slow.test.ts'],
    globalSetup: ['src/testing/global-setup.ts'],
    testTimeout: slow ? 240_000 : 20_000,
    hookTimeout: slow ? 300_000 : 60_000,
    maxWorkers: 2,
    // Real networks pass messages on in their own time: one more try there, none where everything is ours.
    retry: slow ? 1 : 0,
  },
})
