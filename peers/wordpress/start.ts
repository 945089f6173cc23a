import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  answering,
  fetchOnce,
  finish,
  freePort,
  havePrograms,
  launch,
  ownFolder,
  type Running,
  until,
  whereIs,
} from '../process.ts'
import { serveByFpm } from './fpm.ts'

/** A WordPress of its own, on MariaDB, served by PHP. */
export interface WordPressPeer {
  url: string
  username: string
  /** What a person gives to a program: made as an application password. */
  applicationPassword: string
  /** Runs a command of move.php. @returns what it answered */
  move<Answer>(...command: string[]): Promise<Answer>
  stop(): Promise<void>
}

const installed = '/usr/share/wordpress'

/**
 * The folder of WordPress's own importer (the plugin wordpress-importer), or what is missing. It is no part of WordPress, and no package
 * holds it: whoever has it names it.
 */
export function wordPressImporter(): { folder: string } | { missing: string } {
  const folder = process.env.PEERS_WORDPRESS_IMPORTER
  if (folder && existsSync(join(folder, 'wordpress-importer.php'))) return { folder }
  const missing = 'no package has its plugin wordpress-importer: PEERS_WORDPRESS_IMPORTER=<its folder> names it'
  return { missing: folder ? `no wordpress-importer.php in ${folder}` : missing }
}

/** Whether Debian's WordPress, MariaDB and PHP are here, or what is missing. */
export async function wordPressAvailable(): Promise<true | string> {
  const programs = await havePrograms('mariadbd', 'mariadb-install-db', 'php', 'setpriv')
  if (programs !== true) return programs
  if (!existsSync(join(installed, 'wp-load.php')))
    return 'not installed: wordpress (as root on Debian: bash peers/apt.sh)'
  // Without a theme every page is empty.
  if (!readdirSync(join(installed, 'wp-content', 'themes')).some((name) => name.startsWith('twenty')))
    return 'no theme is installed (as root on Debian: bash peers/apt.sh)'
  return true
}

/** Starts it in some seconds; database and files go when it stops. @param fpm php-fpm, as {@link findFpm} finds it, instead of PHP's own server */
export async function startWordPress(fpm?: string): Promise<WordPressPeer> {
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end()
  }
  try {
    const database = await startMariaDb(stops)
    const folder = await ownFolder('wordpress', 'nobody')
    const site = join(folder, 'site')
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    await finish(['cp', '-rL', installed, site], { user: 'nobody' })
    rmSync(join(site, 'wp-config.php'))
    writeFileSync(join(site, 'wp-config.php'), settings(database), { mode: 0o644 })
    const php = (await whereIs('php')) ?? 'php'
    const password = randomBytes(12).toString('hex')
    const said = await finish([php, join(import.meta.dirname, 'install.php'), site, url, 'sari', password])
    await finish(['chown', '-R', '--reference', folder, site])
    const line = said.trim().split('\n').at(-1) ?? ''
    const { applicationPassword } = JSON.parse(line) as { applicationPassword: string }
    const serving = fpm ? await serveByFpm(fpm, site, port) : [serveByPhp(php, site, port, folder)]
    stops.push(...serving.map(({ stop }) => stop))
    await until('WordPress', () => answering(`${url}/wp-json/`), serving[0])
    const move = async <Answer>(...command: string[]) => {
      const told = await finish([php, join(import.meta.dirname, 'move.php'), site, ...command], { user: 'nobody' })
      return JSON.parse(told.trim().split('\n').at(-1) ?? '') as Answer
    }
    return { url, username: 'sari', applicationPassword, move, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function serveByPhp(php: string, site: string, port: number, folder: string): Running {
  const command = [php, '-S', `127.0.0.1:${port}`, '-t', site]
  return launch(command, { folder, user: 'nobody', cwd: site, env: { PHP_CLI_SERVER_WORKERS: '3' } })
}

/** An article of the only author. @returns its address */
export async function publishOnWordPress(peer: WordPressPeer, title: string, content: string): Promise<string> {
  const key = Buffer.from(`${peer.username}:${peer.applicationPassword}`).toString('base64')
  const answer = await fetchOnce(`${peer.url}/wp-json/wp/v2/posts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Basic ${key}` },
    body: JSON.stringify({ title, content, status: 'publish' }),
  })
  if (!answer.ok) throw new Error(`WordPress: ${answer.status} ${(await answer.text()).slice(0, 500)}`)
  return ((await answer.json()) as { link: string }).link
}

async function startMariaDb(stops: (() => Promise<void>)[]): Promise<string> {
  const folder = await ownFolder('mariadb', 'mysql')
  const data = join(folder, 'data')
  const socket = join(folder, 'socket')
  const install = (await whereIs('mariadb-install-db')) ?? 'mariadb-install-db'
  const server = (await whereIs('mariadbd')) ?? 'mariadbd'
  const quick = ['--innodb-log-file-size=8M', '--innodb-flush-log-at-trx-commit=0']
  await finish(
    [
      install,
      '--no-defaults',
      `--datadir=${data}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      ...quick,
    ],
    {
      user: 'mysql',
      cwd: folder,
    },
  )
  const running = launch(
    [
      server,
      '--no-defaults',
      `--datadir=${data}`,
      `--socket=${socket}`,
      '--skip-networking',
      `--pid-file=${folder}/pid`,
      ...quick,
    ],
    {
      folder,
      user: 'mysql',
    },
  )
  stops.push(running.stop)
  const sql = 'create database wordpress character set utf8mb4'
  await until(
    'MariaDB',
    () => finish(['mariadb', `--socket=${socket}`, '-uroot', '-e', sql]).then(() => true as const),
    running,
  )
  return socket
}

function settings(socket: string): string {
  return `<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:${socket}');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
foreach (['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT'] as $name) define($name, '${randomBytes(16).toString('hex')}');
$table_prefix = 'wp_';
define('WP_ENVIRONMENT_TYPE', 'local');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
define('WP_DEBUG', false);
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`
}
