import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codeOf, isTestCode } from '../../src/testing/imports.ts'
import en from './en.json'
import id from './id.json'

/** Keys that are put together at run time; every key below them counts as used. */
const madeAtRunTime = [
  'cadence.units.',
  'inserting.',
  'inserting.said.',
  'language.',
  'previewLinks.lasts.',
  'translations.begun.',
  'translations.noneIn.',
  'translations.searchIn.',
  'translations.write.',
  'replacing.option.',
  'replacing.part.',
  'replacing.state.',
  'replacing.now.',
  'replacing.outcome.',
  'replacing.tab.',
  'cadence.mark.',
  'cadence.state.',
  'cadence.key.',
  'cadence.lacks.',
  'cadence.everyOf.',
  'design.kind.',
  'address.by.',
  'design.page.',
  'ideas.source.',
  'moving.state.',
  'moving.now.',
  'moving.step.',
  'moving.count.',
  'moving.people.count.',
  'moving.told.',
  'moving.view.',
  'moving.none.',
  'moving.outcome.',
  'when.problem.',
  'writing.share.after.',
  'security.event.',
  'team.kind.',
  'team.role.',
  'team.roleMeans.',
  'conversations.answersTo.',
  'conversations.audience.',
  'writing.state.',
  'writing.kinds.',
  'writing.kindsAll.',
  'writing.kindHint.',
  'writing.tools.',
  'writing.saving.',
  'writing.keepsRaw.',
  'posts.state.',
  'posts.action.',
  'posts.severity.',
  'posts.tie.',
  'posts.way.',
  'posts.saving.',
  'calendar.views.',
  'calendar.part.',
  'channels.health.',
  'channels.kind.',
  'channels.effort.',
  'channels.effortMeans.',
  'slots.suggestion.',
  'repeat.every.',
  'repeat.everyMany.',
  'repeat.unit.',
  'import.state.',
  'repeat.end.',
  'repeat.state.',
  'repeat.action.',
  'automatic.item.',
  'automatic.state.',
  'channels.usedOf.',
  'conversations.act.',
  'palette.group.',
  'today.brandDial.part.',
  'today.brandDial.lacks.',
  'today.talk.within.',
  'settings.promise.unit.',
  'conversations.handed.',
  'conversations.note.',
  'conversations.told.',
  'conversations.snoozeTime.',
  'inbox.',
  'conversations.standing.',
  'conversations.moderated.',
]

function flatten(tree: object, before = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(before + key, value)
    else for (const [inner, text] of flatten(value as object, `${before}${key}.`)) flat.set(inner, text)
  }
  return flat
}

const web = join(import.meta.dirname, '..')
const code = codeOf(web)
  .filter((file) => !isTestCode(file))
  .map((file) => readFileSync(join(web, file), 'utf8'))
  .join('\n')
const catalogues = { id: flatten(id), en: flatten(en) }
const withoutCount = (key: string) => key.replace(/_(zero|one|other)$/, '')
const known = new Set([...catalogues.id.keys()].map(withoutCount))

describe('the panel’s words', () => {
  it('say the same things in both languages, with the same values', () => {
    expect([...catalogues.en.keys()].sort()).toEqual([...catalogues.id.keys()].sort())
    const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()
    for (const [key, text] of catalogues.id) expect(values(catalogues.en.get(key) ?? ''), key).toEqual(values(text))
  })

  it('are there for every key in the code', () => {
    const literal = [...code.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => key ?? '')
    const chosen = [...code.matchAll(/\bt\([^)'`]*\?\s*'([^']+)'\s*:\s*'([^']+)'/g)].flatMap(([, a, b]) => [
      a ?? '',
      b ?? '',
    ])
    expect(literal.length).toBeGreaterThan(150)
    for (const key of [...literal, ...chosen]) expect(known, key).toContain(key)
  })

  it('put keys together only below the prefixes that are listed here', () => {
    for (const [, prefix] of code.matchAll(/\bt\(`([^$`]*)\$/g)) expect(madeAtRunTime).toContain(prefix)
    for (const prefix of madeAtRunTime) expect(code).toContain(`t(\`${prefix}\${`)
  })

  it('say one thing in one way: two Indonesian phrases for the same English one make people guess at a difference', () => {
    const differ: Readonly<Record<string, string>> = {
      'Sign out': 'oneself, or another device',
      'Choose a time': 'of the clock, or a day with its time',
    }
    const pairs = [...catalogues.en].filter(
      ([key, said]) => said.includes(' ') && said.length < 60 && catalogues.id.has(key),
    )
    const ways = Map.groupBy(pairs, ([, said]) => said.toLowerCase())
    const several = [...ways.values()]
      .map((same) => ({
        said: same[0]?.[1] ?? '',
        ways: new Set(same.map(([key]) => catalogues.id.get(key)?.toLowerCase())),
      }))
      .filter(({ said, ways: each }) => each.size > 1 && !(said in differ))
    expect(several.map(({ said, ways: each }) => `${said}: ${[...each].join(' / ')}`)).toEqual([])
  })

  it('are all used', () => {
    const unused = [...known].filter(
      (key) => !code.includes(`'${key}'`) && !madeAtRunTime.some((prefix) => key.startsWith(prefix)),
    )
    expect(unused).toEqual([])
  })

  it('never say what the house does not say', () => {
    const all = [...catalogues.id.values(), ...catalogues.en.values()].join('\n')
    expect(all).not.toMatch(/\boops\b|\bups\b|successfully|\bberhasil\b/i)
  })
})
