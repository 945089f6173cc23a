/**
 * A linear model, solved by dual coordinate descent (Hsieh et al. 2008, "A dual coordinate descent method for large-scale linear SVM")
 * on features that are weighed by how much more often one side has them (Wang and Manning 2012, "Baselines and bigrams").
 * Everything happens in one fixed order with additions, multiplications and divisions alone, so that any engine gives the same bytes.
 */
import { places, wordPlaces } from '../features.ts'
import type { Rows } from './rows.ts'

/** How a head is trained. */
export interface Settings {
  /** How dear a row on the wrong side is. */
  cost: number
  rounds: number
  /** Without weighing features by their ratios: only to compare. */
  plain?: boolean
  /** Added to each count, so that what was never seen has a ratio. */
  smoothing: number
}

const ln2 = Math.LN2

/** Natural logarithm of a number above 0. Math.log may differ in its last bit between engines. */
export function logarithm(value: number): number {
  let mantissa = value
  let exponent = 0
  for (; mantissa >= 1.5; exponent++) mantissa /= 2
  for (; mantissa < 0.75; exponent--) mantissa *= 2
  const y = (mantissa - 1) / (mantissa + 1)
  let sum = 0
  for (let term = 41; term >= 1; term -= 2) sum = sum * y * y + 1 / term
  return 2 * y * sum + exponent * ln2
}

/** Numbers from 0 to `below`, in an order that only the seed decides (xorshift, Marsaglia 2003). */
export function shuffled(below: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: below }, (_, n) => n)
  let state = (seed | 0) === 0 ? 1 : seed | 0
  for (let at = below - 1; at > 0; at--) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    const other = (state >>> 0) % (at + 1)
    const kept = order[at] as number
    order[at] = order[other] as number
    order[other] = kept
  }
  return order
}

/** The square of each feature's ratio between the two sides: what a step along it is worth. */
function ratios(rows: Rows, side: Int8Array, smoothing: number): Float64Array {
  const own = new Float64Array(places).fill(smoothing)
  const other = new Float64Array(places).fill(smoothing)
  let [ownRows, otherRows] = [0, 0]
  for (let row = 0; row < rows.count; row++) {
    if (side[row] === 0) continue
    const counts = side[row] === 1 ? own : other
    if (side[row] === 1) ownRows++
    else otherRows++
    const end = rows.starts[row + 1] as number
    for (let at = rows.starts[row] as number; at < end; at++) {
      const place = rows.places[at] as number
      counts[place] = (counts[place] as number) + 1
    }
  }
  const shift = logarithm((otherRows + smoothing) / (ownRows + smoothing))
  return own.map((count, place) => {
    const seen = count + (other[place] as number) - 2 * smoothing
    const ratio = logarithm(count / (other[place] as number)) + shift
    return seen < 2 ? 0 : ratio * ratio
  })
}

/** One head: a weight for each place, and what is added to all sums. */
export interface Head {
  weights: Float64Array
  bias: number
}

/**
 * @param side 1 of this class, -1 of another, 0 left out; one for each row
 * @param dearer by what a row's cost is multiplied; 1 where nothing is said
 */
export function solve(rows: Rows, side: Int8Array, settings: Settings, dearer?: Float64Array): Head {
  const worth = settings.plain ? new Float64Array(places).fill(1) : ratios(rows, side, settings.smoothing)
  const used = Uint32Array.from({ length: rows.count }, (_, n) => n).filter((row) => side[row] !== 0)
  const alphas = new Float64Array(rows.count)
  const head: Head = { weights: new Float64Array(places), bias: 0 }
  const lengths = new Float64Array(rows.count)
  const softness = Float64Array.from(side, (_, row) => 1 / (2 * settings.cost * (dearer?.[row] ?? 1)))
  for (const row of used) lengths[row] = lengthOf(rows, row, worth)
  for (let round = 0; round < settings.rounds; round++)
    for (const n of shuffled(used.length, round + 1))
      step(rows, used[n] as number, side, { head, alphas, lengths, worth, softness })
  return head
}

function lengthOf(rows: Rows, row: number, worth: Float64Array): number {
  const [words, pieces] = rows.scales(row)
  let length = 1
  const end = rows.starts[row + 1] as number
  for (let at = rows.starts[row] as number; at < end; at++) {
    const place = rows.places[at] as number
    const scale = place < wordPlaces ? words : pieces
    length += scale * scale * (worth[place] as number)
  }
  return length
}

interface Solving {
  head: Head
  alphas: Float64Array
  lengths: Float64Array
  worth: Float64Array
  softness: Float64Array
}

/** Moves the weights along one row as far as it wants. */
function step(rows: Rows, row: number, side: Int8Array, { head, alphas, lengths, worth, softness }: Solving): void {
  const y = side[row] as number
  const soft = softness[row] as number
  const before = alphas[row] as number
  const gradient = y * rows.score(row, head.weights, head.bias) - 1 + soft * before
  const after = Math.max(0, before - gradient / ((lengths[row] as number) + soft))
  if (after === before) return
  alphas[row] = after
  const moved = (after - before) * y
  const [words, pieces] = rows.scales(row)
  const end = rows.starts[row + 1] as number
  for (let at = rows.starts[row] as number; at < end; at++) {
    const place = rows.places[at] as number
    const along = moved * (place < wordPlaces ? words : pieces) * (worth[place] as number)
    head.weights[place] = (head.weights[place] as number) + along
  }
  head.bias += moved
}
