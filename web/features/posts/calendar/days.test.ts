import { describe, expect, it } from 'vitest'
import type { Calendar, CalendarPost } from '../../../../src/http/api.ts'
import { sayClock } from '../../../base/times.ts'
import {
  addDays,
  clockOf,
  countryOf,
  daysOf,
  entriesByDay,
  firstFree,
  instantsOf,
  isFree,
  isMovable,
  monthOfWeek,
  movableIds,
  spanOf,
  togetherIds,
  turned,
} from './days.ts'

const post = (id: string, at: string): CalendarPost => ({
  id,
  postId: id,
  channelId: 'c',
  articleId: null,
  at,
  timeZone: 'Asia/Jakarta',
  state: 'scheduled',
  text: id,
  movable: true,
  mediaId: null,
})
const month = (posts: CalendarPost[]): Calendar => ({
  posts,
  articles: [{ id: 'a', title: 'A', state: 'published', at: '2026-11-24T01:00:00.000Z', movable: false }],
  repeats: [],
  free: [],
  channels: [],
})

describe('the days of a view', () => {
  it('are the weeks of a month from a Monday, one week, or 31 days', () => {
    expect(spanOf('month', '2026-11-24')).toEqual({ from: '2026-10-26', to: '2026-12-07' })
    expect(spanOf('month', '2027-02-15')).toEqual({ from: '2027-02-01', to: '2027-03-01' })
    expect(spanOf('week', '2026-11-29')).toEqual({ from: '2026-11-23', to: '2026-11-30' })
    expect(spanOf('list', '2026-12-30')).toEqual({ from: '2026-12-30', to: '2027-01-30' })
  })

  it('begin with the month in which the current week stands first', () => {
    expect(['2026-11-29', '2026-11-30', '2026-12-04', '2026-02-28'].map(monthOfWeek)).toEqual([
      ...['2026-11-29', '2026-12-06', '2026-12-04', '2026-03-01'],
    ])
  })

  it('turn to the first of the next month, even from the 31st', () => {
    expect(turned('month', '2026-01-31', 1)).toBe('2026-02-01')
    expect(turned('month', '2026-01-31', -1)).toBe('2025-12-01')
    expect(turned('week', '2026-12-28', 1)).toBe('2027-01-04')
  })

  it('go over the leap day', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(daysOf({ from: '2028-02-28', to: '2028-03-02' })).toHaveLength(3)
  })

  it('begin and end at midnight on the person’s clock', () => {
    expect(instantsOf({ from: '2026-11-01', to: '2026-12-01' }, 'Asia/Jakarta')).toEqual({
      from: '2026-10-31T17:00:00.000Z',
      to: '2026-11-30T17:00:00.000Z',
    })
    const dayOfChange = instantsOf({ from: '2026-03-08', to: '2026-03-09' }, 'America/New_York')
    expect(Date.parse(dayOfChange.to) - Date.parse(dayOfChange.from)).toBe(23 * 3_600_000)
  })
})

