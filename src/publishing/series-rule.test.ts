import { describe, expect, test } from 'vitest'
import { checkRule, nextDates, recurrenceOf } from './series-rule.ts'

const startsAt = new Date('2027-03-02T01:00:00Z')
const now = new Date('2027-03-01T00:00:00Z')
const of = (rule: string, timeZone = 'Asia/Jakarta') => ({ rule, timeZone, startsAt })
const iso = (dates: readonly Date[]) => dates.map((date) => date.toISOString())

describe('the rule of a repeat', () => {
  test.each([
    ['FREQ=DAILY', 'needs an end'],
    ['FREQ=MINUTELY;INTERVAL=59;COUNT=3', 'less than an hour'],
    ['FREQ=DAILY;BYHOUR=8;BYMINUTE=0,59;COUNT=9', 'less than an hour'],
    ['FREQ=DAILY;UNTIL=20270301T000000', 'no date still to come'],
  ])('%s is refused in words, at its field', (rule, why) => {
    expect(() => checkRule(of(rule), now)).toThrow(
      expect.objectContaining({
        kind: 'wrong-input',
        field: 'rule',
        words: { id: expect.any(String), en: expect.stringContaining(why) },
      }),
    )
  })

  test.each(['FREQ=MINUTELY;INTERVAL=60;COUNT=3', 'FREQ=DAILY;COUNT=1', 'FREQ=YEARLY;UNTIL=20990101T000000'])(
    '%s is fine',
    (rule) => {
      expect(checkRule(of(rule), now).ends).toBe(true)
    },
  )

  test('one line of it counts, and a zone that there is', () => {
    expect(() => checkRule(of('FREQ=DAILY\nCOUNT=3'), now)).toThrow(/can’t be read/)
    expect(() => checkRule(of('FREQ=DAILY;COUNT=3', 'Mars/Base'), now)).toThrow(
      expect.objectContaining({ field: 'timeZone' }),
    )
  })
})

describe('the dates to come', () => {
  test('five are named, all are counted, and what is past or now is not among them', () => {
    const daily = of('FREQ=DAILY;COUNT=9')
    expect(nextDates(daily, now)).toMatchObject({ total: 9 })
    expect(iso(nextDates(daily, startsAt).dates)).toEqual(
      ['03', '04', '05', '06', '07'].map((day) => `2027-03-${day}T01:00:00.000Z`),
    )
    expect(nextDates(daily, startsAt).total).toBe(8)
    expect(nextDates(daily, new Date('2027-03-09T12:00:00Z'), 3)).toEqual({
      dates: [new Date('2027-03-10T01:00:00Z')],
      total: 1,
    })
    expect(nextDates(daily, now, 2).dates).toHaveLength(2)
  })

  test('no more than a thousand are counted', () => {
    expect(nextDates(of('FREQ=DAILY;COUNT=1000'), now).total).toBe(1000)
    expect(nextDates(of('FREQ=DAILY;COUNT=1001'), now).total).toBe(1000)
    expect(nextDates(of('FREQ=DAILY;COUNT=999'), now).total).toBe(999)
  })

  test('seldom ones are counted a hundred years far, however many there would be', () => {
    for (const end of ['COUNT=1000', 'UNTIL=99991231']) {
      expect(nextDates(of(`FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;${end}`), now).total).toBe(24)
      expect(nextDates(of(`FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;${end}`), now).total).toBe(17)
    }
  })

  test('they keep their time in their zone', () => {
    const dates = nextDates({ ...of('FREQ=WEEKLY;COUNT=3', 'America/New_York') }, now).dates
    expect(iso(dates)).toEqual(['2027-03-02T01:00:00.000Z', '2027-03-09T01:00:00.000Z', '2027-03-16T00:00:00.000Z'])
    expect(recurrenceOf(of('FREQ=DAILY;COUNT=1')).zone).toBe('Asia/Jakarta')
  })
})
