import { join } from 'node:path'
import { finish, freePort, havePrograms, launch, ownFolder, until, whereIs } from './process.ts'

/** A PostgreSQL 15 of its own, with an empty database, on loopback. */
export interface PostgresPeer {
  /** `postgres://…`: a superuser without a password, reachable from this machine only. */
  url: string
  stop(): Promise<void>
}

/** Whether Debian's PostgreSQL 15 is here, or what is missing. */
export async function postgresAvailable(): Promise<true | string> {
  return await havePrograms('postgres', 'initdb', 'psql', 'setpriv', 'flock')
}

/** Starts it in less than a second; its folder goes when it stops. */
export async function startPostgres15(): Promise<PostgresPeer> {
  const folder = await ownFolder('postgres', 'postgres')
  const port = await freePort()
  const data = join(folder, 'data')
  const initdb = (await whereIs('initdb')) ?? 'initdb'
  const server = (await whereIs('postgres')) ?? 'postgres'
  await finish([initdb, '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N'], {
    user: 'postgres',
    cwd: folder,
  })
  const settings = {
    port,
    unix_socket_directories: folder,
    listen_addresses: '127.0.0.1',
    fsync: 'off',
    max_connections: 300,
  }
  const running = launch(
    [server, '-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { folder, user: 'postgres', signal: 'INT' },
  )
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await until('PostgreSQL', () => query(url, 'select 1'), running)
  return { url, stop: running.stop }
}

/** Asks a server through psql, so that the peers need no library of the project. The answer is bare text. */
export async function query(url: string, sql: string): Promise<string> {
  const psql = (await whereIs('psql')) ?? 'psql'
  return (await finish([psql, '--no-psqlrc', '-qtAX', '-c', sql, url])).trim()
}
