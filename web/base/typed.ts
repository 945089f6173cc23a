import { readTypedTime, type TypedTime, type TypedTimeProblem } from '../../src/core/typed-time.ts'
import { fromLocalInput, type TimeReader, toLocalInput, wallOf } from './times.ts'

/** What was typed into a field for day or time: its value, or why it is none. */
export type Read = { value: string } | { problem: TypedTimeProblem }

const two = (n: number) => String(n).padStart(2, '0')
const dateOf = ({ year, month, day }: TypedTime) => `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
const timeOf = ({ hour = 0, minute = 0 }: TypedTime) => `${two(hour)}:${two(minute)}`

function read(typed: string, { timeZone, now = new Date() }: TimeReader): TypedTime | TypedTimeProblem {
  return readTypedTime(typed, wallOf(now, timeZone))
}

/**
 * Day and time that were typed, on the person's clock: `2026-12-05T09:00`. A zone that was typed is reckoned over.
 * @param usual `09:00`: the time where only a day was typed
 */
export function readLocal(typed: string, usual: string, reader: TimeReader): Read {
  const found = read(typed, reader)
  if (typeof found === 'string') return { problem: found }
  const local = `${dateOf(found)}T${found.hour === undefined ? usual : timeOf(found)}`
  if (!found.timeZone) return { value: local }
  const at = fromLocalInput(local, found.timeZone)
  return at ? { value: toLocalInput(at, reader.timeZone) } : { problem: 'unreadable' }
}

/** A day that was typed: `2026-12-05`. A time with it is no mistake, and is left out. */
export function readDate(typed: string, reader: TimeReader): Read {
  const found = read(typed, reader)
  return typeof found === 'string' ? { problem: found } : { value: dateOf(found) }
}

/** A time of day that was typed: `09:00`. */
export function readHour(typed: string, reader: TimeReader): Read {
  const found = read(typed, reader)
  if (typeof found === 'string') return { problem: found }
  return found.hour === undefined ? { problem: 'unreadable' } : { value: timeOf(found) }
}
