/** What work costs a machine in processor time, which other programs do not change as they change how long it takes. */
import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Db } from '../src/db/client.ts'

/** Milliseconds of processor time. */
export interface Cpu {
  node: number
  /** Of all processes of the server, those that have ended among them. Not a number where `/proc` does not tell, or the server runs elsewhere. */
  postgres: number
}

/** What has been spent so far. @param node milliseconds of this process and those beside it that work for the same */
export async function cpuSpent(db: Db, node = ownCpu()): Promise<Cpu> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
  return { node, postgres: serverCpu(rows[0]?.pid ?? 0) }
}

/** Milliseconds of processor time that this process has taken. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** What one thing cost of many, between two instants: milliseconds a thousand. */
export function cpuOfThousand(before: Cpu, after: Cpu, many: number): Cpu {
  const share = 1000 / many
  return { node: (after.node - before.node) * share, postgres: (after.postgres - before.postgres) * share }
}

/** Both together. */
export const cpuInAll = ({ node, postgres }: Cpu): number => node + postgres

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html, counted in hundredths of a second */
interface Process {
  parent: number
  own: number
  /** Of its children that have ended. */
  children: number
}

function serverCpu(backend: number): number {
  const server = read(backend)?.parent
  const main = server === undefined ? undefined : read(server)
  if (!main) return Number.NaN
  const living = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(Number(name)) ?? [])
    .filter(({ parent }) => parent === server)
  return 10 * living.reduce((sum, { own }) => sum + own, main.own + main.children)
}

function read(pid: number): Process | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number)
    const at = (place: number) => fields[place] ?? 0
    return { parent: at(1), own: at(11) + at(12), children: at(13) + at(14) }
  } catch {
    return undefined // it has ended meanwhile, or there is no /proc here
  }
}
