/** Dates of other programs, clamped to those that a blog can have. */

const first = Date.UTC(1990, 0, 1)
const last = Date.UTC(2100, 0, 1)

/** A date within reason; `null` for all others. */
export function sensible(at: Date | number | null | undefined): Date | null {
  const time = at instanceof Date ? at.getTime() : (at ?? Number.NaN)
  return time >= first && time < last ? new Date(time) : null
}

/** Names of zones that programs write behind a time, as offsets: RFC 822's, and Indonesia's. */
const named: Readonly<Record<string, string>> = {
  ...{ z: '+00:00', ut: '+00:00', utc: '+00:00', gmt: '+00:00', wib: '+07:00', wita: '+08:00', wit: '+09:00' },
  ...{ est: '-05:00', edt: '-04:00', cst: '-06:00', cdt: '-05:00', mst: '-07:00', mdt: '-06:00', pst: '-08:00' },
  pdt: '-07:00',
}
const local = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?)?\s*/
/** A zone behind a time, at the end of a date that is written in words. */
const behind = /(:\d\d)\s*((?:GMT|UTC)?[+-]\d{1,2}(?::?\d\d)?|[a-z]{1,4})$/i

/**
 * A date as it is written: ISO 8601, `2016-09-26 21:00`, `2024-01-02 03:04:05 +0700`, RFC 822. Without a zone it is the given one's.
 * @param timeZone IANA
 */
export function readDate(text: string, timeZone: string): Date | null {
  const written = text.replace(/\([^()]*\)\s*$/, '').trim()
  if (written === '' || written.startsWith('0000')) return null
  const match = local.exec(written)
  if (!match) return inWords(written, timeZone)
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = match.map((part) => part ?? undefined)
  const wall = { year, month, day, hour, minute, second: Math.min(59, Number(second)) }
  return at(wall, zoneOf(written.slice(match[0].length)) ?? timeZone)
}

/** Whatever the platform reads. What it would take for its own time is the given zone's. */
function inWords(written: string, timeZone: string): Date | null {
  const zone = zoneOf(behind.exec(written)?.[2] ?? '')
  const plain = zone ? written.replace(behind, '$1') : written
  const time = Date.parse(`${plain} UTC`)
  if (Number.isNaN(time)) return sensible(Date.parse(written))
  const wall = new Date(time).toISOString().replace('Z', '')
  return sensible(time) && at(Temporal.PlainDateTime.from(wall), zone ?? timeZone)
}

function at(wall: object, zone: string): Date | null {
  try {
    const fields = Object.entries(wall).map(([name, value]) => [name, Number(value)])
    const time =
      wall instanceof Temporal.PlainDateTime
        ? wall
        : Temporal.PlainDateTime.from(Object.fromEntries(fields), { overflow: 'reject' })
    return sensible(Number(time.toZonedDateTime(zone).epochMilliseconds))
  } catch {
    return null
  }
}

function zoneOf(rest: string): string | undefined {
  const offset = /^(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d\d))?$/i.exec(rest)
  if (offset) return `${offset[1]}${offset[2]?.padStart(2, '0')}:${offset[3] ?? '00'}`
  return named[rest.toLowerCase()]
}

/** A zone as somebody wrote it; where nobody knows it, another. @param other IANA */
export function zoneOr(said: string, other: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: said || other }).resolvedOptions().timeZone && (said || other)
  } catch {
    return other
  }
}
