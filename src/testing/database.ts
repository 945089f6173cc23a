import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../db/client.ts'

/** The database that test databases are copied from. */
export const template = 'percakapan_template'

/** A database of a test's own. `drop` ends its connections too. */
export async function testDatabase(): Promise<Database & { drop(): Promise<void>; connection: pg.ClientConfig }> {
  const server = inject('postgres')
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(server, (client) => client.query(`create database ${name} template ${template} strategy file_copy`))
  const connection = { ...server, database: name }
  const database = openDatabase(connection, 6)
  return {
    ...database,
    connection,
    drop: async () => {
      await database.close()
      await asAdmin(server, (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
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
