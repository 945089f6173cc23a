/** Stryker's settings: https://stryker-mutator.io/docs/stryker-js/configuration. What is to be mutated is named by src/testing/mutants.ts. */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'mutants/vitest.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner', './mutants/words.mjs'],
  ignorers: ['words'],
  // What only runs when a module is read would need everything to be read anew for each.
  ignoreStatic: true,
  coverageAnalysis: 'perTest',
  concurrency: 1,
  timeoutMS: 20_000,
  disableTypeChecks: false,
  // TypeScript 7 has no interface with which Stryker could rewrite it; nothing in it leads out of the project.
  tsconfigFile: 'none',
  tempDirName: '.cache/mutants',
  ignorePatterns: ['/.cache', '/dist', '/data', '/web', '/peers', '/docs/screenshots', '/bench'],
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: process.env.MUTANTS_REPORT ?? '.cache/mutants.json' },
}
