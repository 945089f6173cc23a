/**
 * What the model is trained on: data sets that lie beside the project (`../shared/datasets`; their rows are never part of it) and the
 * project's own sentences. A model made of a set under a share-alike licence would stand under it too: those only measure.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { root } from '../../root.ts'
import { hashOf } from '../features.ts'

/** A row of a set: what it was, and whatever its set says of it. */
export interface SetRow {
  text: string
  label?: string | number
  informal?: string
  language?: string
  kind?: string
  tone?: string
  promise?: boolean
}

/** A set: where it lies, under which licence, and whom it is from. */
export interface DataSet {
  name: string
  files: readonly string[]
  licence: string
  source: string
}

const indonlu = 'IndoNLP/indonlu'
const set = (name: string, licence: string, source: string, files: readonly string[] = ['train']): DataSet => ({
  name,
  files,
  licence,
  source,
})

/** The sets that the model may be made of. */
export const trainingSets = {
  gambling: set('id-judol-gambling-spam', 'MIT', 'gbennnn/judol-comment-classification, (c) 2026 Benony Gabriel'),
  promotion: set('en-youtube-spam', 'CC-BY-4.0', 'YouTube Spam Collection (Alberto et al. 2015)'),
  smsa: set('id-smsa-sentiment', 'Apache-2.0', indonlu, ['train', 'valid']),
  emotion: set('id-emot-emotion', 'Apache-2.0', indonlu, ['train', 'valid']),
  hotels: set('id-hoasa-hotel-aspects', 'Apache-2.0', indonlu, ['train', 'valid']),
  cars: set('id-casa-car-aspects', 'Apache-2.0', indonlu, ['train', 'valid']),
  informal: set('id-stif-informal-formal', 'MIT', 'haryoa/stif-indonesia, (c) 2020 Haryo Akbarianto Wibowo', [
    'train',
    'dev',
  ]),
  titles: set('id-click-id', 'CC-BY-4.0', 'CLICK-ID (William and Sari 2020)'),
  bank: set('en-banking77-intents', 'CC-BY-4.0', 'banking77 (Casanueva et al. 2020)'),
  requests: set(
    'en-stanford-politeness',
    'CC-BY-4.0',
    'Stanford Politeness Corpus (Danescu-Niculescu-Mizil et al. 2013)',
  ),
  tweets: set('en-davidson-offensive', 'MIT', 't-davidson/hate-speech-and-offensive-language, (c) 2017 Tom Davidson'),
} as const satisfies Record<string, DataSet>

/** Sets that only measure: NusaX is CC-BY-SA-4.0. */
export const measuringSets = {
  nusaxIndonesian: set('nusax-sentiment', 'CC-BY-SA-4.0', 'IndoNLP/nusax', ['id-train', 'id-valid']),
  nusaxEnglish: set('nusax-sentiment', 'CC-BY-SA-4.0', 'IndoNLP/nusax', ['en-train', 'en-valid']),
  nusaxJavanese: set('nusax-sentiment', 'CC-BY-SA-4.0', 'IndoNLP/nusax', ['jv-train', 'jv-valid']),
} as const satisfies Record<string, DataSet>

/** The names of the sets that the model may be made of. */
export type SetName = keyof typeof trainingSets

const folder = join(root, '..', 'shared', 'datasets')
const own = join(import.meta.dirname, '..', 'sentences')

const fileOf = (one: DataSet, file: string) => join(folder, one.name, `${file}.jsonl.gz`)

/** The files that are not beside the project, as people would look for them; none where everything is there. */
export function missingFiles(): string[] {
  return [...Object.values(trainingSets), ...Object.values(measuringSets)].flatMap((one) =>
    one.files
      .filter((file) => !existsSync(fileOf(one, file)))
      .map((file) => `../shared/datasets/${one.name}/${file}.jsonl.gz`),
  )
}

const parsed = (text: string): SetRow[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as SetRow)

/** A set's rows, file after file. @param only these of its files */
export function rowsOf(one: DataSet, only: readonly string[] = one.files): SetRow[] {
  return only
    .flatMap((file) => parsed(gunzipSync(readFileSync(fileOf(one, file))).toString('utf8')))
    .map((row) => ({ ...row, text: row.text ?? row.informal ?? '' }))
}

/** The project's own sentences, of all files that say this of each row, in the order of the files' names. Labels without a text are the second labeller's. */
export function ownSentences(says: 'kind' | 'tone' | 'language' | 'promise'): SetRow[] {
  if (!existsSync(own)) return []
  return readdirSync(own)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) => parsed(readFileSync(join(own, file), 'utf8')))
    .filter((row) => typeof row.text === 'string' && row[says] !== undefined)
}

/** In which of so many parts a text falls: the same text always in the same, whatever its case and spaces. */
export function partOf(text: string, parts: number): number {
  const plain = text.toLowerCase().replace(/\s+/g, ' ').trim()
  return (hashOf(`part ${plain}`) >>> 7) % parts
}
