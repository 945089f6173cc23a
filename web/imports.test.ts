import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { circlesOf, codeOf, type Import, importsOf, isTestCode, missingPlaces } from '../src/testing/imports.ts'

const web = import.meta.dirname

/** The panel's order (ARCHITECTURE.md): a place imports only from its left. */
const order = [
  ['words'],
  ['worker'],
  ['base'],
  ['ui'],
  ['brand-kit'],
  ['compose'],
  ['deliveries'],
  ['features'],
  ['app', 'catalogue'],
]
/** What builds the panel is no part of it. */
const tools = ['vite.config.ts', 'dev.ts']
/** The only file that knows which features there are. */
const door = 'app/pages.ts'
/** All that the panel may know of the program: the shapes of what it is asked and answers. */
const api = '../src/http/api.ts'
/** Rules that both must read alike, written once: pure, and without an import beyond themselves. */
const shared = ['../src/core/typed-time.ts', '../src/core/near.ts', '../src/core/typefaces.ts']

const place = (file: string): string => file.split('/')[0] as string
/** The feature that a file is part of. */
const featureOf = (file: string): string | undefined => /^features\/([^/]+)/.exec(file)?.[1]

/** What is against the order, by the rule that it breaks. */
function breaches(imports: readonly Import[]) {
  const rank = new Map(order.flatMap((names, index) => names.map((name) => [name, index] as const)))
  const inside = imports.filter(({ to }) => !to.startsWith('..'))
  const rankOf = (file: string) => rank.get(place(file)) ?? Number.NaN
  return {
    upward: inside.filter(({ from, to }) => place(from) !== place(to) && !(rankOf(to) < rankOf(from))),
    circles: circlesOf(inside),
    betweenFeatures: inside.filter(
      ({ from, to }) => featureOf(from) && featureOf(to) && featureOf(from) !== featureOf(to),
    ),
    besideTheDoor: inside.filter(
      ({ from, to, later }) => featureOf(to) && !featureOf(from) && !(from === door && later),
    ),
    ofTheProgram: imports.filter(
      ({ to, typesOnly }) => to.startsWith('..') && !(to === api && typesOnly) && !shared.includes(to),
    ),
    ofTheWorker: inside.filter(({ from, to }) => (place(from) === 'worker') !== (place(to) === 'worker')),
  }
}

const files = codeOf(web).filter((file) => !isTestCode(file) && !tools.includes(file))
const found = breaches(importsOf(web, files))

describe('the panel keeps its order', () => {
  test('there is something to look at; every place has a rank, and every rank a place', () => {
    expect(files.length).toBeGreaterThan(100)
    expect(files.map(place).filter((name) => !order.flat().includes(name))).toEqual([])
    expect(missingPlaces(order, (name) => existsSync(join(web, name)))).toEqual([])
  })
  test('a file imports only from its left', () => expect(found.upward).toEqual([]))
  test('nothing imports in a circle', () => expect(found.circles).toEqual([]))
  test('a feature imports no other feature', () => expect(found.betweenFeatures).toEqual([]))
  test('a feature is entered through its page only, when it is asked for', () =>
    expect(found.besideTheDoor).toEqual([]))
  test('of the program it knows only the API’s types, and the rules that both read', () =>
    expect(found.ofTheProgram).toEqual([]))
  test('the service worker is a program of its own', () => expect(found.ofTheWorker).toEqual([]))
})

describe('what is against the order is found', () => {
  const one = (from: string, to: string, more: Partial<Import> = {}) =>
    breaches([{ from, to, typesOnly: false, later: false, ...more }])
  test.each([
    ['upward', 'ui/parts.tsx', 'compose/margin-notes.tsx'],
    ['upward', 'base/api.ts', 'elsewhere/x.ts'],
    ['circles', 'ui/parts.tsx', 'ui/parts.tsx'],
    ['betweenFeatures', 'features/a/x.ts', 'features/b/y.ts'],
    ['besideTheDoor', 'app/shell.tsx', 'features/a/x.ts'],
    ['besideTheDoor', door, 'features/a/x.ts'],
    ['ofTheProgram', 'base/api.ts', api],
    ['ofTheProgram', 'base/api.ts', '../src/core/text.ts'],
    ['ofTheWorker', 'worker/worker.ts', 'words/id.json'],
    ['ofTheWorker', 'base/api.ts', 'worker/ways.ts'],
  ] as const)('%s: %s → %s', (rule, from, to) => expect(one(from, to)[rule]).toHaveLength(1))
  test('what keeps it is not', () => {
    const kept = [
      one('features/a/x.ts', 'features/a/deep/y.ts'),
      one('app/shell.tsx', 'ui/parts.tsx'),
      one(door, 'features/a/x.ts', { later: true }),
      one('base/api.ts', api, { typesOnly: true }),
    ]
    expect(kept.flatMap((each) => Object.values(each).flat())).toEqual([])
  })
})
