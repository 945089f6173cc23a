/** What pool.test.ts runs in a thread. */
import { Problem } from '../../problem.ts'

export function refuse(what: string): never {
  throw new Problem('wrong-input', { id: 'Tidak: {what}', en: 'No: {what}' }, { field: 'there', values: { what } })
}

export function fail(): never {
  throw new Error('broken')
}

/** Takes memory until it is stopped. */
export function fill(): number {
  const kept: number[][] = []
  for (;;) kept.push(new Array(100_000).fill(kept.length))
}

/** Never ends by itself. */
export function forever(): never {
  for (;;);
}
