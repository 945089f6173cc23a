import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
/** Built files, and files that the copy does not need. */
const left = new Set(['node_modules', '.cache', 'dist', 'data', '.git', 'coverage'])

/**
 * Copies the project as it stands, without what was installed or built: what builds there disturbs nobody here. Each of its
 * libraries is a link to this project's, and the launcher's note says that they fit: what it might install goes into the copy.
 */
export function copyProject(folder: string): void {
  const libraries = join(folder, 'node_modules')
  mkdirSync(libraries, { recursive: true })
  for (const name of readdirSync(root))
    if (!left.has(name)) cpSync(join(root, name), join(folder, name), { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules')))
    if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(libraries, name))
  const lock = readFileSync(join(folder, 'package-lock.json'))
  writeFileSync(join(libraries, '.percakapan-lock'), createHash('sha256').update(lock).digest('hex'))
}
