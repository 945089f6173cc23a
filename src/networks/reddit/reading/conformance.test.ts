import { describe, expect, test } from 'vitest'
import { type SuiteCase, suiteCases } from '../../../testing/suites.ts'
import { readMarkdown } from './index.ts'

interface Case extends SuiteCase {
  section: 'cases' | 'wiki_cases'
  markdown: string
  html: string
}

describe('what Reddit’s own tests expect, to the letter', () => {
  const cases = suiteCases<Case>('snudown.json')
  test.each(cases.map((given) => [given.id, given] as const))('%s', (_id, { section, markdown, html }) => {
    expect(readMarkdown(markdown, { wiki: section === 'wiki_cases' })).toBe(html)
  })
})
