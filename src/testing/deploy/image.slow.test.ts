/** The Dockerfile, built, and the program in it: with its own database, and with another one made by deploy/database.sh. */
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres15 } from '../../../peers/index.ts'
import { query } from '../../../peers/postgres.ts'
import { finish } from '../../../peers/process.ts'
import { type AskProgram, setUpProgram } from '../program.ts'
import { freePort } from '../web.ts'
import { buildImage, type Container, type Image, whyNot } from './image.ts'
import { findTool, withTools } from './tools.ts'

const deploy = join(import.meta.dirname, '..', '..', '..', 'deploy')
const userId = 10_001
const owner = {
  name: 'Rina',
  email: 'rina@contoh.id',
  password: 'kata-sandi-panjang',
  language: 'id',
  timeZone: 'Asia/Jakarta',
}

withTools(
  'the image',
  ['buildah', 'mmdebstrap', 'unshare'],
  () => {
    // The files of an image are many and large: not where the other tests' data lie, which may be memory.
    const folder = mkdtempSync(join(existsSync('/var/tmp') ? '/var/tmp' : tmpdir(), 'percakapan-image-'))
    let image: Image

    beforeAll(async () => {
      image = await buildImage(folder)
    }, 600_000)
    afterAll(() => image?.end())

    /** A volume, as docker gives one to the image's user. */
    function newData(): string {
      const data = join(folder, `data-${readdirSync(folder).length}`)
      mkdirSync(data, { mode: 0o700 })
      chownSync(data, userId, userId)
      return data
    }

    async function started(
      env: Record<string, string>,
      data: string,
    ): Promise<{ url: string; port: string; container: Container }> {
      const port = String(await freePort())
      const url = `http://localhost:${port}`
      const container = image.start(
        [...image.config.Entrypoint, ...image.config.Cmd],
        { LANG: 'en', PORT: port, ...env },
        data,
      )
      for (let tries = 0; tries < 600; tries++) {
        if (
          await fetch(`${url}/readyz`).then(
            (answer) => answer.ok,
            () => false,
          )
        )
          return { url, port, container }
        await sleep(100)
      }
      throw new Error(`the container does not answer: ${container.output()}`)
    }

    const program = (url: string) => ({ url }) as Parameters<typeof setUpProgram>[0]

    test('says who runs it, where its data lie, how its health is looked at', () => {
      expect(image.config).toMatchObject({
        User: 'percakapan',
        Entrypoint: ['percakapan'],
        Cmd: ['all'],
        Volumes: { '/data': {} },
        Healthcheck: { Test: ['CMD', 'node', '-e', expect.stringContaining('/healthz')] },
      })
      expect(image.run(['id', '-u'])).toEqual({ code: 0, out: `${userId}\n` })
    })

    test('holds the built program and nothing to build with; its user can change none of it', () => {
      expect(readdirSync(join(image.files, 'app')).sort()).toEqual([
        'LICENSE',
        'README.md',
        'bin',
        'dist',
        'node_modules',
        'package.json',
      ])
      for (const tool of ['npm', 'npx', 'git', 'cc'])
        expect([tool, image.run(['sh', '-c', `command -v ${tool}`]).code]).toEqual([tool, 127])
      expect(existsSync(join(image.files, 'app', 'node_modules', 'vite'))).toBe(false)
      expect(image.run(['find', '/app', '/usr', '/etc/passwd', '-writable', '-not', '-type', 'l'])).toEqual({
        code: 0,
        out: '',
      })
    })

    test('runs with its own database: set-up, health, an article that outlives a stop', async () => {
      const data = newData()
      const first = await started({}, data)
      const ask: AskProgram = await setUpProgram(program(first.url), owner)
      const saved = await ask('POST', '/articles', { title: 'Halo', markdown: 'Dari dalam peti kemas.' })
      expect((await ask('POST', `/articles/${saved.body.id}/publish`, {})).status).toBe(200)
      const [, ...health] = image.config.Healthcheck.Test
      expect(image.run(health, { PORT: first.port })).toEqual({ code: 0, out: '' })
      expect(await first.container.stop()).toBe(0)
      expect(image.run(health, { PORT: first.port }).code).toBe(1)
      expect(existsSync(join(data, 'postgres', '18', 'postmaster.pid'))).toBe(false)

      const again = await started({}, data)
      expect(await (await fetch(`${again.url}/halo`)).text()).toContain('Dari dalam peti kemas.')
      expect(await again.container.stop()).toBe(0)
    })

    withTools(
      'a database of its own for the image',
      ['postgres', 'psql'].filter(() => !existsSync('/usr/lib/postgresql')),
      () => {
        test('runs on the database that deploy/database.sh makes, as a role that is no superuser', async () => {
          const server = await startPostgres15()
          try {
            const { hostname, port } = new URL(server.url)
            const psql = readdirSync('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`)
            const env = {
              PATH: `${psql.join(':')}:${process.env.PATH}`,
              PGHOST: hostname,
              PGPORT: port,
              POSTGRES_USER: 'postgres',
              DATABASE_PASSWORD: "it's \\ 'safe'",
            }
            await finish([findTool('sh') as string, join(deploy, 'database.sh')], { cwd: deploy, env })
            const asked =
              "select rolsuper or rolbypassrls or rolcreaterole, rolcanlogin from pg_roles where rolname = 'percakapan'"
            expect(await query(server.url, asked)).toBe('f|t')
            const url = `postgres://percakapan:${encodeURIComponent(env.DATABASE_PASSWORD)}@${hostname}:${port}/percakapan`
            const { url: home, container } = await started({ DATABASE_URL: url }, newData())
            expect(await (await fetch(`${home}/readyz`)).json()).not.toHaveProperty('notes')
            expect(container.output()).not.toContain('superuser')
            await setUpProgram(program(home), owner)
            expect(await container.stop()).toBe(0)
          } finally {
            await server.stop()
          }
        })
      },
    )
  },
  whyNot,
)
