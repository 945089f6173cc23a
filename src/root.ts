import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The project's folder, where package.json stands: one folder above the sources, two above the built program. */
export const root: string = folderOf(import.meta.dirname)

function folderOf(inside: string): string {
  if (existsSync(join(inside, 'package.json')) || dirname(inside) === inside) return inside
  return folderOf(dirname(inside))
}
