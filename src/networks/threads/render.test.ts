import { expect, test } from 'vitest'
import { defaults } from './limits.ts'
import { measure, render } from './render.ts'

test('an emoji counts its UTF-8 bytes, and everything else one', () => {
  expect(measure('Halo')).toBe(4)
  expect(measure('Halo 🙂')).toBe(9)
  expect(measure('👩‍👩‍👧‍👦')).toBe(25)
  expect(measure('🇮🇩')).toBe(8)
  expect(measure('1️⃣')).toBe(7)
  expect(measure('漢字')).toBe(2)
})

test('long text becomes a thread; pictures, card and video go with its first part', () => {
  const text = 'Kalimat yang cukup panjang. '.repeat(40)
  const link = { url: 'https://toko.example/a', title: 'A', description: '' }
  const video = { id: 'v', mime: 'video/mp4', width: 1, height: 1, bytes: 1, seconds: 1, alt: '' }
  const parts = render({ text, link, video }, defaults)
  expect(parts.length).toBeGreaterThan(2)
  expect(parts.every(({ length }) => length <= 500)).toBe(true)
  expect(parts.map((part) => [part.video?.id, part.card?.url])).toEqual([
    ['v', link.url],
    ...parts.slice(1).map(() => [undefined, undefined]),
  ])
  expect(parts[0]?.text.endsWith(link.url)).toBe(true)
})
