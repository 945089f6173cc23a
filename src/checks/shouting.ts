import { overlapping, replaced, withoutTail } from '../core/text/stretches.ts'
import { acronyms } from './acronyms.ts'
import type { Check, CheckDraft, Facts } from './check.ts'
import { finding, type Range } from './finding.ts'
import { fixedSpans } from './text.ts'

/** Capitals up to this length are taken for an acronym when they stand alone or in twos. */
const shortWord = 5
/** So many words in capitals, one after another, are shouted. */
const shoutedWords = 3
/** So many long words in capitals, wherever they stand, are shouted. */
const shoutedLongWords = 2

/** Words in capitals and rows of exclamation marks are shouted. */
export const shouting: Check = {
  id: 'shouting',
  pillar: 'manners',
  severity: 'warning',
  title: { id: 'Berteriak', en: 'Shouting' },
  why: {
    id: 'Huruf kapital semua dan deretan tanda seru terbaca seperti teriakan, dan pembaca layar mengejanya huruf demi huruf. Singkatan, nama, kutipan, dan tagar tidak dihitung.',
    en: 'All capitals and rows of exclamation marks read like shouting, and screen readers spell them letter by letter. Acronyms, names, quotations and hashtags do not count.',
  },
  good: [
    { draft: { text: 'Pelaku UMKM bisa daftar BPJS dan NPWP lewat PPKM.' } },
    { draft: { text: 'Belajar HTML, CSS dan JAVASCRIPT di SMK PGRI DKI.' } },
    { draft: { text: 'Ia membaca papan bertuliskan “DILARANG PARKIR DI SINI” lalu pergi.' } },
    { draft: { text: 'Kopi ENAK! Beneran!' } },
    { draft: { text: '#KOPIRINAENAKSEKALI #GAYOASLISUMATRA' } },
    {
      draft: { text: 'TOKOBUKU CERDAS JAYA buka lagi' },
      facts: { brand: { name: 'Tokobuku Cerdas Jaya', handles: [], homeLinks: [] } },
    },
    { draft: { text: 'GRATIS minggu ini' } },
  ],
  bad: [
    { draft: { text: 'BELI SEKARANG JUGA ya' }, mended: 'Beli sekarang juga ya' },
    { draft: { text: 'Promo besar!!! Ayo datang' }, mended: 'Promo besar! Ayo datang' },
    {
      draft: { text: 'Kabar baik. DISKON TERBESAR untuk UMKM TAHUN INI' },
      mended: 'Kabar baik. Diskon terbesar untuk UMKM tahun ini',
    },
    { draft: { text: 'THIS IS THE BEST COFFEE' }, mended: 'This is the best coffee' },
    { draft: { text: 'Serius?!?!?! Masa?' }, mended: 'Serius?! Masa?' },
  ],
  run(draft, facts) {
    const capitals = shoutedRanges(draft, facts)
    const marks = markRanges(draft.text)
    const mend = mended(draft.text, capitals, marks)
    const shouted = {
      id: 'Huruf kapital semua terbaca seperti teriakan. Tulislah dengan huruf biasa; kalimat yang baik tidak perlu berteriak.',
      en: 'All capitals read like shouting. Write it in plain letters; a good sentence need not shout.',
    }
    const rows = {
      id: 'Deretan tanda seru terbaca seperti teriakan. Satu sudah cukup.',
      en: 'A row of exclamation marks reads like shouting. One is enough.',
    }
    return [
      ...capitals.map((range) => finding(shouting, draft, range, shouted, { mend })),
      ...marks.map((range) => finding(shouting, draft, range, rows, { mend })),
    ].sort((a, b) => a.start - b.start)
  },
}

interface Word extends Range {
  text: string
  /** In capitals, and neither an acronym nor a name. */
  loud: boolean
}

