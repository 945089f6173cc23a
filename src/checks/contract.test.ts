import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { graphemeBorders } from '../core/text/graphemes.ts'
import { languages } from '../core/words.ts'
import { type SuiteCase, suiteCases } from '../testing/suites.ts'
import { type CheckDraft, type Facts, type Finding, pillars, severities } from './check.ts'
import { checks, runChecks } from './index.ts'

const naughty = suiteCases<SuiteCase & { input: string }>('blns.json').map(({ input }) => input)

/** Facts that wake every check. */
function busyFacts(text: string): Facts {
  const at = new Date('2026-11-01')
  return {
    brand: { name: text.slice(0, 30) || 'Kopi Rina', handles: [text, '@kopi'], homeLinks: [text, 'https://kopi.id'] },
    channelName: 'Berita',
    limits: { length: 5, measured: text.length, tags: 0, unit: 'graphemes', bytes: 3, altLength: 1, title: 1 },
    linkAnswers: false,
    earlier: [
      { text, channel: text, reply: true, at },
      { text: `${text}!`, channel: 'b', reply: false, at },
    ],
    alsoTo: [1, 2, 3].map((n) => ({ channel: `${n}`, text })),
    conversation: { text: '', asksForLink: false, people: [text] },
    acquaintances: [text],
    now: at,
  }
}

function expectSound(draft: CheckDraft, findings: readonly Finding[]) {
  const borders = new Set(graphemeBorders(draft.text))
  for (const finding of findings) {
    expect(borders.has(finding.start) && borders.has(finding.end), JSON.stringify(finding)).toBe(true)
    expect(finding.start).toBeLessThanOrEqual(finding.end)
    expect(severities).toContain(finding.severity)
    for (const language of languages) expect(finding.message[language].length).toBeGreaterThan(20)
  }
}

test('every file that holds a check is registered, and every id is its file’s name', () => {
  const helpers = ['acronyms', 'check', 'finding', 'index', 'text']
  const files = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => name.replace(/\.ts$/, ''))
    .filter((name) => !helpers.includes(name))
  expect(checks.map(({ id }) => id).sort()).toEqual(files.sort())
})

describe.for(checks)('$id', (check) => {
  test('speaks both languages, and shows what it means', () => {
    expect(pillars).toContain(check.pillar)
    expect(severities).toContain(check.severity)
    for (const language of languages) {
      expect(check.title[language].length).toBeGreaterThan(3)
      expect(check.why[language].length).toBeGreaterThan(60)
    }
    expect(check.title.id).not.toBe(check.title.en)
    expect(check.good.length).toBeGreaterThan(1)
    expect(check.bad.length).toBeGreaterThan(1)
  })

  test.for(check.good.map((example, number) => ({ example, number })))('good example $number', ({ example }) => {
    expect(check.run(example.draft, example.facts ?? {})).toEqual([])
  })

  test.for(check.bad.map((example, number) => ({ example, number })))('bad example $number', ({ example }) => {
    const { draft, facts = {}, severity = check.severity, mended } = example
    const findings = check.run(draft, facts)
    expect(findings.length).toBeGreaterThan(0)
    expectSound(draft, findings)
    for (const finding of findings) {
      expect(finding).toMatchObject({ check: check.id, pillar: check.pillar, severity })
      for (const language of languages) expect(finding.message[language]).not.toMatch(/(?<!\{)\{\w+\}(?!\})/)
    }
    expect(findings[0]?.mend).toBe(mended)
    if (mended !== undefined) expect(check.run({ ...draft, text: mended }, facts)).toEqual([])
  })

  test('tells nobody an id: a channel is called by its name, or not at all', () => {
    for (const { draft, facts = {} } of check.bad) {
      const known = { ...facts, channelNames: undefined }
      for (const places of ['alsoTo', 'earlier'] as const)
        if (known[places])
          Object.assign(known, { [places]: known[places].map((one) => ({ ...one, channel: randomUUID() })) })
      for (const { message } of check.run(draft, known))
        expect(JSON.stringify(message)).not.toMatch(/[\da-f]{8}-[\da-f]{4}-/)
    }
  })

  test('any text: never throws, changes nothing it is given, says the same twice, and mends for good', () => {
    const drafts = [...naughty, 'AKU MAU PULANG SEKARANG!!!', '#a #b #c x #d https://bit.ly/a?fbclid=1 @c'].flatMap(
      (text) => [{ text }, { text, reply: true, link: text, card: true, title: text, pictures: [{ alt: text }] }],
    )
    for (const draft of drafts) {
      const facts = busyFacts(draft.text)
      const before = JSON.stringify([draft, facts])
      const findings = check.run(draft, facts)
      expectSound(draft, findings)
      expect(check.run(draft, facts)).toEqual(findings)
      expect(JSON.stringify([draft, facts])).toBe(before)
      const mend = findings[0]?.mend
      if (mend !== undefined) expect(check.run({ ...draft, text: mend }, facts).map(({ mend }) => mend)).toEqual([])
    }
  })

  test('without facts it is silent, or speaks of the text alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => expectSound({ text }, check.run({ text }, {}))),
      { numRuns: 100 },
    )
  })
})

test('only the checks that are asked for run', () => {
  const draft = { text: 'BELI SEKARANG JUGA https://bit.ly/a' }
  expect(new Set(runChecks(draft, {}).map(({ check }) => check))).toEqual(new Set(['link-shortener', 'shouting']))
  expect(runChecks(draft, {}, ['shouting']).map(({ check }) => check)).toEqual(['shouting'])
})

test('ordinary posts in both languages are left in peace', () => {
  const facts: Facts = {
    brand: { name: 'Kopi Rina', handles: ['@kopirina'], homeLinks: ['https://kopirina.id'] },
    limits: { length: 500, measured: 100, tags: 4, unit: 'graphemes' },
    acquaintances: [],
  }
  const posts = [
    'Kopi Rina kini bisa dipesan lewat WA. Cek https://kopirina.id/pesan 🙂 #KopiGayo #UMKM',
    'Pelaku UMKM binaan KADIN DKI ikut pameran INACRAFT di JCC, Kopi Rina hadir di stan B12! https://kopirina.id/jcc',
    'Kata Pak RT, “AYO KERJA BAKTI BESOK PAGI!” – dan Kopi Rina menyediakan kopinya. https://kopirina.id/rt',
    'We at Kopi Rina asked NASA, ESA and JAXA about coffee in space. The answers: https://kopirina.id/space',
    'Kopi Rina: Rp25.000/250 g, 3 x 2 = 6 cangkir. Apa? Serius?? Ya! https://kopirina.id/harga',
  ]
  for (const text of posts) expect(runChecks({ text }, facts), text).toEqual([])
})
