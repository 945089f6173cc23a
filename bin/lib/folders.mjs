import { accessSync, constants } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder: where package.json stands. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** What can be made again: the project's Node, compiled code. In the project; in the user's own cache where that may not be written. */
export const cache = mayWrite(root) ? join(root, '.cache') : join(userCache(), 'percakapan')

function mayWrite(folder) {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** https://specifications.freedesktop.org/basedir-spec/latest/ */
function userCache() {
  if (process.platform === 'win32') return process.env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local')
  return process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
}
