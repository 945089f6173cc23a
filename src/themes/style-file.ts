import { createHash } from 'node:crypto'
import { baseStyle } from './base-style.ts'
import { fontStyle } from './fonts.ts'
import type { Theme } from './theme.ts'
import { type KitColours, tokenStyle } from './tokens.ts'
import { familiesStyle, filesOf, type KitFonts, typesettingOf } from './typefaces.ts'

/** The blog's style, and the address that it has as long as it stays the same. */
export interface StyleFile {
  /** Below home, with its slash. */
  path: string
  css: string
}

/** There are as many as there are themes, pairs of colours and of typefaces; a few workspaces' are kept. */
const made = new Map<string, StyleFile>()
const mostKept = 50

/** The style of a theme in a brand's colours and typefaces, as a file of its own: all pages name it, and a browser asks for it once. */
export function styleOf(theme: Pick<Theme, 'style' | 'fonts'>, kit: KitColours & KitFonts): StyleFile {
  const { accent, paper } = kit
  const typesetting = typesettingOf(theme, kit)
  const fonts = typesetting ? `${fontStyle(filesOf(typesetting))}${familiesStyle(typesetting)}` : ''
  const css = `${tokenStyle({ accent, paper })}\n${fonts}${baseStyle}${theme.style}`
  const known = made.get(css)
  if (known) return known
  const hash = createHash('sha256').update(css).digest('base64url').slice(0, 16)
  const file = { path: `/style-${hash}.css`, css }
  if (made.size >= mostKept) made.clear()
  made.set(css, file)
  return file
}
