import type { TFunction } from 'i18next'

/** What the repeat form holds. */
export interface RepeatForm {
  every: number
  unit: 'DAILY' | 'WEEKLY' | 'MONTHLY'
  /** For weeks: 1 is Monday. */
  days: number[]
  /** `never` only where a rhythm may go on for ever. */
  end: 'times' | 'until' | 'never'
  times: number
  /** `2026-12-31`, on the person's clock. */
  until: string
}

const dayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/**
 * The form as an RRULE (RFC 5545); `undefined` while something is missing. A month that is too short for the first one's day has its
 * post on its last day.
 * @param first the first one's local time: `2026-12-31T09:00`
 */
export function ruleOf({ every, unit, days, end, times, until }: RepeatForm, first: string): string | undefined {
  const parts = [`FREQ=${unit}`]
  if (!Number.isInteger(every) || every < 1) return undefined
  if (every > 1) parts.push(`INTERVAL=${every}`)
  if (unit === 'WEEKLY') {
    if (days.length === 0) return undefined
    parts.push(`BYDAY=${[...days].sort((a, b) => a - b).map((day) => dayNames[day - 1])}`)
  }
  const day = Number(first.slice(8, 10))
  if (unit === 'MONTHLY' && day > shortest) parts.push(`BYMONTHDAY=${daysUpTo(day)}`, 'BYSETPOS=-1')
  if (end === 'never') return parts.join(';')
  if (end === 'times') {
    if (!Number.isInteger(times) || times < 1) return undefined
    parts.push(`COUNT=${times}`)
  } else {
    if (!/^\d{4}-\d\d-\d\d$/.test(until)) return undefined
    parts.push(`UNTIL=${until.replaceAll('-', '')}T235959`)
  }
  return parts.join(';')
}

/** Monday is 1. */
function weekdayOf(local: string): number {
  return new Date(`${local.slice(0, 10)}T00:00Z`).getUTCDay() || 7
}

/**
 * The first one's local time on a day that the rule has: the same, or the next of the chosen weekdays.
 * @param local `2026-12-31T09:00`; what is no time yet stays as it is
 */
export function firstOn(local: string, { unit, days }: Pick<RepeatForm, 'unit' | 'days'>): string {
  if (unit !== 'WEEKLY' || days.length === 0 || !/^\d{4}-\d\d-\d\dT/.test(local)) return local
  const away = Math.min(...days.map((day) => (day - weekdayOf(local) + 7) % 7))
  const day = new Date(`${local.slice(0, 10)}T00:00Z`).getTime() + away * 86_400_000
  return `${new Date(day).toISOString().slice(0, 10)}${local.slice(10)}`
}

/** The weekdays after another first day was picked: a single one goes along with it. */
export function daysWith(local: string, { unit, days }: Pick<RepeatForm, 'unit' | 'days'>): number[] {
  const dated = /^\d{4}-\d\d-\d\dT/.test(local)
  return dated && unit === 'WEEKLY' && days.length === 1 ? [weekdayOf(local)] : days
}

/** Every month has so many days. */
const shortest = 28

function daysUpTo(day: number): string {
  return Array.from({ length: day - shortest + 1 }, (_, index) => shortest + index).join(',')
}

const sayable =
  /^FREQ=(DAILY|WEEKLY|MONTHLY)(?:;INTERVAL=(\d+))?(?:;BYDAY=([A-Z,]+)|;BYMONTHDAY=28[\d,]+;BYSETPOS=-1)?(?:;COUNT=(\d+)|;UNTIL=(\d{8})T235959)?$/

/** A rule in plain words; one that was not made by the form is shown as it is written. */
export function sayRule(
  rule: string,
  t: TFunction,
  dayName: (weekday: number) => string,
  date: (day: Date) => string,
): string {
  const match = sayable.exec(rule)
  if (!match) return rule
  const [, unit, interval = '1', byDay, count, until] = match
  const days = (byDay ?? '')
    .split(',')
    .filter(Boolean)
    .map((name) => dayName(dayNames.indexOf(name) + 1))
    .join(', ')
  const every =
    interval === '1' ? t(`repeat.every.${unit}`) : t(`repeat.everyMany.${unit}`, { count: Number(interval) })
  const first = days ? t('repeat.onDays', { every, days }) : every
  if (count) return `${first}, ${t('repeat.saidTimes', { count: Number(count) })}`
  if (!until) return first
  const last = new Date(`${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6)}T12:00:00Z`)
  return `${first}, ${t('repeat.saidUntil', { date: date(last) })}`
}
