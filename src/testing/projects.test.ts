import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const listed = readFileSync(join(root, 'vitest.config.ts'), 'utf8').match(/'src\/[^']*\.slow\.test\.ts'/g) ?? []
const slow = ['src', 'web', 'peers', 'migrations'].flatMap((place) =>
  readdirSync(join(root, place), { recursive: true, encoding: 'utf8' })
    .map((file) => join(place, file))
    .filter((file) => file.endsWith('.slow.test.ts') && !file.includes('node_modules')),
)
/** What starts a browser, or somebody else's server. */
const peers =
  /\bhaveBrowser\b|\bopenDesk\b|\bplaywright-core\b|\bneedPeer\b|\bstart(?:Bluesky|Fediverse|WordPress|Ghost)\b/

test('only tests with a browser or a real server are tried again: the slow ones that are ours stand in vitest.config.ts', () => {
  const ours = slow.filter((file) => !peers.test(readFileSync(join(root, file), 'utf8')))
  expect(ours.length).toBeGreaterThan(3)
  expect(listed.map((name) => name.slice(1, -1)).sort()).toEqual(ours.sort())
})
