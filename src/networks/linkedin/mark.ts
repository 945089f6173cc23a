import type { Mark } from '../facets/mark.ts'

/** Its owner allows no drawing of others, so it keeps its letters. */
export const mark = {
  letters: 'in',
  guidelines: 'https://brand.linkedin.com/policies',
} satisfies Mark
