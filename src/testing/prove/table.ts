import type { Judged } from './count.ts'
import type { MutantRun } from './mutant-runs.ts'

/** What came of all trials with one fault. */
export interface Line {
  fault: string
  trials: number
  deliveries: number
  lost: number
  repeated: number
  stuck: number
  wrong: number
  /** Nobody could look, and a person is asked: as it should be. */
  asked: number
}

/** A line for each fault, by name, and one for all at the end. A delivery counts for its trial's fault, and for what happened on its own line. */
export function linesOf(judged: readonly Judged[]): Line[] {
  const lines = new Map<string, Line & { numbers: Set<number> }>()
  for (const one of judged) for (const fault of faultsOf(one)) add(lines, fault, one)
  const sorted = [...lines.values()].sort((a, b) => (a.fault < b.fault ? -1 : 1))
  lines.clear()
  for (const one of judged) add(lines, 'all', one)
  return [...sorted, ...lines.values()].map(({ numbers, ...line }) => ({ ...line, trials: numbers.size }))
}

function faultsOf({ trial: { plan }, site }: Judged): Set<string> {
  const own = plan.requestFaults.filter((requestFault) => requestFault.site === site)
  const main = plan.fault === 'lines' ? [] : [`${plan.fault} at ${plan.at}`]
  return new Set([
    ...main,
    ...own.map(({ requestFault, on }) => `${requestFault}${on === 'lookups' ? ' of a look' : ''}`),
  ])
}

function add(lines: Map<string, Line & { numbers: Set<number> }>, fault: string, one: Judged): void {
  const line = lines.get(fault) ?? {
    fault,
    trials: 0,
    deliveries: 0,
    lost: 0,
    repeated: 0,
    stuck: 0,
    wrong: 0,
    asked: 0,
    numbers: new Set<number>(),
  }
  lines.set(fault, line)
  line.numbers.add(one.trial.plan.number)
  line.deliveries += one.ends.length
  for (const what of ['lost', 'repeated', 'stuck', 'wrong'] as const) line[what] += one[what].length
  line.asked += one.ends.filter((end) => end === 'unconfirmed').length
}

const heads = ['trials', 'deliveries', 'lost', 'repeated', 'stuck', 'wrongly told', 'asked'] as const
const columns = ['trials', 'deliveries', 'lost', 'repeated', 'stuck', 'wrong', 'asked'] as const

/** The table as text, in columns. */
export function tableOf(lines: readonly Line[]): string {
  const width = Math.max(...lines.map(({ fault }) => fault.length))
  const row = (first: string, cells: readonly string[]) =>
    `${first.padEnd(width)}  ${cells.map((cell, at) => cell.padStart(heads[at]?.length ?? 0)).join('  ')}`
  return [
    row('fault', heads),
    ...lines.map((line) =>
      row(
        line.fault,
        columns.map((name) => String(line[name])),
      ),
    ),
  ].join('\n')
}

/** A faulty version and what found it, in a line. */
export function mutantLine({ mutant, found, trials, seconds }: MutantRun): string {
  return `${found ? 'found   ' : 'SURVIVED'}  ${mutant} (${trials} trials, ${seconds} s)${found ? `: ${found}` : ''}`
}
