import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../db/client.ts'
import { emptied, lend, shapeOf } from './lent-pool.ts'

/** The database that test databases are copied from. */
export const template = 'percakapan_template'

/** A test's database and how another program reaches it. `drop` ends its connections too. */
type TestDatabase = Database & { drop(): Promise<void>; connection: pg.ClientConfig }

interface Made extends Database {
  name: string
  connection: pg.ClientConfig
  /** What it is made of, before anybody used it. */
  asNew: string
  /** How often it was lent. What was deleted from it takes room, so it isn't lent for ever. */
  lent: number
}

/** Made, used and emptied: a copy, its first connections and what they learn of its tables take five times as long as emptying it. */
const spare: Made[] = []
const mostSpare = 3
const mostLent = 40

/** A database of a test's own, with nothing in it: a new one, or where files share a process one that another test gave back. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('postgres')
  const made = spare.pop() ?? (await make(server))
  made.lent++
  const { pool, db, end } = lend(made.pool)
  const remove = async () => {
    await made.close()
    await asAdmin(server, (client) => client.query(`drop database if exists ${made.name} with (force)`))
  }
  return {
    db,
    pool,
    connection: made.connection,
    close: end,
    drop: async () => {
      await end()
      const again = process.env.TEST_SHARED === '1' && spare.length < mostSpare && made.lent < mostLent
      if (again && (await emptied(made.pool, made.asNew).catch(() => false))) spare.push(made)
      else await remove()
    },
  }
}

/** All are copies of one. */
let asNew: string | undefined

async function make(server: pg.ClientConfig): Promise<Made> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(server, (client) => client.query(`create database ${name} template ${template} strategy file_copy`))
  const connection = { ...server, database: name }
  const database = openDatabase(connection, 6)
  asNew ??= await shapeOf(database.pool)
  return { ...database, name, connection, asNew, lent: 0 }
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
