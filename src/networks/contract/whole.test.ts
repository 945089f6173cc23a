import { describe, expect, it } from 'vitest'
import { isLanguage, languages } from '../../core/words.ts'
import { capabilities, effortOf, present, quotasOf, reasonsOf, sends } from '../network.ts'
import { networks, withFake } from './testing/stand.ts'

/** What every network owes as a whole: its facets, and the reasons in the place of what is missing. */
describe.each(networks.map((network) => [network.name, network] as const))('%s', (_name, network) => {
  it('has every capability, or says in every language why not', () => {
    const reasons = reasonsOf(network)
    for (const [capability, reason] of Object.entries(reasons)) {
      for (const language of languages) expect(reason[language].length, `${capability} ${language}`).toBeGreaterThan(20)
      expect(`${reason.id} ${reason.en}`, capability).not.toMatch(/[{}]/)
    }
    expect(Object.keys(reasons).every((key) => capabilities.includes(key as never))).toBe(true)
    expect(languages.every(isLanguage)).toBe(true)
  })

  it('says before one begins how much work connecting is, and what it needs', () => {
    const { effort } = network
    expect(effortOf(network) === 'hand').toBe(!sends(network))
    for (const words of [effort?.needs, effort?.cost].filter((one) => one !== undefined))
      for (const language of languages) {
        expect(words[language].length).toBeGreaterThan(5)
        expect(words[language].length, 'it stands in one line').toBeLessThanOrEqual(60)
      }
    const paid = quotasOf(network).some(({ unit }) => unit === 'micro-usd')
    if (effort) expect(effort.cost !== undefined).toBe(paid)
  })

  it('is posted to by itself, or by hand', () => {
    expect(sends(network) || network.byHand !== undefined).toBe(true)
    expect(network.identity.ways.some(({ kind }) => kind === 'assisted')).toBe(network.byHand !== undefined)
    expect(network.identity.ways.some(({ kind }) => kind !== 'assisted')).toBe(sends(network))
  })

  it('has a mark: letters, and the drawing where its owner allows one colour', () => {
    const { letters, path, guidelines } = network.mark ?? { letters: '' }
    expect([...letters].length).toBeGreaterThan(0)
    expect([...letters].length).toBeLessThanOrEqual(2)
    // Data of an SVG path and nothing else: it is drawn as it is.
    if (path !== undefined) expect(path).toMatch(/^[Mm][-\d.,\sMmLlHhVvCcSsQqTtAaZz]+$/)
    if (guidelines !== undefined) expect(URL.canParse(guidelines)).toBe(true)
  })

  it('says what it counts, what it asks for, and where all that is written', () => {
    const { text } = network
    const sending = present(network.sending)
    expect(URL.canParse(text.source)).toBe(true)
    for (const { calls, seconds, source } of sending?.rates ?? []) {
      expect(calls > 0 && seconds > 0 && URL.canParse(source)).toBe(true)
    }
    for (const quota of quotasOf(network)) {
      expect(quota.limit, quota.name).toBeGreaterThan(0)
      expect(URL.canParse(quota.source)).toBe(true)
      expect(() => new Intl.DateTimeFormat('en', { timeZone: quota.timeZone })).not.toThrow()
    }
    const quotas = quotasOf(network).map(({ name }) => name)
    const [part] = text.render({ text: 'Halo', title: 'Halo' }, text.limits())
    for (const { quota } of (part && sending?.price?.(part)) ?? []) expect(quotas).toContain(quota)
  })
})

it('every network that sends by itself has a fake', () => {
  expect(withFake.map(([name]) => name)).toEqual(networks.filter(sends).map(({ name }) => name))
})
