import type { Random } from './random.ts'

/**
 * The fewest (nearly) of these cases in which every pair is met that is met in any of them: always the one that meets most of
 * what is still open. The random order only decides between equals.
 * @param pairsOf the names of a case's pairs
 */
export function pairwise<T>(cases: readonly T[], random: Random, pairsOf: (one: T) => readonly string[]): T[] {
  const open = new Set(cases.flatMap(pairsOf))
  const rest = random.shuffle(cases)
  const chosen: T[] = []
  const news = (one: T) => pairsOf(one).filter((pair) => open.has(pair)).length
  while (open.size) {
    const best = rest.reduce((a, b) => (news(b) > news(a) ? b : a))
    for (const pair of pairsOf(best)) open.delete(pair)
    chosen.push(best)
  }
  return chosen
}
