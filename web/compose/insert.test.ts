import { expect, test } from 'vitest'
import { spaced } from './insert.ts'

test.for([
  ['', '#kopi'],
  ['Halo‹›', ' #kopi'],
  ['Halo ‹›', '#kopi'],
  ['Halo\n‹›', '#kopi'],
  ['Halo‹›dunia', ' #kopi '],
  ['Halo ‹dunia› besar', '#kopi'],
  ['‹›dunia', '#kopi '],
] as const)('in %j it is %j', ([marked, insert]) => {
  const start = Math.max(0, marked.indexOf('‹'))
  const end = Math.max(0, marked.indexOf('›') - 1)
  expect(spaced(marked.replace(/[‹›]/g, ''), start, end, '#kopi')).toBe(insert)
})
