import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../db/client.ts'
import { startPostgres } from '../db/postgres.ts'
import { processesOn, runProgram, setUpProgram, startProgram } from '../testing/program.ts'
import { freePort } from '../testing/web.ts'

const parent = mkdtempSync(join(tmpdir(), 'percakapan-program-'))
// As root, PostgreSQL runs as somebody else, who must be able to walk through.
chmodSync(parent, 0o711)
afterAll(() => rmSync(parent, { recursive: true, force: true }))

const owner = {
  name: 'Rina',
  email: 'rina@contoh.id',
  password: 'kata-sandi-panjang',
  language: 'id',
  timeZone: 'Asia/Jakarta',
}

/** The server and its children, which carry no path in their names. */
function postgresOf(folder: string): number[] {
  const file = join(folder, 'postgres', '18', 'postmaster.pid')
  const server = Number(readFileSync(file, 'utf8').split('\n')[0])
  const children = readFileSync(`/proc/${server}/task/${server}/children`, 'utf8').trim().split(' ').map(Number)
  return [server, ...children.filter(Boolean)]
}

describe('the program and its commands', () => {
  test('commands work beside the running program and without it; Ctrl-C ends everything', async () => {
    const folder = mkdtempSync(join(parent, 'a-'))
    const file = join(parent, 'artikel.md')
    writeFileSync(file, '---\ntitle: Dari kulit ke layar\ntags: [uji]\n---\n\nSatu kalimat yang tidak boleh hilang.\n')
    const program = await startProgram({}, folder)
    const port = new URL(program.url).port
    expect(runProgram(folder, ['status'], { PORT: port })).toMatchObject({ code: 2, out: '' })
    await setUpProgram(program, owner)

    const published = runProgram(folder, ['publish', file, '--json'], { PORT: port })
    expect([published.code, published.err]).toEqual([0, expect.not.stringContaining('rror')])
    expect(JSON.parse(published.out)).toMatchObject({ article: { state: 'published', created: true }, worker: true })
    const page = await fetch(`${program.url}/dari-kulit-ke-layar`)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('tidak boleh hilang')])
    expect(JSON.parse(runProgram(folder, ['status', '--json'], { PORT: port }).out)).toMatchObject({ worker: true })
    const backup = join(parent, 'cadangan')
    expect(runProgram(folder, ['backup', backup])).toMatchObject({ code: 0 })
    expect(runProgram(folder, ['restore', backup, '--replace'])).toMatchObject({ code: 2 })

    expect(await program.stop()).toBe(0)
    expect(program.output()).toContain('Berhenti. Semua tersimpan.')
    expect(processesOn(folder)).toEqual([])
    expect(existsSync(join(folder, 'postgres', '18', 'postmaster.pid'))).toBe(false)

    // The embedded database is started for a command, and stopped after it.
    const alone = runProgram(folder, ['status', '--json'])
    expect([alone.code, JSON.parse(alone.out).worker]).toEqual([0, false])
    const empty = mkdtempSync(join(parent, 'b-'))
    const restored = runProgram(empty, ['restore', backup, '--json'])
    expect([restored.code, JSON.parse(restored.out)]).toMatchObject([0, { toReconnect: 0, missed: 0 }])
    expect([...processesOn(folder), ...processesOn(empty)]).toEqual([])

    const again = await startProgram({}, empty)
    expect(await (await fetch(`${again.url}/dari-kulit-ke-layar`)).text()).toContain('tidak boleh hilang')
    expect(
      (
        await fetch(`${again.url}/api/auth/sign-in/email`, {
          method: 'POST',
          headers: { origin: again.url, 'content-type': 'application/json' },
          body: JSON.stringify({ email: owner.email, password: owner.password }),
        })
      ).status,
    ).toBe(200)
    expect(await again.stop()).toBe(0)
  })

  test('told to stop while it starts, it stops its database too', async () => {
    const folder = mkdtempSync(join(parent, 's-'))
    const launcher = join(import.meta.dirname, '..', '..', 'bin', 'percakapan.mjs')
    const env = { ...process.env, LANG: 'en', BASE_URL: '', DATA_DIR: folder, PORT: String(await freePort()) }
    const child = spawn(process.execPath, [launcher, 'all'], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let told = ''
    let asked = false
    child.stderr.on('data', (text) => {
      told += text
      // Once: a second time it would end at once.
      if (!asked && /Preparing the database/.test(told)) asked = child.kill('SIGTERM')
    })
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(told).toContain('Stopped.')
    expect(processesOn(folder)).toEqual([])
  })

  test('attacks#A44 killed with its database right after a save, it starts again with the words', async () => {
    const folder = mkdtempSync(join(parent, 'c-'))
    const program = await startProgram({}, folder)
    const ask = await setUpProgram(program, owner)
    const postgres = postgresOf(folder)
    expect(postgres.length).toBeGreaterThan(1)
    const saved = await ask('POST', '/articles', {
      title: 'Jangan hilang',
      markdown: 'Kata yang sudah diakui.',
    })
    expect(saved.status).toBe(201)
    for (const pid of postgres) process.kill(pid, 'SIGKILL')
    await program.kill()
    const again = await startProgram({}, folder)
    const told = JSON.parse(runProgram(folder, ['status', '--json']).out)
    expect(told.hold).toBeNull()
    const database = await startPostgres(folder)
    await database.entered()
    const { pool, close } = openDatabase(database.connection, 1)
    await pool.query("select set_config('percakapan.workspace', '*', false)")
    const { rows } = await pool.query('select title, markdown from article')
    await close()
    expect(rows).toEqual([{ title: 'Jangan hilang', markdown: 'Kata yang sudah diakui.' }])
    expect(await again.stop()).toBe(0)
    expect(processesOn(folder)).toEqual([])
  })
})

describe('what it refuses, with exit code 2 and words', () => {
  test('a port that is taken', async () => {
    const folder = mkdtempSync(join(parent, 'd-'))
    const port = await freePort()
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(port, '0.0.0.0', resolve))
    try {
      const { code, err } = runProgram(folder, ['all'], { PORT: String(port) })
      expect(code).toBe(2)
      expect(err).toContain(String(port))
      expect(err).toContain('PORT=')
      expect(err).not.toMatch(/\n\s+at /)
    } finally {
      other.close()
    }
    expect(processesOn(folder)).toEqual([])
  })

  test('a data folder of a newer version', async () => {
    const folder = mkdtempSync(join(parent, 'e-'))
    expect(runProgram(folder, ['status']).code).toBe(2)
    const database = await startPostgres(folder)
    const { pool, close } = openDatabase(database.connection, 1)
    await pool.query("insert into kysely_migration (name, timestamp) values ('9999_future', '2030-01-01T00:00:00Z')")
    await close()
    await database.stop()
    for (const args of [['all'], ['status']]) {
      const { code, err } = runProgram(folder, args, { PORT: String(await freePort()) })
      expect([args[0], code]).toEqual([args[0], 2])
      expect(err).toContain('newer version of Percakapan')
    }
    expect(processesOn(folder)).toEqual([])
  })

  test('a setting that can’t be used', () => {
    for (const args of [['all'], ['status']]) {
      const { code, err } = runProgram(join(parent, 'f'), args, { PORT: 'lima' })
      expect([args[0], code, err.includes('PORT')]).toEqual([args[0], 2, true])
    }
  })
})
