import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { readXml } from './xml.ts'

test('others have their turn while a long part is read', async () => {
  const xml = `<a>${'<row/>'.repeat(100_000)}</a>`
  let rows = 0
  const seen: number[] = []
  let reading = true
  const others = (async () => {
    for (; reading; await nextTurn()) seen.push(rows)
  })()
  await readXml(xml, {
    open() {
      rows += 1
    },
  })
  reading = false
  await others
  expect(rows).toBe(100_001)
  expect(new Set(seen).size).toBeGreaterThan(5)
})
