/** One figure of a benchmark. */
export interface Figure {
  /** Its name in the JSON line. */
  key: string
  what: string
  value: number
  unit: string
  /** The bound that the project sets itself, in words, and whether this run kept it. */
  wanted?: string
  fine?: boolean
}

/** Measures within one run, so that ratios hold on any machine. */
export type Benchmark = () => Promise<Figure[]>

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits))
}
