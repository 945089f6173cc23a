import {
  type Cadence,
  dayName,
  endBreak,
  endPromise,
  makePromise,
  type Promised,
  promiseWords,
  readCadence,
  takeBreak,
  unitWords,
} from '../cadence/index.ts'
import type { Actor, Context } from '../context.ts'
import { type Language, say, type Words } from '../core/words.ts'
import { inWorkspace } from '../db/client.ts'
import { type Command, type ExitCode, type OptionValues, WrongUse } from './command.ts'
import { actingAs, actingOptions, inHouse } from './house.ts'

/** `percakapan cadence`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [
    {
      name: '[act]',
      about: { id: 'set, break, atau end; tanpa ini: statusnya', en: 'set, break or end; none: how it is kept' },
    },
    {
      name: '[values...]',
      about: {
        id: 'set: daily, weekly, monthly, none · break: hari pertama dan terakhir · end: akhiri libur',
        en: 'set: daily, weekly, monthly, none · break: first and last day · end: end the break',
      },
    },
  ],
  options: [
    { flags: '--times <n>', about: { id: 'berapa artikel tiap kali', en: 'how many articles each time' } },
    { flags: '--on <days>', about: { id: 'hari-harinya: tue,fri', en: 'its weekdays: tue,fri' } },
    { flags: '--at <time>', about: { id: 'jam biasanya: 12:00', en: 'the usual time: 12:00' } },
    { flags: '--from <day>', about: { id: 'berlaku mulai hari ini: 2026-12-01', en: 'from which day on: 2026-12-01' } },
    { flags: '--notes', about: { id: 'catatan ikut dihitung', en: 'notes count too' } },
    { flags: '--year <year>', about: { id: 'tahun yang dilihat', en: 'the year to look at' } },
    ...actingOptions,
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
  ],
  examples: [
    'percakapan cadence set weekly --on tue --at 12:00',
    'percakapan cadence break 2026-12-24 2027-01-03',
    'percakapan cadence --json',
  ],
  run: ([act, ...given], options, streams, open) =>
    inHouse<ExitCode>(open, streams, async (context) => {
      const { actor } = await actingAs(context, options, streams, [act === undefined ? 'read' : 'plan'])
      if (act !== undefined) await perform(context, actor, act, given.flat(), options)
      const now = await inWorkspace(context.db, actor.workspaceId, (tx) =>
        readCadence(context, tx, actor.workspaceId, yearIn(options.year)),
      )
      await streams.out(options.json ? `${JSON.stringify(now)}\n` : asText(now, streams.language))
      return 0
    }),
}

async function perform(
  context: Context,
  actor: Actor,
  act: string,
  [value, last]: readonly (string | undefined)[],
  options: OptionValues,
): Promise<void> {
  if (act === 'set') {
    if (value === 'none') return endPromise(context, actor)
    return makePromise(
      context,
      actor,
      promisedIn(value, options),
      options.from === undefined ? undefined : dayIn(options.from),
    )
  }
  if (act === 'break')
    return void (await takeBreak(context, actor, { first: dayIn(value), last: dayIn(last ?? value) }))
  if (act !== 'end') throw new WrongUse(texts.acts)
  const { breaks } = await inWorkspace(context.db, actor.workspaceId, (tx) =>
    readCadence(context, tx, actor.workspaceId),
  )
  const [next] = breaks
  if (!next) throw new WrongUse(texts.noBreak)
  return endBreak(context, actor, next.id)
}

const kinds = { daily: 'day', weekly: 'week', monthly: 'month' } as const
const weekdayNames = [
  ['mon', 'sen'],
  ['tue', 'sel'],
  ['wed', 'rab'],
  ['thu', 'kam'],
  ['fri', 'jum'],
  ['sat', 'sab'],
  ['sun', 'min'],
]

function promisedIn(kind: string | undefined, { times, on, at, notes }: OptionValues): Promised {
  const every = Object.entries(kinds).find(([name]) => name === kind)?.[1]
  const n = times === undefined ? 1 : Number(times)
  if (!every || (on !== undefined && every !== 'week')) throw new WrongUse(texts.kinds)
  if (!Number.isInteger(n) || n < 1 || n > 31) throw new WrongUse(texts.times)
  if (at !== undefined && !/^(?:[01]\d|2[0-3])[:.][0-5]\d$/.test(String(at))) throw new WrongUse(texts.at)
  const weekdays = on === undefined ? [] : String(on).split(',').map(weekdayIn)
  return {
    every: on === undefined ? every : 'weekdays',
    times: n,
    weekdays,
    at: at === undefined ? null : String(at).replace('.', ':'),
    notes: notes === true,
  }
}

function weekdayIn(name: string): number {
  const index = weekdayNames.findIndex((names) => names.includes(name.trim().toLowerCase().slice(0, 3)))
  if (index < 0) throw new WrongUse(texts.weekdays)
  return index + 1
}

/** @throws WrongUse for what is no day */
function dayIn(text: OptionValues[string]): string {
  try {
    if (typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text))
      return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  throw new WrongUse(texts.day)
}

