import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cache } from './folders.mjs'
import { say } from './say.mjs'

/** Who is just making ready, in this folder: a file with the number of its process. */
const turn = join(cache, 'making-ready')
/** Longer than it takes: the number of one that was killed may be somebody else's by now. */
const TURN_MINUTES = 10

/**
 * Two first starts at once take turns: one of them must not clear away what the other is just writing.
 * @returns lets the next one have its turn
 */
export function takeTurn() {
  mkdirSync(cache, { recursive: true })
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
