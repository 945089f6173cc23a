import { describe, expect, test } from 'vitest'
import { htmlToText } from '../../networks/html.ts'
import { misled, withTargets } from './targets.ts'

const evil = 'https://jahat.example/masuk'

describe('attacks#A13 words that say one host, and lead to another', () => {
  test.each([
    'bank.co.id',
    'www.bank.co.id',
    'https://bank.co.id',
    'HTTP://BANK.CO.ID/masuk?a=b#c',
    'Masuk ke bank.co.id, ya',
    'https://bank.co.id@jahat.example/masuk',
    'https://bank.co.id:443@jahat.example',
    'bank\u200b.co.id',
    'bank。co。id',
    'bank．co．id',
    'jahat.example dan bank.co.id',
    'halo@bank.co.id',
    '127.0.0.1',
    'münchen.de',
    'https://bank.co.id/jahat.example',
  ])('%j', (words) => {
    expect(misled(words, evil)).toMatchObject({ real: 'jahat.example' })
    expect(htmlToText(`<p>Lihat <a href="${evil}">${words}</a>.</p>`)).toContain(`(${evil})`)
  })

  test.each([
    ['jahat.example', evil],
    ['www.Jahat.example/masuk', evil],
    ['https://jahat.example/masuk/lagi', 'https://www.jahat.example/'],
    ['klik di sini', evil],
    ['', evil],
    ['@rina', evil],
    ['@rina@sosial.id', evil],
    ['@rina.bsky.social', 'https://bsky.app/profile/did:plc:a'],
    ['#kopi', 'https://sosial.id/tags/kopi'],
    ['versi 1.2.3', evil],
    ['Next.js dan e.g.', evil],
    ['halo@kopi.id', 'mailto:halo@kopi.id?subject=a'],
    ['xn--mnchen-3ya.de', 'https://münchen.de/'],
  ])('not %j at %s', (words = '', address = '') => {
    expect(misled(words, address)).toBeUndefined()
    expect(htmlToText(`<a href="${address}">${words}</a>`)).not.toContain('(')
  })

  test.each([
    ['javascript:alert(1)', ''],
    ['mailto:a@jahat.example', 'jahat.example'],
    ['//jahat.example/x', 'jahat.example'],
    ['/keluar?ke=jahat', ''],
    ['ht\ntps://jahat.example', 'jahat.example'],
  ])('an address of another kind is told as it is: %j', (address, real) => {
    expect(misled('https://bank.co.id', address)).toEqual({ shown: 'bank.co.id', real })
  })

  test('in HTML: letters apart, nested and never closed links, addresses without end', () => {
    const text = (html: string) => htmlToText(html)
    expect(text(`<a href="${evil}"><b>bank</b><i>.co</i>.id</a>`)).toBe(`bank.co.id (${evil})`)
    expect(text(`<a href="${evil}">bank.co.id <a href="https://toko.id">toko.id</a>`)).toBe(
      `bank.co.id (${evil}) toko.id`,
    )
    expect(text(`<p><a href='${evil}'>bank.co.id</p>`)).toContain(`(${evil})`)
    expect(text('<a name="x">bank.co.id</a> <a href="">toko.id</a>')).toBe('bank.co.id toko.id')
    expect(text(`<a href="${evil}?${'a'.repeat(9000)}">bank.co.id</a>`).length).toBeLessThan(230)
    expect(text('<a href="https://a.example/&#10;&#0;b">bank.co.id</a>')).toBe('bank.co.id (https://a.example/\ufffdb)')
  })

  test('what servers make of an address stays as it is', () => {
    const short =
      '<a href="https://kopi.id/blog/panjang-sekali"><span class="invisible">https://</span><span class="ellipsis">kopi.id/blog/pan</span><span class="invisible">jang-sekali</span></a>'
    expect(htmlToText(short)).toBe('https://kopi.id/blog/panjang-sekali')
    expect(htmlToText('<a href="https://sosial.id/@rina">@<span>rina</span></a>')).toBe('@rina')
  })

  test('in a text whose links stand beside it', () => {
    const text = '👋 bank.co.id dan kopi.id'
    const targets = [
      { start: 17, end: 24, address: 'https://kopi.id' },
      { start: 3, end: 13, address: evil },
      { start: 5, end: 9, address: evil },
      { start: 20, end: 900, address: evil },
      { start: 4, end: 2, address: evil },
    ]
    expect(withTargets(text, targets)).toBe(`👋 bank.co.id (${evil}) dan kopi.id`)
  })
})
