import { RRuleTemporal } from 'rrule-temporal'
import { readRule, type Until, unreadable } from './rule.ts'

/**
 * Times that come again: an RRULE of RFC 5545 from a start on, in a zone. The library reckons on the clock on the wall, as if it showed UTC; only
 * then does a time become an instant. **The one rule for clock changes** (Temporal's `compatible`): a time that a change skips moves
 * forward by the gap, one that comes twice is the first. Two times that so become one instant are one occurrence.
 */
export interface Recurrence {
  readonly rule: RRuleTemporal
  /** How many times at most, from its start on. */
  readonly count: number | undefined
  readonly until: Until | undefined
  /** Whether it comes to an end by its own words. */
  readonly ends: boolean
  /** IANA name */
  readonly zone: string
}

/** When it begins. */
export interface Start {
  /** An instant. */
  at: Date
  /** IANA name */
  zone: string
}

/** So many days, weeks … are looked through for the next occurrence; a rule that has none there has none left. */
const mostSteps = 20_000
const dayMs = 86_400_000
const end = Date.UTC(9999, 11, 31)

/** Reads what stands behind `RRULE:` (or that too). @throws Problem `wrong-input` with the piece that can't be read */
export function parseRecurrence(text: string, { at, zone }: Start): Recurrence {
  checkZone(zone)
  const { text: rruleString, ...rest } = readRule(text)
  const dtstart = Temporal.Instant.fromEpochMilliseconds(wallAt(at, zone)).toZonedDateTimeISO('UTC').round('second')
  try {
    return { rule: new RRuleTemporal({ rruleString, dtstart, maxIterations: mostSteps }), ...rest, zone }
  } catch (cause) {
    throw unreadable(text, cause)
  }
}

function checkZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    // Intl says RangeError for every name that it does not know.
    throw unreadable(`TZID=${zone}`)
  }
}

/** The clock on the wall at an instant, as milliseconds. */
export function wallAt(at: Date, zone: string): number {
  const wall = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDateTime()
  return wall.toZonedDateTime('UTC').epochMilliseconds
}

/** The instant of a time on the wall, by the one rule for clock changes. */
export function instantOf(wall: number, zone: string): Date {
  const plain = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime()
  return new Date(plain.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds)
}

/** The instants in order, each once. @param from earlier ones may be left out */
export function* occurrences(
  { rule, count = Number.POSITIVE_INFINITY, until, zone }: Recurrence,
  from?: Date,
): Generator<Date> {
  // A day earlier: the zone may have changed its clocks in between.
  const asked = from ? wallAt(from, zone) - dayMs : Number.NEGATIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  // What has a count is counted from its start.
  let wall = count < Number.POSITIVE_INFINITY ? Number.NEGATIVE_INFINITY : asked
  for (let n = 0; n < count; n++) {
    const next = nextWall(rule, wall)
    if (next === undefined || next > end) return
    wall = next
    const at = instantOf(wall, zone)
    if (until && (until.instant ? at.getTime() : wall) > until.ms) return
    if (wall < asked || at.getTime() <= last) continue
    last = at.getTime()
    yield at
  }
}

/** The first time on the wall after another; `undefined` where none comes in reach. */
function nextWall(rule: RRuleTemporal, after: number): number | undefined {
  try {
    const first = rule.options().dtstart.epochMilliseconds
    return rule.next(new Date(Math.max(after, first)), after < first)?.epochMilliseconds
  } catch (error) {
    // It gives up with an error where it has looked far enough.
    if (error instanceof Error && /^Maximum /.test(error.message)) return undefined
    throw error
  }
}

/** The first occurrence after an instant; `undefined` where none comes any more. */
export function firstAfter(recurrence: Recurrence, from: Date): Date | undefined {
  for (const at of occurrences(recurrence, from)) if (at > from) return at
  return undefined
}
