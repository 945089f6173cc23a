import { describe, expect, test } from 'vitest'
import { graphemeLength } from '../../core/text/graphemes.ts'
import { type SuiteCase, suiteCases } from '../../testing/suites.ts'
import { defaults, measure, render } from './render.ts'
import { countableText, findEntities, findMentions } from './text.ts'

interface Case extends SuiteCase {
  text: string
  countable: string
  found: { start: number; end: number; username: string; host: string }[]
  spoiler: string
  ok: boolean
  first_match: string | null
  href: string
}
const cases = suiteCases<Case>('mastodon.json')
const section = (name: string) => cases.filter((given) => given.section === name)

describe('suite mastodon', () => {
  test.for(section('countable_text'))('$id', ({ text, countable }) => {
    expect(countableText(text, 23)).toBe(countable)
    expect(measure(text)).toBe(graphemeLength(countable))
  })
  test.for(section('mentions'))('$id', ({ text, found }) => {
    const mentions = findEntities(text).filter(({ type }) => type === 'mention')
    expect(mentions).toEqual(
      found.map(({ start, end, username, host }) => ({ type: 'mention', value: `${username}@${host}`, start, end })),
    )
  })
  test.for(section('length'))('$id', ({ text, spoiler, ok }) => {
    const parts = render({ text, ...(spoiler ? { warning: spoiler } : {}) }, defaults)
    expect(parts.length === 1 && (parts[0]?.length ?? 0) <= 500).toBe(ok)
  })
  test.for(section('hashtag'))('$id', ({ text, first_match }) => {
    const tag = findEntities(text).find(({ type }) => type === 'tag')
    expect(tag ? text.slice(tag.start, tag.end) : null).toBe(first_match)
  })
  test.for(section('autolink'))('$id', ({ text, href }) => {
    const links = findEntities(text).filter(({ type }) => type === 'link')
    expect(links.map(({ value }) => value)).toEqual([href])
  })
})

test('a link that the text lacks is set under the first part, and its length is kept free', () => {
  const link = { url: `https://toko.id/${'a'.repeat(80)}`, title: 'A', description: '' }
  const edge = 'kata '.repeat(95)
  const parts = render({ text: `${edge}satu`, link }, defaults)
  expect(parts.length).toBe(2)
  expect(parts[0]?.text.endsWith(`\n\n${link.url}`)).toBe(true)
  expect(parts.every((part) => part.length <= 500)).toBe(true)
  expect(render({ text: 'a'.repeat(475), link }, defaults).map(({ length }) => length)).toEqual([500])
  expect(render({ text: `Baca ${link.url}.`, link }, defaults)[0]?.text).toBe(`Baca ${link.url}.`)
})

test('a content warning counts along with every part', () => {
  const parts = render({ text: 'kata '.repeat(150), warning: 'w'.repeat(100) }, defaults)
  expect(parts.every((part) => part.length <= 500 && part.length > 100)).toBe(true)
})

test('hosts without a top level are nobody', () => {
  expect(findMentions('@arnt@invalid and a@b.id')).toEqual([])
})
