/** `npm run train -- --compare`: other kinds of model by the same split, features and rows; docs/decisions/0042 says what came of it. */
import { type View, views } from '../views.ts'
import { bagShares, shares, trainBag } from './bag.ts'
import { type Example, kindExamples, languageExamples, spamExamples, toneExamples } from './examples.ts'
import { textsOf } from './heads.ts'
import { measure } from './measure.ts'
import { Rows } from './rows.ts'
import { partOf } from './sets.ts'
import { solve } from './solver.ts'

const settings = { cost: 0.3, rounds: 12, smoothing: 1 }
/** How much steeper the linear model's scores become, so that they weigh like the other's when both are added. */
const steepness = 3

interface Task {
  name: string
  view: View
  examples: readonly Example[]
  judged: (one: Example) => boolean
}

function tasks(): Task[] {
  const spam = spamExamples()
  const of = (from: string) => spam.filter((one) => one.from === from)
  return [
    { name: 'gambling spam', view: views.spam, examples: of('gambling'), judged: () => true },
    { name: 'promotion', view: views.spam, examples: of('promotion'), judged: () => true },
    { name: 'tone, SmSA', view: views.tone, examples: toneExamples(), judged: ({ from }) => from === 'smsa' },
    { name: 'tone, own', view: views.tone, examples: toneExamples(), judged: ({ from }) => from === 'own' },
    { name: 'kind, own', view: views.kind, examples: kindExamples(), judged: () => true },
    { name: 'language, own', view: views.language, examples: languageExamples(), judged: ({ from }) => from === 'own' },
  ]
}

/** Macro F1 of each kind of model on the fifth of the rows that none of them saw. */
function compared({ name, view, examples, judged }: Task): string {
  const rows = Rows.of(textsOf(examples), view)
  const classes = [...new Set(examples.map(({ label }) => label))].sort()
  const apart = examples.map(({ text }) => partOf(text, 5) === 0)
  const truth = Int8Array.from(examples, ({ label }, row) => (apart[row] ? -1 : classes.indexOf(label)))
  const linear = (plain: boolean) => {
    const heads = classes.map((_, one) =>
      solve(
        rows,
        truth.map((label) => (label === -1 ? 0 : label === one ? 1 : -1)),
        { ...settings, plain },
      ),
    )
    return (row: number) => shares(heads.map(({ weights, bias }) => steepness * rows.score(row, weights, bias)))
  }
  const bag = trainBag(rows, truth, classes.length)
  const weighed = linear(false)
  const factored = (row: number) => bagShares(rows, row, bag)
  const ways: Record<string, (row: number) => number[]> = {
    'linear, unweighed': linear(true),
    'linear, weighed by ratios': weighed,
    factored,
    'weighed linear and factored, stacked': (row) =>
      weighed(row).map((share, n) => share + (factored(row)[n] as number)),
  }
  const figures = Object.entries(ways).map(([way, of]) => {
    const told = examples.flatMap((one, row) => {
      if (!apart[row] || !judged(one)) return []
      const likely = of(row)
      return [[one.label, classes[likely.indexOf(Math.max(...likely))] as string] as const]
    })
    return `${way} ${measure(told).macroF1.toFixed(4)}`
  })
  return `${name}: ${figures.join(', ')}`
}

/** Prints a line a task. */
export function printComparison(): void {
  for (const task of tasks()) console.log(compared(task))
}
