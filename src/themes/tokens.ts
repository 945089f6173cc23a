/** The colours of a theme, worked out from those of the brand kit: whatever a brand chose, its blog can be read. */

/** What a theme knows of colours, and all that it may use. Each `#rrggbb`. */
export interface Tokens {
  paper: string
  /** Text: at least 11:1 on the paper. */
  ink: string
  /** Quieter text: at least 4.7:1 on paper and tint. */
  soft: string
  /** Lines that only part things. */
  line: string
  /** What shows where one can type: at least 3.1:1 on the paper. */
  field: string
  /** A ground a little off the paper. */
  tint: string
  /** The brand's colour, as far as it can be read: at least 4.7:1 on paper and tint. */
  accent: string
  /** What is written on the accent. */
  on: string
}

/** What the brand kit says of colours. */
export interface KitColours {
  accent: string
  paper: string
}

/** The least contrasts (WCAG 2.2 asks for 4.5 and 3). */
export const least = { ink: 11, text: 4.7, field: 3.1 }

/** A colour as its three channels, 0 to 255. */
type Channels = readonly number[]

/** By day, on the paper of the kit; made lighter or darker until black or white can be read on it. */
export function lightTokens({ accent, paper }: KitColours): Tokens {
  return tokensOn(paperFor(channelsOf(paper)), channelsOf(accent), 0.07)
}

/** By night: near black, with a breath of the accent. */
export function darkTokens({ accent }: KitColours): Tokens {
  const brand = channelsOf(accent)
  return tokensOn(mix([21, 21, 22], brand, 0.035), brand, 0.12)
}

/** @param breath how much of the accent is in the tint */
function tokensOn(paper: Channels, brand: Channels, breath: number): Tokens {
  const light = luminance(paper) > 0.3
  const far = light ? black : white
  const ink = until(least.ink, light ? mix([28, 26, 26], brand, 0.07) : [234, 230, 222], far, [paper])
  const tint = tintOf(paper, brand, breath, far)
  const grounds = [paper, tint]
  const accent = until(least.text, brand, far, grounds)
  const soft = until(least.text, mix(ink, paper, 0.42), ink, grounds)
  const field = until(least.field, mix(ink, paper, 0.55), ink, [paper])
  return named({ paper, ink, soft, line: mix(paper, ink, 0.16), field, tint, accent, on: better(accent) })
}

/** As much of the accent as leaves room for quiet text on it. */
function tintOf(paper: Channels, brand: Channels, breath: number, far: Channels): Channels {
  for (let share = breath; share > 0.01; share /= 2) {
    const tint = mix(paper, brand, share)
    if (contrast(tint, far) >= least.ink * 0.8) return tint
  }
  return paper
}

const named = (colours: Record<keyof Tokens, Channels>): Tokens =>
  Object.fromEntries(Object.entries(colours).map(([name, colour]) => [name, hexOf(colour)])) as unknown as Tokens

const white: Channels = [255, 255, 255]
const black: Channels = [0, 0, 0]
/** Not quite black: on a screen by night it dazzles less. */
const nearBlack: Channels = [16, 16, 16]

/** What reads better on a ground: one of the two always has more than 4.5:1. */
function better(ground: Channels): Channels {
  const [light, dark] = [contrast(white, ground), contrast(nearBlack, ground)]
  if (light >= dark && light >= 4.5) return white
  return dark >= 4.5 ? nearBlack : contrast(black, ground) > light ? black : white
}

/** A paper on which black, or white, has more than the contrast that ink needs. */
function paperFor(paper: Channels): Channels {
  const light = luminance(paper) > 0.18
  const [far, near] = light ? [black, white] : [white, black]
  return until(least.ink * 1.15, paper, near, [far])
}

/** Moves a colour towards another one, no further than until it has a contrast on all grounds. */
function until(wanted: number, colour: Channels, towards: Channels, grounds: readonly Channels[]): Channels {
  for (let step = 0; step < 100; step++) {
    const tried = rounded(mix(colour, towards, step / 100))
    if (grounds.every((ground) => contrast(tried, rounded(ground)) >= wanted)) return tried
  }
  return towards
}

/** Moves a colour towards black or white until it can be read on a paper (WCAG 2.2: contrast of 4.5). */
export function readable(colour: string, paper: string): string {
  const ground = channelsOf(paper)
  return hexOf(until(4.6, channelsOf(colour), luminance(ground) > 0.4 ? black : white, [ground]))
}

const mix = (one: Channels, other: Channels, share: number): Channels =>
  one.map((channel, index) => channel + ((other[index] as number) - channel) * share)

const rounded = (colour: Channels): Channels => colour.map(Math.round)

const channelsOf = (hex: string): Channels => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

const hexOf = (colour: Channels): string =>
  `#${rounded(colour)
    .map((channel) => channel.toString(16).padStart(2, '0'))
    .join('')}`

/** Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: Channels): number {
  const [r = 0, g = 0, b = 0] = colour.map((channel) => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: Channels, b: Channels): number {
  const [one, other] = [luminance(a), luminance(b)]
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
}

/** The contrast of two colours, `#rrggbb` each: 1 to 21. */
export const contrastOf = (a: string, b: string): number => contrast(channelsOf(a), channelsOf(b))

const rule = (tokens: Tokens) =>
  Object.entries(tokens)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';')

/** The head of a theme's style: its colours by day, by night and on paper. */
export function tokenStyle(kit: KitColours): string {
  const printed = '--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--field:#777;--tint:#f4f4f4;--accent:#000;--on:#fff'
  return `:root{color-scheme:light dark;${rule(lightTokens(kit))}}
@media(prefers-color-scheme:dark){:root{${rule(darkTokens(kit))}}}
@media print{:root{color-scheme:light;${printed}}}`
}
