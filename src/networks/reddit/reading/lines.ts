/** Nothing but spaces. */
export function isEmpty(line: string): boolean {
  return /^ *$/.test(line)
}

/** `#`, with or without a space behind it. */
export function isHeading(line: string): boolean {
  return line.startsWith('#')
}

/** Three or more of one character, and nothing else but spaces. */
export function isRule(line: string): boolean {
  return /^ {0,3}[*_-]/.test(line) && /^([*_-])\1{2,}$/.test(line.replaceAll(' ', ''))
}

const fence = /^ {0,3}(?:`{3,}(?!`)|~{3,}(?!~)) *(?:\{([^}]*)\}|((?!\{)[^ ]*)) *$/

/** The language that a fence of code names, `''` for none; `undefined` where the line is no fence. */
export function fenceOf(line: string): string | undefined {
  const found = fence.exec(line)
  return found ? (found[1] ?? found[2] ?? '').replace(/^ +| +$/g, '') : undefined
}

/** The level of the heading that a line under it makes; `undefined` where it makes none. */
export function underlineOf(line: string | undefined): 1 | 2 | undefined {
  if (line === undefined || !/^(?:=+|-+) *$/.test(line)) return undefined
  return line.startsWith('=') ? 1 : 2
}

/** How many characters begin a line of a quote; 0 where it is none. */
export function quotePrefix(line: string): number {
  return /^ {0,3}>(?!!) ?/.exec(line)?.[0].length ?? 0
}

/** How many characters begin a line of a spoiler, if it is one: a spoiler inside a line begins in the same way. */
export function spoilerPrefix(line: string): number {
  return /^ {0,3}>! ?/.exec(line)?.[0].length ?? 0
}

/** How many characters make a line code. */
export function codePrefix(line: string): number {
  return line.startsWith('    ') ? 4 : 0
}

/** How many characters begin an item of that kind of list. The line before an underline begins none. */
export function itemPrefix(line: string, ordered: boolean, next?: string): number {
  const prefix = (ordered ? /^ {0,3}\d+\. / : /^ {0,3}[*+-] /).exec(line)
  return prefix && underlineOf(next) === undefined ? prefix[0].length : 0
}
