/**
 * Times on a wall clock. One rule where clocks change: a local time that the change skips moves forward by the gap, one that
 * happens twice is the first of the two (`compatible`, as in RFC 5545 and in Temporal).
 */
const rule = { disambiguation: 'compatible' } as const

/** The day that it is in a zone: `2026-11-24`. */
export function localDate(at: Date, timeZone: string): string {
  return zoned(at, timeZone).toPlainDate().toString()
}

/**
 * The instant of a local time.
 * @param local `2026-11-24T09:00`
 * @throws RangeError for what is no time, or no zone
 */
export function instantOf(local: string, timeZone: string): Date {
  return asDate(Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone, rule))
}

/**
 * The same time of day on another day.
 * @param date `2026-11-24`
 * @throws RangeError for a day that the calendar does not have
 */
export function onDate(at: Date, timeZone: string, date: string): Date {
  const day = Temporal.PlainDate.from(date, { overflow: 'reject' })
  return asDate(day.toPlainDateTime(zoned(at, timeZone).toPlainTime()).toZonedDateTime(timeZone, rule))
}

/** The same time of day, some days later (or earlier, below zero). */
export function byDays(at: Date, timeZone: string, days: number): Date {
  return asDate(zoned(at, timeZone).toPlainDateTime().add({ days }).toZonedDateTime(timeZone, rule))
}

function zoned(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
}

function asDate(time: Temporal.ZonedDateTime): Date {
  return new Date(time.epochMilliseconds)
}
