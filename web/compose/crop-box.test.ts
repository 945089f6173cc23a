import { expect, test } from 'vitest'
import { cropBox } from './crop-box.ts'

const wide = { width: 2000, height: 1000 }
const high = { width: 1000, height: 2000 }
const middle = { x: 0.5, y: 0.5 }

test.for([
  [wide, 'whole', middle, [0, 0, 1, 1]],
  [wide, 'even', middle, [0.25, 0, 0.5, 1]],
  [wide, 'even', { x: 0, y: 0 }, [0, 0, 0.5, 1]],
  [wide, 'even', { x: 0.9, y: 1 }, [0.5, 0, 0.5, 1]],
  [wide, 'even', { x: 0.6, y: 0.1 }, [0.35, 0, 0.5, 1]],
  [high, 'even', middle, [0, 0.25, 1, 0.5]],
  [high, 'portrait', { x: 0.5, y: 0.2 }, [0, 0, 1, 0.625]],
  [wide, 'wide', middle, [0.0556, 0, 0.8889, 1]],
] as const)('%j, %s, %j: %j', ([size, ratio, focus, [left, top, width, height]]) => {
  const box = cropBox(size, ratio, focus)
  expect([box.left, box.top, box.width, box.height].map((share) => Math.round(share * 10_000) / 10_000)).toEqual([
    left,
    top,
    width,
    height,
  ])
})
