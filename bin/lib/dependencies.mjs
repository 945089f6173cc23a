import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './folders.mjs'
import { npm } from './npm.mjs'

/** Stands in a clone; an installed package comes without one, and with its dependencies. */
export const lock = join(root, 'package-lock.json')
const stamp = join(root, 'node_modules', '.percakapan-lock')

function lockHash() {
  return createHash('sha256').update(readFileSync(lock)).digest('hex')
}

/** What is installed is what the lockfile says. */
export function dependenciesFit() {
  return !existsSync(lock) || (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash())
}

/** `npm ci`, where node_modules is missing or older than the lockfile. */
export function installDependencies() {
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
