import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'rolldown'
import { asModules } from '../../../rolldown.config.ts'
import { settings } from './words.ts'

/** What a worker's process runs. */
export interface WorkerFile {
  path: string
  /** Takes away what was built for it. */
  remove(): void
}

const source = join(import.meta.dirname, 'worker.ts')
/** Within the project, so that libraries are found that are never built in. */
const cache = join(import.meta.dirname, '..', '..', '..', '.cache')

/**
 * Builds the worker, as the program itself is built: a proof starts hundreds of them, and reading two thousand modules takes five times
 * as long as starting. A faulty version (mutate.ts) is made of the sources, so there it is the source.
 */
export async function workerFile(): Promise<WorkerFile> {
  if (process.env[settings.mutant]) return { path: source, remove: () => undefined }
  mkdirSync(cache, { recursive: true })
  const dir = mkdtempSync(join(cache, 'prove-worker-'))
  const remove = () => rmSync(dir, { recursive: true, force: true })
  try {
    const output = { dir, format: 'esm', entryFileNames: '[name].js' } as const
    await build({ ...asModules, input: { worker: source }, output, logLevel: 'silent' })
  } catch (error) {
    remove()
    throw error
  }
  return { path: join(dir, 'worker.js'), remove }
}
