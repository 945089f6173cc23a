/** Lists of subscribers, as newsletters of other programs export them. */
import { parse } from 'csv-parse/sync'
import type { Words } from '../../core/words.ts'
import { readDate } from '../formats/dates.ts'
import { sourceProblem } from '../source/source.ts'

/** Somebody who reads by mail. */
export interface FoundSubscriber {
  /** In small letters. */
  email: string
  name: string
  state: 'active' | 'unconfirmed' | 'left' | 'bounced'
  labels: string[]
  joinedAt: Date | null
  leftAt: Date | null
  /** How they agreed, as the file says it: time and place. */
  proof: Record<string, string>
}

/** A row that is left out. */
export interface SubscriberFault {
  /** From 1. */
  line: number
  words: Words
}

/** What a file holds. */
export interface SubscriberFile {
  /** Whose export it is, as people know it. */
  label: string
  found: FoundSubscriber[]
  faults: SubscriberFault[]
}

const most = { rows: 1_000_000, name: 200, label: 64, labels: 20, email: 254, faults: 1000 }

/** A row by its columns' names, in small letters. */
type Row = Readonly<Record<string, string>>

/** A newsletter program: how its columns tell it apart, and what they say. */
interface Program {
  label: string
  knows(columns: ReadonlySet<string>): boolean
  state(row: Row, file: string): FoundSubscriber['state']
}

const yes = (text = '') => /^(?:true|yes|1|ya|t)$/i.test(text)
const no = (text = '') => /^(?:false|no|0|tidak|f)$/i.test(text)

const programs: readonly Program[] = [
  {
    label: 'Mailchimp',
    knows: (columns) =>
      columns.has('leid') || columns.has('euid') || columns.has('member rating') || columns.has('optin time'),
    state: (row, file) => {
      if (row['clean time'] || /cleaned/i.test(file)) return 'bounced'
      return row['unsub time'] || /unsubscribed/i.test(file) ? 'left' : 'active'
    },
  },
  {
    label: 'Substack',
    knows: (columns) => columns.has('active subscription') || columns.has('email disabled'),
    // "active_subscription=false": does not pay. It says nothing of reading.
    state: (row) => (yes(row['email disabled']) ? 'left' : 'active'),
  },
  {
    label: 'beehiiv',
    knows: (columns) => columns.has('status') && (columns.has('tier') || columns.has('unsubscribed at')),
    state: ({ status = '', 'unsubscribed at': left }) => {
      if (left || /^(?:inactive|unsubscribed)$/i.test(status)) return 'left'
      return /^active$/i.test(status) ? 'active' : 'unconfirmed'
    },
  },
  {
    label: 'Ghost',
    knows: (columns) =>
      columns.has('subscribed to emails') || columns.has('complimentary plan') || columns.has('subscribed'),
    state: (row) => (row['deleted at'] || no(row['subscribed to emails'] ?? row.subscribed) ? 'left' : 'active'),
  },
  {
    label: 'Buttondown',
    knows: (columns) => columns.has('subscriber type') || columns.has('email address') || columns.has('creation date'),
    state: (row, file) => {
      const type = (row['subscriber type'] ?? row.type ?? '').toLowerCase()
      if (/^(?:spammy|undeliverable)$/.test(type)) return 'bounced'
      if (/^(?:unsubscribed|removed)$/.test(type) || /unsub/i.test(file)) return 'left'
      return type === 'unactivated' ? 'unconfirmed' : 'active'
    },
  },
]

const plain: Program = { label: 'CSV', knows: () => true, state: () => 'active' }