describe('the quick clock', () => {
  it.each(['Asia/Jakarta', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'])(
    'reads in %s what the slow one reads, on days of change too',
    (timeZone) => {
      const quick = clockOf(timeZone)
      for (const day of ['2026-03-08', '2026-04-05', '2026-10-04', '2026-11-01', '2026-12-31'])
        for (let minute = 0; minute < 1440; minute += 15) {
          const at = new Date(Date.parse(`${day}T00:00:00Z`) + minute * 60_000)
          expect(quick(at.toISOString()).slice(11)).toBe(sayClock(at, { language: 'en', timeZone }))
        }
    },
  )
})

describe('entries', () => {
  it('stand on the day of the person’s clock, in order of time, posts and articles together', () => {
    const days = entriesByDay(
      month([post('late', '2026-11-24T18:00:00Z'), post('early', '2026-11-23T23:00:00Z')]),
      'Asia/Jakarta',
    )
    expect([...days].map(([day, entries]) => [day, entries.map(({ id }) => id)])).toEqual([
      ['2026-11-24', ['early', 'a']],
      ['2026-11-25', ['late']],
    ])
  })

  it('leave days free of posts; an article does not fill one', () => {
    const days = entriesByDay(month([post('p', '2026-11-23T02:00:00Z')]), 'Asia/Jakarta')
    expect(isFree(days.get('2026-11-24'))).toBe(true)
    expect(firstFree(days, { from: '2026-11-23', to: '2026-12-01' })).toBe('2026-11-24')
    expect(firstFree(days, { from: '2026-11-23', to: '2026-11-24' })).toBeUndefined()
  })

  it('of 5,000 posts are sorted into days with little effort', () => {
    const many = Array.from({ length: 5000 }, (_, n) =>
      post(String(n), new Date(Date.UTC(2026, 10, 1) + n * 518_000).toISOString()),
    )
    const began = process.cpuUsage()
    const days = entriesByDay(month(many), 'America/New_York')
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(1000)
    expect([...days.values()].flat()).toHaveLength(5001)
  })
})

describe('one message', () => {
  const to = (id: string, postId: string, at: string, articleId: string | null = null) => ({
    ...post(id, at),
    postId,
    articleId,
  })
  const at = '2026-11-24T02:00:00Z'
  const entriesOf = (calendar: Calendar) => [...entriesByDay(calendar, 'Asia/Jakarta').values()].flat()

  it('to several channels at one time is one entry; at other times it stands there too', () => {
    const calendar = month([to('1', 'p', at), to('2', 'p', at), to('3', 'p', '2026-11-24T05:00:00Z'), to('4', 'q', at)])
    const posts = entriesOf({ ...calendar, articles: [] })
    expect(posts.map((entry) => entry.kind === 'post' && entry.posts.map(({ id }) => id))).toEqual([
      ['1', '2'],
      ['4'],
      ['3'],
    ])
    expect(posts[0] && movableIds(posts[0])).toEqual(['1', '2'])
  })

  it('that leaves with an article is the article’s entry; one that leaves later stands at its own time, and says whose it is', () => {
    const calendar = month([
      to('1', 'p', '2026-11-24T01:00:00Z', 'a'),
      to('2', 'p', '2026-11-24T01:09:00Z', 'a'),
      to('3', 'p', '2026-11-24T03:00:00Z', 'a'),
      to('4', 'p', '2026-11-24T03:00:00Z', 'a'),
      to('5', 'p', '2026-11-25T01:00:00Z', 'a'),
      to('6', 'q', '2026-11-25T01:00:00Z', 'elsewhere'),
    ])
    const entries = entriesOf(calendar)
    expect(entries.map(({ kind, local }) => `${kind} ${local}`)).toEqual([
      'article 2026-11-24T08:00',
      'post 2026-11-24T10:00',
      'post 2026-11-25T08:00',
      'post 2026-11-25T08:00',
    ])
    expect(entries[0]).toMatchObject({ id: 'a', posts: [{ id: '1' }, { id: '2' }] })
    const [, later, next, other] = entries
    expect(later).toMatchObject({ posts: [{ id: '3' }, { id: '4' }], about: { id: 'a', title: 'A' } })
    expect(next).toMatchObject({ about: { id: 'a', title: 'A' } })
    // Its article is on none of these days.
    expect(other).toMatchObject({ about: { id: 'elsewhere', title: undefined } })
  })

  it('of an article moves with it, or by itself; what can’t be moved stays', () => {
    const waiting = { id: 'a', title: 'A', state: 'scheduled', at, movable: true } as const
    const calendar = {
      ...month([to('1', 'p', at, 'a'), to('2', 'p', '2026-11-24T05:00:00Z', 'a')]),
      articles: [waiting],
    }
    const [article, later] = entriesOf(calendar)
    expect(article && [movableIds(article), isMovable(article)]).toEqual([[], true])
    expect(later && [movableIds(later), isMovable(later)]).toEqual([['2'], true])
    const [fixed] = entriesOf({ ...calendar, articles: [{ ...waiting, movable: false }] })
    expect(fixed && isMovable(fixed)).toBe(false)
    // An article moves as a whole; where it is out, the posts that wait do, together.
    expect([article, later, fixed].map((entry) => entry && togetherIds(entry))).toEqual([[], ['2'], ['1']])
  })

  it('gets another time as one: all its deliveries that can be moved', () => {
    const sent = { ...to('3', 'p', at), movable: false }
    const [entry] = entriesOf({ ...month([to('1', 'p', at), to('2', 'p', at), sent]), articles: [] })
    expect(entry && togetherIds(entry)).toEqual(['1', '2'])
  })

  it('that a repeat will bring fills its day; a free slot fills none', () => {
    const repeat = {
      seriesId: 's',
      at,
      timeZone: 'Asia/Jakarta',
      channelIds: ['c'],
      articleId: null,
      text: 'x',
      mediaId: null,
      reason: null,
    }
    const free = [{ at: '2026-11-25T02:00:00.000Z', channelIds: ['c'] }]
    const days = entriesByDay({ ...month([]), articles: [], repeats: [repeat], free }, 'Asia/Jakarta')
    expect([isFree(days.get('2026-11-24')), isFree(days.get('2026-11-25'))]).toEqual([false, true])
    expect(firstFree(days, { from: '2026-11-24', to: '2026-12-01' })).toBe('2026-11-25')
  })
})

describe('holidays', () => {
  it('are Indonesia’s in its zones, and nobody’s elsewhere', () => {
    expect(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura', 'Asia/Pontianak'].map(countryOf)).toEqual(
      Array(4).fill('ID'),
    )
    expect(countryOf('Asia/Singapore')).toBe('')
  })
})
