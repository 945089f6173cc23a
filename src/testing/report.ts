import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Reporter, SerializedError, TestCase, TestModule, TestSuite } from 'vitest/node'

/** What a run of the tests came to. */
export interface Report {
  passed: number
  skipped: number
  /** All that went wrong, a line each: tests, what makes files ready or tidies up after them, and errors that nobody caught. */
  problems: string[]
  /** Files of real peers and browsers that could not be made ready for their tests, from the project's root. */
  notReady: string[]
  /** How many tests of theirs are counted as skipped. */
  skippedInThem: number
}

/** Where the report of a run is written. */
export const reportFile = 'TEST_REPORT'

/** The first line of an error: a log's end is no place for a trace. */
const firstLine = (error: { message?: string } | undefined): string => (error?.message ?? '').split('\n')[0] as string

const fileOf = (module: TestModule): string => relative(process.cwd(), module.moduleId)

const failedTest = (test: TestCase): string =>
  `${fileOf(test.module)}: ${test.fullName}: ${firstLine(test.result().errors?.[0])}`

/** What failed around the tests of a file, and not in one of them: what makes ready, what tidies up, or the file itself. */
const aroundTests = (module: TestModule): string[] =>
  [module, ...module.children.allSuites()].flatMap((part: TestModule | TestSuite) =>
    part.errors().map((error) => `${fileOf(module)}: outside of its tests: ${firstLine(error)}`),
  )

/** A file that could not be made ready for any of its tests: those are counted as skipped. */
const isNotReady = (module: TestModule): boolean =>
  module.project.name === 'peers' &&
  aroundTests(module).length > 0 &&
  [...module.children.allTests()].every((test) => test.result().state === 'skipped')

/** Sums a run up. @param unhandled errors that no test caught */
export function reportOf(modules: readonly TestModule[], unhandled: readonly SerializedError[]): Report {
  const testsIn = (module: TestModule) => [...module.children.allTests()]
  const tests = modules.flatMap(testsIn)
  const notReady = modules.filter(isNotReady)
  const of = (state: string) => tests.filter((test) => test.result().state === state)
  return {
    passed: of('passed').length,
    skipped: of('skipped').length,
    problems: [
      ...of('failed').map(failedTest),
      ...modules.flatMap(aroundTests),
      ...unhandled.map((error) => `caught by no test: ${firstLine(error)}`),
    ],
    notReady: notReady.map(fileOf),
    skippedInThem: notReady.flatMap(testsIn).length,
  }
}

/** Writes the report where `TEST_REPORT` says. Vitest's own names the tests only. */
export default class Reports implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const file = process.env[reportFile]
    if (file) writeFileSync(file, JSON.stringify(reportOf(modules, unhandled)))
  }
}
