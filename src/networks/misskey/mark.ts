import type { Mark } from '../facets/mark.ts'

/** Its drawing may not be used commercially (CC BY-NC-SA), so it keeps its letters. */
export const mark = {
  letters: 'Mi',
} satisfies Mark
