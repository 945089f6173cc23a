/** The launcher, in small projects of its own: what it makes ready, what it keeps, and in whose place it runs the program. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'

const bin = join(import.meta.dirname, '..', '..', 'bin')
const parent = mkdtempSync(join(tmpdir(), 'percakapan-launcher-'))
afterAll(() => rmSync(parent, { recursive: true, force: true }))

/** Tells who it is, and ends as it is told. */
const program = `
const tell = () => console.log(JSON.stringify({ from: 'FROM', pid: process.pid, args: process.argv.slice(2) }))
const [, ending] = process.argv.slice(2)
if (ending === 'waits') {
  process.on('SIGTERM', () => process.exit(7))
  setInterval(() => undefined, 1000)
}
tell()
if (ending === 'fails') process.exitCode = 3
`
/** Notes each of its runs; what it builds says that it was built, and of what. */
const builder = `
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
appendFileSync('built', '.')
mkdirSync('dist/server', { recursive: true })
const made = readFileSync('src/main.ts', 'utf8')
if (made.includes('BROKEN')) process.exit(1)
writeFileSync('dist/server/main.js', made.replace('FROM', 'built'))
`

let folder: string

/** Writes a file of the project. */
function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

beforeEach(() => {
  folder = mkdtempSync(join(parent, 'p-'))
  cpSync(bin, join(folder, 'bin'), { recursive: true })
  put('package.json', '{"type":"module","version":"1.0.0"}')
  put('src/main.ts', program)
  put('src/other.test.ts', '')
  put('dist/web/index.html', '<p>')
  put('node_modules/rolldown/bin/cli.mjs', builder)
  put('.cache/.keep', '')
  symlinkSync(process.execPath, join(folder, '.cache', 'node'))
})

interface Told {
  from: string
  pid: number
  args: string[]
}

function run(args: readonly string[], by = ['bin/percakapan']): { code: number | null; told?: Told; err: string } {
  const [command = '', ...before] = by
  const done = spawnSync(join(folder, command), [...before, ...args], { cwd: folder, encoding: 'utf8' })
  return { code: done.status, err: done.stderr, ...(done.stdout ? { told: JSON.parse(done.stdout) as Told } : {}) }
}

const timesBuilt = () => (existsSync(join(folder, 'built')) ? readFileSync(join(folder, 'built'), 'utf8').length : 0)

async function toldBy(child: ChildProcess): Promise<Told> {
  const [text] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer]
  return JSON.parse(String(text)) as Told
}

describe('help', () => {
  const bare = () => {
    rmSync(join(folder, 'node_modules'), { recursive: true })
    rmSync(join(folder, '.cache'), { recursive: true })
  }
  const ask = (args: readonly string[], by: string, locale = 'en_US.UTF-8') => {
    // Whoever asks for it installs nothing: there is no npm here.
    put('path/npm', '#!/bin/sh\nexit 9\n')
    chmodSync(join(folder, 'path/npm'), 0o755)
    const env = { PATH: `${join(folder, 'path')}:${dirname(process.execPath)}:/usr/bin:/bin`, LC_ALL: locale }
    return spawnSync(join(folder, by), args, { cwd: folder, env, encoding: 'utf8' })
  }

  test.for(['bin/percakapan', 'bin/percakapan.mjs'])('%s tells what there is before it installs anything', (by) => {
    bare()
    for (const args of [['--help'], ['-h'], [], ['start', '--help'], ['--lang', 'en', '--help']]) {
      const { status, stdout, stderr } = ask(args, by)
      expect([status, stderr], args.join(' ')).toEqual([0, ''])
      expect(stdout).toBe(readFileSync(join(bin, 'lib/help.en.txt'), 'utf8'))
    }
    expect(ask(['--help'], by, 'id_ID.UTF-8').stdout).toBe(readFileSync(join(bin, 'lib/help.id.txt'), 'utf8'))
    expect(ask(['--help', '--lang=id'], by).stdout).toContain('Pemakaian:')
    expect(existsSync(join(folder, 'node_modules'))).toBe(false)
    expect(existsSync(join(folder, '.cache'))).toBe(false)
  })

  test('of one command comes from the command itself', () => {
    expect(run(['import', '--help']).told?.args).toEqual(['import', '--help'])
  })
})

