import type { Mark } from '../facets/mark.ts'

/** Its owner allows the drawing on a screen in its red only, so it keeps its letters. */
export const mark = {
  letters: 'P',
  guidelines: 'https://business.pinterest.com/en/brand-guidelines',
} satisfies Mark
