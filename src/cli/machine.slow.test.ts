import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import type { Context } from '../context.ts'
import { asSystem } from '../db/client.ts'
import { startPostgres } from '../db/postgres.ts'
import { openLog } from '../log.ts'
import { openContext, startWorker } from '../program.ts'
import { schedulePost } from '../publishing/index.ts'
import { type AskProgram, processesOn, runProgram, setUpProgram, startProgram } from '../testing/program.ts'
import { fakeAdapter, fakeKinds } from '../testing/prove/fake-adapter.ts'
import { openFakes } from '../testing/prove/site.ts'
import { s3Server } from '../testing/s3-server.ts'
import { canMakeDisks, tinyDisk } from '../testing/tiny-disk.ts'
import { freePort } from '../testing/web.ts'
import { makeWorkspace } from '../testing/workspace.ts'

const parent = mkdtempSync(join(tmpdir(), 'percakapan-machine-'))
chmodSync(parent, 0o711)
afterAll(() => rmSync(parent, { recursive: true, force: true }))
const newFolder = () => mkdtempSync(join(parent, 'd-'))

const owner = {
  name: 'Rina',
  email: 'rina@contoh.id',
  password: 'kata-sandi-panjang',
  language: 'id',
  timeZone: 'Asia/Jakarta',
}

/** Refused at the start: exit code 2, a sentence, no stack, nothing left running. */
async function refused(folder: string, env: Record<string, string> = {}, uid?: number): Promise<string> {
  const { code, err } = runProgram(folder, ['all'], { PORT: String(await freePort()), ...env }, uid)
  expect([code, err]).toEqual([2, expect.not.stringMatching(/\n\s+at /)])
  expect(processesOn(folder)).toEqual([])
  return err
}

describe.skipIf(!canMakeDisks())('a full disk', () => {
  test('at the start: it says so, leaves nothing half-made, and starts when there is room', async () => {
    const disk = tinyDisk(320)
    const data = join(disk.folder, 'data')
    try {
      mkdirSync(data)
      disk.fill()
      expect(await refused(data)).toContain(`no space left in ${data}`)
      expect(existsSync(join(data, 'secret.key'))).toBe(false)
      disk.freeSpace()
      writeFileSync(join(disk.folder, 'much'), Buffer.alloc(200 * 1024 * 1024))
      expect(await refused(data)).toContain('at least 200 MB')
      rmSync(join(disk.folder, 'much'))
      const program = await startProgram({}, data)
      expect(await program.stop()).toBe(0)
    } finally {
      disk.remove()
    }
  })

  test('while running: nothing is acknowledged and lost, everyone is told, and with room it goes on by itself', async () => {
    const disk = tinyDisk(360)
    const data = join(disk.folder, 'data')
    const program = await startProgram({}, data)
    try {
      const ask = await setUpProgram(program, owner)
      const saved: string[] = []
      const save = async (title: string) => {
        const answer = await ask('POST', '/articles', { title, markdown: noise(20_000) })
        if (answer.status === 201) saved.push(title)
        return answer
      }
      expect((await save('sebelum')).status).toBe(201)
      const before = await upload(ask)
      expect(before.status).toBe(201)

      disk.fill()
      expect(await upload(ask)).toMatchObject(noSpace)
      expect(readdirSync(join(data, 'media')).filter((name) => name.endsWith('.new'))).toEqual([])
      // PostgreSQL first finds no room for rows, and then, its log full, none to live.
      for (let count = 0; count < 10; count++) await save(`penuh ${count}`)
      expect(saved.length).toBeLessThan(11)
      await fillLog(data)
      for (let count = 0; count < 5; count++) {
        const answer = await save(`mati ${count}`)
        expect([answer.status, answer.body]).toEqual([503, unavailable])
        await sleep(400)
      }
      await untilSaid(() => program.output(), 'Basis data berhenti')
      expect((await fetch(`${program.url}/readyz`)).status).toBe(503)
      expect((await fetch(`${program.url}/healthz`)).status).toBe(200)

      disk.freeSpace()
      await untilSaid(() => program.output(), 'Basis data berjalan lagi')
      expect((await save('sesudah')).status).toBe(201)
      expect((await upload(ask)).status).toBe(201)
      const { articles } = (await ask('GET', '/articles')).body as { articles: { title: string }[] }
      expect(articles.map((article) => article.title).sort()).toEqual([...saved].sort())
      expect((await fetch(program.url + before.body.url)).status).toBe(200)
      expect(await program.stop()).toBe(0)
      expect(processesOn(data)).toEqual([])
    } finally {
      disk.freeSpace()
      await program.stop()
      disk.remove()
    }
  })

  test('while posts leave: with room each of them ends as it must, and none is there twice', async () => {
    const disk = tinyDisk(420)
    const data = join(disk.folder, 'data')
    mkdirSync(data)
    const sites = await openFakes()
    const { context, close } = await openContext(
      readConfig({
        DATA_DIR: data,
        SECRET_KEY: 'a'.repeat(64),
        UNDO_SECONDS: '0',
        POLL_SECONDS: '86400',
        CALL_SECONDS: '3',
        ALLOW_PRIVATE_HOSTS: sites.map((site) => new URL(site.origin).host).join(','),
      }),
      undefined,
      openLog('silent'),
      'worker',
      { networks: fakeKinds.map(fakeAdapter) },
    )
    const worker = await startWorker(context)
    try {
      const actor = await makeWorkspace(context)
      const channels: string[] = []
      for (const site of sites) channels.push(await site.connect(context, actor))
      for (const [round, withLog] of [true, false].entries()) {
        const ids: string[] = []
        const texts: string[] = []
        for (let post = 0; post < 4; post++) {
          const text = `putaran ${round} kiriman ${post}.`
          const at = new Date(context.clock.now().getTime() + 300 + 400 * post)
          const drafts = channels.map((channelId) => ({ channelId, text, mediaIds: [] }))
          ids.push(...(await schedulePost(context, actor, { drafts, at, timeZone: 'Asia/Jakarta' })))
          texts.push(text)
        }
        await sleep(900)
        disk.fill()
        if (withLog) await fillLog(data)
        await sleep(4000)
        disk.freeSpace()
        await expect.poll(() => undecided(context, ids), { timeout: 90_000, interval: 500 }).toEqual([])
        for (const site of sites) {
          const there = await site.texts()
          const times = texts.map((text) => there.filter((one) => one.includes(text)).length)
          // Where nobody can look, what was under way is asked of a person.
          const may = site.find ? [1] : [0, 1]
          expect(
            times.filter((count) => !may.includes(count)),
            site.name,
          ).toEqual([])
        }
      }
    } finally {
      disk.freeSpace()
      await worker.stop()
      await close()
      for (const site of sites) await site.close()
      disk.remove()
    }
  })
})

