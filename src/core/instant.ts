/**
 * An instant as a person types it: ISO 8601 with an offset or `Z`, or day and time on the clock of `timeZone` (`2026-12-01
 * 09:00`, or `09.00`). A time that the clocks skip moves forward; one that comes twice means the first.
 * @returns `undefined` for what is no instant
 */
export function readInstant(typed: string, timeZone: string): Date | undefined {
  const match = /^(\d{4}-\d\d-\d\d)[T ]+(\d\d)[:.]?(\d\d)(?::?(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i.exec(
    typed.trim(),
  )
  if (!match) return undefined
  const [, day, hour, minute, second = '00', zone] = match
  const plain = `${day}T${hour}:${minute}:${second}`
  try {
    const instant = zone
      ? Temporal.Instant.from(`${plain}${zone.toUpperCase()}`)
      : Temporal.PlainDateTime.from(plain, { overflow: 'reject' }).toZonedDateTime(timeZone).toInstant()
    return new Date(instant.epochMilliseconds)
  } catch (error) {
    // A 31st of February, an hour 25, a zone that nobody knows: no instant.
    if (error instanceof RangeError) return undefined
    throw error
  }
}
