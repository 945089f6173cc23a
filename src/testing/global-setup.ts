import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../db/client.ts'
import { migrate } from '../db/migrate.ts'
import { postgresMajor, startPostgres } from '../db/postgres.ts'
import { template } from './database.ts'
import { memoryFolder } from './memory-folder.ts'

interface Server {
  connection: pg.ClientConfig
  stop(): Promise<void>
}

async function embedded(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'percakapan-test-'))
  const postgres = await startPostgres(folder)
  setUp(join(folder, 'postgres', postgresMajor))
  await letEmpty({ ...postgres.connection, user: 'postgres' })
  return {
    connection: postgres.connection,
    stop: async () => {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * The tests' data live as long as their run, and no test pulls the plug of this server (the proof starts its own): it
 * need not wait for the disk (https://www.postgresql.org/docs/current/non-durability.html). Nor is there anything to clean up;
 * and a database that is just being cleaned up can't be dropped, since the cleaner is a superuser's process.
 */
const forTests = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  autovacuum: 'off',
  max_wal_size: '128MB',
  // Debian's server compiles a query that it thinks dear: none here is.
  jit: 'off',
}

/** Lets the tests' role delete whatever is in a database, in any order (lent-pool.ts). */
async function letEmpty(superuser: pg.PoolConfig): Promise<void> {
  const admin = openDatabase(superuser, 1)
  await admin.pool.query('grant set on parameter session_replication_role to percakapan')
  await admin.close()
}

function setUp(cluster: string): void {
  const lines = Object.entries(forTests).map(([name, value]) => `${name} = ${value}\n`)
  appendFileSync(join(cluster, 'postgresql.conf'), lines.join(''))
  const pid = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(pid, 'SIGHUP')
}

/** Debian's PostgreSQL 15, with a role like ours: no superuser, since those pass by row-level security. */
async function debians15(): Promise<Server> {
  const { startPostgres15 } = await import('../../peers/index.ts')
  const peer = await startPostgres15()
  const { hostname, port } = new URL(peer.url)
  const admin = openDatabase({ connectionString: peer.url }, 1)
  for (const [name, value] of Object.entries(forTests)) await admin.pool.query(`alter system set ${name} = '${value}'`)
  await admin.pool.query('select pg_reload_conf()')
  await admin.pool.query("create role percakapan login createdb password 'percakapan'")
  await admin.pool.query('create database percakapan owner percakapan')
  await admin.close()
  await letEmpty({ connectionString: peer.url })
  const connection = {
    host: hostname,
    port: Number(port),
    user: 'percakapan',
    password: 'percakapan',
    database: 'percakapan',
  }
  return { connection, stop: peer.stop }
}

/**
 * One server for the run, with one migrated database that every test database is copied from: the embedded one, or
 * with TEST_POSTGRES=15 Debian's.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const memory = memoryFolder()
  if (memory) {
    process.env.TMPDIR = memory
    // However the run ends, a failed setup included.
    process.once('exit', () => rmSync(memory, { recursive: true, force: true }))
  }
  const postgres = await (process.env.TEST_POSTGRES === '15' ? debians15() : embedded())
  const admin = openDatabase(postgres.connection, 1)
  await admin.pool.query(`create database ${template}`)
  await admin.close()
  const database = openDatabase({ ...postgres.connection, database: template }, 2)
  await migrate(database.db)
  await database.close()
  project.provide('postgres', postgres.connection)
  return postgres.stop
}
