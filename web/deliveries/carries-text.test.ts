import { expect, test } from 'vitest'
import { carriesText } from './carries-text.ts'

const text = 'Kopi & teh: “pagi”, 100% asli, dari lereng Merbabu'

test.each([
  ['in a query', `https://x.com/intent/post?text=${encodeURIComponent(text)}`, true],
  ['with plus signs', `https://x.com/intent/post?text=${encodeURIComponent(text).replaceAll('%20', '+')}`, true],
  ['cut by the network', `https://x.com/intent/post?text=${encodeURIComponent(text.slice(0, 35))}`, true],
  ['not at all', 'https://www.facebook.com/kopisenja', false],
  ['another one', 'https://x.com/intent/post?text=Halo', false],
  ['nothing to open', null, false],
  ['no address', 'x.com', false],
])('a composer that carries it %s', (_what, composer, filled) => {
  expect(carriesText(composer, text)).toBe(filled)
})

test('no text is carried by none', () => {
  expect(carriesText('https://x.com/intent/post?text=', '')).toBe(false)
})
