import { spawnSync } from 'node:child_process'
import { say } from './say.mjs'

/** Runs npm in a folder and says how long it took. @throws Error with npm's arguments and exit code */
export function npm(npmArgs, cwd, id, en) {
  say(id, en)
  const began = Date.now()
  const windows = process.platform === 'win32'
  const done = spawnSync(windows ? 'npm.cmd' : 'npm', [...npmArgs, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: windows,
    env: { ...process.env, NODE_ENV: 'development' },
  })
  if (done.error?.code === 'ENOENT') throw new Error('npm was not found / npm tidak ditemukan')
  if (done.status !== 0) throw new Error(`npm ${npmArgs.join(' ')} (exit ${done.status})`)
  const seconds = Math.round((Date.now() - began) / 1000)
  say(`  selesai dalam ${seconds} detik`, `  done in ${seconds} s`)
}
