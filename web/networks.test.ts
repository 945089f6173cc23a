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
  const names = readdirSync(shelf, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(shelf, entry.name, 'index.ts')))
    .map((entry) => entry.name)
  const known = new RegExp(
    `\\b(${[...names, 'bluesky', 'mastodon', 'wordpress', 'facebook', 'reddit'].join('|')})\\b`,
    'i',
  )
  const single = /^[a-z]$/i
  const naming = files(web).filter((path) => {
    const words = readFileSync(path, 'utf8')
    return known.test(words) && !single.test(known.exec(words)?.[0] ?? '')
  })
  expect(naming.map((path) => path.slice(web.length + 1))).toEqual([])
})
