import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { circlesOf, codeOf, importsOf, isTestCode, missingPlaces } from './testing/imports.ts'

const src = import.meta.dirname

/** The house's order (ARCHITECTURE.md): a place imports only from its left. Files at the top of src/ stand where they are named. */
const order = [
  ['core'],
  ['root.ts'],
  ['config.ts', 'log.ts', 'version.ts', 'semi-space.ts'],
  ['fetch'],
  ['db'],
  ['bus.ts'],
  ['networks', 'checks'],
  ['context.ts'],
  ['work'],
  ['mail'],
  ['team'],
  ['media'],
  ['brand'],
  ['channels'],
  ['publishing'],
  ['themes'],
  ['blog'],
  ['importing'],
  ['exporting'],
  ['syncing'],
  ['editing'],
  ['ideas'],
  ['cadence'],
  ['automation'],
  ['triage'],
  ['conversations'],
  ['today'],
  ['search'],
  ['backup'],
  ['http', 'cli'],
  ['start.ts', 'program.ts', 'serve.ts', 'main.ts'],
]
const rank = new Map(order.flatMap((names, index) => names.map((name) => [name, index] as const)))
const rooms = new Set([
  'mail',
  'team',
  'media',
  'brand',
  'channels',
  'publishing',
  'themes',
  'blog',
  'importing',
  'exporting',
  'syncing',
  'editing',
  'ideas',
  'cadence',
  'automation',
  'triage',
  'conversations',
  'today',
  'search',
  'backup',
])
/** `networks` and `checks` know nothing but `core`. */
const shelves = new Set(['networks', 'checks'])

const files = codeOf(src).filter((file) => !isTestCode(file))
const place = (file: string): string => file.split('/')[0] as string

const imports = importsOf(src, files)

describe('the house keeps its order', () => {
  test('there is something to look at; every place has its rank, and every rank a place', () => {
    const there = (name: string) => existsSync(join(src, name))
    expect(imports.length).toBeGreaterThan(100)
    expect(files.map(place).filter((name) => !rank.has(name))).toEqual([])
    expect(missingPlaces(order, there)).toEqual([])
    expect([...rooms, ...shelves].filter((name) => !rank.has(name))).toEqual([])
    expect(missingPlaces([...order, ['campaigns']], there)).toEqual(['campaigns'])
  })

  test('a file imports only from its left', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        !to.startsWith('..') &&
        place(from) !== place(to) &&
        (rank.get(place(to)) ?? 99) >= (rank.get(place(from)) ?? -1),
    )
    // Files at the top of src/ that share a rank make the program together.
    expect(
      wrong.filter(
        ({ from, to }) => !(rank.get(place(from)) === order.length - 1 && rank.get(place(to)) === order.length - 1),
      ),
    ).toEqual([])
  })

  test('networks and checks import only core', () => {
    expect(
      imports.filter(({ from, to }) => shelves.has(place(from)) && place(to) !== place(from) && place(to) !== 'core'),
    ).toEqual([])
  })

  test('a room is entered through its index', () => {
    expect(
      imports.filter(
        ({ from, to }) =>
          rooms.has(place(to)) &&
          place(from) !== place(to) &&
          to !== `${place(to)}/index.ts` &&
          !to.startsWith('blog/markdown/'),
      ),
    ).toEqual([])
  })

  test('nothing imports in a circle', () => {
    expect(circlesOf(imports)).toEqual([])
  })

  test('only config.ts reads the environment', () => {
    const allowed = new Set(['config.ts', 'serve.ts', 'cli/index.ts'])
    expect(
      files.filter(
        (file) =>
          !allowed.has(file) &&
          /process\.env\b/.test(
            readFileSync(join(src, file), 'utf8').replace(/process\.env\.(PATH|LC_ALL|LC_MESSAGES|LANG)\b/g, ''),
          ),
      ),
    ).toEqual([])
  })
})

