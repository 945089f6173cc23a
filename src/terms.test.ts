/** One word, one meaning: names and prose keep to ARCHITECTURE.md's terms, and to the words that an engineer of this field would guess. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { namesIn, parsed } from './testing/sources.ts'

const root = join(import.meta.dirname, '..')

interface Banned {
  word: string
  say: string
  /** A good word of daily English may stay in sentences; as a name it says nothing, or two things. */
  inNamesOnly: boolean
  found: RegExp
}

/** ARCHITECTURE.md, "Words that are not used": `| not | but | where |`. */
function readBanned(page: string): Banned[] {
  const section = page.split('### Words that are not used')[1]?.split('\n## ')[0] ?? ''
  return [...section.matchAll(/^\| (?!not \||---)(.+?) \| (.+?) \| (names|everywhere) \|$/gm)].flatMap(
    ([, words = '', say = '', where]) =>
      words.split(', ').map((word) => ({ word, say, inNamesOnly: where === 'names', found: formsOf(word) })),
  )
}

/** Where a word stands for all that, and why. `in` begins the paths that it holds for. */
const exceptions: readonly { word: string; in: string; why: string }[] = [
  { word: 'hook', in: 'mutants/vitest.config.ts', why: 'the test runner’s own option, `hookTimeout`' },
  { word: 'hook', in: 'src/http/operation.ts', why: 'the router’s own option, `defaultHook`' },
  { word: 'hook', in: 'src/log.ts', why: 'the log’s own option, `hooks`' },
  { word: 'hook', in: 'src/testing/prove/mutate.ts', why: 'Node’s own `registerHooks`' },
  { word: 'stage', in: 'src/testing/deploy/dockerfile.ts', why: 'the stages of a Dockerfile' },
  { word: 'hook', in: 'src/functions.test.ts', why: 'React’s own word, for the parts that a component is made of' },
  { word: 'notice', in: 'web/', why: 'words set apart on a page' },
]

const codeFolders = ['src', 'bench', 'bin', 'web', 'mutants']
const codeFiles = codeFolders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx?|mjs)$/.test(file))
    .map((file) => `${folder}/${file}`),
)
const proseFiles = [
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'README.md',
  ...['docs', 'docs/decisions'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith('.md'))
      .map((file) => `${folder}/${file}`),
  ),
]

/** `openDialog`, `open-dialog.ts` and `OPEN_DIALOG` as their words, in lower case. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .toLowerCase()
}

/** A word and its plural, among words. */
const formsOf = (word: string): RegExp => new RegExp(`(^| )${wordsOf(word)}s?( |$)`)

interface Place {
  file: string
  text: string
  isName: boolean
}

function placesInCode(file: string): Place[] {
  const { program, comments } = parsed(file, readFileSync(join(root, file), 'utf8'))
  // Underscores join what a table stores.
  const names = [...namesIn(program)].filter((name) => !name.includes('_') || name === name.toUpperCase())
  return [
    { file, text: wordsOf(file), isName: true },
    ...names.map((name) => ({ file, text: wordsOf(name), isName: true })),
    ...comments.map((text) => ({ file, text: wordsOf(text), isName: false })),
  ]
}

/** Without the list itself. */
function placesInProse(file: string): Place[] {
  const page = readFileSync(join(root, file), 'utf8').replace(/### Words that are not used[\s\S]*?(?=\n## )/, '')
  return page.split('\n\n').map((text) => ({ file, text: wordsOf(text), isName: false }))
}

const isExcepted = ({ file }: Place, { word }: Banned) =>
  exceptions.some((one) => one.word === word && file.startsWith(one.in))

function offences(banned: readonly Banned[], places: readonly Place[]): string[] {
  return places.flatMap((place) =>
    banned
      .filter((one) => (place.isName || !one.inNamesOnly) && one.found.test(place.text) && !isExcepted(place, one))
      .map(({ word, say }) => `${place.file}: “${word}” in “${place.text.slice(0, 80)}”; say ${say}`),
  )
}

const inCode = codeFiles.flatMap(placesInCode)
const inProse = proseFiles.flatMap(placesInProse)
const banned = readBanned(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'))

describe('one word, one meaning', () => {
  test('the list is read, and a word that is not used would be found', () => {
    expect(banned.length).toBeGreaterThan(2)
    const refused = { word: 'patience', say: 'timeout', inNamesOnly: false, found: formsOf('patience') }
    const at = (text: string, isName: boolean) => ({ file: 'a.ts', text: wordsOf(text), isName })
    expect(offences([refused], [at('patienceSeconds', true), at('has no patience.', false)])).toHaveLength(2)
    expect(offences([{ ...refused, inNamesOnly: true }], [at('has no patience.', false)])).toEqual([])
    expect(offences([refused], [at('patient', true)])).toEqual([])
  })

  test('in code: names of files, names, comments', () => {
    expect(codeFiles.length).toBeGreaterThan(900)
    expect(offences(banned, inCode)).toEqual([])
  })

  test('in docs', () => {
    expect(proseFiles.length).toBeGreaterThan(20)
    expect(offences(banned, inProse)).toEqual([])
  })

  test('every exception has its word and its use', () => {
    const unused = exceptions.filter(
      ({ word, in: start }) =>
        !banned.some((one) => one.word === word) ||
        ![...inCode, ...inProse].some(({ file, text }) => file.startsWith(start) && formsOf(word).test(text)),
    )
    expect(unused).toEqual([])
  })
})
