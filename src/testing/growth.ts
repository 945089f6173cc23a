/** How the work on a text grows with it: what reads foreign or long text must take twice the time for twice the text. */

/** Signs of which long rows have stopped programs: what opens something and never closes it, and what means nothing. */
const chars = [
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

/** Hostile texts, by a name that tells what each is made of. */
export type Texts = ReadonlyMap<string, Maker>

const textsOf = (shapes: typeof rows): Texts =>
  new Map(
    chars.flatMap((sign) =>
      shapes.map((row): [string, Maker] => [
        JSON.stringify(row(`${sign}…`)),
        (length) => row(sign.repeat(Math.ceil(length / sign.length))),
      ]),
    ),
  )

/** Each sign's row between letters. */
export const rowsOfCharacters: Texts = textsOf(rows.slice(0, 1))
/** The same rows alone, and behind an address, a name and a tag. */
export const rowsBehind: Texts = textsOf(rows.slice(1))

/** Twice the text may cost so much more: the most that counting leaves room for. */
const tolerated = 2.6
/** A text may cost so much more than its quarters one after the other: the square costs four times as much. */
const toleratedOfQuarters = tolerated ** 2 / 4
/** A text so many times shorter costs little more than to begin. */
const beginning = 64
/** So often a text is set beside its quarters before it is said to grow. */
const rounds = 8
/** Less than so many milliseconds is not told apart from what else a machine does: long texts have to be made room for. */
const counted = (length: number) => 40 + length / 10_000

/** So many doublings are looked at in one step, as long as it shows nothing. */
const stride = 3
/** A step may cost so much more than its doublings alone: one of them would show in it, if it cost more than it may. */
const uneven = tolerated / 2
/** From so many milliseconds on, a step that costs half of what it should hides something: what is too long is refused, say. */
const seen = 0.5

export interface Growth {
  /** What the text is made of. */
  text: string
  /** The length at which it was seen, in UTF-16 units, and what that and half of it cost, in milliseconds. */
  length: number
  half: number
  whole: number
}

/** Milliseconds of this thread's processor until now. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** What a text of so many letters costs, in milliseconds: the fewest of several tries. */
type Cost = (length: number, tries?: number) => number

function costOf(work: (text: string) => unknown, make: Maker, spent: () => number): Cost {
  return (length, tries = 1) => {
    const text = make(length)
    let best = Number.POSITIVE_INFINITY
    for (let number = 0; number < tries; number++) {
      const began = spent()
      work(text)
      best = Math.min(best, spent() - began)
    }
    return best
  }
}

/**
 * Doubles a hostile text from `least` letters up to `most`, and answers a length at which the work grew more than it may;
 * `undefined` where it never did. Three doublings are one step. Beside what the shortest text costs already, no doubling costs less
 * than twice: where a step costs what it should, so did each of its doublings; where it does not, each is looked at.
 * @param spent counts in milliseconds: in time of the processor, not of the clock
 */
export function overgrowth(
  work: (text: string) => unknown,
  text: string,
  make: Maker,
  most: number,
  least = 1000,
  spent = processorTime,
): Growth | undefined {
  const cost = costOf(work, make, spent)
  const doublings = Math.floor(Math.log2(most / least)) + 1
  if (doublings < 1) return undefined
  const shortest = cost(least / 2, 2)
  let shorter = { length: least / 2, cost: shortest }
  for (let left = doublings; left > 0; ) {
    const step = left % stride || stride
    const length = shorter.length * 2 ** step
    const longer = { length, cost: cost(length) }
    const found = isEven(shorter.cost, longer.cost, step, shortest) ? undefined : between(cost, shorter, longer)
    if (found) return { text, ...found }
    shorter = longer
    left -= step
  }
  return undefined
}

/** A text's length, and what it cost. */
interface Seen {
  length: number
  cost: number
}

function isEven(shorter: number, longer: number, doublings: number, shortest: number): boolean {
  const hides = doublings > 1 && shorter > seen && longer < shorter * 2 ** (doublings - 1)
  const grows = longer - shortest > uneven * 2 ** doublings * (shorter - shortest)
  return !hides && (longer <= counted(0) || !grows)
}

/** Looks at every doubling from the shorter one to the longer one; what seems too much is set beside its quarters. */
function between(cost: Cost, shorter: Seen, longer: Seen): Omit<Growth, 'text'> | undefined {
  let half = shorter.cost
  for (let length = shorter.length * 2; length <= longer.length; length *= 2) {
    const whole = length === longer.length ? longer.cost : cost(length)
    const tooMuch = whole > counted(length) && whole > tolerated * half
    if (tooMuch && outgrowsQuarters(cost, length)) return { length, half: cost(length / 2, 2), whole }
    half = whole
  }
  return undefined
}

/**
 * A text against its half and its quarters, in one go: a machine that is slow for a while is so for all of them. One round in which the
 * text costs no more than it may is enough. The quarters begin their work four times; what three beginnings cost is not counted.
 */
function outgrowsQuarters(cost: Cost, length: number): boolean {
  for (let round = 0; round < rounds; round++) {
    let quarters = -3 * cost(length / beginning, 2)
    for (let quarter = 0; quarter < 4; quarter++) quarters += cost(length / 4)
    const whole = cost(length)
    const most = Math.max(counted(length), tolerated * cost(length / 2), toleratedOfQuarters * quarters)
    if (whole <= most) return false
  }
  return true
}

/** The same over hostile texts, told in words. @param least the shortest that is looked at */
export function overgrowths(work: (text: string) => unknown, texts: Texts, most: number, least?: number): string[] {
  return [...texts].flatMap(([text, make]) => {
    const grown = overgrowth(work, text, make, most, least)
    return grown ? [`${text} of ${grown.length}: ${grown.half.toFixed(0)} → ${grown.whole.toFixed(0)} ms`] : []
  })
}
