import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lock } from './dependencies.mjs'
import { root } from './folders.mjs'
import { say } from './say.mjs'

/** What is built, of what and by what. Paths from the project's folder; `first` is what it is entered by. */
const builds = {
  panel: {
    home: 'dist/web',
    first: 'index.html',
    sources: ['web'],
    builder: ['node_modules/vite/bin/vite.js', 'build', 'web', '--logLevel', 'warn'],
    words: ['Menyusun panel …', 'Building the panel …'],
  },
  server: {
    home: 'dist/server',
    first: 'main.js',
    sources: ['src', 'migrations', 'rolldown.config.ts', 'rolldown.fonts.ts', 'rolldown.licenses.ts', 'package.json'],
    builder: ['node_modules/rolldown/bin/cli.mjs', '-c', 'rolldown.config.ts'],
    words: ['Menyusun program …', 'Building the program …'],
  },
}

/** Beside what was built: what it was built of. */
const record = 'built-of.json'
/** Changes nothing of what is built. */
const noSource = /(^|\/)(testing|node_modules)(\/|$)|\.test\.tsx?$/

const place = (build, ...path) => join(root, build.home, ...path)
const isThere = (build) => existsSync(place(build, build.first))
const hasSources = (build) => existsSync(join(root, build.sources[0]))
const canBuild = (build) => hasSources(build) && existsSync(join(root, build.builder[0]))

/** Every file that something is built of, in order. */
function* filesOf(sources) {
  for (const path of [...sources].sort()) {
    if (noSource.test(path) || !existsSync(join(root, path))) continue
    if (statSync(join(root, path)).isDirectory())
      yield* filesOf(readdirSync(join(root, path)).map((n) => `${path}/${n}`))
    else yield path
  }
}

/** Changes when any file's date or size does. Dates change without contents: a clone, a copy, a branch and back. */
function dates(build) {
  const hash = createHash('sha256')
  for (const path of filesOf(build.sources)) {
    const { mtimeMs, size } = statSync(join(root, path))
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  if (existsSync(lock)) hash.update(`${statSync(lock).mtimeMs}`)
  return hash.digest('hex')
}

function contents(build) {
  const hash = createHash('sha256')
  for (const path of filesOf(build.sources)) hash.update(`${path}\n`).update(readFileSync(join(root, path)))
  return hash.digest('hex')
}

/** A copy without a lockfile is not asked for one. */
const lockContents = () =>
  existsSync(lock) ? createHash('sha256').update(readFileSync(lock)).digest('hex') : undefined

function recordOf(build) {
  try {
    return JSON.parse(readFileSync(place(build, record), 'utf8'))
  } catch {
    return {} // of an earlier version, or cut off
  }
}

function note(build, of) {
  const made = place(build, `${record}.${process.pid}`)
  try {
    writeFileSync(made, JSON.stringify(of))
    renameSync(made, place(build, record))
  } catch (error) {
    // Somebody else's folder: looked at by contents again next time.
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw error
  }
}

/** It is there, and of the sources that stand here. An installed package carries it without sources. */
export function isFresh(name) {
  const build = builds[name]
  if (!isThere(build)) return false
  if (!hasSources(build)) return true
  // Without its builder (`npm ci --omit=dev`) an old panel is better than none.
  if (name === 'panel' && !canBuild(build)) return true
  const kept = recordOf(build)
  const now = dates(build)
  if (kept.dates === now) return true
  const lockNow = lockContents() ?? kept.lock
  if (kept.contents !== contents(build) || kept.lock !== lockNow) return false
  note(build, { ...kept, dates: now })
  return true
}

/** Takes away what was built, with the pieces of earlier builds. */
export function forget(name) {
  if (canBuild(builds[name])) rmSync(place(builds[name]), { recursive: true, force: true })
}

/** Builds what is missing or older than its sources. @throws Error when the panel can't be built: there is no running without it */
export function build(name, node) {
  if (isFresh(name)) return
  const it = builds[name]
  if (!canBuild(it)) {
    if (name === 'server') return // runs from its sources
    throw new Error(`${it.home} is missing: run npm ci without --omit=dev once, or copy ${it.home} here`)
  }
  say(...it.words)
  const of = { dates: dates(it), contents: contents(it), lock: lockContents() }
  rmSync(place(it, record), { force: true })
  const done = spawnSync(node, [join(root, it.builder[0]), ...it.builder.slice(1)], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (done.status !== 0) throw new Error(`${it.builder[0]} (exit ${done.status})`)
  sweep(it)
  note(it, of)
}

/** A program that still runs may yet ask for a piece of an earlier build; nobody does after so long. */
const keepMilliseconds = 7 * 86_400_000

function sweep(build) {
  const old = Date.now() - keepMilliseconds
  for (const name of readdirSync(place(build)))
    if (statSync(place(build, name)).mtimeMs < old) rmSync(place(build, name), { recursive: true })
}

/** The file that the built program is entered by; `undefined` where its sources have to do. */
export function builtProgram() {
  return isFresh('server') ? place(builds.server, builds.server.first) : undefined
}
