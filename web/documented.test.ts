import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { codeOf, isTestCode } from '../src/testing/imports.ts'

const web = import.meta.dirname
/** What other files draw with: here the small parts say what they are too. */
const kits = /^(ui|brand-kit|compose|deliveries)\//
const tools = ['vite.config.ts']

/** Lines that begin something which others use, or a component, and that no doc comment stands above. */
function undocumented(code: string, components: boolean): string[] {
  const lines = code.split('\n')
  const begins = components ? /^(export (?!\{|\*)|function [A-Z])/ : /^export (?!\{|\*)/
  return lines.filter((line, at) => begins.test(line) && !lines[at - 1]?.trim().endsWith('*/'))
}

const files = codeOf(web).filter((file) => !isTestCode(file) && !tools.includes(file))

test('every export of the panel, and every component of its kits, says what it is', () => {
  expect(files.length).toBeGreaterThan(150)
  const missing = files.flatMap((file) =>
    undocumented(readFileSync(join(web, file), 'utf8'), kits.test(file)).map((line) => `${file}: ${line}`),
  )
  expect(missing).toEqual([])
})

test('what says nothing is found', () => {
  expect(undocumented('/** A. */\nexport const a = 1\n\nexport function b() {}\nfunction C() {}', false)).toEqual([
    'export function b() {}',
  ])
  expect(undocumented('function C() {}', true)).toEqual(['function C() {}'])
})
