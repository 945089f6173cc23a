/** How each head is trained. */
import { foldText, type Word } from '../fold.ts'
import type { HeadName } from '../model-file.ts'
import { nameLike, spamView, spamViewWithout, type View, views } from '../views.ts'
import type { Example } from './examples.ts'
import { Rows } from './rows.ts'
import { type Head, type Settings, solve } from './solver.ts'

/** A head with its classes in order; of spam the classes are separate questions. */
export interface Trained {
  name: HeadName
  classes: readonly string[]
  heads: readonly Head[]
}

/** Whether a row may be learnt from. */
export type Use = (example: Example, row: number) => boolean

const everything: Use = () => true

/** How the classes of a head are told apart; `own`: how dear a sentence of ours is beside a row of a set, of which there are more. */
const settingsOf: Readonly<Record<Exclude<HeadName, 'spam'>, Settings & { own: number }>> = {
  tone: { cost: 0.2, rounds: 12, smoothing: 1, own: 2 },
  kind: { cost: 0.3, rounds: 15, smoothing: 0.5, own: 1 },
  language: { cost: 0.3, rounds: 10, smoothing: 1, own: 10 },
}

/** One class against the others. */
export function trainClasses(
  name: Exclude<HeadName, 'spam'>,
  examples: readonly Example[],
  { rows = Rows.of(textsOf(examples), views[name]), use = everything }: { rows?: Rows; use?: Use } = {},
): Trained {
  const used = examples.map(use)
  const classes = [...new Set(examples.map(({ label }) => label))].sort()
  const dearer = Float64Array.from(examples, ({ from }) => (from === 'own' ? settingsOf[name].own : 1))
  const heads = classes.map((label) =>
    solve(
      rows,
      Int8Array.from(examples, (one, row) => (used[row] ? (one.label === label ? 1 : -1) : 0)),
      settingsOf[name],
      dearer,
    ),
  )
  return { name, classes, heads }
}

/** The texts of examples, in their order. */
export const textsOf = (examples: readonly Example[]): string[] => examples.map(({ text }) => text)

const spamSettings: Settings = { cost: 0.5, rounds: 15, smoothing: 1 }
/** Where spam begins; chosen so that at most two of a thousand ordinary texts are taken for it (`npm run train -- --figures`). */
const limits = { gambling: -0.4, promotion: -0.6, other: -0.6 }
/** A word is a name that gambling spam advertises if it stands in so many of its texts, and in hardly any other. */
const fewestTexts = 5
const rarer = 50

/** The names and catchwords that spam says and others don't. */
export function advertisedNames(examples: readonly Example[], use: Use): Set<string> {
  const [spam, others] = [new Map<string, number>(), new Map<string, number>()]
  examples.forEach((one, row) => {
    if (one.from !== 'gambling' || !use(one, row)) return
    const counts = one.label === 'gambling' ? spam : others
    for (const text of new Set(foldText(one.text).words.map((word) => word.text)))
      counts.set(text, (counts.get(text) ?? 0) + 1)
  })
  const isName = ([text, count]: [string, number]) =>
    count >= fewestTexts && (others.get(text) ?? 0) * rarer <= count && /^[a-z0-9]{3,}$/.test(text)
  return new Set([...spam].filter(isName).map(([text]) => text))
}

/**
 * Gambling, promotion, and the kinds of spam that only our own sentences show, each against everything ordinary. Gambling is learnt twice, and the weights are the mean: once of the rows
 * as they are, and once with a second copy of each row whose names are hidden, for names change weekly and what is said around them
 * doesn't.
 */
export function trainSpam(
  examples: readonly Example[],
  { rows = Rows.of(textsOf(examples), spamView), use = everything }: { rows?: Rows; use?: Use } = {},
): Trained {
  const gambling = shifted(trainGambling(examples, rows, use), limits.gambling)
  const against = (label: 'promotion' | 'other') =>
    shifted(
      solve(
        rows,
        sides(examples, use, (one) => (one.label === label ? 1 : one.label === 'ordinary' ? -1 : 0)),
        spamSettings,
      ),
      limits[label],
    )
  return {
    name: 'spam',
    classes: ['gambling', 'promotion', 'other'],
    heads: [gambling, against('promotion'), against('other')],
  }
}

function sides(examples: readonly Example[], use: Use, sideOf: (one: Example) => number): Int8Array {
  return Int8Array.from(examples, (one, row) => (use(one, row) ? sideOf(one) : 0))
}

const gamblingSide = ({ label }: Example) => (label === 'gambling' ? 1 : label === 'ordinary' ? -1 : 0)

function trainGambling(examples: readonly Example[], rows: Rows, use: Use): Head {
  const names = advertisedNames(examples, use)
  const hidden = (word: Word) => names.has(word.text) || nameLike(word)
  const copied = examples.filter((one, row) => use(one, row) && foldText(one.text).words.some(hidden))
  const both = rows.and(Rows.of(textsOf(copied), spamViewWithout(hidden)))
  const side = sides(examples, use, gamblingSide)
  const plain = solve(rows, side, spamSettings)
  const withCopies = solve(both, Int8Array.from([...side, ...copied.map(gamblingSide)]), spamSettings)
  return {
    weights: plain.weights.map((weight, place) => (weight + (withCopies.weights[place] as number)) / 2),
    bias: (plain.bias + withCopies.bias) / 2,
  }
}

const shifted = ({ weights, bias }: Head, limit: number): Head => ({ weights, bias: bias - limit })

/** The view that a head reads by. */
export const viewOf = (name: HeadName): View => views[name]