/** What a file imports, whether it names a file, or puts a name together. */
function specifiersOf(code: string): string[] {
  return [...code.matchAll(/(?:\bfrom|\bimport|new URL)\s*\(?\s*['"`]([^'"`]+)['"`]/g)].map(
    (match) => match[1] as string,
  )
}

describe('test code stays apart', () => {
  test.each(['src', 'web', 'migrations'])('what %s installs imports none of it', (folder) => {
    const home = join(src, '..', folder)
    const production = codeOf(home).filter((file) => !isTestCode(file))
    expect(production.length).toBeGreaterThan(5)
    const wrong = production.filter((file) =>
      specifiersOf(readFileSync(join(home, file), 'utf8')).some((to) => to.split('/').includes('testing')),
    )
    expect(wrong).toEqual([])
  })

  test('it has a folder: nothing else is named like a fake', () => {
    expect(files.filter((file) => /(^|\/)(fake|mock|stub|testing)[\w-]*\.ts$/.test(file))).toEqual([])
  })

  test('no package that is made of the project holds any: it holds what was built, and no sources', () => {
    const { files: packed } = JSON.parse(readFileSync(join(src, '..', 'package.json'), 'utf8')) as { files: string[] }
    expect(packed).toContain('dist')
    expect(packed.filter((path) => /^(\.|\*|src|web|migrations|peers|bench)/.test(path))).toEqual([])
  })

  test('a fake imports nothing of the adapter that it judges: only the interface, and other fakes', () => {
    const fakes = codeOf(join(src, 'networks')).filter(
      (file) => /^([\w-]+\/)?testing\//.test(file) && !file.startsWith('contract/'),
    )
    expect(fakes.length).toBeGreaterThan(15)
    const wrong = fakes.flatMap((file) =>
      specifiersOf(readFileSync(join(src, 'networks', file), 'utf8'))
        .filter((to) => to.startsWith('.'))
        .map((to) => ({ file, to: relative(src, resolve(src, 'networks', dirname(file), to)) }))
        .filter(({ to }) => to !== 'networks/network.ts' && !/^networks\/([\w-]+\/)?testing\//.test(to)),
    )
    expect(wrong).toEqual([])
  })
})

/** All that is loaded with a file: files, and packages by their names. Types are not. */
function loadedWith(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found
  found.add(file)
  const code = readFileSync(join(src, file), 'utf8')
  for (const [, to = ''] of code.matchAll(/^(?:import|export) (?!type\b)[^'"]*?from '([^']+)'/gm)) {
    if (to.startsWith('.')) loadedWith(relative(src, resolve(src, dirname(file), to)), found)
    else found.add(to)
  }
  return found
}

test('measuring and previews load light: no network’s pure side brings the schema library along', () => {
  const pure = files.filter((file) => /^networks\/[\w-]+\/render\.ts$/.test(file))
  expect(pure.length).toBeGreaterThan(15)
  expect(loadedWith('networks/oauth2.ts')).toContain('zod')
  expect(pure.filter((file) => loadedWith(file).has('zod'))).toEqual([])
})

describe('no network’s name stands outside its folder', () => {
  const networks = readdirSync(join(src, 'networks'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(src, 'networks', entry.name, 'index.ts')))
    .map((entry) => entry.name)
  // One-letter names can't be searched for; words of daily language ("facebook") can.
  const names = networks.filter((name) => name.length > 2)
  const web = join(src, '..', 'web')
  const places = [
    // What other programs wrote into a blog's export is read in `importing/`, by the names that they gave it, and written in `exporting/`.
    ...files.filter((file) => !/^(?:networks|importing|exporting)\//.test(file)).map((file) => join(src, file)),
    ...(existsSync(web)
      ? readdirSync(web, { recursive: true, encoding: 'utf8' })
          .filter((file) => /\.(ts|tsx|json)$/.test(file) && !/node_modules|\.test\.|testing\//.test(file))
          .map((file) => join(web, file))
      : []),
    ...['networks', join('networks', 'facets')].flatMap((folder) =>
      readdirSync(join(src, folder))
        .filter((file) => file.endsWith('.ts') && file !== 'index.ts' && !file.includes('.test.'))
        .map((file) => join(src, folder, file)),
    ),
  ]

  // A thread is one of our own terms (ARCHITECTURE.md): of these names only what can't be meant otherwise is looked for,
  // the name as the network writes itself, or as a value that something is compared with.
  const ownTerms = new Set(['threads'])
  const wordOf = (name: string) =>
    ownTerms.has(name)
      ? new RegExp(`\\b${name.charAt(0).toUpperCase()}${name.slice(1)}\\b|===? ?'${name}'|network: ?'${name}'`)
      : new RegExp(`\\b${name}\\b`, 'i')
  // What is no talk of the network: an app's own way to name the pictures that it saves, a picture of a spirit, a data set.
  const excused = new Map([
    ['whatsapp', ['src/checks/missing-alt-text.ts']],
    ['ghost', ['web/compose/emoji/emoji.json']],
    ['youtube', ['src/triage/training/sets.ts']],
  ])

  test.each(names)('%s', (name) => {
    expect(names.length).toBeGreaterThan(3)
    const word = wordOf(name)
    const named = places.filter((file) => word.test(withoutProse(readFileSync(file, 'utf8'))))
    expect(named.map((file) => relative(join(src, '..'), file))).toEqual(excused.get(name) ?? [])
  })
})

/** Comments may speak of networks; code and data may not. */
function withoutProse(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}
