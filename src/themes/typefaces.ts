import type { TypefaceId } from '../core/typefaces.ts'
import type { Font, Theme } from './theme.ts'

/** A typeface that themes are drawn in, and that a brand may choose instead. */
export interface Typeface {
  /** CSS's list of families: what takes its place until it is there, or for good. */
  families: string
  /** It has a narrow width (75 %), which can be set larger and closer. */
  narrow?: true
  upright: Font
  italic?: Font
}

const weights = '200 900'

/** All typefaces, by the name that is stored. */
const typefaces: Readonly<Record<TypefaceId, Typeface>> = {
  literata: {
    families: 'Literata,"Iowan Old Style",Charter,Georgia,"Noto Serif",serif',
    upright: { family: 'Literata', file: 'literata', weights },
    italic: { family: 'Literata', file: 'literata-italic', italic: true, weights },
  },
  'source-sans': {
    families: '"Source Sans 3","Segoe UI",Roboto,"Noto Sans",system-ui,sans-serif',
    upright: { family: 'Source Sans 3', file: 'source-sans', weights },
    italic: { family: 'Source Sans 3', file: 'source-sans-italic', italic: true, weights },
  },
  'plus-jakarta-sans': {
    families: '"Plus Jakarta Sans","Segoe UI",Roboto,system-ui,sans-serif',
    upright: { family: 'Plus Jakarta Sans', file: 'plus-jakarta-sans', weights: '200 800' },
    italic: { family: 'Plus Jakarta Sans', file: 'plus-jakarta-sans-italic', italic: true, weights: '200 800' },
  },
  bricolage: {
    families: 'Bricolage,"Arial Narrow",system-ui,sans-serif',
    narrow: true,
    upright: { family: 'Bricolage', file: 'bricolage', weights: '200 800', widths: '75% 100%' },
  },
}

/** What the brand kit says of typefaces. Empty or missing: as the theme has it. */
export interface KitFonts {
  displayFont?: TypefaceId | ''
  textFont?: TypefaceId | ''
}

/** The typefaces that a page is set in. */
export interface Typesetting {
  /** Of titles and of what is largest. */
  display: Typeface
  /** Of what is read. */
  text: Typeface
}

/** @returns `undefined` for a theme that brings typefaces of its own */
export function typesettingOf({ fonts }: Pick<Theme, 'fonts'>, kit: KitFonts): Typesetting | undefined {
  return (
    fonts && {
      display: typefaces[kit.displayFont || fonts.display],
      text: typefaces[kit.textFont || fonts.text],
    }
  )
}

/** The files of a typesetting, each once; those that a page begins with first. */
export function filesOf({ display, text }: Typesetting): Font[] {
  const italics = [text.italic, display.italic].flatMap((font) => font ?? [])
  return [...new Set<Font>([display.upright, text.upright, ...italics])]
}

/** Those that every page's first words are set in: they are asked for before anything has been laid out. */
export function firstFilesOf(typesetting: Typesetting, { fonts }: Pick<Theme, 'fonts'>): Font[] {
  const { display, text } = typesetting
  const italic = fonts?.beginsItalic && text.italic ? [text.italic] : []
  return [...new Set<Font>([display.upright, text.upright, ...italic])]
}

/** A theme's style says `var(--display)` and `var(--text)`; `--wide` is 1 where titles have no narrow width, else 0. */
export const familiesStyle = ({ display, text }: Typesetting): string =>
  `:root{--display:${display.families};--text:${text.families};--wide:${display.narrow ? 0 : 1}}`
