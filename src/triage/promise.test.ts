import { describe, expect, test } from 'vitest'
import { promisesSomething } from './promise.ts'
import { measure } from './training/measure.ts'
import { ownSentences } from './training/sets.ts'

describe('a promise', () => {
  test.each([
    ['nanti kami kabari ya kak'],
    ['Saya teruskan ke bagian keuangan'],
    ['sebentar ya, aku cek dulu'],
    ['mengko tak kirim fotone'],
    ["We'll look into it"],
    ['Let me ask the kitchen'],
    ['I’m checking with the courier'],
    ['Maaf ya kak. Besok kami ganti yang baru'],
  ])('%s', (text) => {
    expect(promisesSomething(text)).toBe(true)
  })

  test.each([
    ['sudah kami kirim kemarin ya kak'],
    ['kami tunggu kabarnya'],
    ['silakan hubungi kami'],
    ['Will you let us know?'],
    ['We fixed it yesterday'],
    ['Terima kasih kak'],
    ['besok kita libur?'],
    [''],
  ])('none: %s', (text) => {
    expect(promisesSomething(text)).toBe(false)
  })

  test.skipIf(ownSentences('promise').length === 0)('in our own answers', () => {
    const said = ownSentences('promise').map(
      (row) => [String(row.promise), String(promisesSomething(row.text))] as const,
    )
    expect(measure(said).macroF1).toBeGreaterThan(0.88)
  })
})
