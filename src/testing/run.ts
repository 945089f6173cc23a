/**
 * `npm test`: makes ready what the tests need, runs them, and closes with one plain line.
 * `--fast` runs what needs no browser and no peer. Other arguments go to Vitest (a file name, `-t NAME`).
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Report, reportFile } from './report.ts'

const root = join(import.meta.dirname, '..', '..')
const args = process.argv.slice(2)
const fast = args.includes('--fast')
const rest = args.filter((argument) => argument !== '--fast')

/** What is not beside the project (networks/testing/beside.ts), a line each. */
const awayFolder = mkdtempSync(join(tmpdir(), 'percakapan-away-'))
const awayList = join(awayFolder, 'list')

interface Run {
  code: number
  report: Report
}

const nothing: Report = { passed: 0, skipped: 0, problems: [], failedPeers: [], inThem: { passed: 0, skipped: 0 } }

/** Vitest, with its report in a file beside what it prints. */
async function vitest(files: readonly string[], env: Record<string, string>): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'percakapan-report-'))
  const file = join(folder, 'report.json')
  const reporters = ['default', join(root, 'src/testing/report.ts')]
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...reporters.map((reporter) => `--reporter=${reporter}`),
      ...files,
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, TEST_AWAY: awayList, [reportFile]: file, ...env } },
  )
  const pass = (signal: NodeJS.Signals) => child.kill(signal)
  process.on('SIGINT', pass).on('SIGTERM', pass)
  const code = await new Promise<number>((resolve) => child.on('exit', (status) => resolve(status ?? 1)))
  process.off('SIGINT', pass).off('SIGTERM', pass)
  try {
    const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : nothing
    const { problems } = report
    if (code !== 0 && !problems.length) problems.push(`Vitest ended with ${code}, and names no reason: see its output`)
    return { code, report }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** With more files than this, the work is broken and not the moment: they are not tried again. */
const mostAgain = 6

/** What failed once and passed alone, for the end of the log: it counts as passed, and stays to be looked at. */
const unsteady: string[] = []

/**
 * A test of a real peer or a browser gets one more try at once (vitest.config.ts), in the page that it left behind. Where that fails too,
 * its whole file gets one more, when nothing else runs. The output says so.
 */
async function onceMore({ code, report }: Run, env: Record<string, string>): Promise<Run[]> {
  const { failedPeers, inThem, problems } = report
  if (!failedPeers.length || failedPeers.length > mostAgain) return [{ code, report }]
  console.log(`\nOnce more, alone: ${failedPeers.join(', ')}`)
  const isTheirs = (problem: string) => failedPeers.some((file) => problem.startsWith(`${file}: `))
  for (const problem of problems.filter(isTheirs)) console.log(`the first time: ${problem}`)
  const second = await vitest([...failedPeers, '--project', 'peers'], { ...env, TEST_WORKERS: '1' })
  if (second.code === 0) unsteady.push(...problems.filter(isTheirs))
  const others = problems.filter((problem) => !isTheirs(problem))
  const rest = {
    ...report,
    problems: others,
    passed: report.passed - inThem.passed,
    skipped: report.skipped - inThem.skipped,
  }
  return [{ code: others.length ? code : 0, report: rest }, second]
}

/** Moves the date of every program that is started with it: https://github.com/wolfcw/libfaketime. Debian's place for it. */
const movers = ['x86_64', 'aarch64'].map((kind) => `/usr/lib/${kind}-linux-gnu/faketime/libfaketimeMT.so.1`)

/**
 * The fast part once more, a year ahead and on Debian's PostgreSQL 15: a test that takes one date from the machine and another
 * from its own clock is red there, and so is SQL that is newer than 15. The database's date moves too.
 */
async function aYearAhead(): Promise<Run[]> {
  const { needPeer } = await import('../../peers/index.ts')
  const mover = movers.find((path) => existsSync(path))
  if (!mover) {
    const reason = 'libfaketime is missing (as root on Debian: bash peers/apt.sh)'
    if (process.env.CI === 'true') throw new Error(`the run a year ahead is needed in CI: ${reason}`)
    console.log(`skipped, the run a year ahead: ${reason}`)
    return []
  }
  const on15 = await needPeer('postgres15')
  console.log(`\nOnce more, a year ahead${on15 ? ', on PostgreSQL 15' : ''}:`)
  return [
    await vitest(rest, {
      TEST_SLOW: '0',
      TEST_POSTGRES: on15 ? '15' : '',
      TEST_AHEAD_DAYS: '365',
      LD_PRELOAD: mover,
      FAKETIME: '+365d',
      // Time that goes by, and the dates of files, stay as they are.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    }),
  ]
}

const env = { TEST_SLOW: fast ? '0' : '1' }
const runs = await onceMore(await vitest(rest, env), env)
if (!fast && !rest.length) runs.push(...(await aYearAhead()))

// Named at the very end, where a long log is looked at first.
const problems = runs.flatMap(({ report }) => report.problems)
for (const problem of unsteady) console.log(`unsteady, passed alone at the second time: ${problem}`)
for (const problem of problems) console.log(`failed: ${problem}`)
const away = existsSync(awayList) ? new Set(readFileSync(awayList, 'utf8').trim().split('\n')) : new Set<string>()
rmSync(awayFolder, { recursive: true, force: true })
if (away.size) console.log(`not beside the project, so left out: ${away.size} (${[...away].sort().join(', ')})`)
const sum = (count: 'passed' | 'skipped') => runs.reduce((all, { report }) => all + report[count], 0)
console.log(`\n${sum('passed')} passed, ${problems.length} failed, ${sum('skipped')} skipped`)
process.exitCode = runs.find(({ code }) => code !== 0)?.code ?? (sum('passed') === 0 ? 1 : 0)
