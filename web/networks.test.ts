import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const web = import.meta.dirname
const shelf = join(web, '..', 'src', 'networks')

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : files(path)
    return /\.(tsx?|json|css|html)$/.test(entry.name) && !/\.test\.ts$/.test(entry.name) ? [path] : []
  })
}

// Adding a network must touch its folder and one line of the register: so the panel may know none of them.
it('names no network in the panel', () => {
  // A name of one letter can't be told from a variable; whoever draws it would also need its label, found by review.
  const names = readdirSync(shelf, { withFileTypes: true })
    .filter((entry) => entry.name.length > 1 && existsSync(join(shelf, entry.name, 'index.ts')))
    .map((entry) => entry.name)
  expect(names.length).toBeGreaterThan(10)
  // A thread is one of our own terms (ARCHITECTURE.md): of that name only the network's own way to write it is looked for.
  const ownTerms = new Set(['threads'])
  const sure = names.filter((name) => !ownTerms.has(name))
  const known = new RegExp(`\\b(?:${sure.join('|')})\\b`, 'i')
  const written = /\bThreads\b/
  // Emoji have names of their own.
  const naming = files(web).filter((path) => {
    if (path.endsWith('emoji.json')) return false
    const text = readFileSync(path, 'utf8')
    return known.test(text) || written.test(text)
  })
  expect(naming.map((path) => path.slice(web.length + 1))).toEqual([])
})
