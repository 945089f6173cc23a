/**
 * How long a start takes, and what the program weighs in memory when idle: as a person starts it, through
 * `bin/percakapan` as `npm start` does, on the machine's own Node, which may be too old and then gives way to the project's; and
 * by this Node, through `bin/percakapan.mjs`.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type RunningProgram, startProgram } from '../src/testing/program.ts'
import { type Benchmark, median, round } from './benchmark.ts'

const runs = 5
/** After this long nothing of the start is still going on. */
const restSeconds = 20
const wantedMegabytes = 150
const wantedFirstSeconds = 3
const wantedRestartSeconds = 1.5
/** What `npm start` runs. */
const shell = join(import.meta.dirname, '..', 'bin', 'percakapan')
const direct = [process.execPath, `${shell}.mjs`] as const

type Launcher = readonly [string, ...string[]]

async function startAndFetch(
  launcher: Launcher,
  folder?: string,
): Promise<{ seconds: number; program: RunningProgram }> {
  const began = performance.now()
  const program = await startProgram({}, folder, launcher)
  await (await fetch(`${program.url}/`)).text()
  return { seconds: (performance.now() - began) / 1000, program }
}

export const bench: Benchmark = async () => {
  const machine = execFileSync('node', ['--version'], { encoding: 'utf8' }).trim()
  const first = await startAndFetch([shell])
  const { folder } = first.program
  await first.program.stop()
  const again: number[] = []
  for (let run = 0; run < runs; run++) {
    const { seconds, program } = await startAndFetch([shell], folder)
    again.push(seconds)
    await program.stop()
  }
  const memory = await idleMemory((await startAndFetch([shell], folder)).program, 'stop')
  const byThisNode = await idleMemory((await startAndFetch(direct, folder)).program, 'end')
  const restart = round(median(again))
  return [
    {
      key: 'firstStartSeconds',
      what: 'first start, everything installed, to the first page',
      value: round(first.seconds),
      unit: 's',
      wanted: `≤ ${wantedFirstSeconds}`,
      fine: first.seconds <= wantedFirstSeconds,
    },
    {
      key: 'restartSeconds',
      what: `started again (median of ${runs}), to the first page`,
      value: restart,
      unit: 's',
      wanted: `≤ ${wantedRestartSeconds}`,
      fine: restart <= wantedRestartSeconds,
    },
    {
      key: 'idleMegabytes',
      what: `memory when idle, all processes, npm start where Node is ${machine}`,
      value: memory.all,
      unit: 'MB',
      wanted: `≤ ${wantedMegabytes}`,
      fine: memory.all <= wantedMegabytes,
    },
    { key: 'idleNodeMegabytes', what: '  of it the program', value: memory.program, unit: 'MB' },
    {
      key: 'idleLauncherMegabytes',
      what: '  of it the launcher that waits (0: it replaced itself)',
      value: memory.launcher,
      unit: 'MB',
    },
    { key: 'idlePostgresMegabytes', what: '  of it PostgreSQL', value: memory.postgres, unit: 'MB' },
    {
      key: 'idleDirectMegabytes',
      what: `the same, bin/percakapan.mjs run by Node ${process.version}`,
      value: byThisNode.all,
      unit: 'MB',
      wanted: `≤ ${wantedMegabytes}`,
      fine: byThisNode.all <= wantedMegabytes,
    },
  ]
}

interface Memory {
  all: number
  program: number
  launcher: number
  postgres: number
}

/** Megabytes after some rest, as {@link weigh} counts them. Then ends the program. */
async function idleMemory(program: RunningProgram, then: 'stop' | 'end'): Promise<Memory> {
  await fetch(`${program.url}/panel/`)
  await sleep(restSeconds * 1000)
  try {
    return measure(program)
  } finally {
    await program[then]()
  }
}

function measure(program: RunningProgram): Memory {
  const listener = listenerOf(program.url)
  const ours = withDescendants([program.pid, postmasterOf(program.folder)])
  if (!ours.has(listener)) throw new Error(`the program (${listener}) is no process of the launcher (${program.pid})`)
  const postgres = [...ours].filter((pid) => commandOf(pid).includes('postgres'))
  const launcher = [...ours].filter((pid) => pid !== listener && !postgres.includes(pid))
  return {
    all: weigh([...ours]),
    program: weigh([listener]),
    launcher: weigh(launcher),
    postgres: weigh(postgres),
  }
}

function listenerOf(url: string): number {
  const { port } = new URL(url)
  const pid = /pid=(\d+)/.exec(execFileSync('ss', ['-ltnpH', `sport = :${port}`], { encoding: 'utf8' }))?.[1]
  if (!pid) throw new Error(`nobody listens on ${port}`)
  return Number(pid)
}

/**
 * Megabytes that these processes need together on a machine where nothing else runs. What they share is counted once.
 * A plain sum of proportional set sizes would say too little here: the benchmark's own Node, npm and whatever else runs
 * map the same binaries and would take a share of them.
 */
function weigh(pids: readonly number[]): number {
  const files = new Map<string, number>()
  let own = 0
  for (const pid of pids) {
    const { anonymous, mapped } = mappingsOf(pid)
    own += anonymous
    for (const [file, size] of mapped) files.set(file, Math.max(size, files.get(file) ?? 0))
  }
  const shared = [...files.values()].reduce((total, size) => total + size, 0)
  return round((own + shared) / 1024, 1)
}

/** Kilobytes of one process: its proportional share of memory without a file, and what lies in memory of each file. */
function mappingsOf(pid: number): { anonymous: number; mapped: Map<string, number> } {
  const mapped = new Map<string, number>()
  let anonymous = 0
  for (const text of readFileSync(`/proc/${pid}/smaps`, 'utf8').split(/\n(?=[0-9a-f]+-[0-9a-f]+ )/)) {
    const file = /^\S+ \S+ \S+ \S+ \d+ +(\/(?!dev\/|SYSV|memfd:).*)/.exec(text)?.[1]
    const size = (name: string) => Number(new RegExp(`^${name}: +(\\d+) kB`, 'm').exec(text)?.[1] ?? 0)
    if (file) mapped.set(file, (mapped.get(file) ?? 0) + size('Rss'))
    else anonymous += size('Pss')
  }
  if (anonymous === 0) throw new Error(`no memory figure of process ${pid}`)
  return { anonymous, mapped }
}

function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
}

/** Every process of the machine, with its parent. */
function parents(): Map<number, number> {
  const found = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8')
      found.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]))
    } catch (error) {
      // Ended meanwhile.
      if (!['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    }
  }
  return found
}

function withDescendants(roots: readonly number[]): Set<number> {
  const known = new Set(roots)
  const all = [...parents()]
  for (let before = 0; before !== known.size; ) {
    before = known.size
    for (const [pid, parent] of all) if (known.has(parent)) known.add(pid)
  }
  return known
}

/** The embedded server, whose data lie where the program's do; it is nobody's child. */
function postmasterOf(folder: string): number {
  const found = [...parents().keys()].find((pid) => {
    const command = commandOf(pid)
    return command.includes('/bin/postgres ') && command.includes(folder)
  })
  if (!found) throw new Error('the embedded PostgreSQL was not found')
  return found
}
