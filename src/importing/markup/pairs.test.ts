import { describe, expect, test } from 'vitest'
import { outsideCode } from '../formats/front-matter/templates.ts'
import { paragraphed } from '../formats/wordpress/autop.ts'
import { wordpressMarkup } from '../formats/wordpress/body.ts'
import { withoutShortcodes } from '../formats/wordpress/shortcodes.ts'
import { Losses } from './losses.ts'
import { replacePairs } from './pairs.ts'

const known = { files: new Map(), blocks: new Map() }
const tags = (text: string) =>
  replacePairs(text, /<(?<name>\w)>/g, /<\/(?<name>\w)>/g, (_all, { groups }, inside) => `(${groups?.name}:${inside})`)

test('pairs end with the next end of their name; what has none stays', () => {
  expect(tags('x<a>1<b>2</a>3</b><a>4<b>5</b></c>')).toBe('x(a:1<b>2)3</b><a>4(b:5)</c>')
})

test('fences end with one of as many characters or more; what is between is code', () => {
  const upper = (text: string) => outsideCode(text, (piece) => piece.toUpperCase())
  expect(upper('a\n````\nb\n```\nc\n````\nd `e` ``f\n~~~\ng')).toBe('A\n````\nb\n```\nc\n````\nD `e` ``F\n~~~\nG')
})

// With a look at all that follows for each of them, these would take hours.
describe('what begins thousands of times and never ends is read once', () => {
  const many = 150_000
  test.each([
    ['shortcodes', (text: string) => withoutShortcodes(text, known, new Losses()), '[caption]'],
    ['code', paragraphed, '<pre >'],
    ['tags', paragraphed, '<p '],
    ['blocks', (body: string) => wordpressMarkup({ body, address: '' }, known).html, '<!-- wp:a {'],
    ['where it is cut', (body: string) => wordpressMarkup({ body, address: '' }, known).html, '<!--more'],
    ['fences', (text: string) => outsideCode(text, (piece) => piece), '````a\n~~~~~\n'],
    ['backticks', (text: string) => outsideCode(text, (piece) => piece), '`'],
  ])('%s', (_what, read, begin) => {
    expect(read(`${begin.repeat(many)}.`)).toMatch(/\.(?:<\/p>)?$/)
  })
})
