import { expect, test } from 'vitest'
import { lossesInWords, lossWords } from './words.ts'

test('of an article that comes as a draft nobody is told that it is left out', () => {
  for (const what of ['audience', 'password', 'late'] as const)
    for (const detail of ['', 'private']) {
      const said = lossWords({ what, detail, instead: what === 'audience' ? 'nothing' : 'words' })
      expect(said).toEqual({
        id: expect.stringMatching(/menjadi draf$/),
        en: expect.stringMatching(/becomes a draft$/),
      })
    }
  expect(lossWords({ what: 'widget', detail: 'paywall', instead: 'nothing' }).en).toBe('widget “paywall”: left out')
  expect(lossesInWords([{ what: 'audience', detail: 'paid', instead: 'nothing' }])).toEqual([
    {
      id: 'artikel untuk pelanggan tertentu (“paid”), menjadi draf',
      en: 'article for some readers only (“paid”), becomes a draft',
    },
  ])
})
