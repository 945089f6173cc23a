import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Font } from './theme.ts'

/** The typefaces that themes may ask for, by the names of their files below `/fonts/`: the package, and the file in it without its script. */
const files: Readonly<Record<string, { family: string; file: string }>> = {
  literata: { family: 'literata', file: 'wght-normal' },
  'literata-italic': { family: 'literata', file: 'wght-italic' },
  'plus-jakarta-sans': { family: 'plus-jakarta-sans', file: 'wght-normal' },
  bricolage: { family: 'bricolage-grotesque', file: 'wdth-normal' },
  'source-sans': { family: 'source-sans-3', file: 'wght-normal' },
  'source-sans-italic': { family: 'source-sans-3', file: 'wght-italic' },
}

/** Letters with marks that Indonesian and English do without: `č`, `ş`, `ő`. Asked for by pages that have some. */
const further = '-ext'
const furtherRange =
  'U+100-2BA,U+2BD-2C5,U+2C7-2CC,U+2CE-2D7,U+2DD-2FF,U+304,U+308,U+329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF'

/** What themes may ask for. */
export const fontNames: readonly string[] = Object.keys(files)

const require = createRequire(import.meta.url)

/** A typeface as a file. @param name below `/fonts/`: `literata.woff2`; `undefined` for one that there is not */
export async function fontFile(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const wanted = /^([a-z-]+?)(-ext)?\.woff2$/.exec(name)
  const found = wanted && Object.hasOwn(files, wanted[1] as string) ? files[wanted[1] as string] : undefined
  if (!found) return undefined
  const { family, file } = found
  const folder = join(dirname(require.resolve(`@fontsource-variable/${family}/package.json`)), 'files')
  const script = wanted?.[2] ? 'latin-ext' : 'latin'
  return new Uint8Array(await readFile(join(folder, `${family}-${script}-${file}.woff2`)))
}

/** Where a theme's typefaces are: each in two files, of which the second is for rare letters. */
export function fontStyle(fonts: readonly Font[]): string {
  return fonts.map((font) => `${face(font, '')}\n${face(font, further)}\n`).join('')
}

function face({ family, file, italic, weights, widths }: Font, script: string): string {
  const slant = italic ? 'font-style:italic;' : ''
  const width = widths ? `font-stretch:${widths};` : ''
  const range = script ? `unicode-range:${furtherRange};` : ''
  return `@font-face{font-family:"${family}";${slant}src:url(/fonts/${file}${script}.woff2) format("woff2");font-weight:${weights};${width}${range}font-display:swap}`
}
