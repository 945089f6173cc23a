#!/usr/bin/env node
// The only plain-JavaScript file: runs on any Node >= 18, and makes ready what the rest needs.
//   1. dependencies: `npm ci` when node_modules is missing or older than the lockfile
//   2. the right Node: where the running one is too old, the npm package `node` in a folder of the project
//   3. the web build, for the commands that serve it, when it is older than its sources
// Then it runs src/main.ts (or the file after `--script`) with that Node, and passes on its signals and exit code.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const NODE_VERSION = '26.9.0'
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const indonesian = /^id/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
// A full disk under the log ends no program.
process.stderr.on('error', () => undefined)
const say = (id, en) => process.stderr.write(`${indonesian ? id : en}\n`)
const SERVING = new Set(['start', 'all', 'web', 'build'])

const lock = join(root, 'package-lock.json')
const stamp = join(root, 'node_modules', '.percakapan-lock')

const fits = Number(process.versions.node.split('.')[0]) >= 26
const nodeHome = join(root, '.cache', `node-${NODE_VERSION}`)
const nodeBinary = join(nodeHome, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

const sources = join(root, 'web')
const built = join(root, 'dist', 'web', 'index.html')
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')

/** Who is just making ready, in this folder: a file with the number of its process. */
const turn = join(root, '.cache', 'making-ready')
/** Longer than it takes: the number of one that was killed may be somebody else's by now. */
const TURN_MINUTES = 10

const args = process.argv.slice(2)
const script = args[0] === '--script' ? args.splice(0, 2)[1] : undefined
const command = script ? undefined : args[0]

try {
  const node = makeReady()
  if (command === 'build') process.exit(0)
  await run(node)
} catch (error) {
  say(`Persiapan gagal: ${error.message}`, `Getting ready failed: ${error.message}`)
  process.exit(2)
}

/** Two first starts at once take turns: one of them must not clear away what the other is just writing. */
function makeReady() {
  const installs = script || command !== '--version'
  const builds = script || (command && SERVING.has(command))
  const ready = (!installs || dependenciesFit()) && nodeIsThere() && (!builds || !panelIsStale())
  if (ready) return rightNode()
  const letGo = takeTurn()
  try {
    if (installs) installDependencies()
    const node = rightNode()
    if (builds) buildWeb(node)
    return node
  } finally {
    letGo()
  }
}

/** @returns lets the next one have its turn */
function takeTurn() {
  mkdirSync(join(root, '.cache'), { recursive: true })
  for (let told = false; ; told = true) {
    try {
      writeFileSync(turn, String(process.pid), { flag: 'wx' })
      return () => rmSync(turn, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (turnIsOver()) continue
    if (!told)
      say(
        'Penyiapan oleh proses lain sedang berjalan; ditunggu …',
        'Another process is getting ready; waiting for it …',
      )
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
  }
}

/** Takes away the file of one that was killed, and only that: between two looks another one may have taken its turn. */
function turnIsOver() {
  try {
    const seen = readFileSync(turn, 'utf8')
    const young = Date.now() - statSync(turn).mtimeMs < TURN_MINUTES * 60_000
    const pid = Number(seen)
    if (young && (pid === 0 || (pid !== process.pid && isAlive(pid)))) return false
    const aside = `${turn}.${process.pid}`
    renameSync(turn, aside)
    if (readFileSync(aside, 'utf8') !== seen) linkSync(aside, turn)
    rmSync(aside)
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error
  }
  return true
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
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

function lockHash() {
  return createHash('sha256').update(readFileSync(lock)).digest('hex')
}

function dependenciesFit() {
  return !existsSync(lock) || (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash())
}

function installDependencies() {
  if (dependenciesFit()) return
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
  writeFileSync(stamp, lockHash())
}

function nodeIsThere() {
  return fits || existsSync(nodeBinary)
}

function rightNode() {
  if (fits) return process.execPath
  if (!nodeIsThere()) {
    rmSync(nodeHome, { recursive: true, force: true })
    mkdirSync(nodeHome, { recursive: true })
    writeFileSync(join(nodeHome, 'package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }))
    npm(
      ['install', `node@${NODE_VERSION}`],
      nodeHome,
      `Mengambil Node ${NODE_VERSION} untuk proyek ini (yang terpasang: ${process.versions.node}) …`,
      `Getting Node ${NODE_VERSION} for this project (installed: ${process.versions.node}) …`,
    )
  }
  return nodeBinary
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

function panelIsStale() {
  if (!existsSync(join(sources, 'index.html'))) return false
  if (!existsSync(built)) return true
  // A production install carries the finished build, without the builder.
  if (!existsSync(vite)) return false
  return statSync(built).mtimeMs < Math.max(newest(sources), existsSync(lock) ? statSync(lock).mtimeMs : 0)
}

function buildWeb(node) {
  if (!panelIsStale()) return
  if (!existsSync(vite)) {
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
