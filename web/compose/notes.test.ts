import { describe, expect, test } from 'vitest'
import type { Channel, Finding, Limits } from '../../src/http/api.ts'
import { notesOf as allNotesOf, textAt, withoutIgnored, withTextAt } from './notes.ts'
import { changed, nothingWritten } from './versions.ts'

const channel = (id: string, threads = true) =>
  ({ id, networkLabel: id.toUpperCase(), limits: { threads } as Limits }) as Channel
const names = new Map([
  ['a', 'A'],
  ['b', 'B'],
])
const notesOf = (
  ...[of, channels, previews]: Parameters<typeof allNotesOf> extends [...infer First, infer _Names] ? First : never
) => allNotesOf(of, channels, previews, names)
const found = (check: string, more: Partial<Finding> = {}): Finding => ({
  check,
  severity: 'warning',
  pillar: 'manners',
  start: 0,
  end: 4,
  message: { id: `${check} id`, en: `${check} en` },
  ...more,
})
const of = (previews: Record<string, Finding[]>) =>
  new Map(Object.entries(previews).map(([id, findings]) => [id, { findings }]))
const written = changed(nothingWritten(['a', 'b']), undefined, { text: 'Satu dua', thread: ['Tiga empat'] })

describe('notes', () => {
  test('the same thing on several channels is one note that names them', () => {
    const notes = notesOf(written, [channel('a'), channel('b')], of({ a: [found('tags')], b: [found('tags')] }))
    expect(notes).toMatchObject([{ message: { id: 'tags id' }, channels: ['A', 'B'], also: [] }])
  })

  test('what differs in its words is said of the first channel, and names the others; what stands elsewhere is another note', () => {
    const longer = found('over', { message: { id: 'lebih 7', en: '7 over' } })
    const notes = notesOf(
      written,
      [channel('a'), channel('b')],
      of({ a: [found('over'), found('tags', { start: 5, end: 8 })], b: [longer, found('tags')] }),
    )
    expect(notes.map(({ key, channels, also }) => [key, channels, also])).toEqual([
      ['over  0 4', ['A'], ['B']],
      ['tags  0 4', ['B'], []],
      ['tags  5 8', ['A'], []],
    ])
  })

  test('what is about all of the text stands below what is about its words', () => {
    const whole = found('voice', { start: 0, end: 8 })
    const notes = notesOf(written, [channel('a')], of({ a: [whole, found('tags', { start: 5, end: 8 })] }))
    expect(notes.map(({ key, whole: all }) => [key, all])).toEqual([
      ['tags  5 8', false],
      ['voice  0 8', true],
    ])
  })

  test('they stand in the order of the text, whichever message they are about', () => {
    const notes = notesOf(
      written,
      [channel('a')],
      of({
        a: [
          found('reply', { place: 'firstReply' }),
          found('two', { place: 'thread.0' }),
          found('late', { start: 6 }),
          found('early'),
        ],
      }),
    )
    expect(notes.map(({ key }) => key.split(' ')[0])).toEqual(['early', 'late', 'two', 'reply'])
  })

  test('a mend is offered for the text that it mends, and not for messages that were put together', () => {
    const mended = found('tags', { mend: 'Satu' })
    expect(notesOf(written, [channel('a')], of({ a: [mended] }))[0]?.mend).toBe('Satu')
    expect(notesOf(written, [channel('b', false)], of({ b: [mended] }))[0]?.mend).toBeUndefined()
  })

  test('a text is found and changed where it stands', () => {
    const version = changed(written, undefined, { firstReply: 'Di sini' }).main
    for (const place of [undefined, 'thread.0', 'firstReply']) {
      expect(textAt({ ...version, ...withTextAt(version, place, 'Lain') }, place)).toBe('Lain')
    }
    expect(textAt(version, 'thread.7')).toBe('')
  })
})

describe('what is ignored', () => {
  const look = (text: string, start: number, end: number, more: Partial<Finding> = {}) =>
    notesOf(
      changed(nothingWritten(['a']), undefined, { text }),
      [channel('a')],
      of({ a: [found('shouting', { start, end, ...more })] }),
    )
  const [shouted] = look('KOPI murah', 0, 4)
  const ignored = shouted?.subjects ?? []
  const counts = (notes: ReturnType<typeof look>) => {
    const all = withoutIgnored(notes, ignored)
    return [all.heeded.length, all.ignored.length]
  }

  test('stays so while other words change and its own move along', () => {
    expect(counts(look('KOPI murah', 0, 4))).toEqual([0, 1])
    expect(counts(look('Hari ini KOPI murah sekali', 9, 13))).toEqual([0, 1])
  })

  test('ends when its own words change, and says nothing of other findings and of other texts', () => {
    expect(counts(look('TEH murah', 0, 3))).toEqual([1, 0])
    expect(counts(look('KOPI murah', 0, 4, { check: 'too-loud' }))).toEqual([1, 0])
    const elsewhere = changed(nothingWritten(['a']), undefined, { text: 'Halo', firstReply: 'KOPI' })
    const there = of({ a: [found('shouting', { place: 'firstReply' })] })
    expect(counts(notesOf(elsewhere, [channel('a')], there))).toEqual([1, 0])
  })

  test('says nothing of another picture, of another post, and of what another channel has to say of the same words', () => {
    const about = (on: string[], by: Record<string, Finding[]>) =>
      notesOf(
        changed(nothingWritten(on), undefined, { text: 'KOPI' }),
        on.map((id) => channel(id)),
        of(by),
      )
    const says = (words: string) => found('shouting', { message: { id: words, en: words } })
    const first = about(['a'], { a: [says('Picture 1')] })
    const heeded = (notes: ReturnType<typeof about>) =>
      withoutIgnored(notes, first[0]?.subjects ?? []).heeded.map(({ message }) => message.en)
    expect(heeded(first)).toEqual([])
    expect(heeded(about(['a'], { a: [says('Picture 2')] }))).toEqual(['Picture 2'])
    expect(heeded(about(['a'], { a: [says('Picture 1'), says('Picture 2')] }))).toEqual(['Picture 1'])
    expect(heeded(about(['a', 'b'], { a: [says('Picture 1')], b: [says('No capitals here')] }))).toHaveLength(1)
    expect(heeded(about(['a', 'b'], { a: [says('Picture 1')], b: [says('Picture 1')] }))).toEqual([])
    const both = about(['a', 'b'], { a: [says('Picture 1')], b: [says('Other')] })
    expect(withoutIgnored(both, both[0]?.subjects ?? []).heeded).toEqual([])
    expect(withoutIgnored(about(['b'], { b: [says('Other')] }), both[0]?.subjects ?? []).heeded).toEqual([])
  })

  test('can be nothing that keeps a post from being sent, on whichever channel', () => {
    expect(counts(look('KOPI murah', 0, 4, { severity: 'error' }))).toEqual([1, 0])
    const both = notesOf(
      changed(nothingWritten(['a', 'b']), undefined, { text: 'KOPI murah' }),
      [channel('a'), channel('b')],
      of({ a: [found('shouting')], b: [found('shouting', { severity: 'error' })] }),
    )
    expect(both).toMatchObject([{ severity: 'error', channels: ['A', 'B'] }])
    expect(counts(both)).toEqual([1, 0])
  })
})
