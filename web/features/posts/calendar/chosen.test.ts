import { describe, expect, it } from 'vitest'
import { askedSpan, chosenDay, inSpan, listedDays, reaching, rowsOf, shownDays, stripOf } from './chosen.ts'
import { addDays, type Entry, spanOf } from './days.ts'

const slots = (day: string, count: number): Entry[] =>
  Array.from({ length: count }, (_, n) => ({
    kind: 'slot',
    id: `${day} ${n}`,
    local: `${day}T09:00`,
    slot: { at: '', channelIds: ['c'] },
  }))

describe('the chosen day', () => {
  const date = '2026-11-30'

  it('is the one that was tapped, wherever the page stands, also the last of the list', () => {
    const span = spanOf('list', date)
    for (const day of ['2026-11-30', '2026-12-03', '2026-12-06', '2026-12-30'])
      expect(chosenDay({ day, date }, date, span)).toBe(day)
    expect(chosenDay({ day: '2026-12-03', date }, date, spanOf('month', date))).toBe('2026-12-03')
  })

  it('is the address’s before a tap, after its page was turned, and where the view doesn’t show the tapped day', () => {
    expect(chosenDay(undefined, date, spanOf('list', date))).toBe(date)
    expect(chosenDay({ day: '2026-12-03', date }, '2026-12-02', spanOf('list', '2026-12-02'))).toBe('2026-12-02')
    expect(chosenDay({ day: '2026-11-03', date }, date, spanOf('list', date))).toBe(date)
  })

  it.each(['list', 'month'] as const)(
    'has a strip whose every day is known, and that shows it, in each %s of a leap year',
    (view) => {
      for (let day = '2027-12-20'; day < '2029-01-10'; day = addDays(day, 1)) {
        const shown = spanOf(view, day)
        for (const tapped of [shown.from, addDays(shown.from, 9), addDays(shown.to, -1)]) {
          const strip = stripOf(chosenDay({ day: tapped, date: day }, day, shown))
          expect(strip).toHaveLength(7)
          expect(strip).toContain(tapped)
          expect(strip.filter((each) => !inSpan(each, askedSpan(shown)))).toEqual([])
        }
      }
    },
  )

  it('is in the list although it is free, and what is known beside the list is not', () => {
    const known = new Map(['2026-12-01', '2026-12-05'].map((day) => [day, slots(day, 1)]))
    const span = { from: '2026-12-03', to: '2027-01-03' }
    const by = { days: shownDays(known, span), holidays: new Map(), today: '2026-11-30' }
    const listed = (chosen: string) => listedDays(span, { ...by, chosen }).map(({ day }) => day)
    expect(listed('2026-12-03')).toEqual(['2026-12-03', '2026-12-05'])
    expect(listed('2026-12-09')).toEqual(['2026-12-05', '2026-12-09'])
  })
})

describe('a list', () => {
  const groups = (count: number) =>
    ['2026-12-01', '2026-12-02', '2026-12-03'].map((day) => ({ day, entries: slots(day, count) }))

  it('is drawn down to the chosen day, from its beginning', () => {
    expect(reaching(groups(30), '2026-12-03')).toEqual({ groups: groups(30), least: 61 })
    expect(reaching(groups(0), '2026-12-02')).toEqual({ groups: groups(0), least: 2 })
  })

  it('begins with the chosen day where hundreds of rows stand before it', () => {
    const { groups: drawn, least } = reaching(groups(200), '2026-12-03')
    expect(drawn.map(({ day }) => day)).toEqual(['2026-12-03'])
    expect(least).toBe(1)
  })

  it('gives a free day a row', () => {
    expect([rowsOf({ entries: [] }), rowsOf({ entries: slots('2026-12-01', 3) })]).toEqual([1, 3])
  })
})
