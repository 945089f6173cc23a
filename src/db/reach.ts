import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Problem } from '../core/problem.ts'
import { fill, type Words } from '../core/words.ts'

/** A server that is just starting, or getting up after a crash, is waited for so long. */
const timeoutSeconds = 20
const answerSeconds = 5
const leastMajor = 15

/**
 * Looks once whether the database takes us, before anything is asked of it.
 * @param tell says that a starting server is waited for
 * @throws Problem that says what keeps it away and what to do; the password is in none of its words
 */
export async function reachDatabase(
  connection: pg.ClientConfig,
  tell: (id: string, en: string) => void = () => undefined,
): Promise<void> {
  const until = performance.now() + timeoutSeconds * 1000
  for (let told = false; ; told = true) {
    try {
      return await look(connection)
    } catch (error) {
      if (!isStarting(error) || performance.now() > until) throw away(connection, error)
      if (!told) tell('Basis data sedang mulai; ditunggu …', 'The database is starting; waiting for it …')
      await sleep(250)
    }
  }
}

async function look(connection: pg.ClientConfig): Promise<void> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: answerSeconds * 1000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version")
    const major = Math.floor(Number(rows[0]?.version) / 10_000)
    if (major < leastMajor)
      throw new Problem('wrong-input', fill(tooOld, { major: String(major) }), { field: 'DATABASE_URL' })
  } finally {
    await client.end().catch(() => undefined)
  }
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | undefined)?.code ?? '')

/** cannot_connect_now: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const isStarting = (error: unknown): boolean => codeOf(error) === '57P03'

function away(connection: pg.ClientConfig, error: unknown): Problem {
  if (error instanceof Problem) return error
  const client = new pg.Client(connection)
  const server = client.host.startsWith('/') ? client.host : `${client.host}:${client.port}`
  const why = codeOf(error) || (error as Error).message
  const words = meanings[codeOf(error)] ?? notReached
  const values = { server, why, user: client.user ?? '', database: client.database ?? '' }
  return new Problem('unavailable', words, { cause: error, field: 'DATABASE_URL', values })
}

const notReached: Words = {
  id: 'Basis data di {server} tidak dapat dihubungi ({why}). Periksa apakah PostgreSQL di sana berjalan dan apakah alamat di DATABASE_URL benar, lalu mulai lagi. Tidak ada yang hilang.',
  en: 'The database at {server} can’t be reached ({why}). See whether PostgreSQL runs there and whether the address in DATABASE_URL is right, then start again. Nothing is lost.',
}
const noName: Words = {
  id: 'Nama server basis data di {server} tidak ditemukan ({why}). Periksa DATABASE_URL dan sambungan jaringan, lalu mulai lagi. Tidak ada yang hilang.',
  en: 'The name of the database server at {server} is not found ({why}). See whether DATABASE_URL and the network are right, then start again. Nothing is lost.',
}
const notTaken: Words = {
  id: 'Basis data di {server} menolak pengguna {user}: nama atau sandi di DATABASE_URL salah, atau ia tidak diizinkan dari sini (pg_hba.conf).',
  en: 'The database at {server} refuses the user {user}: the name or the password in DATABASE_URL is wrong, or it is not allowed in from here (pg_hba.conf).',
}
const noDatabase: Words = {
  id: 'Di server {server} tidak ada basis data {database}. Buatlah di sana (CREATE DATABASE), atau perbaiki DATABASE_URL.',
  en: 'There is no database {database} at {server}. Make it there (CREATE DATABASE), or fix DATABASE_URL.',
}
const tooManyConnections: Words = {
  id: 'Basis data di {server} sudah kehabisan sambungan. Naikkan max_connections di sana, atau hentikan program lain yang memakainya, lalu mulai lagi.',
  en: 'The database at {server} has no connection left. Raise max_connections there, or stop other programs that use it, then start again.',
}
const stillStarting: Words = {
  id: 'Basis data di {server} masih mulai atau sedang memulihkan diri. Tunggu sampai ia siap, lalu mulai lagi. Tidak ada yang hilang.',
  en: 'The database at {server} is still starting or recovering. Wait until it is ready, then start again. Nothing is lost.',
}
const tooOld: Words = {
  id: 'PostgreSQL di DATABASE_URL versi {major}; Percakapan memerlukan versi 15 atau lebih baru.',
  en: 'The PostgreSQL in DATABASE_URL is version {major}; Percakapan needs version 15 or newer.',
}
const meanings: Readonly<Record<string, Words>> = {
  ENOTFOUND: noName,
  EAI_AGAIN: noName,
  '28P01': notTaken,
  '28000': notTaken,
  '3D000': noDatabase,
  '53300': tooManyConnections,
  '57P03': stillStarting,
}
