/** The head of a file of a static site's: YAML, TOML or JSON, and the text below it. */
import { parse as parseToml, TomlDate } from 'smol-toml'
import { isMap, parseDocument } from 'yaml'
import type { Words } from '../../../core/words.ts'

/** What a head says, by its names in small letters. Dates are text, as they are written. */
export type Head = Readonly<Record<string, unknown>>

/** A head, as far as it can be read. */
interface Read {
  head: Head
  error?: Error
}

/** A file in its two parts. */
export interface Parted {
  head: Head
  text: string
  /** What of its head can't be read; the text is all right. */
  problem?: Words
}

/** A head is no longer, in characters. */
const longest = 200_000

const fences: readonly [RegExp, RegExp, (source: string) => Read][] = [
  [/^---(?:json)\s*\n/i, /^---[ \t]*$/m, readJson],
  [/^---(?:toml)\s*\n/i, /^---[ \t]*$/m, readToml],
  [/^---(?:ya?ml)?[ \t]*\n/i, /^(?:---|\.\.\.)[ \t]*$/m, readYaml],
  [/^\+\+\+[ \t]*\n/, /^\+\+\+[ \t]*$/m, readToml],
]

/** @param whole without byte order mark; any kind of line ends */
export function partOf(whole: string): Parted {
  const source = whole.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  if (/^---js\s*\n/i.test(source))
    return { ...split(source, /^---js\s*\n/i, /^---[ \t]*$/m), head: {}, problem: isCode }
  for (const [begin, end, read] of fences) {
    if (!begin.test(source)) continue
    const { text, said } = split(source, begin, end)
    return { text, ...headOf(said, read) }
  }
  return jsonHead(source) ?? { head: {}, text: source }
}

function split(source: string, begin: RegExp, end: RegExp): { said: string; text: string } {
  const rest = source.replace(begin, '')
  const found = end.exec(rest)
  if (!found) return { said: '', text: source }
  return { said: rest.slice(0, found.index), text: rest.slice(found.index + found[0].length).replace(/^\n/, '') }
}

function headOf(said: string, read: (source: string) => Read): Pick<Parted, 'head' | 'problem'> {
  if (said.length > longest) return { head: {}, problem: tooLong }
  try {
    const { head, error } = read(said)
    return { head: small(head), ...(error ? { problem: faulty(firstLine(error)) } : {}) }
  } catch (error) {
    return { head: {}, problem: faulty(firstLine(error)) }
  }
}

const firstLine = (error: unknown) => (error instanceof Error ? (error.message.split('\n')[0] ?? '') : '')

/** Hugo takes JSON without a fence: an object, then the text. */
function jsonHead(source: string): Parted | undefined {
  if (!source.startsWith('{')) return undefined
  const end = /^\}[ \t]*$/m.exec(source.slice(0, longest))
  if (!end) return undefined
  try {
    return {
      head: small(readJson(source.slice(0, end.index + 1)).head),
      text: source.slice(end.index + end[0].length).replace(/^\n/, ''),
    }
  } catch {
    return undefined
  }
}

const small = (head: Head): Head =>
  Object.fromEntries(Object.entries(head).map(([name, value]) => [name.toLowerCase(), value]))

function readJson(source: string): Read {
  return { head: asHead(JSON.parse(source)) }
}

function readYaml(source: string): Read {
  // Dates and yes/no stay words in YAML 1.2: whoever reads them knows what they are for.
  const document = parseDocument(source, { version: '1.2', uniqueKeys: false, logLevel: 'silent' })
  const [error] = document.errors
  if (error && !isMap(document.contents)) throw error
  return { head: asHead(document.toJS({ maxAliasCount: 100 })), ...(error ? { error } : {}) }
}

function readToml(source: string): Read {
  return { head: asHead(plain(parseToml(source, { integersAsBigInt: 'asNeeded' } as never))) }
}

/** Dates as they are written, with the offset that they say. */
function plain(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString()
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]))
  return value
}

function asHead(value: unknown): Head {
  return typeof value === 'object' && value && !Array.isArray(value) ? (value as Head) : {}
}

const isCode: Words = {
  id: 'Kepala berkas ini berupa JavaScript, yang tidak dijalankan. Teksnya diimpor tanpa isi kepala itu.',
  en: 'The head of this file is JavaScript, which is not run. Its text is imported without what the head says.',
}
const tooLong: Words = {
  id: 'Kepala berkas ini terlalu panjang. Teksnya diimpor tanpa isi kepala itu.',
  en: 'The head of this file is too long. Its text is imported without what the head says.',
}
const faulty = (what: string): Words => ({
  id: `Kepala berkas ini salah tulis (${what.slice(0, 160)}). Teksnya diimpor; periksa judul, tanggal, dan labelnya.`,
  en: `The head of this file is wrong (${what.slice(0, 160)}). Its text is imported; check its title, date and labels.`,
})

/** The first of these names that says something, as text. */
export function textIn(head: Head, ...names: string[]): string {
  for (const name of names) {
    const value = head[name]
    if (typeof value === 'string' && value.trim()) return value.trim()
    if (typeof value === 'number' || typeof value === 'bigint') return String(value)
    if (value instanceof Date) return value.toISOString()
  }
  return ''
}

/** Words of a list, or of a text parted by `by`. */
export function listIn(head: Head, by: RegExp, ...names: string[]): string[] {
  return names.flatMap((name) => wordsOf(head[name], by))
}

function wordsOf(value: unknown, by: RegExp): string[] {
  if (Array.isArray(value))
    return value.flatMap((one) => (typeof one === 'object' ? wordsOf((one as Head)?.name, /^$/) : wordsOf(one, /^$/)))
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return [String(value)]
  if (typeof value !== 'string') return []
  return value
    .split(by)
    .map((one) => one.trim())
    .filter(Boolean)
}

/** `true`, `yes`, `1` and the like. */
export const isYes = (value: unknown): boolean => value === true || /^(?:true|yes|on|1)$/i.test(String(value ?? ''))
/** `false`, `no`, `0` and the like; not what is missing. */
export const isNo = (value: unknown): boolean => value === false || /^(?:false|no|off|0)$/i.test(String(value ?? ''))
