/** Dates of other programs, clamped to those that a blog can have. */

const first = Date.UTC(1990, 0, 1)
const last = Date.UTC(2100, 0, 1)

/** A date within reason; `null` for all others. */
export function sensible(at: Date | number | null | undefined): Date | null {
  const time = at instanceof Date ? at.getTime() : (at ?? Number.NaN)
  return time >= first && time < last ? new Date(time) : null
}

const zoned = /(?:Z|[+-]\d\d:?\d\d|\b(?:GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT))\s*$/i
const local = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?)?\s*/

/**
 * A date as it is written: ISO 8601, `2016-09-26 21:00`, `2024-01-02 03:04:05 +0700`, RFC 822. Without a zone it is the given one's.
 * @param timeZone IANA
 */
export function readDate(text: string, timeZone: string): Date | null {
  const written = text.trim()
  if (written === '' || written.startsWith('0000')) return null
  const match = local.exec(written)
  if (!match) return sensible(Date.parse(written))
  const rest = written.slice(match[0].length)
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = match.map((part) => part ?? undefined)
  try {
    const wall = Temporal.PlainDateTime.from(
      {
        year: Number(year),
        month: Number(month),
        day: Number(day),
        hour: Number(hour),
        minute: Number(minute),
        second: Math.min(59, Number(second)),
      },
      { overflow: 'reject' },
    )
    return sensible(Number(wall.toZonedDateTime(zoneOf(rest) ?? timeZone).epochMilliseconds))
  } catch {
    return null
  }
}

function zoneOf(rest: string): string | undefined {
  if (/^(?:Z|UTC|GMT)$/i.test(rest)) return 'UTC'
  const offset = /^([+-])(\d\d):?(\d\d)$/.exec(rest)
  if (offset) return `${offset[1]}${offset[2]}:${offset[3]}`
  return zoned.test(rest) ? undefined : undefined
}
