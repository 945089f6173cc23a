import { getPriority } from 'node:os'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'

const module = new URL('./give-way.ts', import.meta.url).href
const inThread = (code: string) =>
  new Promise<number>((done, failed) => {
    const text = `import { getPriority } from 'node:os'; import { parentPort } from 'node:worker_threads'; ${code}; parentPort.postMessage(getPriority(0))`
    new Worker(new URL(`data:text/javascript,${encodeURIComponent(text)}`)).on('message', done).on('error', failed)
  })

test.runIf(process.platform === 'linux')('a thread gives way, and no other one with it', async () => {
  const before = getPriority(0)
  expect(await inThread(`const { giveWay } = await import('${module}'); giveWay()`)).toBe(Math.max(before, 10))
  expect([getPriority(0), await inThread('')]).toEqual([before, before])
})