function yearIn(text: OptionValues[string]): number | undefined {
  if (text === undefined) return undefined
  const year = Number(text)
  if (!Number.isInteger(year) || year < 1970 || year > 2100) throw new WrongUse(texts.year)
  return year
}

function asText(now: Cadence, language: Language): string {
  const { promise, coming, gap, breaks } = now
  if (!promise?.promised) return `${say(texts.none, language)}\n`
  const line = (words: Words, values: Record<string, string> = {}) => `${say(words, language, values)}\n`
  const span = (one: { first: string; last: string }) => ({
    first: dayName(one.first, language),
    last: dayName(one.last, language),
  })
  return [
    `${promiseWords(promise.promised)[language]}\n`,
    promise.counts > now.today
      ? line(texts.begins, { day: dayName(promise.counts, language) })
      : keptText(now, language),
    coming
      ? line(coming.promised ? texts.coming : texts.ends, {
          day: dayName(coming.counts, language),
          promise: coming.promised ? promiseWords(coming.promised)[language] : '',
        })
      : '',
    gap ? line(texts.gap, { day: dayName(gap.due, language) }) : line(texts.noGap),
    ...breaks.map((one) => line(texts.pause, span(one))),
  ].join('')
}

function keptText({ summary, unit, streak, year }: Cadence, language: Language): string {
  const values = {
    kept: String(summary.kept),
    of: unitWords(unit, summary.due, language),
    streak: unitWords(unit, streak, language),
    year: String(year),
  }
  return `${say(texts.kept, language, values)}\n`
}

const texts = {
  none: {
    id: 'Blog ini belum menjanjikan apa-apa. Mulai: percakapan cadence set weekly',
    en: 'This blog promises nothing yet. Begin: percakapan cadence set weekly',
  },
  kept: {
    id: 'Terjaga {kept} dari {of} pada {year}; beruntun {streak}.',
    en: 'Kept {kept} of {of} in {year}; {streak} in a row.',
  },
  begins: { id: 'Dihitung mulai {day}.', en: 'Counted from {day} on.' },
  coming: { id: 'Mulai {day}: {promise}', en: 'From {day} on: {promise}' },
  ends: { id: 'Berakhir pada {day}.', en: 'Ends on {day}.' },
  gap: { id: '{day} masih kosong.', en: '{day} is still open.' },
  noGap: { id: 'Tidak ada yang kosong.', en: 'Nothing is open.' },
  pause: { id: 'Libur {first} sampai {last}.', en: 'Break from {first} to {last}.' },
  acts: {
    id: 'Tulis set, break, atau end: percakapan cadence --help menunjukkan contohnya.',
    en: 'Write set, break or end: percakapan cadence --help shows examples.',
  },
  kinds: {
    id: 'Tulis daily, weekly, monthly, atau none. Hari tertentu: weekly --on tue,fri',
    en: 'Write daily, weekly, monthly or none. Certain weekdays: weekly --on tue,fri',
  },
  times: { id: 'Tulis angka dari 1 sampai 31 sesudah --times.', en: 'Write a number from 1 to 31 after --times.' },
  at: { id: 'Tulis jam seperti 09:30 sesudah --at.', en: 'Write a time like 09:30 after --at.' },
  weekdays: {
    id: 'Tulis hari seperti tue,fri atau sel,jum sesudah --on.',
    en: 'Write weekdays like tue,fri after --on.',
  },
  day: { id: 'Tulis hari seperti 2026-12-24.', en: 'Write a day like 2026-12-24.' },
  year: { id: 'Tulis tahun dari 1970 sampai 2100 sesudah --year.', en: 'Write a year from 1970 to 2100 after --year.' },
  noBreak: { id: 'Tidak ada libur yang dapat diakhiri.', en: 'There is no break to end.' },
} satisfies Record<string, Words>
