import { expect, test } from 'vitest'
import type * as Trials from '../core/thread/testing/trials.ts'
import { importingAside } from './aside.ts'

const trials = new URL('../core/thread/testing/trials.ts', import.meta.url)

test('a text that takes too long is refused with words in both languages, and the next one is read', async () => {
  const forever = importingAside<typeof Trials.forever>(trials, 'forever', 'file', 300)
  const all = await Promise.allSettled([forever(), forever(), forever()])
  for (const one of all)
    expect(one).toMatchObject({
      reason: {
        name: 'Problem',
        kind: 'wrong-input',
        words: { en: expect.stringContaining('took too long'), id: expect.stringContaining('terlalu lama') },
      },
    })
  await expect(importingAside<typeof Trials.refuse>(trials, 'refuse')('a')).rejects.toMatchObject({
    words: { en: 'No: a' },
  })
})
