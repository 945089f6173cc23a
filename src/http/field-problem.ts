import type { z } from '@hono/zod-openapi'
import { Problem } from '../core/problem.ts'
import { fill, type Values, type Words } from '../core/words.ts'

type Issue = z.core.$ZodIssue

/**
 * What is wrong with a field, in both languages: a parser's own words are English, and made for programmers. A rule of our own brings its
 * words along: `.refine(…, { params: { words } })`.
 */
export function fieldProblem(issue: Issue | undefined): Problem {
  const field = issue?.path.join('.') ?? ''
  return new Problem('wrong-input', field ? named : unnamed, { field, values: { field, why: whyNot(issue) } })
}

const named: Words = { id: 'Isian “{field}” perlu diperbaiki: {why}', en: 'The field “{field}” needs fixing: {why}' }
const unnamed: Words = { id: 'Isian ini perlu diperbaiki: {why}', en: 'This needs fixing: {why}' }

function whyNot(issue: Issue | undefined): Words {
  switch (issue?.code) {
    case 'invalid_type':
      return ofType(issue)
    case 'too_big':
      return atMost(issue)
    case 'too_small':
      return atLeast(issue)
    case 'invalid_format':
      return formats[issue.format] ?? strange
    case 'invalid_value':
      return oneOf(issue.values)
    case 'unrecognized_keys':
      return fill(unknownKeys, { keys: issue.keys.join(', ') })
    case 'not_multiple_of':
      return fill(multiple, { n: String(issue.divisor) })
    case 'invalid_union':
      return inUnion(issue)
    case 'invalid_key':
    case 'invalid_element':
      return whyNot(issue.issues[0])
    case 'custom':
      return (issue.params?.words as Words | undefined) ?? strange
    default:
      return strange
  }
}

/** Of several forms that would do, one says more than "none of them"; a kind that is not among them is told with all that are. */
function inUnion(issue: z.core.$ZodIssueInvalidUnion): Words {
  if ('options' in issue && issue.options?.length) return oneOf(issue.options)
  const values = issue.errors.map((form) => form.find(({ code }) => code === 'invalid_value'))
  if (values.length && values.every((one) => one?.code === 'invalid_value'))
    return oneOf([...new Set(values.flatMap((one) => (one?.code === 'invalid_value' ? one.values : [])))])
  // The form that was meant is the one whose fixed values are right.
  const [only] = issue.errors.find((_, at) => !values[at]) ?? []
  return only ? whyNot(only) : strange
}

function ofType({ expected, message }: z.core.$ZodIssueInvalidType): Words {
  // The issue itself does not carry what came: only its words say that nothing did.
  if (/received undefined$/.test(message)) return missing
  if (expected === 'int') return types.int as Words
  return types[expected] ?? strange
}

function oneOf(values: readonly unknown[]): Words {
  const shown = values.slice(0, 20).map((one) => (one === '' ? '""' : String(one)))
  const more = values.length > shown.length ? ', …' : ''
  return fill(values.length === 1 ? exactly : choice, { values: shown.join(', ') + more })
}

type Sized = z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall

/** What is counted of texts, lists and files; a number, or a date, is held against the bound itself. */
function sizeOf({ origin }: Sized): keyof typeof sizes {
  if (origin === 'string') return 'text'
  return origin === 'array' || origin === 'set' || origin === 'map' ? 'list' : origin === 'file' ? 'file' : 'number'
}

function atMost(issue: z.core.$ZodIssueTooBig): Words {
  const limit = Number(issue.maximum)
  const below = issue.inclusive === false && sizeOf(issue) === 'number'
  return sized(issue, below ? sizes.number.below : sizes[sizeOf(issue)].most, limit)
}

function atLeast(issue: z.core.$ZodIssueTooSmall): Words {
  const limit = Number(issue.minimum)
  // A text of at least one character is one that is there.
  if (limit === 1 && sizeOf(issue) === 'text') return missing
  const above = issue.inclusive === false && sizeOf(issue) === 'number'
  return sized(issue, above ? sizes.number.above : sizes[sizeOf(issue)].least, limit)
}

