import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Reporter, SerializedError, TestCase, TestModule, TestSuite } from 'vitest/node'

/** What a run of the tests came to. */
export interface Report {
  passed: number
  skipped: number
  /** All that went wrong, a line each: tests, what makes files ready or tidies up after them, and errors that nobody caught. */
  problems: string[]
  /** Files of real peers and browsers in which something failed, from the project's root. */
  failedPeers: string[]
  /** What of `passed` and `skipped` is theirs. */
  inThem: { passed: number; skipped: number }
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

const testsOf = (modules: readonly TestModule[]) => modules.flatMap((module) => [...module.children.allTests()])

const countOf = (tests: readonly TestCase[], state: string): number =>
  tests.filter((test) => test.result().state === state).length

/** A file of real peers or browsers in which something failed: they pass messages on in their own time, and one test may go on from another. */
const isFailedPeer = (module: TestModule): boolean =>
  module.project.name === 'peers' && (aroundTests(module).length > 0 || countOf(testsOf([module]), 'failed') > 0)

/** Sums a run up. @param unhandled errors that no test caught */
export function reportOf(modules: readonly TestModule[], unhandled: readonly SerializedError[]): Report {
  const tests = testsOf(modules)
  const failedPeers = modules.filter(isFailedPeer)
  const inThem = testsOf(failedPeers)
  return {
    passed: countOf(tests, 'passed'),
    skipped: countOf(tests, 'skipped'),
    problems: [
      ...tests.filter((test) => test.result().state === 'failed').map(failedTest),
      ...modules.flatMap(aroundTests),
      ...unhandled.map((error) => `caught by no test: ${firstLine(error)}`),
    ],
    failedPeers: failedPeers.map(fileOf),
    inThem: { passed: countOf(inThem, 'passed'), skipped: countOf(inThem, 'skipped') },
  }
}

/** Writes the report where `TEST_REPORT` says. Vitest's own names the tests only. */
export default class Reports implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const file = process.env[reportFile]
    if (file) writeFileSync(file, JSON.stringify(reportOf(modules, unhandled)))
  }
}
