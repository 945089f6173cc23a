import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Tx } from '../db/client.ts'

/**
 * Milliseconds of processor time that a piece of work takes in this process: unlike the time that goes by, it does not grow
 * with what else the machine does.
 */
export async function effort(work: () => unknown): Promise<number> {
  const began = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}

/** Milliseconds of processor time that this transaction's server process has taken so far, in steps of ten. The server runs here. */
export async function serverEffort(tx: Tx): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
  // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: utime and stime, in hundredths of a second
  const fields = readFileSync(`/proc/${rows[0]?.pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
