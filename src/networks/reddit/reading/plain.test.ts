import { describe, expect, it } from 'vitest'
import { plainText } from './plain.ts'

describe('plain text', () => {
  it.each([
    ['**Enak** banget, ~~tidak~~ *harus* coba >!gratis!< x^2', 'Enak banget, tidak harus coba gratis x2'],
    ['satu\ndua  \ntiga\n\nempat', 'satu dua\ntiga\n\nempat'],
    ['1 \\* 2 &amp;lt; 3 & <b>4</b> `*5*`', '1 * 2 &lt; 3 & <b>4</b> *5*'],
    ['> kata *dia*\n\nKata saya\n\n> > a\n\n> b', '> kata dia\n\nKata saya\n\n> > a\n>\n> b'],
    [
      '[lihat](https://kopi.id/a?b&c) dan [ini](/r/kopi)',
      'lihat (https://kopi.id/a?b&c) dan ini (https://www.reddit.com/r/kopi)',
    ],
    [
      'https://kopi.id/é me@kopi.id www.kopi.id r/kopi [](http://a.id)',
      'https://kopi.id/é me@kopi.id www.kopi.id r/kopi http://a.id',
    ],
    ['# Judul\n- satu\n- dua\n\n***\n\n    if (a)\n      b()', 'Judul\n\n• satu\n• dua\n\nif (a)\n  b()'],
    ['a|b\n-|-\n*c*|d\n\ne', 'a | b\nc | d\n\ne'],
    ['- a\n    - b\n    - c\n- d\n\ne', '• a\n\u00a0\u00a0• b\n\u00a0\u00a0• c\n• d\n\ne'],
    ['1. satu\n2. dua\n\n   lagi\n3. tiga', '1. satu\n\n2. dua\n\nlagi\n\n3. tiga'],
    ['&lt;li&gt; <li>', '<li> <li>'],
    ['[a](javascript:b)', '[a](javascript:b)'],
    ['', ''],
  ])('%j', (markdown, text) => {
    expect(plainText(markdown, 'https://www.reddit.com')).toBe(text)
  })
})
