import { describe, expect, test } from 'vitest'
import { type SuiteCase, suiteCases } from '../../testing/suites.ts'
import { firstAfter, instantOf, occurrences, parseRecurrence, type Recurrence, wallAt } from './index.ts'

interface RecurrenceCase extends SuiteCase {
  name: string
  rule: string
  tzid: string | null
  method: 'all' | 'between' | 'after' | 'before'
  args: (string | boolean)[]
  expected: string[]
}

const cases = suiteCases<RecurrenceCase>('rrule.json')

/** Why a case is about something that a repeat can't be. */
function outside({ rule }: RecurrenceCase): string | undefined {
  if (/EXRULE|RDATE|EXDATE|RRULE[\s\S]*RRULE/.test(rule))
    return 'a set of several rules and dates; a repeat has one rule'
  if (/BYEASTER/.test(rule)) return 'BYEASTER is not in RFC 5545'
  return undefined
}

/** Of an iCalendar's lines. */
function repeat(text: string): Recurrence {
  const [, zone = 'UTC', start = ''] = /^DTSTART(?:;TZID=([^:]+))?:(\w+?)Z?$/m.exec(text) ?? []
  const wall = Date.parse(start.replace(/^(....)(..)(..)T(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6Z'))
  return parseRecurrence(/^(?:RRULE:)?([A-Z]+=.*)$/m.exec(text)?.[0] ?? '', { at: instantOf(wall, zone), zone })
}

/** Until a moment, and that one too. */
const upTo = (recurrence: Recurrence, to: Date) => {
  const found: Date[] = []
  for (const at of occurrences(recurrence)) {
    if (at > to) break
    found.push(at)
  }
  return found
}

/** The suite writes a zone's own clock with a Z. */
function run({ rule, tzid, method, args }: RecurrenceCase): string[] {
  const recurrence = repeat(rule)
  const [first, second] = args.map((arg) => {
    return typeof arg === 'string' ? (tzid ? instantOf(Date.parse(arg), tzid) : new Date(arg)) : undefined
  })
  const inclusive = args.at(-1) === true
  const after = (from: Date) => (at: Date) => (inclusive ? at >= from : at > from)
  const before = (to: Date) => (at: Date) => (inclusive ? at <= to : at < to)
  const from = (start: Date) => {
    for (const at of occurrences(recurrence, start)) if (after(start)(at)) return [at]
    return []
  }
  const found = {
    all: () => [...occurrences(recurrence)],
    between: () =>
      upTo(recurrence, second as Date)
        .filter(after(first as Date))
        .filter(before(second as Date)),
    after: () => from(first as Date),
    before: () =>
      upTo(recurrence, first as Date)
        .filter(before(first as Date))
        .slice(-1),
  }[method]()
  return found.map((at) => new Date(tzid ? wallAt(at, tzid) : at).toISOString())
}

const inside = cases.filter((one) => !outside(one))
describe.runIf(inside.length)('the suite of recurrences', () => {
  test.each(inside)('$id $name', (one) => {
    expect(run(one)).toEqual(one.expected)
  })
  for (const one of cases.filter(outside)) test.skip(`${one.id}: ${outside(one)}`, () => undefined)
})

const iso = (dates: readonly Date[]) => dates.map((date) => date.toISOString())

describe('clock changes', () => {
  test('a time that is skipped moves forward by the gap; the next day it is itself again', () => {
    const daily = repeat('DTSTART;TZID=America/New_York:20260307T023000\nRRULE:FREQ=DAILY;COUNT=3')
    expect(iso([...occurrences(daily)])).toEqual([
      '2026-03-07T07:30:00.000Z',
      '2026-03-08T07:30:00.000Z',
      '2026-03-09T06:30:00.000Z',
    ])
  })

  test('a time that comes twice is the first', () => {
    const daily = repeat('DTSTART;TZID=America/New_York:20261031T013000\nRRULE:FREQ=DAILY;COUNT=3')
    expect(iso([...occurrences(daily)])).toEqual([
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
      const times = [...occurrences(hourly)].map((at) => at.getTime())
      expect(times.length).toBeGreaterThan(8700)
      expect(times.every((at, index) => index === 0 || at > (times[index - 1] as number))).toBe(true)
    }
  })

  test('a leap day comes in leap years', () => {
    const yearly = repeat('DTSTART:20240229T090000Z\nRRULE:FREQ=YEARLY;COUNT=2')
    expect(iso([...occurrences(yearly)])).toEqual(['2024-02-29T09:00:00.000Z', '2028-02-29T09:00:00.000Z'])
  })
})

describe('a rule', () => {
  const start = { at: new Date('2026-01-31T02:00:00.250Z'), zone: 'Asia/Jakarta' }
  const first = (rule: string, many = 4) => occurrences(parseRecurrence(rule, start)).take(many).toArray()

  test('says whether it ends by itself', () => {
    const ends = (rule: string) => parseRecurrence(rule, start).ends
    expect([ends('FREQ=DAILY'), ends('FREQ=DAILY;COUNT=2'), ends('FREQ=DAILY;UNTIL=20270101')]).toEqual([
      false,
      true,
      true,
    ])
  })

  test('begins with its start, whose fractions of a second don’t count', () => {
    expect(iso(first('RRULE:FREQ=DAILY', 2))).toEqual(['2026-01-31T02:00:00.000Z', '2026-02-01T02:00:00.000Z'])
    expect(firstAfter(parseRecurrence('FREQ=DAILY', start), new Date('2020-01-01'))).toEqual(
      new Date('2026-01-31T02:00:00Z'),
    )
  })

  test('ends with its last moment, on the wall or as an instant', () => {
    expect(iso(first('FREQ=DAILY;UNTIL=20260202T090000', 9)).at(-1)).toBe('2026-02-02T02:00:00.000Z')
    expect(iso(first('FREQ=DAILY;UNTIL=20260202T085959', 9)).at(-1)).toBe('2026-02-01T02:00:00.000Z')
    expect(iso(first('FREQ=DAILY;UNTIL=20260202T020000Z', 9)).at(-1)).toBe('2026-02-02T02:00:00.000Z')
    expect(iso(first('FREQ=DAILY;UNTIL=20260202T015959Z', 9)).at(-1)).toBe('2026-02-01T02:00:00.000Z')
  })

  test('leaves out months without its day, unless it names the last one', () => {
    const days = (rule: string) => iso(first(rule)).map((at) => at.slice(0, 10))
    expect(days('FREQ=MONTHLY')).toEqual(['2026-01-31', '2026-03-31', '2026-05-31', '2026-07-31'])
    expect(days('FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1')).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
    ])
  })
})

describe('work has an end', () => {
  const quick = (work: () => unknown) => {
    const began = process.cpuUsage()
    const result = work()
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(3000)
    return result
  }

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
    const secondly = repeat('DTSTART:19970902T090000Z\nRRULE:FREQ=SECONDLY;INTERVAL=7')
    const from = Date.parse('2026-01-01T00:00:00Z')
    const next = quick(() => firstAfter(secondly, new Date(from))) as Date
    expect((next.getTime() - start) % 7000).toBe(0)
    expect(next.getTime() - from).toBeLessThanOrEqual(7000)
    expect(next.getTime()).toBeGreaterThan(from)
  })

  test('a count costs no more than an end', () => {
    const start = { at: new Date('2026-01-01T00:00:00Z'), zone: 'Asia/Jakarta' }
    for (const end of ['COUNT=10000', 'UNTIL=99991231'])
      for (const rule of ['FREQ=HOURLY;BYDAY=MO;BYHOUR=1,5,9', 'FREQ=MONTHLY;BYDAY=2TU', 'FREQ=YEARLY;BYYEARDAY=366'])
        expect(quick(() => [...occurrences(parseRecurrence(`${rule};${end}`, start)).take(1000)])).toHaveLength(1000)
  })

  test('a count counts from the start, wherever one looks from', () => {
    const start = { at: new Date('2026-01-01T00:00:00Z'), zone: 'Asia/Jakarta' }
    const five = parseRecurrence('FREQ=DAILY;COUNT=5', start)
    expect(firstAfter(five, new Date('2026-01-04T12:00:00Z'))).toEqual(new Date('2026-01-05T00:00:00Z'))
    expect(firstAfter(five, new Date('2026-01-05T00:00:00Z'))).toBeUndefined()
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
      'FREQ=DAILY;BYDAY=XX',
      'FREQ=MONTHLY;BYDAY=0MO',
      'FREQ=DAILY;INTERVAL=0',
      'FREQ=DAILY;INTERVAL=1.5',
      'FREQ=DAILY;INTERVAL=2,3',
      'FREQ=DAILY;COUNT=0',
      'FREQ=DAILY;COUNT=99999',
      'FREQ=MONTHLY;BYMONTHDAY=0',
      'FREQ=MONTHLY;BYMONTHDAY=32',
      'FREQ=DAILY;BYHOUR=-1',
      'FREQ=DAILY;UNTIL=20260231T000000Z',
      'FREQ=DAILY;UNTIL=soon',
      'FREQ=YEARLY;BYEASTER=0',
      'FREQ=DAILY;constructor=1',
      'RDATE:20270101T090000Z',
    ])
      expect(() => parseRecurrence(rule, start), rule).toThrow(/can’t be read/)
    expect(() => parseRecurrence('FREQ=DAILY', { ...start, zone: 'Mars/Base' })).toThrow(/Mars/)
    expect(() => parseRecurrence('FREQ=DAILY;UNTIL=20260231', start)).toThrow(/UNTIL=20260231/)
  })
})
