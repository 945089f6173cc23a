import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../db/client.ts'
import { emptied, lend, shapeOf } from './lent-pool.ts'

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

/** A database that tests have one after another. */
interface Made extends Database, Copy {
  /** What it is made of, before anybody used it. */
  asNew: string
  /** How often it was lent. What was deleted from it takes room, so it isn't lent for ever. */
  lent: number
}

/** Made, used and emptied: a copy, its first connections and what they learn of its tables take five times as long as emptying it. */
const spare: Made[] = []
const mostSpare = 3
const mostLent = 40

/**
 * A database of a test's own, with nothing in it: a new one, or where files share a process one that another test gave back.
 * `drop` ends its connections too.
 */
export async function testDatabase(): Promise<Database & Copy> {
  const made = spare.pop() ?? (await make())
  made.lent++
  const { pool, db, end } = lend(made.pool)
  return {
    db,
    pool,
    connection: made.connection,
    close: end,
    drop: async () => {
      await end()
      const again = process.env.TEST_SHARED === '1' && spare.length < mostSpare && made.lent < mostLent
      if (again && (await emptied(made.pool, made.asNew).catch(() => false))) {
        spare.push(made)
        return
      }
      await made.close()
      await made.drop()
    },
  }
}

/** All are copies of one. */
let asNew: string | undefined

async function make(): Promise<Made> {
  const copy = await copyTemplate()
  const database = openDatabase(copy.connection, 6)
  asNew ??= await shapeOf(database.pool)
  return { ...database, ...copy, asNew, lent: 0 }
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
