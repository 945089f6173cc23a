/** The sentences that we wrote for triage are what README.md says: whole, in the promised shares, and none of them twice. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { networkNames } from '../../networks/index.ts'

const text = z.string().trim().min(1).max(2000)
const language = z.enum(['id', 'en', 'mixed', 'jv'])
const tone = z.enum(['positive', 'neutral', 'negative'])
const kind = z.enum(['question', 'complaint', 'praise', 'idea', 'greeting', 'order', 'spam', 'other'])
const about = z.enum(['negation', 'slang', 'mixed', 'irony', 'contrast', 'emoji', 'plain'])

/** The rows of a file of this folder, each checked. A line that is no row of that shape fails by its number. */
function readRows<Row>(file: string, shape: z.ZodType<Row>): Row[] {
  const lines = readFileSync(join(import.meta.dirname, file), 'utf8')
    .trimEnd()
    .split('\n')
  return lines.map((line, at) => {
    const read = shape.safeParse(JSON.parse(line))
    if (!read.success) throw new Error(`${file}, line ${at + 1}: ${read.error.message}`)
    return read.data
  })
}

const kinds = readRows('kinds.jsonl', z.strictObject({ id: z.string(), text, language, kind, tone }))
const tones = readRows('tones.jsonl', z.strictObject({ id: z.string(), text, language, tone, about }))
const promises = readRows('promises.jsonl', z.strictObject({ id: z.string(), text, language, promise: z.boolean() }))

/** How many rows have each value of a field. */
function countOf<Row, Value>(rows: readonly Row[], read: (row: Row) => Value): Map<Value, number> {
  const counts = new Map<Value, number>()
  for (const row of rows) counts.set(read(row), (counts.get(read(row)) ?? 0) + 1)
  return counts
}

/** A text without what two writings of the same sentence may differ in: case, styled letters, marks and spaces. */
function folded(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  // Of emoji alone nothing would be left.
  return words || text
}

function repeatsOf(rows: readonly { id: string; text: string }[]): string[] {
  const first = new Map<string, string>()
  const repeats: string[] = []
  for (const { id, text } of rows) {
    const earlier = first.get(folded(text))
    if (earlier) repeats.push(`${id} repeats ${earlier}: ${text}`)
    else first.set(folded(text), id)
  }
  return repeats
}

const gramsOf = (text: string): Set<string> => {
  const padded = ` ${folded(text)} `
  return new Set(Array.from({ length: Math.max(1, padded.length - 4) }, (_, at) => padded.slice(at, at + 5)))
}

/**
 * Pairs of which more than `limit` of the 5-grams of both together (Jaccard, 0 to 1) are common. Only texts that share a gram
 * are compared, so the work grows with how much is shared, not with the square of the rows.
 */
function nearPairs(rows: readonly { id: string; text: string }[], limit: number): string[] {
  const grams = rows.map((row) => gramsOf(row.text))
  const holders = new Map<string, number[]>()
  const pairs: string[] = []
  grams.forEach((own, at) => {
    const shared = new Map<number, number>()
    for (const gram of own) {
      const earlier = holders.get(gram)
      for (const other of earlier ?? []) shared.set(other, (shared.get(other) ?? 0) + 1)
      if (earlier) earlier.push(at)
      else holders.set(gram, [at])
    }
    for (const [other, common] of shared) {
      const all = own.size + (grams[other]?.size ?? 0) - common
      if (common / all > limit) pairs.push(`${rows[other]?.text} | ${rows[at]?.text}`)
    }
  })
  return pairs
}

describe.each([
  { file: 'kinds', rows: kinds, letter: 'k', digits: 4 },
  { file: 'tones', rows: tones, letter: 't', digits: 3 },
  { file: 'promises', rows: promises, letter: 'p', digits: 3 },
])('$file', ({ rows, letter, digits }) => {
  test('ids count up from one, without a gap', () => {
    expect(rows.map((row) => row.id)).toEqual(rows.map((_, at) => letter + String(at + 1).padStart(digits, '0')))
  })

  test('no text comes twice, and none is nearly another', () => {
    expect(repeatsOf(rows)).toEqual([])
    expect(nearPairs(rows, 0.8)).toEqual([])
  })

  test('every text is kept as written: no space at its ends, nothing half a character', () => {
    expect(rows.filter(({ text }) => text !== text.trim() || !text.isWellFormed())).toEqual([])
  })
})