/** Those of the deliveries of which nobody can say yet what became of them. What waits for another try need not wait. */
async function undecided(context: Context, ids: readonly string[]): Promise<unknown[]> {
  try {
    return await asSystem(context.db, async (tx) => {
      await sql`update delivery set next_try_at = now()
        where next_try_at > now() and lease_token is null and id = any(${[...ids]}::uuid[])`.execute(tx)
      return tx
        .selectFrom('delivery')
        .select(['id', 'state', 'lease_until', 'sending_part', 'wake_at', 'reason'])
        .where('id', 'in', [...ids])
        .where('state', 'in', ['scheduled', 'sending', 'pending'])
        .execute()
    })
  } catch (error) {
    return [String(error)]
  }
}

const unavailable = { problem: expect.objectContaining({ kind: 'unavailable' }) }
const noSpace = {
  status: 503,
  body: { problem: { kind: 'unavailable', words: { en: expect.stringContaining('no space left') } } },
}

/** Words that can't be compressed, so that they really take room. */
function noise(length: number): string {
  return Array.from({ length: length / 10 }, () => Math.random().toString(36).slice(2, 11)).join(' ')
}

async function upload(ask: AskProgram) {
  const { default: sharp } = await import('sharp')
  const bytes = await sharp({
    create: {
      width: 400,
      height: 400,
      channels: 3,
      background: '#7a3e1d',
      noise: { type: 'gaussian', mean: 120, sigma: 60 },
    },
  })
    .png()
    .toBuffer()
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], 'kopi.png', { type: 'image/png' }))
  form.set('alt', 'Secangkir kopi')
  return ask('POST', '/media', form)
}

/** Makes the server begin new pieces of its log until there is no room for one more. */
async function fillLog(data: string): Promise<void> {
  const password = readFileSync(join(data, 'postgres.password'), 'utf8')
  const client = new pg.Client({ host: join(data, 'postgres'), user: 'postgres', password, database: 'percakapan' })
  client.on('error', () => undefined)
  await client.connect()
  const round = async () => {
    for (;;) {
      await client.query('select pg_switch_wal()')
      await client.query('create table filler (a int)')
      await client.query('drop table filler')
    }
  }
  await expect(round()).rejects.toThrow(/No space left|terminated/)
  await client.end()
}

