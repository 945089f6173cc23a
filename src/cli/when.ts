import { readInstant } from '../core/instant.ts'
import { WrongUse } from './command.ts'

/**
 * An instant as a person types it: ISO 8601 with an offset or `Z`, or day and time on the clock of `timeZone`. A time that
 * the clocks skip moves forward; one that comes twice means the first.
 * @throws WrongUse for anything else, and for a moment that has passed
 */
export function plannedInstant(typed: string, timeZone: string, now: Date): Date {
  const at = readInstant(typed, timeZone)
  if (!at) {
    throw new WrongUse({
      id: `Waktu "${typed}" tidak dapat dibaca. Tulis seperti "2026-12-01 09:00" (zona ${timeZone}) atau 2026-12-01T09:00:00+07:00.`,
      en: `The time "${typed}" cannot be read. Write it like "2026-12-01 09:00" (zone ${timeZone}) or 2026-12-01T09:00:00+07:00.`,
    })
  }
  if (at <= now) {
    throw new WrongUse({
      id: `Waktu "${typed}" sudah lewat. Pilih yang akan datang, atau hilangkan --at untuk sekarang juga.`,
      en: `The time "${typed}" has passed. Choose one that is still to come, or leave out --at for now.`,
    })
  }
  return at
}