test('the check for near copies sees one, and lets a pair with another meaning pass', () => {
  const rows = (...texts: string[]) => texts.map((text, at) => ({ id: String(at), text }))
  expect(
    nearPairs(rows('kapan buka lagi ya kak toko kuenya', 'Kapan buka lagi ya kak, toko kuenyaa?'), 0.8),
  ).toHaveLength(1)
  expect(nearPairs(rows('nanti kami kabari', 'kami sudah kabari'), 0.8)).toEqual([])
  expect(repeatsOf(rows('Mantap, min!', 'ｍａｎｔａｐ min', 'mantap'))).toHaveLength(1)
})

describe('counts and shares', () => {
  test('kinds: enough of each, and the languages in their shares', () => {
    expect(kinds.length).toBeGreaterThanOrEqual(1600)
    const ofKind = countOf(kinds, (row) => row.kind)
    for (const each of kind.options) expect(ofKind.get(each), each).toBeGreaterThanOrEqual(each === 'spam' ? 200 : 150)
    const ofLanguage = countOf(kinds, (row) => row.language)
    const promised = { id: 0.55, en: 0.28, mixed: 0.1, jv: 0.07 }
    for (const each of language.options) {
      const share = (ofLanguage.get(each) ?? 0) / kinds.length
      expect(Math.abs(share - promised[each]), `${each}: ${share}`).toBeLessThan(0.02)
    }
  })

  test('tones: balanced, and enough of each difficulty', () => {
    expect(tones.length).toBeGreaterThanOrEqual(450)
    for (const [each, count] of countOf(tones, (row) => row.tone))
      expect(count / tones.length, each).toBeGreaterThan(0.25)
    const ofAbout = countOf(tones, (row) => row.about)
    for (const each of about.options) expect(ofAbout.get(each), each).toBeGreaterThanOrEqual(45)
  })

  test('promises: enough of both', () => {
    expect(promises.length).toBeGreaterThanOrEqual(350)
    const ofPromise = countOf(promises, (row) => row.promise)
    for (const each of [true, false]) expect((ofPromise.get(each) ?? 0) / promises.length).toBeGreaterThan(0.35)
  })
})

describe('labels keep to the guide', () => {
  test('spam is neutral, praise is positive', () => {
    expect(kinds.filter((row) => row.kind === 'spam' && row.tone !== 'neutral')).toEqual([])
    expect(kinds.filter((row) => row.kind === 'praise' && row.tone !== 'positive')).toEqual([])
  })

  test('a question has more than one tone, and more than the mark tells it', () => {
    const questions = kinds.filter((row) => row.kind === 'question')
    const marked = (rows: typeof kinds) => rows.filter((row) => row.text.includes('?')).length
    expect(countOf(questions, (row) => row.tone).size).toBe(3)
    expect(questions.length - marked(questions)).toBeGreaterThan(100)
    expect(marked(kinds.filter((row) => row.kind !== 'question'))).toBeGreaterThan(100)
  })

  test('no company or network that exists is complained about or stands in spam', () => {
    const companies = /\b(shopee|tokopedia|lazada|bukalapak|gojek|gofood|telkomsel|indosat|indihome|bca|bri|bni|jne)\b/i
    const others = /\b(sicepat|samsung|iphone|google|gmail|amazon|netflix|paypal|microsoft|binance|viagra)\b/i
    const networks = new RegExp(`\\b(${networkNames.filter((name) => name.length > 2).join('|')})\\b`, 'i')
    const targets = kinds.filter((row) => row.kind === 'spam' || row.kind === 'complaint')
    const namesOne = (text: string) => [companies, others, networks].some((all) => all.test(text.normalize('NFKC')))
    expect(targets.filter((row) => namesOne(row.text))).toEqual([])
  })

  test('an address is nobody’s', () => {
    const addresses = [...kinds, ...tones, ...promises].flatMap(
      ({ text }) => text.match(/https?:\/\/[^\s/]+|\b[\w-]+\.(?:com|net|org|id|me|co|io)\b/gi) ?? [],
    )
    expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([])
  })
})
