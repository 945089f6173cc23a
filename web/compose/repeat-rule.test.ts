import type { TFunction } from 'i18next'
import { describe, expect, it } from 'vitest'
import { daysWith, firstOn, type RepeatForm, ruleOf, sayRule } from './repeat-rule.ts'

const form: RepeatForm = { every: 1, unit: 'WEEKLY', days: [4, 2], end: 'times', times: 6, until: '' }
const t = ((key: string, values: object) => `${key} ${JSON.stringify(values)}`) as unknown as TFunction
const said = (rule: string) =>
  sayRule(
    rule,
    t,
    (day) => `d${day}`,
    (day) => day.toISOString().slice(0, 10),
  )

describe('the repeat form', () => {
  it('becomes a rule', () => {
    const first = '2026-12-05T09:00'
    expect(ruleOf(form, first)).toBe('FREQ=WEEKLY;BYDAY=TU,TH;COUNT=6')
    expect(ruleOf({ ...form, unit: 'MONTHLY', every: 2, end: 'until', until: '2027-12-31' }, first)).toBe(
      'FREQ=MONTHLY;INTERVAL=2;UNTIL=20271231T235959',
    )
  })
  it('has a month’s last day where the month is too short for the first one’s', () => {
    const monthly = { ...form, unit: 'MONTHLY', every: 1, end: 'never' } as const
    expect(ruleOf(monthly, '2026-12-28T09:00')).toBe('FREQ=MONTHLY')
    expect(ruleOf(monthly, '2026-12-29T09:00')).toBe('FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1')
    expect(ruleOf(monthly, '2026-12-31T09:00')).toBe('FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1')
    expect(ruleOf({ ...form, unit: 'DAILY' }, '2026-12-31T09:00')).toBe('FREQ=DAILY;COUNT=6')
  })
  it('is none while something is missing', () => {
    for (const change of [{ days: [] }, { every: 0 }, { times: Number.NaN }, { end: 'until', until: '' }] as const)
      expect(
        ruleOf({ ...form, ...change, days: 'days' in change ? [] : form.days }, '2026-12-05T09:00'),
      ).toBeUndefined()
  })
})

describe('a rule in words', () => {
  it('says what the form made', () => {
    expect(said('FREQ=WEEKLY;BYDAY=TU,TH;COUNT=6')).toMatch(/repeat\.onDays .*d2, d4.*repeat\.saidTimes \{"count":6\}/)
    expect(said('FREQ=DAILY;INTERVAL=3;UNTIL=20271231T235959')).toMatch(/"count":3.*2027-12-31/)
  })
  it('says a month’s last day as a month', () => {
    expect(said('FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;COUNT=6')).toMatch(/^repeat\.every\.MONTHLY .*6/)
  })
  it('shows what somebody else made as it is', () => {
    expect(said('FREQ=YEARLY;BYMONTH=8;COUNT=2')).toBe('FREQ=YEARLY;BYMONTH=8;COUNT=2')
  })
})

describe('the first day', () => {
  const weekly = (...days: number[]) => ({ unit: 'WEEKLY' as const, days })
  // 2026-12-04 is a Friday.
  it.each([
    ['2026-12-04T09:00', weekly(5), '2026-12-04T09:00'],
    ['2026-12-04T09:00', weekly(1, 3), '2026-12-07T09:00'],
    ['2026-12-30T21:30', weekly(5), '2027-01-01T21:30'],
    ['2026-12-04T09:00', weekly(), '2026-12-04T09:00'],
    ['2026-12-04T09:00', { unit: 'MONTHLY' as const, days: [1] }, '2026-12-04T09:00'],
    ['', weekly(1), ''],
  ])('%s with %o is %s', (local, form, expected) => {
    expect(firstOn(local, form)).toBe(expected)
  })
  it('takes a single weekday along, and leaves several', () => {
    expect(daysWith('2026-12-04T09:00', weekly(1))).toEqual([5])
    expect(daysWith('2026-12-04T09:00', weekly(1, 3))).toEqual([1, 3])
    expect(daysWith('', weekly(1))).toEqual([1])
  })
})
