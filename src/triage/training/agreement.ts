import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** How far two labellers agree about a field. */
export interface Agreement {
  file: string
  /** `kind`, `tone`, `promise`; `kind: spam` where only one value counts. */
  field: string
  rows: number
  /** Of 1. */
  share: number
  /** Cohen's: 1 is all, 0 what chance alone would bring (Cohen 1960, doi:10.1177/001316446002000104). */
  kappa: number
}

type Labels = Readonly<Record<string, unknown>> & { id: string }

const folder = join(import.meta.dirname, '..', 'sentences')
const read = (file: string): Labels[] =>
  readFileSync(join(folder, file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Labels)

/** Cohen's kappa over pairs of labels; 1 where there is only one label at all. */
export function kappaOf(pairs: readonly (readonly [string, string])[]): { share: number; kappa: number } {
  const count = (labels: readonly string[]) => {
    const counts = new Map<string, number>()
    for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
    return counts
  }
  const size = pairs.length || 1
  const share = pairs.filter(([one, other]) => one === other).length / size
  const [first, second] = [count(pairs.map(([one]) => one)), count(pairs.map(([, other]) => other))]
  const chance = [...first].reduce((sum, [label, times]) => sum + (times * (second.get(label) ?? 0)) / size ** 2, 0)
  return { share, kappa: chance === 1 ? 1 : (share - chance) / (1 - chance) }
}

/** The agreement of the two labels of our own sentences, by file and field, and of each kind by itself. */
export function agreements(): Agreement[] {
  const second = new Map(read('second-labels.jsonl').map((row) => [row.id, row]))
  const about = (file: string, field: string, only?: string): Agreement => {
    const of = (row: Labels | undefined) => (only === undefined ? String(row?.[field]) : String(row?.[field] === only))
    const pairs = read(file).map((row) => [of(row), of(second.get(row.id))] as const)
    return { file, field: only === undefined ? field : `${field}: ${only}`, rows: pairs.length, ...kappaOf(pairs) }
  }
  const kinds = [...new Set(read('kinds.jsonl').map(({ kind }) => String(kind)))].sort()
  return [
    about('kinds.jsonl', 'kind'),
    ...kinds.map((kind) => about('kinds.jsonl', 'kind', kind)),
    about('kinds.jsonl', 'tone'),
    about('tones.jsonl', 'tone'),
    about('promises.jsonl', 'promise'),
  ]
}

/** A line for each, as `npm run train -- --agreement` prints them. */
export function agreementLines(): string[] {
  return agreements().map(
    ({ file, field, rows, share, kappa }) =>
      `${file.padEnd(15)} ${field.padEnd(16)} ${String(rows).padStart(5)} rows  share ${share.toFixed(3)}  kappa ${kappa.toFixed(3)}`,
  )
}
