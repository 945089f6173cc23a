import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own, small enough to be filled. */
export interface TinyDisk {
  folder: string
  /** Takes every byte that is left. */
  fill(): void
  /** Gives them back. */
  freeSpace(): void
  remove(): void
}

/** Whether disks can be made here (root, on Linux); says so where not. With CI=true that is a failure. */
export function canMakeDisks(): boolean {
  if (process.getuid?.() === 0) {
    const folder = mkdtempSync(join(tmpdir(), 'percakapan-mount-'))
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0
    if (mounted) spawnSync('umount', [folder])
    rmSync(folder, { recursive: true, force: true })
    if (mounted) return true
  }
  const reason = 'a full disk can only be tried as root, where mounting is allowed'
  if (process.env.CI === 'true') throw new Error(reason)
  console.log(`skipped: ${reason}`)
  return false
}

/** @param megabytes its size */
export function tinyDisk(megabytes: number): TinyDisk {
  const folder = mkdtempSync(join(tmpdir(), 'percakapan-disk-'))
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=711`, 'tmpfs', folder])
  if (status !== 0) throw new Error(`mount: ${stderr}`)
  chmodSync(folder, 0o711)
  const ballast = join(folder, 'ballast')
  return {
    folder,
    fill: () => {
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(ballast, Buffer.alloc(bavail * bsize))
    },
    freeSpace: () => rmSync(ballast, { force: true }),
    remove: () => {
      const { status: code, stderr: why } = spawnSync('umount', [folder], { encoding: 'utf8' })
      if (code !== 0) throw new Error(`umount: ${why}`)
      rmSync(folder, { recursive: true })
    },
  }
}
