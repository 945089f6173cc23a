/** What `npm pack` makes: installed in an empty folder, it starts, and everything that it needs is there. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AskProgram, type RunningProgram, setUpProgram, startProgram } from '../testing/program.ts'
import { copyProject } from '../testing/project-copy.ts'
import { version } from '../version.ts'

const parent = mkdtempSync(join(tmpdir(), 'percakapan-package-'))
chmodSync(parent, 0o711)
/** Who types `npx` has a Node of their own; here it is the one that runs the tests, so that none is fetched. */
const env = {
  ...process.env,
  PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
  npm_config_loglevel: 'error',
}

let files: string[]
const home = join(parent, 'empty')
const installed = join(home, 'node_modules', 'percakapan')

beforeAll(() => {
  const copy = join(parent, 'project')
  copyProject(copy)
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', parent], {
    cwd: copy,
    env,
    encoding: 'utf8',
  })
  const [tarball] = JSON.parse(packed.slice(packed.indexOf('['))) as { filename: string; files: { path: string }[] }[]
  files = tarball?.files.map(({ path }) => path) ?? []
  mkdirSync(home)
  writeFileSync(join(home, 'package.json'), '{"private":true}')
  execFileSync(
    'npm',
    ['install', '--prefer-offline', '--no-audit', '--no-fund', join(parent, String(tarball?.filename))],
    {
      cwd: home,
      env,
      stdio: 'ignore',
    },
  )
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))

describe('what is in it', () => {
  test('the built panel and program, the launcher, the guide, the licences', () => {
    for (const file of [
      'dist/web/index.html',
      'dist/web/sw.js',
      'dist/server/main.js',
      'bin/percakapan',
      'bin/lib/run.mjs',
    ])
      expect(files).toContain(file)
    for (const file of [
      'LICENSE',
      'README.md',
      'docs/guide/id/README.md',
      'dist/web/licenses.txt',
      'dist/server/licenses.txt',
    ])
      expect(files).toContain(file)
  })

  test('no sources, no tests, no fakes', () => {
    const test = /\.(test|slow)\.|(^|\/)(testing|fakes?)(\/|\.|$)/
    expect(files.filter((file) => /\.tsx?$/.test(file) || test.test(file))).toEqual([])
    const top = new Set(files.map((file) => file.split('/')[0]))
    const known = ['CHANGELOG.md', 'LICENSE', 'README.md', 'bin', 'deploy', 'dist', 'docs', 'package.json']
    expect([...top].filter((name) => !known.includes(String(name)))).toEqual([])
    expect(files.filter((file) => file.startsWith('docs/') && !file.startsWith('docs/guide/'))).toEqual([])
  })

  test('it brings no library along that it has in it already', () => {
    const builtIn = new Set(['react', 'kysely', 'pg', 'pg-boss', 'vite', 'better-auth', 'hono', 'undici'])
    expect(readdirSync(join(home, 'node_modules')).filter((name) => builtIn.has(name))).toEqual([])
  })
})

test('`npx percakapan` runs it', () => {
  const { status, stdout } = spawnSync('npx', ['--offline', 'percakapan', '--version'], {
    cwd: home,
    env,
    encoding: 'utf8',
  })
  expect([status, stdout.trim()]).toEqual([0, version])
})

describe('started', () => {
  let program: RunningProgram
  let ask: AskProgram

  beforeAll(async () => {
    program = await startProgram({ PATH: env.PATH }, undefined, [join(home, 'node_modules', '.bin', 'percakapan')])
    ask = await setUpProgram(program, {
      name: 'Rina',
      email: 'rina@contoh.id',
      password: 'kata-sandi-panjang',
      language: 'id',
      timeZone: 'Asia/Jakarta',
    })
  })
  afterAll(() => program?.end())

  const get = async (path: string) => {
    const answer = await fetch(program.url + path)
    return { status: answer.status, type: answer.headers.get('content-type'), bytes: await answer.bytes() }
  }

  test('it runs what was installed, not this project', () => {
    expect(program.output()).not.toContain('Menyusun')
    // A Node that can't be replaced by the right one still shows the name that it was called by: a link beside the package.
    const shown = execFileSync('ps', ['-o', 'args=', '-p', String(program.pid)], { encoding: 'utf8' })
    expect(shown).toContain(dirname(installed))
  })

  test('its pages, its panel, its typefaces', async () => {
    for (const path of ['/', '/panel/', '/fonts/literata.woff2', '/fonts/plus-jakarta-sans.woff2'])
      expect([path, (await get(path)).status]).toEqual([path, 200])
  })

  test('the typeface of a page’s first words comes small: under a third of the whole one', async () => {
    const [whole, basic] = [await get('/fonts/literata.woff2'), await get('/fonts/literata-basic.woff2')]
    expect(basic.type).toBe('font/woff2')
    expect(basic.bytes.length).toBeLessThan(whole.bytes.length / 3)
  })

  test('an article with HTML of its own, read in a thread, with its card; a picture made anew', async () => {
    const markdown = 'Satu <kbd>Ctrl</kbd> dua.\n\n```js\nconst a = 1\n```\n'
    const saved = await ask('POST', '/articles', { title: 'Halo', markdown })
    expect((await ask('POST', `/articles/${saved.body.id}/publish`, {})).status).toBe(200)
    const page = String(Buffer.from((await get('/halo')).bytes))
    expect(page).toContain('<kbd>Ctrl</kbd>')
    const card = /\/card\/[^"]+\.png/.exec(page)?.[0] ?? ''
    expect(await sharp((await get(card)).bytes).metadata()).toMatchObject({ format: 'png', width: 1200 })

    const form = new FormData()
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
      .png()
      .toBuffer()
    form.set('file', new File([new Uint8Array(picture)], 'a.png', { type: 'image/png' }))
    expect((await ask('POST', '/media', form)).status).toBe(201)
  })

  test('commands lay out articles and posts for networks', () => {
    const file = join(parent, 'a.md')
    writeFileSync(file, '**Tebal** dan <i>miring</i>.')
    const run = (...args: string[]) =>
      spawnSync(join(home, 'node_modules', '.bin', 'percakapan'), args, { cwd: home, env, encoding: 'utf8' })
    expect(run('render', file)).toMatchObject({ status: 0, stdout: expect.stringContaining('<i>miring</i>') })
    expect(run('preview', '--network', 'bluesky', file)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Tebal'),
    })
  })
})