const quoted = /[“"«„][^“”"«»„\n]{1,200}[”"»“]|(?<!\p{L})[‘'][^‘’'\n]{1,200}[’'](?!\p{L})/gu
const anyWord = /\p{L}[\p{L}\p{M}\p{N}]*(?:[’'&-]\p{L}[\p{L}\p{M}\p{N}]*)*/gu

/** The author's own words: no links, mentions, tags or quotations. */
function words(text: string, names: ReadonlySet<string>): Word[] {
  const silent: Range[] = [...fixedSpans(text)]
  for (const match of text.matchAll(quoted)) silent.push({ start: match.index, end: match.index + match[0].length })
  const isSilent = overlapping(silent)
  const found: Word[] = []
  for (const match of text.matchAll(anyWord)) {
    const word = match[0]
    const start = match.index
    const end = start + word.length
    if (isSilent({ start, end })) continue
    const capitals = word === word.toUpperCase() && word !== word.toLowerCase() && [...word].length > 1
    found.push({ text: word, start, end, loud: capitals && !isAcronym(word) && !names.has(word) })
  }
  return found
}

function isAcronym(word: string): boolean {
  if (/\p{N}/u.test(word) || /^(?:[IVXLCDM]+)$/.test(word)) return true
  return word.split(/[-’'&]/).some((piece) => acronyms.has(piece)) || !/[AEIOUY]/i.test(word.normalize('NFD'))
}

/** Runs of shouted words. What an author writes in capitals short and seldom is emphasis or an acronym. */
function shoutedRanges(draft: CheckDraft, { brand, channelName }: Facts): Range[] {
  const names = new Set(`${brand?.name ?? ''} ${channelName ?? ''}`.toUpperCase().split(/[^\p{L}\p{N}]+/u))
  const all = words(draft.text, names)
  const runs: Word[][] = []
  let run: Word[] = []
  for (const word of all) {
    const gap = run.at(-1) && draft.text.slice(run.at(-1)?.end, word.start)
    if (word.loud && (gap === undefined || !/\n/.test(gap))) run.push(word)
    else {
      if (run.length > 0) runs.push(run)
      run = word.loud ? [word] : []
    }
  }
  if (run.length > 0) runs.push(run)
  const long = runs.flat().filter(({ text }) => [...text].length > shortWord).length
  return runs
    .filter((words) => words.length >= shoutedWords || (long >= shoutedLongWords && isLong(words)))
    .map((words) => ({ start: (words[0] as Word).start, end: (words.at(-1) as Word).end }))
}

function isLong(words: readonly Word[]): boolean {
  return words.length > 1 || words.some(({ text }) => [...text].length > shortWord)
}

/** Rows of three or more exclamation marks, question marks among them or not. */
function markRanges(text: string): Range[] {
  const ranges: Range[] = []
  for (const match of text.matchAll(/[!?！？]{3,}/gu)) {
    if (!/[!！]/.test(match[0])) continue
    ranges.push({ start: match.index, end: match.index + match[0].length })
  }
  return ranges
}

/** Capitals made small except at a sentence's beginning and in acronyms; a row of marks made one. */
function mended(text: string, capitals: readonly Range[], marks: readonly Range[]): string {
  const ranges = [...capitals, ...marks].sort((a, b) => a.start - b.start)
  const changes = ranges.map(({ start, end }) => {
    const run = text.slice(start, end)
    const isMarks = /^[!?！？]/.test(run)
    return { start, end, by: isMarks ? oneMark(run) : lowered(run, text.slice(0, start)) }
  })
  return replaced(text, changes)
}

function oneMark(run: string): string {
  return /[?？]/.test(run) ? '?!' : '!'
}

function lowered(run: string, before: string): string {
  const small = run.replace(anyWord, (word) => (isAcronym(word) ? word : word.toLowerCase()))
  return beginsSentence(before) ? small.replace(/^\p{L}/u, (letter) => letter.toUpperCase()) : small
}

/** Whether a sentence begins behind these words: they end with a stop and what may follow it, or there are none. */
function beginsSentence(before: string): boolean {
  const opened = withoutTail(before, /^["'“‘(]$/)
  if (opened === '') return true
  const spaced = withoutTail(opened, /^\s$/)
  if (spaced.length < opened.length && opened.slice(spaced.length).includes('\n')) return true
  return /[.!?…。！？\n]$/.test(withoutTail(spaced, /^["'”’)]$/))
}
