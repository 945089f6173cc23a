/** Every export has a doc comment: what it is, its shapes, units and errors, and the source of a rule. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { programFiles, undocumented } from './testing/sources.ts'

const src = import.meta.dirname

describe('what a file exports is documented', () => {
  test('one without a comment of its own is found', () => {
    const code = `/** What it is. */
export const one = 1
export const two = 2
// Why it is so.
export function three() {}
/** Which there are. */
export const kinds = ['a'] as const
export type Kind = (typeof kinds)[number]
export type Shape = z.infer<typeof shape>
export interface Four { a: string }
export { five } from './five.ts'
/** Far away. */

import './six.ts'
export class Seven {}
export default function eight() {}`
    expect(undocumented('a.ts', code)).toEqual(['two', 'three', 'Four', 'Seven', 'default'])
  })

  test('everywhere in the program', () => {
    const files = programFiles()
    expect(files.length).toBeGreaterThan(500)
    const missing = files.flatMap((file) =>
      undocumented(file, readFileSync(join(src, file), 'utf8')).map((name) => `${file}: ${name}`),
    )
    expect(missing).toEqual([])
  })
})
