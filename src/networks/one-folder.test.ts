/**
 * The shelf's promise: a network is one folder and one line. A new one is made here, in a copy of the shelf, by nothing
 * else; then everything that goes over the networks knows it.
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
const line = `  ${name}: { aliases: [], text: () => import('./${name}/render.ts'), load: () => import('./${name}/index.ts') },`

const folder: Readonly<Record<string, string>> = {
  'render.ts': `
import type { Post, Part } from '../../core/post.ts'
import { findLinks } from '../../core/text/entities.ts'
import type { Limits } from '../network.ts'
import { renderParts } from '../parts.ts'

export const defaults: Limits = {
  length: 400, unit: 'characters', pictures: 0, pictureBytes: 0, pictureTypes: [], altLength: 0, tags: 2, threads: false,
  warnings: false,
}
export const measure = (text: string): number => text.length
export const render = (post: Post, limits: Limits): Part[] =>
  renderParts(post, limits, { measure, spans: findLinks, linkInText: true, thread: false })
`,
  'index.ts': `
import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { type Call, request } from '../http.ts'
import { readKept } from '../kept.ts'
import type { Connect, Credentials, Network, Published, Session, Tools } from '../network.ts'
import { formWay } from '../ways.ts'
import { defaults, measure, render } from './render.ts'

const server = 'https://papan.example'
const source = 'https://papan.example/docs'
const words = (id: string, en: string) => ({ id, en })
const none = { absent: words('Papan ini kecil: hal itu belum ada di sana.', 'This board is small: it does not know that yet.') }
const Note = z.object({ id: z.string() })
const Kept = z.object({ token: z.string() })

async function ask<T>(path: string, credentials: Credentials, tools: Tools, call: Call, schema: z.ZodType<T>): Promise<T> {
  const { token } = readKept(Kept, credentials)
  const headers = { ...call.headers, authorization: 'Bearer ' + token }
  return (await request({ label: 'Papan', secrets: [token] }, tools, server + path, { ...call, headers }, schema)).value
}

async function accountOf(credentials: Credentials, tools: Tools) {
  const { id } = await ask('/me', credentials, tools, {}, Note)
  return { remoteId: id, server, handle: id, name: id, url: server + '/@' + id }
}

async function publish(part: Part, session: Session, key: string): Promise<Published> {
  const call: Call = { method: 'POST', json: { text: part.text }, headers: { 'idempotency-key': key } }
  const { id } = await ask('/notes', session.credentials, session, call, Note)
  return { state: 'published', remoteId: id, permalink: server + '/notes/' + id }
}

const connect: Connect = {
  kind: 'form',
  fields: [{ name: 'token', type: 'password', label: words('Token', 'Token'), required: true }],
  steps: [words('Salin token dari papan Anda ke sini.', 'Copy the token of your board to here.')],
}

export const network = {
  name: 'papan',
  label: 'Papan',
  verification: { by: 'documentation', source },
  identity: {
    ways: [
      formWay(connect, async ({ token = '' }, tools) => ({ account: await accountOf({ token }, tools), credentials: { token } })),
    ],
    probe: (session) => accountOf(session.credentials, session),
    revoke: none,
  },
  text: { source, limits: () => defaults, measure, render },
  sending: {
    keys: true,
    publish,
    find: none,
    resume: none,
    correct: none,
    retract: async ({ remoteId }, session) => {
      const call: Call = { method: 'DELETE', repeatable: true }
      await ask('/notes/' + remoteId, session.credentials, session, call, z.unknown())
    },
  },
  responses: none,
  blog: none,
  figures: none,
} satisfies Network
`,
  'testing/fake.ts': `
import { type Fake, fetchOf } from '../../testing/fake.ts'
import { connectFirst } from '../../testing/connecting.ts'

const token = 'papan-geheim-0001'

export function createFake(): Fake {
  const notes = new Map<string, string>()
  const refused = { status: 401, body: '{"error":"who are you?"}' }
  const fake: Fake = {
    fetch: fetchOf(async (request) => {
      if (request.headers.get('authorization') !== 'Bearer ' + token) return new Response(refused.body, refused)
      const { pathname } = new URL(request.url)
      if (pathname === '/me') return Response.json({ id: 'sari' })
      const id = request.headers.get('idempotency-key') ?? pathname.slice('/notes/'.length)
      if (request.method === 'POST') notes.set(id, notes.get(id) ?? String(((await request.json()) as { text: string }).text))
      else notes.delete(id)
      return request.method === 'POST' ? Response.json({ id }) : new Response(null, { status: 204 })
    }),
    connect: (network) => connectFirst(network, { fetch: fake.fetch, form: { token } }),
    posts: () => [...notes.values()],
    isPublish: (method, url) => method === 'POST' && url.pathname === '/notes',
    addPost: (text, at) => void notes.set(String(at.getTime()), text),
    addResponse: () => '',
    failures: [
      { name: 'a revoked token', ...refused, kind: 'unauthorized' },
      { name: 'a refused text', status: 422, body: '{"error":"no"}', kind: 'rejected' },
      { name: 'a broken server', status: 500, body: 'oops', kind: 'unknown' },
    ],
    secrets: () => [token],
  }
  return fake
}
`,
}

const home = mkdtempSync(join(tmpdir(), 'percakapan-one-folder-'))
const register = join(home, 'src/networks/index.ts')

beforeAll(() => {
  for (const room of copied) cpSync(join(root, 'src', room), join(home, 'src', room), { recursive: true })
  for (const file of ['package.json', 'tsconfig.json']) cpSync(join(root, file), join(home, file))
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'), 'junction')
  mkdirSync(join(home, 'src/networks', name, 'testing'), { recursive: true })
  for (const [file, code] of Object.entries(folder)) writeFileSync(join(home, 'src/networks', name, file), code)
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
  return copied.flatMap((room) =>
    readdirSync(join(base, 'src', room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(base.length + 1)),
  )
}

test('it takes one folder, and one line of one file', () => {
  const [before, after] = [filesOf(root), filesOf(home)]
  const added = after.filter((file) => !before.includes(file))
  const inside = join('src/networks', name)
  expect(added.filter((file) => !file.startsWith(`${inside}/`))).toEqual([])
  expect(added.length).toBe(Object.keys(folder).length)
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
