import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
/** Made on this machine, or nobody's business. */
const left = new Set(['node_modules', '.cache', 'dist', 'data', '.git', 'coverage'])

/**
 * Copies the project as it stands, without what was installed or built: what builds there disturbs nobody here. Its libraries are
 * this project's own, by links.
 */
export function copyProject(folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(root))
    if (!left.has(name)) cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
}
