/** A person's day, as instants: half-open, and of 23 or 25 hours where clocks change. */
export function dayIn(timeZone: string, now: Date): { from: Date; to: Date } {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  return { from: startOf(today, timeZone), to: startOf(today.add({ days: 1 }), timeZone) }
}

/** The Monday on which a person's week begins, `weeks` from now. */
export function weekStart(timeZone: string, now: Date, weeks: number): Date {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  return startOf(today.subtract({ days: today.dayOfWeek - 1 }).add({ weeks }), timeZone)
}

function startOf(date: Temporal.PlainDate, timeZone: string): Date {
  return new Date(date.toZonedDateTime(timeZone).epochMilliseconds)
}
