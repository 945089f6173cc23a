#!/usr/bin/env node
// The only plain-JavaScript file: runs on any Node >= 18, and makes ready what the rest needs.
//   1. dependencies: `npm ci` when node_modules is missing or older than the lockfile
//   2. the right Node: where the running one is too old, the npm package `node` in a folder of the project
//   3. the web build, for the commands that serve it, when it is older than its sources
// Then it runs src/main.ts (or the file after `--script`) with that Node, and passes on its signals and exit code.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const NODE_VERSION = '26.9.0'
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const indonesian = /^id/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
const say = (id, en) => process.stderr.write(`${indonesian ? id : en}\n`)
const SERVING = new Set(['start', 'all', 'web', 'build'])

const args = process.argv.slice(2)
const script = args[0] === '--script' ? args.splice(0, 2)[1] : undefined
const command = script ? undefined : args[0]

try {
  if (script || command !== '--version') {
    installDependencies()
  }
  const node = rightNode()
  if ((command && SERVING.has(command)) || script) buildWeb(node)
  if (command === 'build') process.exit(0)
  await run(node)
} catch (error) {
  say(`Persiapan gagal: ${error.message}`, `Getting ready failed: ${error.message}`)
  process.exit(2)
}

/** npm, found beside the running Node, so that a PATH without it works too. */
function npm(npmArgs, cwd, id, en) {
  say(id, en)
  const began = Date.now()
  const windows = process.platform === 'win32'
  const done = spawnSync(windows ? 'npm.cmd' : 'npm', [...npmArgs, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: windows,
    env: { ...process.env, NODE_ENV: 'development' },
  })
  if (done.error?.code === 'ENOENT') throw new Error('npm was not found / npm tidak ditemukan')
  if (done.status !== 0) throw new Error(`npm ${npmArgs.join(' ')} (exit ${done.status})`)
  const seconds = Math.round((Date.now() - began) / 1000)
  say(`  selesai dalam ${seconds} detik`, `  done in ${seconds} s`)
}

function installDependencies() {
  const lock = join(root, 'package-lock.json')
  if (!existsSync(lock)) return
  const stamp = join(root, 'node_modules', '.percakapan-lock')
  const hash = createHash('sha256').update(readFileSync(lock)).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  // Someone else's `npm ci` may have been here already: npm's own record then is as new as the lockfile.
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record) || statSync(record).mtimeMs < statSync(lock).mtimeMs) {
    npm(
      ['ci'],
      root,
      'Memasang pustaka (sekali saja, kira-kira satu menit) …',
      'Installing libraries (once, about a minute) …',
    )
  }
  writeFileSync(stamp, hash)
}

function rightNode() {
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath
  const home = join(root, '.cache', `node-${NODE_VERSION}`)
  const binary = join(home, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(binary)) {
    rmSync(home, { recursive: true, force: true })
    mkdirSync(home, { recursive: true })
    writeFileSync(join(home, 'package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }))
    npm(
      ['install', `node@${NODE_VERSION}`],
      home,
      `Mengambil Node ${NODE_VERSION} untuk proyek ini (yang terpasang: ${process.versions.node}) …`,
      `Getting Node ${NODE_VERSION} for this project (installed: ${process.versions.node}) …`,
    )
  }
  return binary
}

/** Newest change below a folder, in milliseconds. */
function newest(folder) {
  let time = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    time = Math.max(time, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs)
  }
  return time
}

function buildWeb(node) {
  const sources = join(root, 'web')
  if (!existsSync(join(sources, 'index.html'))) return
  const built = join(root, 'dist', 'web', 'index.html')
  const lock = join(root, 'package-lock.json')
  const needed = Math.max(newest(sources), existsSync(lock) ? statSync(lock).mtimeMs : 0)
  if (existsSync(built) && statSync(built).mtimeMs >= needed) return
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  if (!existsSync(vite)) {
    if (existsSync(built)) return // a production install carries the finished build, without the builder
    throw new Error('dist/web is missing: run npm ci without --omit=dev once, or copy dist/web here')
  }
  say('Menyusun panel …', 'Building the panel …')
  const done = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: sources,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (done.status !== 0) throw new Error(`vite build (exit ${done.status})`)
}

/** In this very process, or in its place, where that is possible: a second one would weigh 40 MB for nothing. */
async function run(node) {
  const entry = script ? join(root, script) : join(root, 'src', 'main.ts')
  const cache = process.env.NODE_COMPILE_CACHE || join(root, '.cache', 'compile')
  if (node === process.execPath) {
    module.enableCompileCache(cache)
    process.argv = [node, entry, ...args]
    await import(pathToFileURL(entry).href)
    return
  }
  const words = ['--disable-warning=ExperimentalWarning', entry, ...args]
  const env = { ...process.env, NODE_COMPILE_CACHE: cache }
  // A Node that can be replaced in place (from 22.15) leaves no waiting process behind.
  if (process.execve && process.platform !== 'win32') {
    process.execve(node, [node, ...words], env)
  }
  const child = spawn(node, words, { stdio: 'inherit', env })
  // Ctrl-C reaches the child from the terminal by itself; this process only waits for it to finish its tidying.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGHUP', () => child.kill('SIGHUP'))
  child.on('error', (error) => {
    say(`Node tidak dapat dijalankan: ${error.message}`, `Node could not be started: ${error.message}`)
    process.exit(2)
  })
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
}
