/** How the work on a text grows with it: what reads foreign or long text must take twice the time for twice the text. */

/** Signs of which long rows have stopped programs: what opens something and never closes it, and what means nothing. */
const signs = [
  ...' \t\n.,:;!?()[]{}<>&*_~`"\'/\\|#@$%-=+^a1A',
  '“',
  '‘',
  '’',
  '«',
  '。',
  '・',
  '\u00a0',
  '\u00b7',
  '\u200b',
  '\u200d',
  '\u0301',
  'e\u0301',
  'é',
  '漢',
  '😀',
  '👨‍👩‍👧',
  '🇮🇩',
  '\ud83d',
  '\ude00',
  '\r\n',
  ' \n',
  '\n ',
  '\n\n',
  '> ',
  '- ',
  '1. ',
  '# ',
  'a ',
  'A ',
  'Aa',
  'AB ',
  'a.',
  'a-',
  'a_',
  'a@',
  '1.',
  '.a',
  '!?',
  '![',
  '](',
  '[a](',
  '[a]: ',
  '**a',
  '__a ',
  '~~',
  '``',
  '@a',
  '@a ',
  '@a.',
  '@a@b',
  '#a',
  '#a ',
  '#1',
  '#1a',
  '$A ',
  'r/ab ',
  'http://',
  'http://a ',
  'https://a.id/',
  'https://a.id/ ',
  'www.a.id ',
  'a.id ',
  'a.id/(',
  '://',
  'xmpp:',
  'magnet:?',
  '<a ',
  '</',
  '<p>',
  '</p>',
  '<pre>',
  '</pre>',
  '<br>',
  '<li>',
  '<td>',
  '<!--',
  '-->',
  '<![CDATA[',
  '<script>',
  '<style>',
  '<a href="',
  '&#',
  '&#x1;',
  '&amp',
  '&a;',
  '||',
  ':--|',
  '^(',
  '&gt;',
  'beli ',
  'jual x ',
  'yuk ',
  'INSERT ',
  '{{',
  '${',
  'password: ',
  'eyJ',
  'sk-',
  '-----BEGIN ',
  'A! ',
  '!!! ',
  '"a" ',
  'a… ',
  'dr. ',
] as const

/** The rows that a sign makes: alone, between letters, and behind an address, a name and a tag. */
const rows: readonly ((row: string) => string)[] = [
  (row) => `x${row}x`,
  (row) => row,
  (row) => `https://a.id/${row} !`,
  (row) => `@a${row}a`,
  (row) => `#a${row}\n`,
]

/** A text of about this length, whatever it is made of. */
export type Maker = (length: number) => string

/**
 * Hostile texts, by a name that tells what each is made of.
 * @param shapes how many of the rows' shapes: the first is the row between letters
 */
export function hostileTexts(shapes = rows.length): ReadonlyMap<string, Maker> {
  return new Map(
    signs.flatMap((sign) =>
      rows
        .slice(0, shapes)
        .map((row): [string, Maker] => [
          JSON.stringify(row(`${sign}…`)),
          (length) => row(sign.repeat(Math.ceil(length / sign.length))),
        ]),
    ),
  )
}

/** Twice the text may cost so much more: the most that counting leaves room for. */
const tolerated = 2.6
/** Less than so many milliseconds is not told apart from what else a machine does: long texts have to be made room for. */
const counted = (length: number) => 40 + length / 10_000

/** Milliseconds of this thread's processor, the fewest of several tries. */
function cost(work: () => unknown, tries = 1, before = Number.POSITIVE_INFINITY): number {
  let best = before
  for (let number = 0; number < tries; number++) {
    const began = process.threadCpuUsage()
    work()
    const { user, system } = process.threadCpuUsage(began)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}

export interface Growth {
  /** What the text is made of. */
  text: string
  /** The length at which it was seen, in UTF-16 units, and what that and half of it cost, in milliseconds. */
  length: number
  half: number
  whole: number
}

/**
 * Doubles a hostile text from `least` letters up to `most`, and answers the first length at which the work grew more than
 * it may; `undefined` where it never did. Counted in time of the processor, not of the clock.
 */
export function overgrowth(
  work: (text: string) => unknown,
  text: string,
  make: Maker,
  most: number,
  least = 1000,
): Growth | undefined {
  let half = Number.POSITIVE_INFINITY
  for (let length = least / 2; length <= most; length *= 2) {
    const [short, long] = [make(length / 2), make(length)]
    let whole = cost(() => work(long))
    for (let again = 0; length >= least && again < 4 && whole > counted(length) && whole > tolerated * half; again++) {
      half = cost(() => work(short), 2, again === 0 ? Number.POSITIVE_INFINITY : half)
      whole = cost(() => work(long), 1, whole)
    }
    if (length >= least && whole > counted(length) && whole > tolerated * half) return { text, length, half, whole }
    half = whole
  }
  return undefined
}

/** The same over hostile texts, told in words. */
export function overgrowths(work: (text: string) => unknown, most: number, shapes?: number, least?: number): string[] {
  return [...hostileTexts(shapes)].flatMap(([text, make]) => {
    const grown = overgrowth(work, text, make, most, least)
    return grown ? [`${text} of ${grown.length}: ${grown.half.toFixed(0)} → ${grown.whole.toFixed(0)} ms`] : []
  })
}
