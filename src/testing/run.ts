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

/** Vitest, with its report in a file beside what it prints. */
async function vitest(): Promise<number> {
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
      ...rest,
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, TEST_SLOW: fast ? '0' : '1' } },
  )
  process.on('SIGINT', () => child.kill('SIGINT'))
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  const code = await new Promise<number>((resolve) => child.on('exit', (status) => resolve(status ?? 1)))
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report
    console.log(`\n${report.numPassedTests} passed, ${report.numFailedTests} failed, ${report.numPendingTests} skipped`)
    return code === 0 && report.numPassedTests === 0 ? 1 : code
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

process.exitCode = await vitest()
