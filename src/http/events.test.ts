import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestContext, testContext } from '../testing/context.ts'
import { rina as owner } from '../testing/people.ts'
import { freePort, type TestWeb, testWeb } from '../testing/web.ts'

let context: TestContext
let web: TestWeb
let cookie: string

beforeAll(async () => {
  const port = await freePort()
  context = await testContext([], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  const { headers } = await web.person().post('/setup', owner)
  cookie = headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
})
afterAll(async () => {
  await web.close()
  await context.close()
})

/** An open panel. @returns once it has heard the first word */
async function openPanel(): Promise<{ answer: Response; close: () => void }> {
  const abort = new AbortController()
  const answer = await fetch(`${web.url}/api/events`, { headers: { cookie }, signal: abort.signal })
  await answer.body?.getReader().read()
  return { answer, close: () => abort.abort() }
}

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length

test('open panels keep a program that is told to stop from nothing: between two beats nothing waits for the next', async () => {
  const before = timers()
  const panels = await Promise.all(Array.from({ length: 8 }, openPanel))
  expect(timers() - before).toBeLessThan(panels.length / 2)
  for (const { close } of panels) close()
})

test('a proxy is asked to pass on at once what is told', async () => {
  const { answer, close } = await openPanel()
  expect(answer.headers.get('x-accel-buffering')).toBe('no')
  close()
})
