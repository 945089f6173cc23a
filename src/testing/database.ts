import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../db/client.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** How tests reach the embedded server. */
    postgres: pg.ClientConfig
  }
}

/** The database that test databases are copied from. */
export const template = 'percakapan_template'

/** A copy of the template on the run's server. */
interface Copy {
  connection: pg.ClientConfig
  /** Takes it away, and ends its connections. */
  drop(): Promise<void>
}

async function copyTemplate(): Promise<Copy> {
  const server = inject('postgres')
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(server, (client) => client.query(`create database ${name} template ${template} strategy file_copy`))
  return {
    connection: { ...server, database: name },
    drop: () =>
      asAdmin(server, async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  }
}

/** A database of a test's own. `drop` ends its connections too. */
export async function testDatabase(): Promise<Database & Copy> {
  const { connection, drop } = await copyTemplate()
  const database = openDatabase(connection, 6)
  return {
    ...database,
    connection,
    drop: async () => {
      await database.close()
      await drop()
    },
  }
}

/** A database for a program that a test starts, as DATABASE_URL names it. */
export async function testDatabaseUrl(): Promise<{ url: string; drop(): Promise<void> }> {
  const { connection, drop } = await copyTemplate()
  const { host, port, user, password, database } = connection
  const url = new URL(`postgres://localhost/${database}`)
  // Among what is asked, since the server may be named by the folder of its socket.
  const reach = { host, port, user, password: password as string }
  for (const [name, value] of Object.entries(reach)) url.searchParams.set(name, String(value))
  return { url: url.href, drop }
}

async function asAdmin(server: pg.ClientConfig, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(server)
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
