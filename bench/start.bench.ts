/** How long a start takes, through `bin/percakapan.mjs` as a person starts it, and what the program weighs in memory when idle. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { startProgram } from '../src/testing/program.ts'
import { type Benchmark, median, round } from './benchmark.ts'

const runs = 5
/** After this long nothing of the start is still going on. */
const restSeconds = 20

async function startAndFetch(
  folder?: string,
): Promise<{ seconds: number; program: Awaited<ReturnType<typeof startProgram>> }> {
  const began = performance.now()
  const program = await startProgram({}, folder)
  await (await fetch(`${program.url}/`)).text()
  return { seconds: (performance.now() - began) / 1000, program }
}

export const bench: Benchmark = async () => {
  const first = await startAndFetch()
  const { folder } = first.program
  await first.program.stop()
  const again: number[] = []
  for (let run = 0; run < runs; run++) {
    const { seconds, program } = await startAndFetch(folder)
    again.push(seconds)
    await program.stop()
  }
  const { program } = await startAndFetch(folder)
  await fetch(`${program.url}/panel/`)
  await sleep(restSeconds * 1000)
  const memory = idleMemory(program.url)
  await program.end()
  const restart = round(median(again))
  return [
    {
      key: 'firstStartSeconds',
      what: 'first start, everything installed, to the first page',
      value: round(first.seconds),
      unit: 's',
      wanted: '≤ 8',
      fine: first.seconds <= 8,
    },
    {
      key: 'restartSeconds',
      what: `started again (median of ${runs}), to the first page`,
      value: restart,
      unit: 's',
      wanted: '≤ 3',
      fine: restart <= 3,
    },
    {
      key: 'idleMegabytes',
      what: 'memory when idle: launcher, Node and PostgreSQL (PSS)',
      value: memory.all,
      unit: 'MB',
      wanted: '≤ 220',
      fine: memory.all <= 220,
    },
    { key: 'idleNodeMegabytes', what: '  of it Node', value: memory.node, unit: 'MB' },
    { key: 'idlePostgresMegabytes', what: '  of it PostgreSQL', value: memory.postgres, unit: 'MB' },
  ]
}

/** Proportional set size of the program's processes: what they share is counted once. */
function idleMemory(url: string): { all: number; node: number; postgres: number } {
  const port = new URL(url).port
  const listener = /pid=(\d+)/.exec(execFileSync('ss', ['-ltnpH', `sport = :${port}`], { encoding: 'utf8' }))?.[1]
  if (!listener) throw new Error(`nobody listens on ${port}`)
  const launcher = parentOf(Number(listener))
  const server = postmasterOf(Number(listener))
  const postgres = [server, ...childrenOf(server)].reduce((sum, pid) => sum + pss(pid), 0)
  const isLauncher = readFileSync(`/proc/${launcher}/cmdline`, 'utf8').includes('percakapan.mjs')
  const node = pss(Number(listener)) + (isLauncher ? pss(launcher) : 0)
  return { all: round((node + postgres) / 1024, 1), node: round(node / 1024, 1), postgres: round(postgres / 1024, 1) }
}

function pss(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}

function childrenOf(pid: number): number[] {
  return processes().filter((candidate) => parentOf(candidate) === pid)
}

function processes(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return parentOf(pid) > 0
      } catch {
        return false // ended meanwhile
      }
    })
}

/** The embedded server whose data lie where the program's do. */
function postmasterOf(node: number): number {
  const folder = /DATA_DIR=([^\0]+)/.exec(readFileSync(`/proc/${node}/environ`, 'utf8'))?.[1] ?? ''
  const found = processes().find((pid) => {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return command.includes('/bin/postgres\0') && command.includes(folder)
  })
  if (!found) throw new Error('the embedded PostgreSQL was not found')
  return found
}
