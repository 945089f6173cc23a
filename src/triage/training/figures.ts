/** `npm run train -- --figures`: every head on rows that it never saw. The rows apart are chosen by a hash of their text. */
import { hashOf } from '../features.ts'
import { foldText } from '../fold.ts'
import { spamView, views } from '../views.ts'
import { type Example, kindExamples, languageExamples, spamExamples, toneExamples } from './examples.ts'
import { advertisedNames, type Trained, textsOf, trainClasses, trainSpam, type Use } from './heads.ts'
import { type Measured, measure } from './measure.ts'
import { Rows } from './rows.ts'
import { type DataSet, measuringSets, partOf, rowsOf } from './sets.ts'

const parts = 5
/** A row is learnt from unless it falls in this part. */
const outside =
  (part: number): Use =>
  ({ text }) =>
    partOf(text, parts) !== part

/** The class that a trained head names for a row. */
export function said({ classes, heads }: Trained, rows: Rows, row: number): string {
  const all = heads.map(({ weights, bias }) => rows.score(row, weights, bias))
  return classes[all.indexOf(Math.max(...all))] as string
}

/** Whether a row is taken for spam. */
export function isSpam({ heads }: Trained, rows: Rows, row: number): boolean {
  return heads.some(({ weights, bias }) => rows.score(row, weights, bias) > 0)
}

const three = (value: number) => value.toFixed(4)

function line(what: string, { rows, accuracy, macroF1, classes }: Measured): string {
  const each = Object.entries(classes).map(([name, value]) => `${name} ${three(value)}`)
  return `${what}: macro F1 ${three(macroF1)}, accuracy ${three(accuracy)}, ${rows} rows (${each.join(', ')})`
}

/** Every row judged by a head that was trained without its part. */
function crossValidated(
  name: 'tone' | 'kind' | 'language',
  examples: readonly Example[],
  judged: (one: Example) => boolean,
) {
  const rows = Rows.of(textsOf(examples), views[name])
  const told: [string, string][] = []
  for (let part = 0; part < parts; part++) {
    const trained = trainClasses(name, examples, { rows, use: outside(part) })
    examples.forEach((one, row) => {
      if (partOf(one.text, parts) === part && judged(one)) told.push([one.label, said(trained, rows, row)])
    })
  }
  return measure(told)
}

const spamOf = ({ label }: Example) => (label === 'ordinary' ? 'ordinary' : 'spam')

function spamFigures(): string[] {
  const examples = spamExamples()
  const rows = Rows.of(textsOf(examples), spamView)
  const told: { one: Example; spam: boolean }[] = []
  for (let part = 0; part < parts; part++) {
    const trained = trainSpam(examples, { rows, use: outside(part) })
    examples.forEach((one, row) => {
      if (partOf(one.text, parts) === part) told.push({ one, spam: isSpam(trained, rows, row) })
    })
  }
  const of = (from: string) =>
    measure(
      told
        .filter(({ one }) => one.from === from)
        .map(({ one, spam }) => [spamOf(one), spam ? 'spam' : 'ordinary'] as const),
    )
  const other = told.filter(({ one }) => one.label === 'ordinary' && !['gambling', 'own'].includes(one.from))
  const alarms = other.filter(({ spam }) => spam).length
  const bySet = [...new Set(other.map(({ one }) => one.from))].map(
    (from) => `${from} ${other.filter(({ one, spam }) => one.from === from && spam).length}`,
  )
  return [
    line('gambling spam, cross-validated', of('gambling')),
    line('promotion among English comments, cross-validated', of('promotion')),
    line('spam among own sentences, cross-validated', of('own')),
    `false alarms on ordinary rows of the other sets: ${alarms} of ${other.length}, ${three((1000 * alarms) / other.length)} in 1,000 (${bySet.join(', ')})`,
    ...unseenNames(examples, rows),
    ...nusaxAlarms(trainSpam(examples, { rows })),
  ]
}

/** Javanese, English and Indonesian rows of a set that is never trained on. */
function nusaxAlarms(trained: Trained): string[] {
  const texts = Object.values(measuringSets).flatMap((one) => rowsOf(one).map(({ text }) => text))
  const rows = Rows.of(texts, spamView)
  const alarms = texts.filter((_, row) => isSpam(trained, rows, row)).length
  return [`false alarms on NusaX, which is never trained on: ${alarms} of ${texts.length}`]
}

const thirds = 3

/** A third of the names and catchwords is taken out of training with all its rows, and those rows are judged; thrice. */
function unseenNames(examples: readonly Example[], rows: Rows): string[] {
  const names = [...advertisedNames(examples, () => true)]
  const words = examples.map((one) =>
    one.label === 'gambling' ? new Set(foldText(one.text).words.map(({ text }) => text)) : undefined,
  )
  return Array.from({ length: thirds }, (_, third) => {
    const held = names.filter((name) => (hashOf(name) >>> 7) % thirds === third)
    const holds = words.map((all) => held.some((name) => all?.has(name)))
    const trained = trainSpam(examples, { rows, use: (one, row) => !holds[row] && partOf(one.text, parts) !== 0 })
    const apart = examples.map((_one, row) => row).filter((row) => holds[row])
    const found = apart.filter((row) => isSpam(trained, rows, row)).length
    return `names never seen (${held.length} of ${names.length} held out): recall ${three(found / apart.length)}, ${apart.length} rows`
  })
}

/** A set's tone by the same recipe, but trained on the set itself: such a model is never shipped. */
function byItsOwnRows(name: string, one: DataSet): string {
  const examples = rowsOf(one).map(({ text, label }): Example => ({ text, label: String(label), from: 'own' }))
  return line(
    `tone, ${name}, trained on its own rows, cross-validated`,
    crossValidated('tone', examples, () => true),
  )
}

function toneFigures(): string[] {
  const examples = toneExamples()
  const trained = trainClasses('tone', examples)
  const nusax = Object.entries(measuringSets).map(([name, one]) => {
    const all = rowsOf(one)
    const rows = Rows.of(
      all.map(({ text }) => text),
      views.tone,
    )
    return line(
      `tone, ${name}, never trained on`,
      measure(all.map((row, n) => [String(row.label), said(trained, rows, n)] as const)),
    )
  })
  return [
    line(
      'tone, SmSA, cross-validated',
      crossValidated('tone', examples, ({ from }) => from === 'smsa'),
    ),
    line(
      'tone, own sentences, cross-validated',
      crossValidated('tone', examples, ({ from }) => from === 'own'),
    ),
    ...nusax,
    ...Object.entries(measuringSets).map(([name, one]) => byItsOwnRows(name, one)),
  ]
}

/** Prints them, one a line. @param only of this head */
export function printFigures(only?: string): void {
  const all = {
    spam: spamFigures,
    tone: toneFigures,
    kind: () => [
      line(
        'kind, own sentences, cross-validated',
        crossValidated('kind', kindExamples(), () => true),
      ),
    ],
    language: () => [
      line(
        'language, own sentences, cross-validated',
        crossValidated('language', languageExamples(), ({ from }) => from === 'own'),
      ),
    ],
  }
  for (const [head, figures] of Object.entries(all))
    if (only === undefined || only === head) console.log(figures().join('\n'))
}
