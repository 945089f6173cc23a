/** What a theme's own style may say: it loads nothing but the theme's own files, and ends nothing that it did not begin. */
import type { Finding } from './findings.ts'
import { finding } from './findings.ts'

/** A style as it is kept, and what was found in it. */
export interface ReadStyle {
  /** With the addresses that its files have on the blog. */
  style: string
  findings: Finding[]
}

const escaped = String.raw`\\(?:[0-9a-f]{1,6}\s?|[^0-9a-f\n])`
const quoted = String.raw`"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?`
/** A piece of a style: https://www.w3.org/TR/css-syntax-3/#tokenization, as far as something can be loaded by it. */
const piece = new RegExp(
  String.raw`(?<comment>/\*(?:[^*]|\*(?!/))*(?:\*/)?)|(?<url>url\(\s*(?:${quoted}|[^)"']*)\s*\)?)|(?<text>${quoted})|(?<rule>@[\w-]+)|(?<escape>${escaped})|(?<close></)|(?<colour>#[0-9a-f]{3,8}(?=\s{0,9}[;})!])|\b(?:rgba?|hsla?|oklch|oklab|lch|lab)\()`,
  'gi',
)

/**
 * Reads a style. Characters by their numbers are refused outside of quotes: nobody needs them there but to hide a word.
 * @param file its path in the theme
 * @param assets where the theme's files are on the blog, by their paths
 */
export function readStyle(file: string, css: string, assets: Readonly<Record<string, string>>): ReadStyle {
  const findings: Finding[] = []
  const lines = lineCounter(css)
  let colours = 0
  const style = css.replace(piece, (whole, ...rest) => {
    const groups = rest.at(-1) as Record<string, string | undefined>
    const at = rest.at(-3) as number
    const tell = (key: Parameters<typeof finding>[0], detail: string) => {
      findings.push(finding(key, { file, line: lines(at), detail }))
      return ''
    }
    // A space: what it parts must not become one word.
    if (groups.comment !== undefined) return ' '
    if (groups.close !== undefined) return tell('styleEnds', '</')
    if (groups.rule !== undefined) return /^@import$/i.test(whole) ? tell('styleImport', whole) : whole
    if (groups.escape !== undefined) return /^\\[0-9a-z]/i.test(whole) ? tell('styleEscape', whole) : whole
    if (groups.text !== undefined) return leadsOut(whole) ? tell('styleOutside', whole) : whole
    if (groups.url !== undefined)
      return addressIn(whole, file, assets) ?? tell(isOutside(whole) ? 'styleOutside' : 'styleFile', insideUrl(whole))
    if (colours++ === 0) tell('styleColour', whole.replace(/\($/, ''))
    return whole
  })
  if (style.split('{').length !== style.split('}').length)
    findings.push(finding('styleBrackets', { file, line: null, detail: '{ }' }))
  return { style, findings }
}

/** A text may be an address too (`image-set("…")`), of which browsers leave out spaces and take `\\` for `/`. */
function leadsOut(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is left out
  const address = decoded(text.slice(1)).replace(/[\u0000-\u0020]/g, '')
  return /[\\/]{2}|<\/|^(?:https?|data|ftp|wss?|file|blob):/i.test(address)
}

const insideUrl = (url: string) =>
  decoded(
    url
      .replace(/^url\(\s*/i, '')
      .replace(/\s*\)$/, '')
      .replace(/^["']|["']$/g, ''),
  )

const isOutside = (url: string) => /^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(insideUrl(url))

/** What a `url(…)` becomes; `undefined`: it leads to nothing that the theme has. */
function addressIn(url: string, file: string, assets: Readonly<Record<string, string>>): string | undefined {
  const inside = insideUrl(url)
  if (/^#[\w-]+$/.test(inside)) return `url(${inside})`
  if (/^data:image\/(?:png|jpeg|gif|webp|avif);base64,[a-z0-9+/=]*$/i.test(inside)) return `url("${inside}")`
  const path = pathFrom(file, inside.replace(/[?#].*$/, ''))
  return path !== undefined && Object.hasOwn(assets, path) ? `url(${assets[path]})` : undefined
}

/** @returns the path in the theme of what a file of it names; `undefined`: it leads out of the theme */
function pathFrom(file: string, named: string): string | undefined {
  const pieces = file.split('/').slice(0, -1)
  for (const one of named.split('/')) {
    if (one === '..' && pieces.pop() === undefined) return undefined
    if (one !== '..' && one !== '.') pieces.push(one)
  }
  return pieces.join('/')
}

/** https://www.w3.org/TR/css-syntax-3/#consume-escaped-code-point */
const decoded = (text: string): string =>
  text.replace(/\\(?:([0-9a-f]{1,6})\s?|\n|([\s\S]))/gi, (_all, code?: string, plain?: string) => {
    if (code === undefined) return plain ?? ''
    const point = Number.parseInt(code, 16)
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
  })

/** @returns the line of an offset, from 1 on; offsets are asked for in their order */
function lineCounter(text: string): (offset: number) => number {
  let line = 1
  let next = text.indexOf('\n')
  return (offset) => {
    for (; next >= 0 && next < offset; next = text.indexOf('\n', next + 1)) line++
    return line
  }
}
