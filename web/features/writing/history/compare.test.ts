import { describe, expect, it } from 'vitest'
import { type Block, compareTexts, compareWords } from './compare.ts'

/** As one reads it: `[-gone-]`, `{+come+}`, `~moved~`. */
const said = (blocks: readonly Block[]) =>
  blocks.map((block) => {
    if (block.kind === 'same') return `= ${block.paragraphs.length}`
    if (block.kind === 'changed')
      return block.pieces
        .map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`))
        .join('')
    return { added: `{+${block.text}+}`, removed: `[-${block.text}-]`, moved: `~${block.text}~` }[block.kind]
  })

describe('what changed in a text', () => {
  it('is said by words inside a paragraph', () => {
    const before = 'Satu.\n\nKopi ini enak sekali di pagi hari.\n\nTiga.'
    const after = 'Satu.\n\nKopi itu enak di pagi hari.\n\nTiga.'
    expect(said(compareTexts(before, after))).toEqual([
      '= 1',
      'Kopi [-ini-]{+itu+} enak [-sekali -]di pagi hari.',
      '= 1',
    ])
  })

  it('names a paragraph that only stands elsewhere as moved, once', () => {
    const [a, b, c] = ['Panen dimulai bulan Juni.', 'Dijemur tiga minggu penuh.', 'Disangrai setiap hari Jumat.']
    const blocks = said(compareTexts([a, b, c].join('\n\n'), [c, a, b].join('\n\n')))
    expect(blocks).toEqual([`~${c}~`, '= 2'])
  })

  it('finds a paragraph again though others came before it, and shows what has no likeness whole', () => {
    const before = 'Kopi Gayo tumbuh di tanah yang tinggi.\n\nHarganya naik.'
    const after = 'Sesuatu yang lain sama sekali!\n\nKopi Gayo tumbuh di tanah tinggi.\n\nHarganya naik.'
    expect(said(compareTexts(before, after))).toEqual([
      '{+Sesuatu yang lain sama sekali!+}',
      'Kopi Gayo tumbuh di tanah [-yang -]tinggi.',
      '= 1',
    ])
    expect(said(compareTexts('Putih.', 'Hitam pekat.'))).toEqual(['[-Putih.-]', '{+Hitam pekat.+}'])
  })

  it('loses no word, whatever the two are', () => {
    const all = (blocks: readonly Block[], kind: 'added' | 'removed') =>
      blocks.flatMap((block) => {
        if (block.kind === 'same') return block.paragraphs
        if (block.kind === 'changed')
          return [
            block.pieces
              .flatMap((piece) => (piece.kind === kind || piece.kind === 'same' ? [piece.text] : []))
              .join(''),
          ]
        return block.kind === kind || block.kind === 'moved' ? [block.text] : []
      })
    let seed = 7
    const random = (n: number) => {
      seed = (seed * 48271) % 2147483647
      return seed % n
    }
    const text = () =>
      Array.from({ length: random(9) }, () =>
        Array.from({ length: 1 + random(9) }, () => ['kopi', 'teh', 'susu', 'pagi', 'dan', 'yang'][random(6)]).join(
          ' ',
        ),
      )
    for (let n = 0; n < 300; n++) {
      const [before, after] = [text(), text()]
      const blocks = compareTexts(before.join('\n\n'), after.join('\n\n'))
      expect(all(blocks, 'added')).toEqual(after)
      // A moved one stands at its new place.
      expect(all(blocks, 'removed').sort()).toEqual(expect.arrayContaining([...new Set(before)].sort()))
    }
  })

  it('shows two long texts that have nothing in common by paragraphs, and a long one without any whole', () => {
    const long = (word: string) => Array.from({ length: 600 }, (_, n) => `${word}${n} `.repeat(20)).join('\n\n')
    const blocks = compareTexts(long('a'), long('b'))
    expect(blocks.filter(({ kind }) => kind === 'removed')).toHaveLength(600)
    expect(blocks.filter(({ kind }) => kind === 'added')).toHaveLength(600)
    const wall = (word: string) => Array.from({ length: 15_000 }, (_, n) => `${word}${n}`).join(' ')
    expect(compareWords(wall('a'), wall('b'))).toBeUndefined()
    expect(compareWords('', 'kopi')).toEqual([{ kind: 'added', text: 'kopi' }])
  })
})