function sized(issue: Sized, words: Words, n: number): Words {
  // What is counted is grouped; a number is told as it has to be typed: a year has no comma in it.
  const values: Values = { n: sizeOf(issue) === 'number' ? String(n) : n }
  return fill(issue.exact && 'exact' in sizes[sizeOf(issue)] ? sizes[sizeOf(issue)].exact : words, values)
}

const missing: Words = { id: 'belum diisi.', en: 'it is missing.' }
const strange: Words = { id: 'isinya tidak dapat dipakai di sini.', en: 'its value can’t be used here.' }
const unknownKeys: Words = { id: 'tidak dikenal: {keys}.', en: 'not known: {keys}.' }
const multiple: Words = { id: 'harus kelipatan {n}.', en: 'it must be a multiple of {n}.' }
const choice: Words = { id: 'pilih salah satu dari {values}.', en: 'choose one of {values}.' }
const exactly: Words = { id: 'di sini hanya {values} yang diterima.', en: 'only {values} is accepted here.' }

const types: Readonly<Record<string, Words>> = {
  string: { id: 'harus berupa teks.', en: 'it must be text.' },
  number: { id: 'harus berupa angka.', en: 'it must be a number.' },
  int: { id: 'harus berupa bilangan bulat.', en: 'it must be a whole number.' },
  boolean: { id: 'harus true atau false.', en: 'it must be true or false.' },
  date: { id: 'harus berupa tanggal.', en: 'it must be a date.' },
  array: { id: 'harus berupa daftar.', en: 'it must be a list.' },
  object: { id: 'harus berupa objek berisi isian.', en: 'it must be an object with fields.' },
  record: { id: 'harus berupa objek berisi isian.', en: 'it must be an object with fields.' },
  null: { id: 'harus dikosongkan (null).', en: 'it must be empty (null).' },
}

const formats: Readonly<Record<string, Words>> = {
  email: { id: 'bukan alamat surel.', en: 'it is no email address.' },
  url: { id: 'bukan alamat web.', en: 'it is no web address.' },
  uuid: { id: 'bukan pengenal yang dibuat Percakapan.', en: 'it is no identifier that Percakapan made.' },
  datetime: {
    id: 'bukan waktu yang dapat dibaca; tulislah seperti 2026-12-05T12:00:00Z.',
    en: 'it is no time that can be read; write it like 2026-12-05T12:00:00Z.',
  },
  date: {
    id: 'bukan tanggal yang dapat dibaca; tulislah seperti 2026-12-05.',
    en: 'it is no date that can be read; write it like 2026-12-05.',
  },
  time: {
    id: 'bukan jam yang dapat dibaca; tulislah seperti 09:00.',
    en: 'it is no time of day that can be read; write it like 09:00.',
  },
  regex: { id: 'bentuknya tidak seperti yang diminta.', en: 'it is not in the form that is asked for.' },
}

const sizes = {
  text: {
    most: { id: 'paling banyak {n} karakter.', en: 'at most {n} {n|character|characters}.' },
    least: { id: 'paling sedikit {n} karakter.', en: 'at least {n} {n|character|characters}.' },
    exact: { id: 'harus tepat {n} karakter.', en: 'it must have exactly {n} {n|character|characters}.' },
  },
  list: {
    most: { id: 'paling banyak {n} butir.', en: 'at most {n} {n|entry|entries}.' },
    least: { id: 'paling sedikit {n} butir.', en: 'at least {n} {n|entry|entries}.' },
    exact: { id: 'harus tepat {n} butir.', en: 'it must have exactly {n} {n|entry|entries}.' },
  },
  file: {
    most: { id: 'paling besar {n} byte.', en: 'at most {n} {n|byte|bytes}.' },
    least: { id: 'paling kecil {n} byte.', en: 'at least {n} {n|byte|bytes}.' },
    exact: { id: 'harus tepat {n} byte.', en: 'it must have exactly {n} {n|byte|bytes}.' },
  },
  number: {
    most: { id: 'paling besar {n}.', en: 'at most {n}.' },
    least: { id: 'paling kecil {n}.', en: 'at least {n}.' },
    exact: { id: 'harus tepat {n}.', en: 'it must be exactly {n}.' },
    below: { id: 'harus lebih kecil dari {n}.', en: 'it must be less than {n}.' },
    above: { id: 'harus lebih besar dari {n}.', en: 'it must be more than {n}.' },
  },
} satisfies Record<string, Record<string, Words>>
