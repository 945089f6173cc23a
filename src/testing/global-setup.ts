import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../db/client.ts'
import { migrate } from '../db/migrate.ts'
import { startPostgres } from '../db/postgres.ts'
import { openJobs } from '../jobs/index.ts'
import { template } from './database.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** How tests reach the embedded server. */
    postgres: pg.ClientConfig
  }
}

/** One embedded server for the run, with one migrated database that every test database is copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'percakapan-test-'))
  const postgres = await startPostgres(folder)
  const admin = openDatabase(postgres.connection, 1)
  await admin.pool.query(`create database ${template}`)
  await admin.close()
  const database = openDatabase({ ...postgres.connection, database: template }, 2)
  await migrate(database.db)
  const jobs = await openJobs(database.pool, console.error)
  await jobs.stop()
  await database.close()
  project.provide('postgres', postgres.connection)
  return async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
