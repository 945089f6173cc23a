import { describe, expect, test } from 'vitest'
import { disguise, endsOf, foldText } from './fold.ts'

const texts = (text: string) => foldText(text).words.map((word) => word.text)
const first = (text: string) => foldText(text).words[0]

describe('a name in disguise is read as the name', () => {
  test.each([
    ['mathematical letters', '𝐆𝐀𝐂𝐎𝐑 𝟖𝟖', ['gacor', '88'], disguise.styled],
    ['wide letters', 'ＰＵＬＡＵＣＵＡＮ', ['pulaucuan'], disguise.styled],
    ['letters in circles and boxes', 'ⓈⓁⓄⓉ 🆂🅻🅾🆃 🅂🄻🄾🅃', ['slot', 'slot', 'slot'], disguise.styled],
    ['flags that are letters', '🇬🇦🇨🇴🇷', ['gacor'], disguise.styled],
    ['keys that are digits', 'kuda8️⃣8️⃣', ['kuda88'], disguise.styled],
    ['Cyrillic and Greek among ours', 'gаcοr', ['gacor'], disguise.lookAlike],
    ['small capitals', 'sʟᴏᴛ', ['slot'], disguise.lookAlike],
    ['upside-down letters', 'sloʇ', ['slot'], disguise.lookAlike],
    ['characters without width', 'ga\u200bco\u2060r', ['gacor'], disguise.hidden],
    ['combining marks', 'g\u0353a\u0353c\u0353o\u0353r\u0353', ['gacor'], disguise.marked],
    ['spaces between', 'S L O T', ['slot'], disguise.apart],
    ['points between', 's.l.o.t', ['slot'], disguise.apart],
    ['pictures between', 's🔥l🔥o🔥t', ['slot'], disguise.apart],
    ['pairs of styled letters', 'Ｓ ＬＯ Ｔ', ['slot'], disguise.apart],
    ['digits for letters', 'g4c0r', ['g4c0r'], disguise.digits],
  ])('%s', (_name, text, words, bit) => {
    expect(texts(text)).toEqual(words)
    expect((first(text)?.disguise ?? 0) & bit).toBe(bit)
  })

  test('digits are read as letters in a view of their own, but for those at the end', () => {
    expect(first('sc4tt3r')?.spelt).toBe('scatter')
    expect(first('kuda88')).toMatchObject({ text: 'kuda88', spelt: 'kuda88', disguise: 0 })
    expect(first('10rb')).toMatchObject({ text: '10rb' })
  })

  test('a plain word behind a styled name is a word of its own', () => {
    expect(texts('𝐊𝐔𝐃𝐀𝟖𝟖emang')).toEqual(['kuda88', 'emang'])
  })
})

describe('ordinary text is no disguise', () => {
  test.each([
    ['words', 'Kak, ini ready gak?', ['kak', 'ini', 'ready', 'gak', '?']],
    ['accents', 'Café é enak', ['cafe', 'e', 'enak']],
    ['long letters are shortened to two', 'baguuuuus', ['baguus']],
    ['a flag', '🇮🇩 merdeka', ['merdeka']],
    ['flags in a row', '🇮🇩🇮🇩🇮🇩 🇮🇩🇲🇾', []],
    ['pictures', 'enak 😋', ['enak', '😋']],
    ['an apostrophe', "don't", ['dont']],
    ['short words', 'ya di ke si dia', ['ya', 'di', 'ke', 'si', 'dia']],
    ['a list of numbers', '1 2 3 4', ['1', '2', '3', '4']],
  ])('%s', (_name, text, words) => {
    expect(texts(text)).toEqual(words)
    expect(foldText(text).words.every((word) => word.disguise === 0)).toBe(true)
  })

  test('another alphabet throughout, and other scripts’ own marks', () => {
    for (const text of ['Привет как дела', 'สวัสดีครับ', 'नमस्ते दुनिया', 'مرحبا بكم', '안녕하세요', '你好'])
      expect(foldText(text).words.filter((word) => word.disguise & (disguise.marked | disguise.hidden))).toEqual([])
  })
})

describe('hostile text', () => {
  test('of a long text both ends are read, in work that does not grow', () => {
    const long = `awal ${'x '.repeat(500_000)} akhir`
    expect(endsOf(long).length).toBeLessThan(4_100)
    expect(texts(long).at(0)).toBe('awal')
    expect(texts(long).at(-1)).toBe('akhir')
  })

  test.each([
    ['nothing', ''],
    ['only characters without width', '\u200b'.repeat(5_000)],
    ['only combining marks', '\u0301'.repeat(5_000)],
    ['lone halves of surrogate pairs', '\ud83c'.repeat(3_000)],
  ])('%s gives no words that do harm', (_name, text) => {
    expect(foldText(text).words.length).toBeLessThan(4_100)
  })

  test('a pair that the cut would split stays well-formed', () => {
    expect(endsOf('😀'.repeat(2_001)).isWellFormed()).toBe(true)
    expect(endsOf(`a${'😀'.repeat(2_001)}b`).isWellFormed()).toBe(true)
  })
})
