/**
 * `npm test`: makes ready what the tests need, runs them, and closes with one plain line.
 * `--fast` runs what needs no browser and no peer. Other arguments go to Vitest (a file name, `-t NAME`).
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
const args = process.argv.slice(2)
const fast = args.includes('--fast')
const rest = args.filter((argument) => argument !== '--fast')

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numFailedTestSuites: number
  testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[]
}

interface Run {
  code: number
  report: Report
}

/** Vitest, with its report in a file beside what it prints. */
async function vitest(files: readonly string[], env: Record<string, string>): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'percakapan-report-'))
  const file = join(folder, 'report.json')
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...files,
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } },
  )
  const pass = (signal: NodeJS.Signals) => child.kill(signal)
  process.on('SIGINT', pass).on('SIGTERM', pass)
  const code = await new Promise<number>((resolve) => child.on('exit', (status) => resolve(status ?? 1)))
  process.off('SIGINT', pass).off('SIGTERM', pass)
  try {
    return { code, report: JSON.parse(readFileSync(file, 'utf8')) as Report }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What works on the database: run once more on Debian's PostgreSQL 15. */
const onDatabase = ['src/db', 'src/mail', 'src/publishing', 'src/http', 'src/backup', 'src/cli/house']

async function onPostgres15(): Promise<Run[]> {
  const { needPeer } = await import('../../peers/index.ts')
  if (!(await needPeer('postgres15'))) return []
  console.log('\nOnce more on PostgreSQL 15:')
  return [await vitest(onDatabase, { TEST_SLOW: '0', TEST_POSTGRES: '15' })]
}

const runs = [await vitest(rest, { TEST_SLOW: fast ? '0' : '1' })]
if (!fast && !rest.length) runs.push(...(await onPostgres15()))

/** Named at the very end, where a long log is looked at first. */
function failedTests({ report }: Run): string[] {
  return report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.flatMap(({ status, fullName }) =>
      status === 'failed' ? `${name.slice(root.length + 1)}: ${fullName}` : [],
    ),
  )
}

for (const name of runs.flatMap(failedTests)) console.log(`failed: ${name}`)
const sum = (count: (report: Report) => number) => runs.reduce((all, run) => all + count(run.report), 0)
const passed = sum((report) => report.numPassedTests)
const failed = sum((report) => report.numFailedTests)
console.log(`\n${passed} passed, ${failed} failed, ${sum((report) => report.numPendingTests)} skipped`)
process.exitCode = runs.find((run) => run.code !== 0)?.code ?? (passed === 0 ? 1 : 0)
