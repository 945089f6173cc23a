import { fromLocalInput, toLocalInput } from '../../base/times.ts'

/** A time that one often means by “not now”. */
export interface SnoozeTime {
  name: 'soon' | 'tomorrow' | 'weekday' | 'week'
  /** An instant. */
  at: string
}

/** When a working day begins. */
const morning = '09:00'
const DAY = 86_400_000

/** The morning of the day that is so many days away, on that zone's clock. */
function morningIn(days: number, now: Date, timeZone: string): string {
  const today = toLocalInput(now, timeZone).slice(0, 10)
  const day = new Date(Date.parse(`${today}T00:00Z`) + days * DAY).toISOString().slice(0, 10)
  return (fromLocalInput(`${day}T${morning}`, timeZone) ?? new Date(now.getTime() + days * DAY)).toISOString()
}

/**
 * What is offered now: in three hours, tomorrow morning, the next Monday's unless that is tomorrow's, the same weekday's in a week unless
 * that is a Monday.
 */
export function snoozeTimes(now: Date, timeZone: string): SnoozeTime[] {
  const weekday = new Date(`${toLocalInput(now, timeZone).slice(0, 10)}T00:00Z`).getUTCDay()
  const toMonday = (8 - weekday) % 7 || 7
  return [
    { name: 'soon', at: new Date(now.getTime() + 3 * 3_600_000).toISOString() },
    { name: 'tomorrow', at: morningIn(1, now, timeZone) },
    ...(toMonday === 1 ? [] : [{ name: 'weekday' as const, at: morningIn(toMonday, now, timeZone) }]),
    ...(toMonday === 7 ? [] : [{ name: 'week' as const, at: morningIn(7, now, timeZone) }]),
  ]
}