async function untilSaid(output: () => string, words: string): Promise<void> {
  await expect.poll(output, { timeout: 60_000, interval: 200 }).toContain(words)
}

const asRoot = process.getuid?.() === 0
/** Debian's "nobody": somebody who is not us. */
const nobody = 65_534

describe.skipIf(!asRoot)('a data folder of somebody else', () => {
  test('that can’t be written', async () => {
    const folder = newFolder()
    const said = await refused(folder, {}, nobody)
    expect(said).toContain(folder)
    expect(said).toContain('may not read and write')
    const inside = join(folder, 'data')
    expect(await refused(inside, {}, nobody)).toContain('DATA_DIR=')
  })

  test('whose key belongs to another user', async () => {
    const folder = newFolder()
    expect(runProgram(folder, ['status']).code).toBe(2)
    chmodSync(folder, 0o777)
    const said = await refused(folder, {}, nobody)
    expect(said).toContain('may not read and write')
    expect(said).toContain('chown')
  })

  test('whose database belongs to another user: it is left as it is', async () => {
    const folder = newFolder()
    const daemon = 1
    chownSync(folder, daemon, daemon)
    expect(runProgram(folder, ['status'], {}, daemon).err).toContain('has not been set up yet')
    const said = await refused(folder)
    expect(said).toContain('belongs to the user daemon')
    expect(said).toContain('sudo -u daemon npm start')
    expect(runProgram(folder, ['status'], {}, daemon).err).toContain('has not been set up yet')
  })
})

test('a file in the place of the data folder', async () => {
  const file = join(newFolder(), 'data')
  writeFileSync(file, 'x')
  expect(await refused(file)).toContain('a file is in its way')
})

test('a superuser in DATABASE_URL: said at the start and at /readyz', async () => {
  const folder = newFolder()
  const postgres = await startPostgres(folder)
  const { host, password } = postgres.connection
  const url = `postgres://postgres:${password}@localhost/percakapan?host=${host}`
  const program = await startProgram({ DATABASE_URL: url }, newFolder())
  try {
    const line = program
      .output()
      .split('\n')
      .find((one) => one.includes('BYPASSRLS'))
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      level: 'warn',
      words: { id: expect.stringContaining('melewati keamanan baris'), en: expect.stringContaining('passes by') },
    })
    expect(await (await fetch(`${program.url}/readyz`)).json()).toEqual({
      ok: true,
      notes: [{ id: expect.stringContaining('CREATE ROLE'), en: expect.stringContaining('CREATE ROLE') }],
    })
  } finally {
    await program.end()
    await postgres.stop()
  }
})

describe('pictures in S3', () => {
  test('a wrong setting refuses the start; a storage that is away does not, but is not ready', async () => {
    const server = await s3Server()
    // The storage lives in this process: nothing may block it.
    const wrong = (env: Record<string, string>) => startProgram({ ...server.env, ...env }, newFolder())
    await expect(wrong({ S3_BUCKET: 'teh-pagi' })).rejects.toThrow(/ended with 2: [^{]*Wadah “teh-pagi” tidak ada/)
    await expect(wrong({ S3_ENDPOINT: 'penyimpanan' })).rejects.toThrow(/ended with 2: [^{]*S3_ENDPOINT/)
    await server.goAway()
    const folder = newFolder()
    const env = { ...server.env, PORT: String(await freePort()) }
    const starting = startProgram(env, folder)
    const ready = async () => {
      const answer = await fetch(`http://localhost:${env.PORT}/readyz`).catch(() => undefined)
      return answer && { status: answer.status, body: (await answer.json()) as object }
    }
    await expect.poll(ready, { timeout: 60_000 }).toMatchObject({
      status: 503,
      body: { ok: false, database: true, pictures: false, notes: [{ en: expect.stringContaining('ECONNREFUSED') }] },
    })
    // The blog is read meanwhile.
    expect((await fetch(`http://localhost:${env.PORT}/`)).status).toBe(200)
    await server.comeBack()
    const program = await starting
    try {
      const ask = await setUpProgram(program, owner)
      const { status, body } = await upload(ask)
      expect(status).toBe(201)
      expect((await fetch(program.url + body.url)).headers.get('content-type')).toBe('image/png')
      expect(existsSync(join(folder, 'media'))).toBe(false)
      // Once it was there, its troubles are no reason to take the blog off the air.
      await server.goAway()
      expect((await ready())?.status).toBe(200)
      expect(await upload(ask)).toMatchObject({ status: 503, body: unavailable })
    } finally {
      await program.end()
      await server.close()
    }
  })
})
