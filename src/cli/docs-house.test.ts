import { expect, test } from 'vitest'
import { housePage, readHouse, readPanel } from './docs-house.ts'

test('the house is read: places behind what they import, arrows, and no circle', () => {
  const { places, arrows, circles } = readHouse()
  const order = places.map(({ name }) => name)
  expect(order[0]).toBe('core')
  expect(order.indexOf('publishing')).toBeGreaterThan(order.indexOf('channels'))
  expect(arrows).toContainEqual(expect.objectContaining({ from: 'blog', to: 'publishing' }))
  expect(arrows.some(({ from, to }) => from === 'core' && to !== 'core')).toBe(false)
  expect(circles).toEqual([])
})

test('the panel is read too: each feature is a place, entered by the frame alone, and none knows another', () => {
  const { places, arrows, circles } = readPanel()
  const features = places.map(({ name }) => name).filter((name) => name.startsWith('features/'))
  expect(features.length).toBeGreaterThan(5)
  expect(arrows.filter(({ to }) => features.includes(to)).map(({ from }) => from)).toEqual(features.map(() => 'app'))
  expect(arrows).toContainEqual(expect.objectContaining({ from: 'features/posts', to: 'compose' }))
  expect(circles).toEqual([])
})

test('the page has every place, and the rooms as a drawing', () => {
  const page = housePage()
  for (const { name } of [...readHouse().places, ...readPanel().places]) expect(page).toContain(`| ${name} |`)
  expect(page).toContain('  blog --> publishing')
  expect(page).toContain('There is no circle.')
})
