/** Many texts as features, side by side in two arrays. */
import { Features, scaleOf, wordPlaces } from '../features.ts'
import { foldText } from '../fold.ts'
import type { View } from '../views.ts'

/** Texts as features: row n has the places from `starts[n]` to `starts[n + 1]`. */
export class Rows {
  readonly count: number
  readonly starts: Uint32Array
  readonly places: Uint32Array
  private readonly wordScales: Float64Array
  private readonly pieceScales: Float64Array

  private constructor(count: number, places: Uint32Array) {
    this.count = count
    this.places = places
    this.starts = new Uint32Array(count + 1)
    this.wordScales = new Float64Array(count)
    this.pieceScales = new Float64Array(count)
  }

  /** Reads texts by a view. */
  static of(texts: readonly string[], view: View): Rows {
    const features = new Features()
    const starts: number[] = [0]
    const scales: [number, number][] = []
    let places: Uint32Array = new Uint32Array(2 ** 16)
    let end = 0
    for (const text of texts) {
      features.begin()
      view(foldText(text), features)
      const { wordCount, pieceCount } = features
      places = holding(places, end + wordCount + pieceCount)
      places.set(features.words.subarray(0, wordCount), end)
      places.set(features.pieces.subarray(0, pieceCount), end + wordCount)
      end += wordCount + pieceCount
      starts.push(end)
      scales.push([scaleOf(wordCount), scaleOf(pieceCount)])
    }
    const rows = new Rows(texts.length, places.slice(0, end))
    rows.starts.set(starts)
    rows.wordScales.set(scales.map(([words]) => words))
    rows.pieceScales.set(scales.map(([, pieces]) => pieces))
    return rows
  }

  /** These, and others behind them. */
  and(others: Rows): Rows {
    const places = new Uint32Array(this.places.length + others.places.length)
    places.set(this.places)
    places.set(others.places, this.places.length)
    const both = new Rows(this.count + others.count, places)
    both.starts.set(this.starts)
    both.starts.set(
      others.starts.map((start) => start + this.places.length),
      this.count,
    )
    for (const name of ['wordScales', 'pieceScales'] as const) {
      both[name].set(this[name])
      both[name].set(others[name], this.count)
    }
    return both
  }

  /** What a word and what a piece of a row count, so that long texts count no more than short ones. */
  scales(row: number): [words: number, pieces: number] {
    return [this.wordScales[row] as number, this.pieceScales[row] as number]
  }

  /** The sum of a row's weights. */
  score(row: number, weights: Float64Array, bias: number): number {
    let [words, pieces] = [0, 0]
    const end = this.starts[row + 1] as number
    for (let at = this.starts[row] as number; at < end; at++) {
      const place = this.places[at] as number
      if (place < wordPlaces) words += weights[place] as number
      else pieces += weights[place] as number
    }
    return words * (this.wordScales[row] as number) + pieces * (this.pieceScales[row] as number) + bias
  }
}

/** The same places in an array that holds so many. */
function holding(places: Uint32Array, needed: number): Uint32Array {
  if (needed <= places.length) return places
  const larger = new Uint32Array(2 * needed)
  larger.set(places)
  return larger
}
