/** Widths for the terminal: pictographs and East Asian letters take two columns, marks none. */
const wide =
  /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6])/u
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function widthOf(grapheme: string): number {
  return wide.test(grapheme) ? 2 : 1
}

/**
 * Words of strangers, safe for a terminal: no control characters (an escape sequence could rewrite the screen), no
 * characters that turn the direction of what follows, one line.
 */
export function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ufeff]/gu, '')
    .trim()
}

/** The same with its lines kept. */
export function manyLines(text: string): string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).map(oneLine)
}

/** Cut to a width in columns, with `…` where something is missing; filled up with spaces. */
export function cell(text: string, width: number): string {
  let used = 0
  let kept = ''
  const graphemes = [...segmenter.segment(oneLine(text))].map(({ segment }) => segment)
  const whole = graphemes.reduce((sum, grapheme) => sum + widthOf(grapheme), 0)
  for (const grapheme of graphemes) {
    const next = used + widthOf(grapheme)
    if (next > (whole > width ? width - 1 : width)) break
    kept += grapheme
    used = next
  }
  if (whole > width) {
    kept += '…'
    used += 1
  }
  return kept + ' '.repeat(Math.max(0, width - used))
}

/** Columns of a width each, the last one as wide as it needs up to `last`; two spaces between. */
export function table(rows: readonly (readonly string[])[], widths: readonly number[]): string {
  return rows
    .map((row) =>
      row
        .map((text, index) => cell(text, widths[index] ?? 40))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `  ${line}\n`)
    .join('')
}

/** Day and time in a person's zone: `Sel 1 Des 09.00`. */
export function shortTime(at: Date, timeZone: string, language: string): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(at)
    .replaceAll(',', '')
    .replaceAll(' pukul', '')
    .replaceAll(' at', '')
}
