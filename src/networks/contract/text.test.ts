import { describe, expect, it } from 'vitest'
import type { Part } from '../../core/post.ts'
import { plainText } from '../../core/text/flatten.ts'
import { readMarkdown } from '../../core/text/markdown.ts'
import { allNetworks } from '../index.ts'

/** What every network owes to words, whichever it is: they fit, they are cut with care, and Markdown is read. */
const networks = await allNetworks()

describe.each(networks.map((network) => [network.name, network] as const))('%s', (_name, { text }) => {
  const { length } = text.limits()
  describe.runIf(Number.isFinite(length))('length', () => {
    it.each([
      ['letters', 'a'],
      ['emoji', '👩‍👩‍👧‍👦'],
      ['CJK', '漢'],
      ['links', 'https://contoh.id/halaman/yang/panjang '],
      ['mentions', '@sari@contoh.id '],
    ])('of %s: the limit fits, one more does not', (_kind, unit) => {
      const limits = text.limits()
      // As many units as fit, and letters up to the limit exactly.
      const size = (text.measure(unit.repeat(20)) - text.measure(unit.repeat(10))) / 10
      const bytes = limits.bytes === undefined ? length : Math.floor((limits.bytes / Buffer.byteLength(unit)) * size)
      const units = Math.max(0, Math.floor(Math.min(length, bytes, 1500) / size) - 3)
      const start = unit.repeat(units)
      const fill = (total: number) => start + 'b'.repeat(Math.max(0, total - text.measure(`${start}b`) + 1))
      const edge = fill(length)
      expect(text.measure(edge)).toBe(length)
      const fits = text.render({ text: edge }, limits)
      if ((limits.bytes ?? Number.POSITIVE_INFINITY) >= Buffer.byteLength(edge)) {
        expect(fits).toHaveLength(1)
        expect(fits[0]?.length).toBeLessThanOrEqual(length)
      }
      const over = text.render({ text: `${edge} b` }, limits)
      // A network of threads cuts; one without keeps the text whole, for a person to shorten.
      if (over.length > 1) for (const part of over) expect(part.length).toBeLessThanOrEqual(length)
      else expect(over[0]?.length).toBeGreaterThan(length)
    })
  })
})

const markdown = `## Kabar **pagi** ini

Kopi *senja* kami buka lagi, baca [ceritanya](https://contoh.id/cerita) ya.

- satu ~~lama~~
- dua \`kode\`

> Pasar adalah percakapan.`
const words = 'Kabar pagi ini Kopi senja kami buka lagi baca ceritanya ya satu lama dua kode Pasar adalah percakapan'

describe.each(networks.map((network) => [network.name, network] as const))('%s, of Markdown', (_name, { text }) => {
  const tree = readMarkdown(markdown)
  const seenIn = (part: Part) => part.formatted?.text ?? part.text

  it('shows every word, in its order, and no sign of the markup', () => {
    const parts = text.render({ text: plainText(tree), tree, title: 'Kabar' }, text.limits())
    const seen = parts.map(seenIn).join(' ')
    const bare = seen.replace(/https:\/\/\S+/g, '').match(/\p{L}+/gu)
    expect(bare?.join(' ')).toBe(words)
    expect(seen).not.toMatch(/\*\*|~~|`|\]\(/)
  })

  it('leads where its words do', () => {
    const parts = text.render({ text: plainText(tree), tree, title: 'Kabar' }, text.limits())
    const addresses = parts.flatMap(({ entities, formatted }) => [...entities, ...(formatted?.links ?? [])])
    expect(addresses.map(({ value }) => value)).toContain('https://contoh.id/cerita')
  })

  const short = { ...text.limits(), length: 60 }
  const cuts = text.render({ text: 'kata '.repeat(60), title: 'Kabar' }, short).length > 1
  it.runIf(cuts)('is cut like any text: parts that fit, and nothing lost', () => {
    const long = Array.from({ length: 6 }, (_, at) => `Alinea **ke-${at}** yang [panjang](https://contoh.id/${at}).`)
    const one = readMarkdown(long.join('\n\n'))
    const parts = text.render({ text: plainText(one), tree: one }, short)
    expect(parts.length).toBeGreaterThan(1)
    for (const { length } of parts) expect(length).toBeLessThanOrEqual(60)
    const seen = parts.map(seenIn).join(' ')
    for (const at of long.keys()) expect(seen).toContain(`ke-${at} yang panjang`)
  })
})

const asking = networks.filter(({ text }) => text.options?.length)

describe.each(asking.map((network) => [network.name, network] as const))('%s, its own options', (_name, { text }) => {
  const options = text.options ?? []

  it('have names and labels of their own, and begin with something that may be chosen', () => {
    expect(new Set(options.map(({ name }) => name)).size).toBe(options.length)
    for (const { name, label, kind, choices, initial = '' } of options) {
      expect(label.id && label.en, name).toBeTruthy()
      expect(choices !== undefined, name).toBe(kind === 'choice')
      const values = typeof choices === 'object' ? choices.map(({ value }) => value) : []
      expect(new Set(values).size, name).toBe(values.length)
      if (kind === 'choice' && initial !== '') expect(values, name).toContain(initial)
      if (kind === 'switch') expect(['', 'yes'], name).toContain(initial)
    }
  })

  it('go along with the part that is sent', () => {
    const chosen = Object.fromEntries(
      options.map(({ name, kind, choices }) => {
        // Not what holds anyway, which need not be said.
        const last = typeof choices === 'object' ? choices.at(-1)?.value : undefined
        return [name, kind === 'switch' ? 'yes' : (last ?? 'isi')]
      }),
    )
    const video = { id: 'v', mime: 'video/mp4', width: 640, height: 360, bytes: 3, seconds: 5, alt: '' }
    const needed = text.limits().needs?.includes('video') ? { video } : {}
    const [part] = text.render({ text: 'Halo', title: 'Halo', options: chosen, ...needed }, text.limits())
    expect(part?.options).toEqual(chosen)
  })
})
