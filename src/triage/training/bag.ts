/**
 * Another kind of model, to compare: a factored one, in which each feature is a short vector and a text is the mean of its features'
 * (Joulin et al. 2017, "Bag of tricks for efficient text classification").
 */
import { places } from '../features.ts'
import type { Rows } from './rows.ts'
import { shuffled } from './solver.ts'

const dimensions = 16
const rounds = 20
const firstRate = 0.5

/** A factored model: a vector for each place, and one for each class. */
export interface Bag {
  vectors: Float32Array
  classes: Float64Array[]
}

/** The mean of a row's vectors. */
function meanOf(rows: Rows, row: number, vectors: Float32Array): Float64Array {
  const mean = new Float64Array(dimensions)
  const [start, end] = [rows.starts[row] as number, rows.starts[row + 1] as number]
  for (let at = start; at < end; at++) {
    const base = (rows.places[at] as number) * dimensions
    for (let d = 0; d < dimensions; d++) mean[d] = (mean[d] as number) + (vectors[base + d] as number)
  }
  return mean.map((value) => value / Math.max(1, end - start))
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, d) => sum + value * (b[d] as number), 0)

/** Shares that add up to 1, the larger for the larger. */
export function shares(scores: readonly number[]): number[] {
  const most = Math.max(...scores)
  const raised = scores.map((score) => Math.exp(score - most))
  const sum = raised.reduce((all, one) => all + one, 0)
  return raised.map((one) => one / sum)
}

/** How likely each class is for a row. */
export function bagShares(rows: Rows, row: number, { vectors, classes }: Bag): number[] {
  const mean = meanOf(rows, row, vectors)
  return shares(classes.map((one) => dot(one, mean)))
}

function learn(rows: Rows, row: number, truth: number, rate: number, { vectors, classes }: Bag): void {
  const mean = meanOf(rows, row, vectors)
  const likely = shares(classes.map((one) => dot(one, mean)))
  const back = new Float64Array(dimensions)
  classes.forEach((one, n) => {
    const wrong = rate * ((n === truth ? 1 : 0) - (likely[n] as number))
    for (let d = 0; d < dimensions; d++) {
      back[d] = (back[d] as number) + wrong * (one[d] as number)
      one[d] = (one[d] as number) + wrong * (mean[d] as number)
    }
  })
  const end = rows.starts[row + 1] as number
  const count = Math.max(1, end - (rows.starts[row] as number))
  for (let at = rows.starts[row] as number; at < end; at++) {
    const base = (rows.places[at] as number) * dimensions
    for (let d = 0; d < dimensions; d++)
      vectors[base + d] = (vectors[base + d] as number) + ((back[d] as number) * mostSteps) / count
  }
}

/** A feature takes part in so many texts that its step is made larger than the mean's share. */
const mostSteps = 10

/** @param truth the class of each row, as a number; -1 for those left out */
export function trainBag(rows: Rows, truth: Int8Array, classCount: number): Bag {
  const start = shuffled(1_024, 7)
  const vectors = Float32Array.from(
    { length: places * dimensions },
    (_, n) => ((start[n % 1_021] as number) / 512 - 1) / dimensions,
  )
  const classes = Array.from({ length: classCount }, () => new Float64Array(dimensions))
  const used = Uint32Array.from({ length: rows.count }, (_, n) => n).filter((row) => truth[row] !== -1)
  for (let round = 0; round < rounds; round++) {
    const rate = firstRate * (1 - round / rounds)
    for (const n of shuffled(used.length, round + 1))
      learn(rows, used[n] as number, truth[used[n] as number] as number, rate, { vectors, classes })
  }
  return { vectors, classes }
}
