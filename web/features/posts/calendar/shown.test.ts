import { describe, expect, it } from 'vitest'
import type { CalendarPost, DeliveryState } from '../../../../src/http/api.ts'
import type { Entry } from './days.ts'
import { lookOf } from './look.ts'
import { parts, partsOf, shownInPart, shownOf, timeInPart } from './shown.ts'

const day = '2026-11-24'
const delivery = (state: DeliveryState): CalendarPost => ({
  id: state,
  postId: 'p',
  channelId: 'c',
  articleId: null,
  at: '',
  timeZone: 'Asia/Jakarta',
  state,
  text: 'Halo',
  movable: true,
  mediaId: null,
})
const post = (id: string, time: string, ...states: DeliveryState[]): Entry => ({
  kind: 'post',
  id,
  local: `${day}T${time}`,
  posts: states.map(delivery),
  about: undefined,
})
const slot = (time: string): Entry => ({
  kind: 'slot',
  id: `slot ${time}`,
  local: `${day}T${time}`,
  slot: { at: '', channelIds: ['c'] },
})
const repeat = (text: string): Entry => ({
  kind: 'repeat',
  id: 'r',
  local: `${day}T09:00`,
  repeat: {
    seriesId: 's',
    at: '',
    timeZone: 'UTC',
    channelIds: ['c'],
    articleId: null,
    text,
    mediaId: null,
    reason: null,
  },
})
const many = (count: number) =>
  Array.from({ length: count }, (_, n) => post(`p${n}`, `${String(n % 24).padStart(2, '0')}:00`, 'scheduled'))
const ids = (entries: readonly Entry[]) => entries.map(({ id }) => id)

describe('a day of a month', () => {
  it('shows three entries, or two and the count of the rest', () => {
    expect(shownOf(many(3))).toMatchObject({ entries: { length: 3 }, more: 0 })
    expect(shownOf(many(4))).toMatchObject({ entries: { length: 2 }, more: 2 })
    expect(shownOf(many(5000))).toMatchObject({ entries: { length: 2 }, more: 4998 })
  })

  it('shows free slots where entries leave room, in their order', () => {
    const all = [slot('08:00'), post('a', '09:00', 'scheduled'), slot('12:00'), slot('19:00')]
    expect(ids(shownOf(all).entries)).toEqual(['slot 08:00', 'a', 'slot 12:00'])
    expect(ids(shownOf([...many(3), slot('12:00')]).entries)).toEqual(['p0', 'p1', 'p2'])
  })
})

describe('a week', () => {
  const [night, morning, midday] = parts as typeof parts & { 0: object }
  it('folds the night away while nothing but free slots is in it', () => {
    expect(partsOf([[post('a', '09:00', 'scheduled')], [slot('03:00')]]).map(({ name }) => name)).toEqual([
      ...['morning', 'midday', 'afternoon', 'evening'],
    ])
    expect(partsOf([[post('a', '05:59', 'scheduled')]])[0]).toBe(night)
  })

  it('puts two posts of one time below each other, each in one part', () => {
    const two = [post('a', '10:59', 'scheduled'), post('b', '11:00', 'scheduled'), post('c', '11:00', 'scheduled')]
    expect(ids(shownInPart(two, morning as never).entries)).toEqual(['a'])
    expect(ids(shownInPart(two, midday as never).entries)).toEqual(['b', 'c'])
  })

  it('gives what is dropped its own time, a free slot, or the begin of the part', () => {
    expect(timeInPart(`${day}T07:30`, morning as never, [])).toBe('07:30')
    expect(timeInPart(`${day}T07:30`, midday as never, [slot('12:00')])).toBe('12:00')
    expect(timeInPart(`${day}T07:30`, midday as never, [])).toBe('11:00')
  })
})

describe('the look', () => {
  it('of a message is that of its worst delivery', () => {
    expect(lookOf(post('a', '09:00', 'published', 'scheduled'))).toBe('planned')
    expect(lookOf(post('a', '09:00', 'published', 'rejected', 'scheduled'))).toBe('bad')
    expect(lookOf(post('a', '09:00', 'published', 'published'))).toBe('sent')
    expect(lookOf(post('a', '09:00', 'published', 'by-hand'))).toBe('bad')
    expect(lookOf(post('a', '09:00', 'pending', 'published'))).toBe('working')
    expect(lookOf(post('a', '09:00', 'cancelled'))).toBe('gone')
  })

  it('of an article is its own, unless one of its posts needs somebody', () => {
    const article = (...states: DeliveryState[]): Entry => ({
      kind: 'article',
      id: 'a',
      local: `${day}T09:00`,
      article: { id: 'a', title: 'A', state: 'published', at: '', movable: false },
      posts: states.map(delivery),
    })
    expect([lookOf(article()), lookOf(article('scheduled')), lookOf(article('missed'))]).toEqual([
      ...['sent', 'sent', 'bad'],
    ])
  })

  it('of a repeat without words says so', () => {
    expect([lookOf(repeat('Halo')), lookOf(repeat(''))]).toEqual(['repeat', 'bad'])
  })
})
