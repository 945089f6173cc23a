import { expect, test } from 'vitest'
import { samePage } from './tracking.ts'

test.each([
  'https://contoh.id/tg?utm_source=rss',
  'https://contoh.id/tg/',
  'http://www.contoh.id/tg',
  'https://contoh.id:443/tg#utm_source=rss',
  'https://CONTOH.id/tg/?fbclid=1&mc_cid=2#xtor=RSS-1',
  'https://contoh.id/%74g',
])('%s is the page https://contoh.id/tg', (address) => {
  expect(samePage(address)).toBe(samePage('https://contoh.id/tg'))
})

test.each([
  'https://contoh.id/tg?p=1',
  'https://contoh.id/tg#b',
  'https://contoh.id/',
  'https://b.contoh.id/tg',
  'x',
  '',
])('%s is another one', (address) => {
  expect(samePage(address)).not.toBe(samePage('https://contoh.id/tg'))
})

test('parameters may stand in any order', () => {
  expect(samePage('https://a.id/?b=1&a=2')).toBe(samePage('https://a.id/?a=2&b=1'))
})
