import { expect, test } from 'vitest'
import { headTagText, readHeadTags } from './head-tags.ts'

test('proofs that a blog is somebody’s are taken, and given back as they stand in the page', () => {
  const typed = `<!-- Search console -->
<meta name="google-site-verification" content="a&amp;b_c-1" />
<META content='x>y' name='p:domain_verify'>
<link rel="me" href="https://mastodon.example/@kopi">`
  expect(readHeadTags(typed).map(headTagText)).toEqual([
    '<meta name="google-site-verification" content="a&amp;b_c-1">',
    '<meta name="p:domain_verify" content="x&gt;y">',
    '<link rel="me" href="https://mastodon.example/@kopi">',
  ])
  expect(readHeadTags(' \n ')).toEqual([])
})

test.each([
  '<script>alert(1)</script>',
  '<meta http-equiv="refresh" content="0;url=https://x.example">',
  '<meta name="google-site-verification" content="a" onload="x()">',
  '<meta name="robots" content="noindex">',
  '<link rel="stylesheet" href="https://x.example/a.css">',
  '<link rel="preload" href="https://x.example/a.js">',
  '<link rel="me" href="javascript:alert(1)">',
  '<link rel="me" href="https://x.example" onclick="x">',
  '<meta name=google-site-verification content=a>',
  'google-site-verification: abc',
  '<meta name="a-verification" content="x"',
  `<meta name="verify" content="${'x'.repeat(600)}">`,
  '<meta name="verify" content="a">'.repeat(30),
])('anything else is refused, and named: %s', (typed) => {
  expect(() => readHeadTags(typed)).toThrow(expect.objectContaining({ kind: 'wrong-input', field: 'head' }))
})
