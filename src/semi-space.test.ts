import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** Works like a start does (much is made, some of it lives a while) and tells how large the semi-space is, in MB. */
const script = `
  const { getHeapSpaceStatistics } = await import('node:v8')
  const { keepSemiSpaceSmall } = await import(${JSON.stringify(new URL('./semi-space.ts', import.meta.url).href)})
  const work = () => {
    const kept = []
    for (let n = 0; n < 400_000; n++) kept[n % 150_000] = { n, text: 'x' + n }
    return getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size / 2 ** 20
  }
  const started = keepSemiSpaceSmall()
  const small = work()
  started()
  console.log(JSON.stringify([small, work()]))
`

test('the semi-space stays small through a start, and grows with the work after it', () => {
  const [small, grown] = JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }),
  ) as [number, number]
  expect(small).toBeLessThan(4)
  expect(grown).toBeGreaterThan(8)
})
