import { expect, test } from 'vitest'
import { housePage, readHouse } from './docs-house.ts'

test('the house is read: places behind what they import, arrows, and no circle', () => {
  const { places, arrows, circles } = readHouse()
  const order = places.map(({ name }) => name)
  expect(order[0]).toBe('core')
  expect(order.indexOf('publishing')).toBeGreaterThan(order.indexOf('channels'))
  expect(arrows).toContainEqual(expect.objectContaining({ from: 'blog', to: 'publishing' }))
  expect(arrows.some(({ from, to }) => from === 'core' && to !== 'core')).toBe(false)
  expect(circles).toEqual([])
})

test('the page has every place, and the rooms as a drawing', () => {
  const page = housePage()
  for (const { name } of readHouse().places) expect(page).toContain(`| ${name} |`)
  expect(page).toContain('  blog --> publishing')
  expect(page).toContain('There is no circle.')
})
