import { chmodSync, mkdtempSync, statfsSync } from 'node:fs'
import { join } from 'node:path'

/** Linux's own file system in memory. */
const shared = '/dev/shm'
/** A run of the tests takes about 2 GB there at most; containers often give 64 MB. */
const storageBytes = 4 * 1024 ** 3

/**
 * A folder in memory for what a run of tests writes, where there is one with room: a database that tests are given is some
 * hundred small files, which took 300 ms on a disk and take 10 ms there. Whoever makes it takes it away.
 */
export function memoryFolder(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync(shared)
    if (bavail * bsize < storageBytes) return undefined
    const folder = mkdtempSync(join(shared, 'percakapan-tests-'))
    // Servers of other users (PostgreSQL's, for one) have their folders in it.
    chmodSync(folder, 0o1777)
    return folder
  } catch {
    return undefined // no such place, or not ours to write in
  }
}
