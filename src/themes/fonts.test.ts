import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { basicFile } from '../../rolldown.fonts.ts'
import { typefaceIds } from '../core/typefaces.ts'
import { basicFonts, fontFile, fontNames, fontStyle } from './fonts.ts'
import { defaultTheme, themes } from './register.ts'
import { styleOf } from './style-file.ts'
import { filesOf, type Typesetting, typesettingOf } from './typefaces.ts'

describe('the basic file of a typeface', () => {
  test.each(basicFonts().filter(({ name }) => /^(?:literata|source)/.test(name)))(
    '$name is a part of the whole one',
    async (font) => {
      const cut = await basicFile(font)
      expect(Buffer.from(cut).subarray(0, 4).toString('latin1')).toBe('wOF2')
      expect(cut.length).toBeLessThan((await readFile(font.source)).length * 0.7)
    },
  )

  test('holds the letters, digits and signs of everyday text in both languages', () => {
    const [{ letters } = { letters: '' }] = basicFonts()
    for (const letter of 'AZaz09.,;:!?()[]"\'&%@#/+-=–—‘’“”…•·©×\u00a0') expect(letters).toContain(letter)
    for (const letter of 'éşč€§«') expect(letters).not.toContain(letter)
  })
})

test('each file that there is can be had, and no other', async () => {
  for (const name of fontNames)
    for (const part of ['', '-basic', '-ext'])
      expect((await fontFile(`${name}${part}.woff2`))?.length).toBeGreaterThan(1000)
  for (const name of [
    'arial.woff2',
    'literata.ttf',
    '../literata.woff2',
    'literata-bold.woff2',
    'constructor.woff2',
    '',
  ])
    expect(await fontFile(name)).toBeUndefined()
})

test('a letter of the basic file is taken from it: of faces alike in all but their letters, the last one counts', () => {
  for (const displayFont of typefaceIds) {
    for (const font of filesOf(typesettingOf(defaultTheme, { displayFont }) as Typesetting)) {
      const faces = fontStyle([font]).trim().split('\n')
      const alike = Map.groupBy(faces, (one) => /font-weight:([\d ]+)/.exec(one)?.[1] ?? '')
      const [usual = []] = alike.values()
      expect(usual.map((one) => /url\(\/fonts\/[a-z-]+?(-basic|-ext)?\.woff2/.exec(one)?.[1] ?? 'whole')).toEqual([
        'whole',
        '-ext',
        '-basic',
      ])
      // All that a theme may ask for is there, in one file or the other.
      expect([...alike.keys()].at(-1)?.split(' ').at(-1)).toBe(font.weights.split(' ').at(-1))
    }
  }
})

describe('a brand’s typefaces', () => {
  const kit = { accent: '#0f766e', paper: '#faf6ee' }
  const filesIn = (css: string) => [
    ...new Set([...css.matchAll(/url\(\/fonts\/([a-z-]+?)(?:-basic|-ext)?\.woff2\)/g)].map(([, file]) => file)),
  ]

  test.each(themes)('take the place of those of $id, each where it was chosen', (theme) => {
    const { css } = styleOf(theme, { ...kit, displayFont: 'plus-jakarta-sans', textFont: 'source-sans' })
    expect(css).toContain(':root{--display:"Plus Jakarta Sans",')
    expect(css).toContain(';--text:"Source Sans 3",')
    expect(filesIn(css).sort()).toEqual([
      'plus-jakarta-sans',
      'plus-jakarta-sans-italic',
      'source-sans',
      'source-sans-italic',
    ])
    const own = styleOf(theme, kit)
    expect(own.path).not.toBe(styleOf(theme, { ...kit, textFont: 'bricolage' }).path)
    expect(own.css).toBe(styleOf(theme, { ...kit, displayFont: '', textFont: '' }).css)
  })

  test('do nothing to a theme that brings its own', () => {
    const { css } = styleOf({ style: 'p{}' }, { ...kit, displayFont: 'bricolage' })
    expect(css).not.toContain('@font-face')
  })
})
