import { defineConfig } from 'vitest/config'

/** The tests that a mutant is tried with, in one process: src/testing/mutants.ts names them. */
export default defineConfig({
  test: {
    globalSetup: ['src/testing/global-setup.ts'],
    include: (process.env.MUTANTS_TESTS ?? '').split(','),
    exclude: ['**/node_modules/**', '**/*.slow.test.ts'],
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