const isEmail = (text: string) =>
  text.length <= most.email && !/\p{Cc}/u.test(text) && /^[^\s@"<>(),;:\\[\]]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text)

/**
 * Reads a list.
 * @param file its name: some programs write those who left into a file of their own
 * @throws Problem `wrong-input` for a file without addresses
 */
export function readSubscribers(text: string, file: string): SubscriberFile {
  const { records, unclosed } = recordsOf(text)
  // A list that somebody typed has no head: its first row is one of the others.
  const headless = (records[0] ?? []).some((cell) => isEmail(cell.trim()))
  const head = records[0] ?? []
  const rows = headless ? records : records.slice(1)
  const columns = headless ? head.map((_, at) => `${at}`) : head.map(plainName)
  const emailAt = emailColumn(columns, rows)
  if (emailAt < 0) throw sourceProblem(noAddresses)
  const program = programs.find(({ knows }) => knows(new Set(columns))) ?? plain
  const found = new Map<string, FoundSubscriber>()
  const faults: SubscriberFault[] = []
  for (const [at, cells] of rows.slice(0, most.rows).entries()) {
    const email = withoutGuard(cells[emailAt] ?? '')
      .trim()
      .toLowerCase()
    const row = Object.fromEntries(columns.map((name, index) => [name, withoutGuard(cells[index] ?? '').trim()]))
    if (isEmail(email)) keep(found, subscriberOf(email, row, program, file))
    else if (cells.some((cell) => cell.trim()) && faults.length < most.faults)
      faults.push({ line: at + (headless ? 1 : 2), words: noEmail })
  }
  if (unclosed) faults.push({ line: records.length + 1, words: neverClosed })
  if (rows.length > most.rows) faults.push({ line: most.rows + 2, words: tooMany })
  return { label: program.label, found: [...found.values()], faults }
}

const noAddresses: Words = {
  id: 'Di berkas ini tidak ada kolom berisi alamat surel (email). Ekspor pelanggan sekali lagi sebagai CSV.',
  en: 'No column of this file has email addresses. Export your subscribers once more, as CSV.',
}
const noEmail: Words = { id: 'Tidak ada alamat surel (email) yang benar.', en: 'There is no proper email address.' }

const neverClosed: Words = {
  id: 'Tanda kutip di baris ini tidak pernah ditutup, jadi dari sini sampai akhir tidak terbaca. Perbaiki berkasnya, lalu impor lagi.',
  en: 'A quotation mark in this row is never closed, so nothing from here to the end can be read. Fix the file, and import it again.',
}
const tooMany: Words = {
  id: 'Berkas ini lebih panjang dari sejuta baris. Bagilah; yang mulai dari sini belum dibaca.',
  en: 'This file has more than a million rows. Split it; those from here on were not read.',
}

function recordsOf(text: string): { records: string[][]; unclosed: boolean } {
  const line = text.slice(0, 5000).split(/\r?\n/, 1)[0] ?? ''
  const delimiter = [',', ';', '\t'].toSorted((a, b) => line.split(b).length - line.split(a).length)[0] as string
  let unclosed = false
  const records = parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    to: most.rows + 2,
    on_skip: (error) => {
      unclosed ||= error?.code === 'CSV_QUOTE_NOT_CLOSED'
      return undefined
    },
  }) as string[][]
  return { records, unclosed }
}

/** Some programs put an apostrophe before what a spreadsheet would take for a formula. */
const withoutGuard = (cell: string) => cell.replace(/^'(?=[=+\-@])/, '')

const plainName = (name: string) =>
  name
    .replace(/[_\s/-]+/g, ' ')
    .trim()
    .toLowerCase()
    .slice(0, 100)

/** By its name, or, where that is in another language, by what stands in it. */
function emailColumn(columns: readonly string[], rows: readonly string[][]): number {
  const named = columns.findIndex((name) => /^e ?mail(?: address)?$/.test(name))
  if (named >= 0) return named
  const some = rows.slice(0, 20)
  const addresses = (at: number) => some.filter((cells) => isEmail((cells[at] ?? '').trim())).length
  return columns.findIndex((_, at) => addresses(at) * 2 > some.length)
}

function subscriberOf(email: string, row: Row, program: Program, file: string): FoundSubscriber {
  const { name = '', 'first name': first = '', 'last name': last = '' } = row
  const state = program.state(row, file)
  const left = row['unsub time'] || row['clean time'] || row['unsubscribed at'] || row['deleted at'] || ''
  return {
    email,
    name: (name || `${first} ${last}`).trim().slice(0, most.name),
    state,
    labels: labelsOf(row.labels || row.tags || ''),
    joinedAt: readDate(
      row['created at'] || row['optin time'] || row['confirm time'] || row['creation date'] || '',
      'UTC',
    ),
    leftAt: state === 'left' || state === 'bounced' ? readDate(left, 'UTC') : null,
    proof: proofOf(row, program.label),
  }
}

/** Where a person can be asked when and how they agreed: what the file says of it. Never a password, never what was paid. */
function proofOf(row: Row, label: string): Record<string, string> {
  const kept = ['created at', 'optin time', 'optin ip', 'confirm time', 'confirm ip', 'creation date']
  const said = kept.flatMap((name) => (row[name] ? [[name, row[name].slice(0, 100)] as const] : []))
  return { source: label, ...Object.fromEntries(said) }
}

/** `a, b`, or as Mailchimp writes them: `"a","b"`. */
function labelsOf(text: string): string[] {
  const labels = text.split(',').map((label) => label.replace(/^[\s"]+|[\s"]+$/g, '').slice(0, most.label))
  return [...new Set(labels.filter((label) => label !== ''))].slice(0, most.labels)
}

const order: readonly FoundSubscriber['state'][] = ['unconfirmed', 'active', 'bounced', 'left']

/** An address that stands in a file twice is there once, and whoever left has left. */
function keep(found: Map<string, FoundSubscriber>, one: FoundSubscriber): void {
  const known = found.get(one.email)
  if (!known || order.indexOf(one.state) > order.indexOf(known.state)) found.set(one.email, one)
}
