import { expect, test } from 'vitest'
import { contrastOf, darkTokens, least, lightTokens, type Tokens } from './tokens.ts'

/** Colours that brands have, and those that nobody should have. */
const colours = [
  '#7a2e2e',
  '#0f766e',
  '#ffff00',
  '#ffffff',
  '#000000',
  '#808080',
  '#e8a33d',
  '#00ff00',
  '#0000ff',
  '#7f7f00',
]
const papers = ['#faf7f1', '#ffffff', '#000000', '#808080', '#ffe08a', '#1a1a2e', '#ff0000', '#777777']

function misread(tokens: Tokens): string[] {
  const { paper, ink, soft, tint, accent, field, on } = tokens
  const wanted: [string, number, number][] = [
    ['ink on paper', contrastOf(ink, paper), least.ink],
    ['soft on paper', contrastOf(soft, paper), least.text],
    ['soft on tint', contrastOf(soft, tint), least.text],
    ['accent on paper', contrastOf(accent, paper), least.text],
    ['accent on tint', contrastOf(accent, tint), least.text],
    ['field on paper', contrastOf(field, paper), least.field],
    ['on the accent', contrastOf(on, accent), 4.5],
  ]
  return wanted.filter(([, is, least]) => is < least).map(([name, is]) => `${name}: ${is.toFixed(2)}`)
}

test('whatever colours a brand has, its blog can be read, by day and by night', () => {
  for (const accent of colours)
    for (const paper of papers)
      for (const [time, tokens] of Object.entries({
        day: lightTokens({ accent, paper }),
        night: darkTokens({ accent, paper }),
      }))
        expect([accent, paper, time, misread(tokens)]).toEqual([accent, paper, time, []])
})

test('a paper and an accent that can be read stay what they are', () => {
  const tokens = lightTokens({ accent: '#7a2e2e', paper: '#faf7f1' })
  expect([tokens.paper, tokens.accent]).toEqual(['#faf7f1', '#7a2e2e'])
})
