import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** The list of attacks that the project answers to has so many lines, `attacks#A01` and on. */
const lines = Array.from({ length: 44 }, (_, at) => `A${String(at + 1).padStart(2, '0')}`)

/** What can't be done to a program that has no such part. A wing that brings the part takes its line out of here. */
const noSuchPart: Readonly<Record<string, string>> = {
  A07: 'no import that fetches pictures which a file names',
  A09: 'no webmentions are taken',
  A17: 'no import of another blog’s export',
  A18: 'no export as a spreadsheet',
  A20: 'no helper writes answers',
  A21: 'no fediverse actor of our own',
  A22: 'no fediverse actor of our own',
  A23: 'no fediverse actor of our own',
  A24: 'no fediverse actor of our own',
  A25: 'no fediverse actor of our own',
  A26: 'no fediverse actor of our own',
  A27: 'no webmentions are taken',
}

/** What applies and has no test under its name yet. Nothing is added here: only taken away. */
const owed: readonly string[] = []

function named(): Set<string> {
  const found = new Set<string>()
  const root = join(import.meta.dirname, '..')
  for (const folder of ['src', 'web', 'peers', 'migrations'])
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.test.ts') || name === 'attacks.test.ts' || name.includes('node_modules')) continue
      for (const [, line] of readFileSync(join(root, folder, name), 'utf8').matchAll(/attacks#(A\d\d)/g))
        if (line) found.add(line)
    }
  return found
}

test('every attack is named by a test, or there is nothing here that it could be done to', () => {
  const tested = named()
  expect([...tested].filter((line) => !lines.includes(line))).toEqual([])
  const missing = lines.filter((line) => !tested.has(line) && !Object.hasOwn(noSuchPart, line))
  expect(missing).toEqual(owed)
  expect(Object.keys(noSuchPart).filter((line) => tested.has(line))).toEqual([])
})
