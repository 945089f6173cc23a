import { describe, expect, test } from 'vitest'
import { type SuiteCase, suiteCases } from '../../testing/suites.ts'
import { all, between, firstAfter, instantOf, lastBefore, parseRecurrence, type Recurrence, wallAt } from './index.ts'

interface RecurrenceCase extends SuiteCase {
  name: string
  rule: string
  tzid: string | null
  method: 'all' | 'between' | 'after' | 'before'
  args: (string | boolean)[]
  expected: string[]
}

const cases = suiteCases<RecurrenceCase>('rrule.json')

/** The suite writes a zone's own clock with a Z. */
function run({ rule, tzid, method, args }: RecurrenceCase): string[] {
  const recurrence = parseRecurrence(rule)
  const given = args.map((arg) =>
    typeof arg === 'string' ? (tzid ? instantOf(Date.parse(arg), tzid) : new Date(arg)) : arg,
  )
  const methods: Record<string, (...rest: never[]) => Date[] | Date | undefined> = {
    all,
    between,
    after: firstAfter,
    before: lastBefore,
  }
  const answer = (methods[method] as (of: Recurrence, ...rest: unknown[]) => Date[] | Date | undefined)(
    recurrence,
    ...given,
  )
  const list = answer === undefined ? [] : Array.isArray(answer) ? answer : [answer]
  return list.map((at) => new Date(tzid ? wallAt(at, tzid) : at).toISOString())
}

describe.runIf(cases.length)('the suite of recurrences', () => {
  test.each(cases)('$id $name', (one) => {
    expect(run(one)).toEqual(one.expected)
  })
})

const iso = (dates: readonly Date[]) => dates.map((date) => date.toISOString())

describe('clock changes', () => {
  test('a time that is skipped moves forward by the gap; the next day it is itself again', () => {
    const daily = parseRecurrence('DTSTART;TZID=America/New_York:20260307T023000\nRRULE:FREQ=DAILY;COUNT=3')
    expect(iso(all(daily))).toEqual([
      '2026-03-07T07:30:00.000Z',
      '2026-03-08T07:30:00.000Z',
      '2026-03-09T06:30:00.000Z',
    ])
  })

  test('a time that comes twice is the first', () => {
    const daily = parseRecurrence('DTSTART;TZID=America/New_York:20261031T013000\nRRULE:FREQ=DAILY;COUNT=3')
    expect(iso(all(daily))).toEqual([
      '2026-10-31T05:30:00.000Z',
      '2026-11-01T05:30:00.000Z',
      '2026-11-02T06:30:00.000Z',
    ])
  })

  test('never the same instant twice, and never backwards', () => {
    for (const zone of [
      'America/New_York',
      'Europe/London',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'Africa/Casablanca',
    ]) {
      const hourly = parseRecurrence('FREQ=HOURLY;UNTIL=20270101T000000Z', {
        at: new Date('2026-01-01T00:30:00Z'),
        zone,
      })
      const times = all(hourly).map((at) => at.getTime())
      expect(times.length).toBeGreaterThan(8700)
      expect(times.every((at, index) => index === 0 || at > (times[index - 1] as number))).toBe(true)
    }
  })

  test('a leap day comes in leap years', () => {
    const yearly = parseRecurrence('DTSTART:20240229T090000Z\nRRULE:FREQ=YEARLY;COUNT=2')
    expect(iso(all(yearly))).toEqual(['2024-02-29T09:00:00.000Z', '2028-02-29T09:00:00.000Z'])
  })
})

describe('work has an end', () => {
  const quick = (work: () => unknown) => {
    const began = process.cpuUsage()
    const result = work()
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(3000)
    return result
  }

  test('every occurrence of an endless rule is refused, in both languages', () => {
    for (const rule of ['FREQ=SECONDLY', 'FREQ=MINUTELY', 'FREQ=SECONDLY;COUNT=1000000']) {
      const recurrence = parseRecurrence(rule, { at: new Date('2026-01-01T00:00:00Z'), zone: 'UTC' })
      expect(() => quick(() => all(recurrence))).toThrow(/no end in reach/)
    }
  })

  test('a rule that never comes has nothing, soon', () => {
    const start = { at: new Date('2026-01-01T00:00:00Z'), zone: 'Asia/Jakarta' }
    for (const frequency of ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY']) {
      const never = parseRecurrence(`FREQ=${frequency};BYMONTH=2;BYMONTHDAY=30`, start)
      expect(quick(() => firstAfter(never, start.at))).toBeUndefined()
    }
    const odd = parseRecurrence('FREQ=SECONDLY;INTERVAL=7200;BYMINUTE=30', { at: start.at, zone: 'UTC' })
    expect(quick(() => firstAfter(odd, start.at))).toBeUndefined()
  })

  test('what comes next is found without walking there', () => {
    const start = Date.parse('1997-09-02T09:00:00Z')
    const secondly = parseRecurrence('DTSTART:19970902T090000Z\nRRULE:FREQ=SECONDLY;INTERVAL=7')
    const from = Date.parse('2026-01-01T00:00:00Z')
    const next = quick(() => firstAfter(secondly, new Date(from))) as Date
    expect((next.getTime() - start) % 7000).toBe(0)
    expect(next.getTime() - from).toBeLessThanOrEqual(7000)
    expect(next.getTime()).toBeGreaterThan(from)
  })

  test('what can’t be read is refused with the piece that it is about', () => {
    const start = { at: new Date('2026-01-01T00:00:00Z'), zone: 'UTC' }
    for (const rule of [
      '',
      'FREQ=OFTEN',
      'FREQ=DAILY;BYHOUR=25',
      'FREQ=DAILY;X=1',
      'FREQ=DAILY;FREQ=DAILY',
      'BYDAY=XX',
    ])
      expect(() => parseRecurrence(rule, start), rule).toThrow(/can’t be read/)
    expect(() => parseRecurrence('FREQ=DAILY', { ...start, zone: 'Mars/Base' })).toThrow(/Mars/)
    expect(() => parseRecurrence('DTSTART:20260231T000000Z\nRRULE:FREQ=DAILY')).toThrow(/20260231/)
  })
})
