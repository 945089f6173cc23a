import { spawn } from 'node:child_process'
import module from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cache } from './folders.mjs'
import { say } from './say.mjs'

/** Names of files and lines as they stand in the sources; what Node says of unfinished features is nothing to people. */
const flags = ['--enable-source-maps', '--disable-warning=ExperimentalWarning']

/**
 * What the program is started with. glibc gives each thread an arena of its own, and keeps more the more was freed: two arenas and
 * a fixed threshold weigh 5 MB less (https://www.gnu.org/software/libc/manual/html_node/Malloc-Tunable-Parameters.html).
 */
const environment = {
  ...process.env,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || join(cache, 'compile'),
  MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX || '2',
  MALLOC_TRIM_THRESHOLD_: process.env.MALLOC_TRIM_THRESHOLD_ || '131072',
}

/**
 * Runs a file in place of this process where that is possible, so that nobody waits beside it: a Node that waits weighs 47 MB.
 * @param node the Node that the program runs on
 * @param stays it runs for long: what it weighs counts more than the 40 ms of a second beginning
 */
export async function run(node, entry, args, stays) {
  const same = node === process.execPath
  const ready = same && (!stays || process.env.MALLOC_ARENA_MAX)
  if (ready || (same && !canReplace())) return runHere(node, entry, args)
  const words = [...flags, entry, ...args]
  if (canReplace()) process.execve(node, [node, ...words], environment)
  wait(spawn(node, words, { stdio: 'inherit', env: environment }))
}

/** From Node 22.15 on, but for Windows: https://nodejs.org/api/process.html#processexecvefile-args-env */
function canReplace() {
  return process.execve && process.platform !== 'win32'
}

async function runHere(node, entry, args) {
  process.setSourceMapsEnabled(true)
  module.enableCompileCache(environment.NODE_COMPILE_CACHE)
  process.argv = [node, entry, ...args]
  await import(pathToFileURL(entry).href)
}

/** Ctrl-C reaches the child from the terminal by itself; this process only waits for it to finish its tidying. */
function wait(child) {
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGHUP', () => child.kill('SIGHUP'))
  child.on('error', (error) => {
    say(`Node tidak dapat dijalankan: ${error.message}`, `Node could not be started: ${error.message}`)
    process.exit(2)
  })
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
}
