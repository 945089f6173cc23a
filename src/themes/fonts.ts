import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Font } from './theme.ts'

/** A typeface: the package, the file in it without its script, and the weights that nearly all text is set in, as CSS says them. */
interface FontSource {
  family: string
  file: string
  basic: string
}

/** The typefaces that themes may ask for, by the names of their files below `/fonts/`. */
const files: Readonly<Record<string, FontSource>> = {
  literata: { family: 'literata', file: 'wght-normal', basic: '400' },
  'literata-italic': { family: 'literata', file: 'wght-italic', basic: '400' },
  'plus-jakarta-sans': { family: 'plus-jakarta-sans', file: 'wght-normal', basic: '400 700' },
  'plus-jakarta-sans-italic': { family: 'plus-jakarta-sans', file: 'wght-italic', basic: '400' },
  bricolage: { family: 'bricolage-grotesque', file: 'wdth-normal', basic: '400 800' },
  'source-sans': { family: 'source-sans-3', file: 'wght-normal', basic: '400 700' },
  'source-sans-italic': { family: 'source-sans-3', file: 'wght-italic', basic: '400' },
}

/**
 * The letters that nearly all text in Indonesian and English is made of, in a file of their own and in the usual weights alone:
 * a quarter of the whole one. It fits what a server may send before a phone has answered (some 14 KB,
 * https://www.rfc-editor.org/rfc/rfc6928), so that the first words come in their typeface. As `unicode-range` says them.
 */
const basicRange = 'U+20-7E,U+A0,U+A9,U+B7,U+D7,U+2010-2011,U+2013-2014,U+2018-2019,U+201C-201D,U+2022,U+2026'
/** Letters with marks that Indonesian and English do without: `č`, `ş`, `ő`. Asked for by pages that have some. */
const furtherRange =
  'U+100-2BA,U+2BD-2C5,U+2C7-2CC,U+2CE-2D7,U+2DD-2FF,U+304,U+308,U+329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF'

/** What themes may ask for. */
export const fontNames: readonly string[] = Object.keys(files)

const require = createRequire(import.meta.url)
/** Where the build puts basic files (rolldown.fonts.ts): beside the program that it makes. */
const built = join(import.meta.dirname, 'fonts')

/** A basic file that the build has to make. */
export interface BasicFont {
  /** Its name below `/fonts/`. */
  name: string
  /** The whole file, to be cut. */
  source: string
  /** From and to which weight. */
  weights: { min: number; max: number }
  letters: string
}

/** All basic files. */
export function basicFonts(): BasicFont[] {
  const letters = basicRange.split(',').map(lettersOf).join('')
  return fontNames.map((name) => {
    const { basic } = files[name] as FontSource
    const [min = 400, max = min] = basic.split(' ').map(Number)
    return { name: `${name}-basic.woff2`, source: wholeFile(name, 'latin'), weights: { min, max }, letters }
  })
}

/** @param range `U+20-7E` */
function lettersOf(range: string): string {
  const [from = 0, to = from] = range
    .slice(2)
    .split('-')
    .map((code) => Number.parseInt(code, 16))
  return Array.from({ length: to - from + 1 }, (_, step) => String.fromCodePoint(from + step)).join('')
}

function wholeFile(name: string, script: 'latin' | 'latin-ext'): string {
  const { family, file } = files[name] as FontSource
  const folder = join(dirname(require.resolve(`@fontsource-variable/${family}/package.json`)), 'files')
  return join(folder, `${family}-${script}-${file}.woff2`)
}

/**
 * A typeface as a file. Where nothing was built the whole file takes the basic one's place: it has the same letters, and more.
 * @param name below `/fonts/`: `literata.woff2`; `undefined` for one that there is not
 */
export async function fontFile(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const [, font = '', part] = /^([a-z-]+?)(-ext|-basic)?\.woff2$/.exec(name) ?? []
  if (!Object.hasOwn(files, font)) return undefined
  const small = join(built, name)
  const path = part === '-basic' && existsSync(small) ? small : wholeFile(font, part === '-ext' ? 'latin-ext' : 'latin')
  return new Uint8Array(await readFile(path))
}

/** Where the file is that a page asks for at once. */
export const basicFontPath = ({ file }: Pick<Font, 'file'>): string => `/fonts/${file}-basic.woff2`

/** Where a theme's typefaces are: the basic file, the whole one and one for rare letters, each asked for by pages that have such. */
export function fontStyle(fonts: readonly Font[]): string {
  return fonts.map(facesOf).join('')
}

/** Of faces that have a letter in the same weights, the last one is taken. https://www.w3.org/TR/css-fonts-4/#composite-fonts */
function facesOf(font: Font): string {
  const { basic } = files[font.file] as FontSource
  const lastBasic = Number(basic.split(' ').at(-1))
  const last = Number(font.weights.split(' ').at(-1))
  const usual = [
    face(font, basic, `/fonts/${font.file}.woff2`),
    face(font, basic, `/fonts/${font.file}-ext.woff2`, furtherRange),
    face(font, basic, basicFontPath(font), basicRange),
  ]
  const bolder = `${lastBasic + 1} ${last}`
  const others = [
    face(font, bolder, `/fonts/${font.file}.woff2`),
    face(font, bolder, `/fonts/${font.file}-ext.woff2`, furtherRange),
  ]
  return [...usual, ...(last > lastBasic ? others : [])].join('')
}

function face({ family, italic, widths }: Font, weights: string, path: string, range?: string): string {
  const slant = italic ? 'font-style:italic;' : ''
  const width = widths ? `font-stretch:${widths};` : ''
  const letters = range ? `unicode-range:${range};` : ''
  return `@font-face{font-family:"${family}";${slant}src:url(${path}) format("woff2");font-weight:${weights};${width}${letters}font-display:swap}\n`
}