describe('in whose place the program runs', () => {
  const launchers: [string, string, string[]][] = [
    ['the shell', 'bin/percakapan', []],
    ['Node', process.execPath, ['bin/percakapan.mjs']],
  ]

  test.each(launchers)('of %s: its number, its signals, its exit code', async (_, command, before) => {
    const child = spawn(command, [...before, 'all', 'waits'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
    const told = await toldBy(child)
    expect(told).toEqual({ from: 'built', pid: child.pid, args: ['all', 'waits'] })
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([7, null])
  })

  test('arguments and exit codes pass through', () => {
    const args = ['status', 'fails', 'two words', '*', '$HOME', '']
    expect(run(args)).toMatchObject({ code: 3, told: { args } })
  })

  test('a link to it leads to the project', () => {
    mkdirSync(join(folder, 'elsewhere'))
    symlinkSync('../bin/percakapan', join(folder, 'elsewhere', 'one'))
    symlinkSync(join(folder, 'elsewhere', 'one'), join(folder, 'elsewhere', 'two'))
    expect(run(['status'], ['elsewhere/two'])).toMatchObject({ code: 0, told: { args: ['status'] } })
  })

  test('`--ready` makes ready, and runs nothing', () => {
    expect(run(['--ready', 'all'])).toMatchObject({ code: 0 })
    expect(run(['--ready', 'all']).told).toBeUndefined()
    expect(timesBuilt()).toBe(1)
  })
})

describe('the built program', () => {
  const start = () => run(['all']).told?.from

  test('is built once, and kept while its sources say the same, whatever their dates', () => {
    expect([start(), start(), timesBuilt()]).toEqual(['built', 'built', 1])
    utimesSync(join(folder, 'src/main.ts'), new Date(2_000_000_000_000), new Date(2_000_000_000_000))
    put('src/other.test.ts', 'changed')
    expect([start(), timesBuilt()]).toEqual(['built', 1])
  })

  test.each([
    ['changed', () => put('src/main.ts', `${program}\n`)],
    [
      'changed, with the date that it had',
      () => {
        put('src/main.ts', `${program}\n\n`)
        utimesSync(join(folder, 'src/main.ts'), new Date(0), new Date(0))
      },
    ],
    ['one more', () => put('migrations/0001.ts', '')],
    ['other libraries', () => put('package-lock.json', '{}')],
  ])('is built anew: %s', (_, change) => {
    start()
    change()
    // What npm notes: these libraries are installed.
    put('node_modules/.package-lock.json', '{}')
    expect([start(), timesBuilt()]).toEqual(['built', 2])
  })

  test('a file that has gone counts too', () => {
    put('src/more.ts', '')
    start()
    rmSync(join(folder, 'src/more.ts'))
    expect([start(), timesBuilt()]).toEqual(['built', 2])
  })

  test('what can’t be built is told, and tried again next time', () => {
    start()
    put('src/main.ts', `${program}// BROKEN`)
    expect([run(['all']), run(['all'])]).toMatchObject([
      { code: 2 },
      { code: 2, err: expect.stringContaining('exit 1') },
    ])
    put('src/main.ts', program)
    expect([start(), timesBuilt()]).toEqual(['built', 4])
  })

  test('a command takes it while it is fresh, and the sources while they are newer: nobody waits for a build', () => {
    expect(run(['status']).told?.from).toBe('FROM')
    start()
    expect(run(['status']).told?.from).toBe('built')
    put('src/main.ts', `${program}\n`)
    expect([run(['status']).told?.from, timesBuilt()]).toEqual(['FROM', 1])
  })

  test('without its builder it runs if it is of these sources; without sources it runs', () => {
    start()
    rmSync(join(folder, 'node_modules/rolldown'), { recursive: true })
    utimesSync(join(folder, 'src/main.ts'), new Date(0), new Date(0))
    expect(start()).toBe('built')
    put('src/main.ts', `${program}\n`)
    expect(start()).toBe('FROM')
    rmSync(join(folder, 'src'), { recursive: true })
    expect(start()).toBe('built')
  })

  test('pieces of an earlier build stay for a program that still runs, for a week', () => {
    start()
    put('dist/server/piece-young.js', '')
    put('dist/server/piece-old.js', '')
    utimesSync(join(folder, 'dist/server/piece-old.js'), new Date(0), new Date(0))
    put('src/main.ts', `${program}\n`)
    start()
    const there = (name: string) => existsSync(join(folder, 'dist/server', name))
    expect([there('piece-young.js'), there('piece-old.js')]).toEqual([true, false])
  })
})
