import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const config = readFileSync(join(root, 'vitest.config.ts'), 'utf8')
const named = (config.match(/'(?:src|web)\/[^'*]*\.test\.ts'/g) ?? []).map((name) => name.slice(1, -1))
const tests = ['src', 'web', 'peers', 'migrations'].flatMap((place) =>
  readdirSync(join(root, place), { recursive: true, encoding: 'utf8' })
    .map((file) => join(place, file))
    .filter((file) => file.endsWith('.test.ts') && !file.includes('node_modules')),
)
const isSlow = (file: string) => file.endsWith('.slow.test.ts')
/** What starts a browser, or somebody else's server. */
const peers =
  /\bhaveBrowser\b|\bopenDesk\b|\bplaywright-core\b|\bneedPeer\b|\bstart(?:Bluesky|Fediverse|WordPress|Ghost)\b/

test('only tests with a browser or a real server are tried again: the slow ones that are ours stand in vitest.config.ts', () => {
  const ours = tests.filter((file) => isSlow(file) && !peers.test(readFileSync(join(root, file), 'utf8')))
  expect(ours.length).toBeGreaterThan(3)
  expect(named.filter(isSlow).sort()).toEqual(ours.sort())
})

/** Another module in a module's place, a setting of the process, a measure of what work costs in it. */
const alone =
  /\bvi\.(?:mock|doMock|stubEnv|stubGlobal)\(|\bprocess\.env(?:\.\w+|\[[^\]]+\]) =[^=]|\bovergrowth|\bthreadCpuUsage\b|\bgetActiveResourcesInfo\b/

test('a test that changes what all of a process share, or counts what work costs, has a process of its own', () => {
  const itself = relative(root, import.meta.filename)
  const must = tests.filter(
    (file) => !isSlow(file) && file !== itself && alone.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(must.length).toBeGreaterThan(3)
  expect(named.filter((file) => !isSlow(file)).sort()).toEqual(must.sort())
})
