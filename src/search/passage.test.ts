import { expect, test } from 'vitest'
import { passageOf, withoutMarkup } from './passage.ts'

const long = 'kata '.repeat(60)

test('the words stand in the passage as they are written, wherever they are, and no word is cut', () => {
  const passage = passageOf(`${long}Kelas seduh\nmanual ${long}`, 'seduh manual')
  expect(passage).toContain('Kelas seduh manual kata')
  expect(passage.startsWith('… kata') && passage.endsWith('kata …')).toBe(true)
  expect(passage.length).toBeLessThan(170)
})

test('a short text is shown whole; words that are elsewhere show its beginning', () => {
  expect(passageOf('Terima kasih, 200 pendaftar kelas!', 'KELAS')).toBe('Terima kasih, 200 pendaftar kelas!')
  expect(passageOf(`Awal ${long}`, 'lain sekali').startsWith('Awal kata')).toBe(true)
  expect(passageOf('', 'x')).toBe('')
  expect(passageOf(`${'x'.repeat(500)}kopi`, 'kopi')).toContain('kopi')
})

test('a later word is found where they do not stand together', () => {
  expect(passageOf(`${long}manual`, 'seduh manual')).toContain('manual')
})

test('an article is shown without its marks', () => {
  expect(withoutMarkup('## Kelas\n\n- **satu** [tautan](https://a.example/b)\n> kutip `kode`')).toBe(
    'Kelas\n\nsatu tautan\nkutip kode',
  )
})
