import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import glossary from '../words/glossary.json'

const web = join(import.meta.dirname, '..')
/** The terms that pages explain, by file. */
const explained = new Map(
  readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && !/node_modules|catalogue/.test(file))
    .map((file) => [file, readFileSync(join(web, file), 'utf8')] as const)
    .flatMap(([file, code]) =>
      [...code.matchAll(/(?:terms=\{|<Terms of=\{)\[([^\]]*)\]/g)].map(([, list = '']) => [
        file,
        [...list.matchAll(/['"]([^'"]+)['"]/g)].map(([, term]) => term as string),
      ]),
    ) as [string, string[]][],
)
const terms = new Set(glossary.map(({ en }) => en.term))

test('what a page explains stands in the glossary', () => {
  expect(explained.size).toBeGreaterThan(10)
  for (const [file, names] of explained)
    expect(
      names.filter((name) => !terms.has(name)),
      file,
    ).toEqual([])
})

test('every term is explained on the page where people meet it first', () => {
  const somewhere = new Set([...explained.values()].flat())
  expect([...terms].filter((term) => !somewhere.has(term))).toEqual([])
})
