/**
 * The systemd unit's own words, carried out without systemd: its command, its environment and its user, where the program and all
 * of the machine are read-only but for its state and its cache. What systemd does beyond that (filtering calls to the kernel,
 * hiding devices) is only checked by its own `systemd-analyze` (files.test.ts).
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { setUpProgram } from '../program.ts'
import { freePort } from '../web.ts'
import { whyNot } from './image.ts'
import { withTools } from './tools.ts'

const root = join(import.meta.dirname, '..', '..', '..')
/** Some account that the machine has: PostgreSQL asks for its name. */
const nobody = 65_534

/** A unit's lines by name; one that stands twice counts last, as in systemd, but for Environment. */
function readUnit(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]))
}

/** What systemd makes of ProtectSystem=strict, PrivateTmp and the folders; then the command, in the shell's place. */
const confine = `
set -eu
mount -t tmpfs tmpfs /opt
mkdir /opt/percakapan
mount --bind "$PROJECT" /opt/percakapan
mount -o remount,bind,ro /opt/percakapan
for folder in lib cache; do
  mount -t tmpfs tmpfs /var/$folder
  mkdir /var/$folder/percakapan
  mount --bind "$DATA/$folder" /var/$folder/percakapan
done
mount -t tmpfs -o mode=1777 tmpfs /tmp
mount -o remount,bind,ro /
cd "$PLACE"
exec setpriv --reuid=$ID --regid=$ID --clear-groups --no-new-privs --bounding-set=-all env -i $SETTINGS $COMMAND
`

withTools(
  'the unit, carried out',
  ['unshare', 'setpriv', 'mount'],
  () => {
    const unit = readUnit(readFileSync(join(root, 'deploy', 'percakapan.service'), 'utf8'))
    const folder = mkdtempSync(join(tmpdir(), 'percakapan-service-'))
    afterAll(() => rmSync(folder, { recursive: true, force: true }))
    for (const name of ['lib', 'cache']) {
      mkdirSync(join(folder, name), { mode: Number.parseInt(unit.StateDirectoryMode as string, 8) })
      chownSync(join(folder, name), nobody, nobody)
    }

    async function start(): Promise<{ url: string; stop: () => Promise<unknown[]> }> {
      const port = await freePort()
      const settings = [unit.Environment, `PORT=${port} LANG=en PATH=${dirname(process.execPath)}:/usr/bin:/bin`].join(
        ' ',
      )
      const env = {
        PATH: process.env.PATH,
        PROJECT: root,
        DATA: folder,
        PLACE: unit.WorkingDirectory,
        ID: String(nobody),
        SETTINGS: settings,
        COMMAND: unit.ExecStart,
      }
      const child = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', confine], {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let printed = ''
      child.stdout.on('data', (text) => (printed += text))
      child.stderr.on('data', (text) => (printed += text))
      const ended = once(child, 'exit')
      // KillMode=mixed: the program alone is told.
      const stop = () => {
        child.kill('SIGTERM')
        return ended
      }
      const url = `http://localhost:${port}`
      for (let tries = 0; tries < 600 && child.exitCode === null; tries++) {
        const ready = await fetch(`${url}/readyz`).then(
          (answer) => answer.ok,
          () => false,
        )
        if (ready) return { url, stop }
        await sleep(100)
      }
      throw new Error(`the service does not answer: ${printed}`)
    }

    test('it starts, keeps what is written, stops with its database, and writes nowhere else', async () => {
      // As the guide has root do it; the service itself may not.
      execFileSync(process.execPath, [join(root, 'bin', 'percakapan.mjs'), 'build'], { stdio: 'ignore' })
      const first = await start()
      const ask = await setUpProgram({ url: first.url } as Parameters<typeof setUpProgram>[0], {
        name: 'Rina',
        email: 'rina@contoh.id',
        password: 'kata-sandi-panjang',
        language: 'id',
        timeZone: 'Asia/Jakarta',
      })
      const saved = await ask('POST', '/articles', { title: 'Halo', markdown: 'Dari layanan.' })
      expect((await ask('POST', `/articles/${saved.body.id}/publish`, {})).status).toBe(200)
      expect(await first.stop()).toEqual([0, null])
      expect(existsSync(join(folder, 'lib', 'postgres', '18', 'postmaster.pid'))).toBe(false)
      expect(readdirSync(join(folder, 'cache'))).toEqual(['compiled'])

      const again = await start()
      expect(await (await fetch(`${again.url}/halo`)).text()).toContain('Dari layanan.')
      expect(await again.stop()).toEqual([0, null])
    })
  },
  whyNot,
)
