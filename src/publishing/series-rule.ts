import type { Selectable } from 'kysely'
import { Problem } from '../core/problem.ts'
import { firstAfter, occurrences, parseRecurrence, type Recurrence } from '../core/recurrence/index.ts'
import type { Words } from '../core/words.ts'
import type { Tables } from '../db/tables.ts'
import { checkTimeZone } from '../team/index.ts'

/** When something comes again: an RRULE from a first moment on, on the clock of a zone. */
export interface SeriesRule {
  /** What stands behind `RRULE:` */
  rule: string
  /** IANA name */
  timeZone: string
  startsAt: Date
}

/** A repeating post, as it is stored. */
export type SeriesRow = Selectable<Tables['series']>

/** When a repeating post comes, without its words. */
export function asRule(row: SeriesRow): SeriesRule {
  return { rule: row.rule, timeZone: row.time_zone, startsAt: row.starts_at }
}

/** The shortest interval between two occurrences. */
const leastMs = 3_600_000
const looked = 100
const mostDates = 1000
/** Nobody plans further: of seldom days (29 February) each costs the steps to it. */
const reachMs = 100 * 365.25 * 86_400_000

/** The rule, ready to be expanded; it begins at `startsAt` on the clock of `timeZone`. */
export function recurrenceOf({ rule, timeZone, startsAt }: SeriesRule): Recurrence {
  return parseRecurrence(rule, { at: startsAt, zone: timeZone })
}

/**
 * The rule of a series: one line, with an end, at most one post an hour, and something still to come.
 * @throws Problem `wrong-input` with the field
 */
export function checkRule(rule: SeriesRule, now: Date): Recurrence {
  checkTimeZone(rule.timeZone)
  const recurrence = recurrenceOf({ ...rule, rule: rule.rule.replace(/[\r\n]+/g, ' ') })
  if (!recurrence.ends) throw wrong(noEnd)
  let last = Number.NEGATIVE_INFINITY
  let count = 0
  for (const at of reached(occurrences(recurrence), rule.startsAt)) {
    if (at.getTime() - last < leastMs) throw wrong(tooOften)
    if (++count > looked) break
    last = at.getTime()
  }
  if (!firstAfter(recurrence, now)) throw wrong(never)
  return recurrence
}

/** The next dates of a repeat, and how many are still to come in all (1000 at most). */
export interface ComingDates {
  dates: Date[]
  total: number
}

/** The next dates after a moment. @throws Problem as {@link checkRule} */
export function nextDates(rule: SeriesRule, now: Date, most = 5): ComingDates {
  return comingDates(checkRule(rule, now), now, most)
}

/** As {@link nextDates}, of a rule that is kept: one that is over has none, nor has one that this version of the program can't read. */
export function datesLeft(rule: SeriesRule, now: Date): ComingDates {
  const recurrence = keptRecurrence(rule)
  return recurrence instanceof Problem ? { dates: [], total: 0 } : comingDates(recurrence, now, 5)
}

/** As {@link recurrenceOf}, of a rule that is kept; else why this version of the program can't read it. */
export function keptRecurrence(rule: SeriesRule): Recurrence | Problem {
  try {
    return recurrenceOf(rule)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

function* reached(dates: Iterable<Date>, from: Date): Generator<Date> {
  for (const at of dates) {
    if (at.getTime() > from.getTime() + reachMs) return
    yield at
  }
}

function comingDates(recurrence: Recurrence, now: Date, most: number): ComingDates {
  const dates: Date[] = []
  let total = 0
  for (const at of reached(occurrences(recurrence, now), now)) {
    if (at <= now) continue
    if (dates.length < most) dates.push(at)
    if (++total >= mostDates) break
  }
  return { dates, total }
}

function wrong(words: Words): Problem {
  return new Problem('wrong-input', words, { field: 'rule' })
}

const noEnd: Words = {
  id: 'Kiriman berulang perlu akhir. Pilih sampai kapan, atau berapa kali.',
  en: 'A repeated post needs an end. Choose until when, or how many times.',
}
const tooOften: Words = {
  id: 'Jaraknya kurang dari satu jam; orang akan merasa dibanjiri. Pilih jarak yang lebih panjang.',
  en: 'These are less than an hour apart, which people take for spam. Choose a longer interval.',
}
const never: Words = {
  id: 'Aturan ulang ini tidak punya tanggal yang akan datang. Periksa hari, awal, dan akhirnya.',
  en: 'This repeat rule has no date still to come. Check its days, its beginning and its end.',
}
