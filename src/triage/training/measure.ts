/** How well classes are told. */

/** Right answers by class, and both means. */
export interface Measured {
  rows: number
  accuracy: number
  macroF1: number
  /** F1 of each class. */
  classes: Readonly<Record<string, number>>
}

/** @param told pairs of what a text is, and what was said of it */
export function measure(told: readonly (readonly [truth: string, said: string])[]): Measured {
  const classes = [...new Set(told.map(([truth]) => truth))].sort()
  const f1 = classes.map((one) => {
    const right = told.filter(([truth, said]) => truth === one && said === one).length
    const either = told.filter(([truth]) => truth === one).length + told.filter(([, said]) => said === one).length
    return [one, (2 * right) / either] as const
  })
  return {
    rows: told.length,
    accuracy: told.filter(([truth, said]) => truth === said).length / told.length,
    macroF1: f1.reduce((sum, [, value]) => sum + value, 0) / classes.length,
    classes: Object.fromEntries(f1),
  }
}
