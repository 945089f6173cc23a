import { utf8Length } from '../core/text/offsets.ts'
import { say } from '../core/words.ts'
import { networkNames, type TextSide } from '../networks/index.ts'
import type { Limits } from '../networks/network.ts'
import type { Command } from './command.ts'
import { answerLines, optionalText, type Row, readText, textField } from './input.ts'
import { askedNetwork, limitsFor, networkOption } from './network.ts'

const units = {
  graphemes: { id: 'karakter', en: 'characters' },
  weighted: { id: 'karakter berbobot', en: 'weighted characters' },
  characters: { id: 'karakter', en: 'characters' },
}

/** A text's length as the network counts it; `limit` is null where there is none. */
export interface Measure {
  length: number
  limit: number | null
  valid: boolean
}

/** Measures one text. A content warning counts along, where the network has one. */
export function measure(side: TextSide, limits: Limits, text: string, warning = ''): Measure {
  const length = side.measure(text) + (warning === '' ? 0 : side.measure(warning))
  const fits = length <= limits.length && utf8Length(text) <= (limits.bytes ?? Number.POSITIVE_INFINITY)
  const valid = length > 0 && fits && (side.accepts?.(text) ?? true)
  return { length, limit: Number.isFinite(limits.length) ? limits.length : null, valid }
}

/** `percakapan measure [file]`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [
    {
      name: '[file]',
      about: { id: 'berkas teks; - atau kosong: masukan baku', en: 'a text file; - or none: standard input' },
    },
  ],
  options: [
    networkOption,
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
    {
      flags: '--jsonl',
      about: {
        id: 'satu objek JSON per baris: {id, text} → {id, length, limit, valid}',
        en: 'one JSON object a line: {id, text} → {id, length, limit, valid}',
      },
    },
  ],
  examples: [
    `echo "Halo dunia" | percakapan measure --network ${networkNames[0]}`,
    `percakapan measure -n ${networkNames[0]} --jsonl < posts.jsonl`,
  ],
  async run([file], options, streams) {
    const side = await askedNetwork(options)
    if (options.jsonl) {
      return answerLines(file, streams, (row: Row) => {
        const warning = optionalText(row, 'warning') ?? optionalText(row, 'spoiler')
        return { line: { ...measure(side, limitsFor(side, row), textField(row, 'text'), warning) } }
      })
    }
    const measured = measure(side, side.defaults, await readText(file, streams))
    if (options.json) await streams.out(`${JSON.stringify(measured)}\n`)
    else await streams.out(`${say(inWords(measured), streams.language, wordsFor(measured, side, streams.language))}\n`)
    return measured.valid ? 0 : 1
  },
}

function inWords({ length, limit, valid }: Measure) {
  if (limit === null) return { id: '{length} {unit}; tidak ada batasnya.', en: '{length} {unit}; there is no limit.' }
  if (length > limit) {
    return { id: '{length} dari {limit} {unit}: lebih {over}.', en: '{length} of {limit} {unit}: {over} over.' }
  }
  if (!valid)
    return { id: '{length} dari {limit} {unit}: tidak diterima.', en: '{length} of {limit} {unit}: not accepted.' }
  return { id: '{length} dari {limit} {unit}: muat.', en: '{length} of {limit} {unit}: it fits.' }
}

function wordsFor({ length, limit }: Measure, side: TextSide, language: 'id' | 'en') {
  return { length, limit: limit ?? '', over: length - (limit ?? length), unit: units[side.defaults.unit][language] }
}
