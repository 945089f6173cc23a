/**
 * The shelf's promise: a network is one folder and one line. The one of docs/write-a-network.md is made here, in a copy of the shelf, by
 * nothing else; then everything that goes over the networks knows it.
 */
import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const run = promisify(execFile)
/** What knows networks, and needs no database to be run. */
const copied = ['networks', 'core', 'cli']

const name = 'papan'
/** The page that tells how to write one: its code is what is tried here. */
const page = readFileSync(join(root, 'docs', 'write-a-network.md'), 'utf8')
const blocks = new Map(
  [...page.matchAll(/^```ts file=(\S+)\n([\s\S]*?)^```$/gm)].map(([, file = '', code = '']) => [file, code]),
)
const line = (blocks.get('register') ?? '').trimEnd()
const folder = [...blocks].filter(([file]) => file !== 'register')

const home = mkdtempSync(join(tmpdir(), 'percakapan-one-folder-'))
const register = join(home, 'src/networks/index.ts')

beforeAll(() => {
  for (const topic of copied) cpSync(join(root, 'src', topic), join(home, 'src', topic), { recursive: true })
  for (const file of ['package.json', 'tsconfig.json']) cpSync(join(root, file), join(home, file))
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'), 'junction')
  mkdirSync(join(home, 'src/networks', name, 'testing'), { recursive: true })
  for (const [file, code] of folder) writeFileSync(join(home, 'src/networks', name, file), code)
  const before = readFileSync(register, 'utf8')
  writeFileSync(register, before.replace(/^\} satisfies Record<string, Entry>$/m, `${line}\n$&`))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Runs in the copy. Descriptions stand beside the project, not beside its copy, so nothing may insist on them. */
async function inCopy(args: readonly string[]): Promise<string> {
  const { CI: _ci, VITEST: _vitest, TEST_AWAY: _away, ...env } = process.env
  return (await run(process.execPath, args, { cwd: home, env, maxBuffer: 64 * 1024 * 1024 })).stdout
}

function filesOf(base: string): string[] {
  return copied.flatMap((topic) =>
    readdirSync(join(base, 'src', topic), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(base.length + 1)),
  )
}

test('the page names every facet, and all that one may lack', async () => {
  const names = [
    ...readFileSync(join(root, 'src/networks/network.ts'), 'utf8').matchAll(
      /readonly (\w+)\??: (?:OrAbsent<)?\w+Facet/g,
    ),
  ]
  expect(names.length).toBeGreaterThan(6)
  for (const [, facet] of names) expect(page).toContain(`| \`${facet}\` |`)
  const { network } = await import('./mastodon/index.ts')
  for (const [facet, members] of Object.entries({ sending: network.sending, responses: network.responses }))
    for (const member of Object.keys(members)) expect(page, `${facet}.${member}`).toContain(`\`${member}\``)
})

test('it takes one folder, and one line of one file', () => {
  const [before, after] = [filesOf(root), filesOf(home)]
  const added = after.filter((file) => !before.includes(file))
  const inside = join('src/networks', name)
  expect(added.filter((file) => !file.startsWith(`${inside}/`))).toEqual([])
  expect(added.length).toBe(folder.length)
  const text = (base: string, file: string) => readFileSync(join(base, file), 'utf8')
  const changed = before.filter((file) => text(root, file) !== text(home, file))
  expect(changed).toEqual([join('src', 'networks', 'index.ts')])
  const lines = text(home, 'src/networks/index.ts').split('\n')
  expect(lines.filter((one) => one === line)).toHaveLength(1)
  expect(lines.filter((one) => one !== line).join('\n')).toBe(text(root, 'src/networks/index.ts'))
})

test('the shelf, the command and the documentation know it', async () => {
  const ask = `
    import { allNetworks, networkNamed, networkNames, textSideOf } from './src/networks/index.ts'
    import { described, shown } from './src/cli/networks.ts'
    import { networkPages } from './src/cli/docs-networks.ts'
    const all = await allNetworks()
    const network = await networkNamed('${name}')
    const [first] = (await textSideOf('${name}')).render({ text: 'Halo' }, network.text.limits())
    const made = [...(await networkPages()).keys()].filter((path) => path.endsWith('/${name}.md'))
    const told = [all.map(described).at(-1), shown(network, 'id')]
    console.log(JSON.stringify({ names: all.map(({ name }) => name), register: networkNames, first, told, made }))
  `
  const said = JSON.parse(await inCopy(['--input-type=module-typescript', '--eval', ask]))
  expect(said.names).toEqual(said.register)
  expect(said.names.at(-1)).toBe(name)
  expect(said.first).toMatchObject({ text: 'Halo', length: 4 })
  expect(said.told[0]).toMatchObject({
    name,
    capabilities: ['publish', 'retract', 'fetchProfile'],
    verified: { publish: { by: 'documentation' } },
    limits: { length: 400 },
  })
  expect(said.told[1]).toContain(`Papan (${name})`)
  expect(said.made).toEqual([`docs/networks/id/${name}.md`, `docs/networks/en/${name}.md`])
}, 60_000)

test('the contract suite holds it to its promises, without a line there', async () => {
  const vitest = join('node_modules', 'vitest', 'vitest.mjs')
  const which = ['-t', `^${name}\\b|^every network that sends by itself has a fake`]
  const args = [vitest, 'run', 'src/networks/contract', ...which, '--reporter=json', '--outputFile=report.json']
  // Vitest's exit code says less than its report, which is read below.
  const told = await inCopy(args).catch((error: { stderr?: string }) => error.stderr ?? '')
  expect(existsSync(join(home, 'report.json')), told).toBe(true)
  const report = JSON.parse(readFileSync(join(home, 'report.json'), 'utf8'))
  const files = report.testResults as { assertionResults: { status: string; fullName: string }[] }[]
  const results = files.flatMap(({ assertionResults }) => assertionResults)
  const of = (status: string) => results.filter((one) => one.status === status).map(({ fullName }) => fullName)
  expect(of('failed')).toEqual([])
  const passed = of('passed')
  const promises = ['has every capability', 'publishes once', 'a time-out after sending', 'takes back', 'abort']
  for (const promise of [...promises, 'the limit fits', 'shows every word'])
    expect(
      passed.some((one) => one.startsWith(name) && one.includes(promise)),
      promise,
    ).toBe(true)
  expect(passed.filter((one) => one.startsWith(name)).length).toBeGreaterThan(25)
}, 60_000)
