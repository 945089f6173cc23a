import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { moduleAddress } from '../../../rolldown.config.ts'
import { programFiles } from '../../testing/sources.ts'

/** What a thread runs is a file of its own in the built program too: whatever names a module by its address is seen by the build. */
test('every module that is named by its address becomes a file of its own', () => {
  const src = join(import.meta.dirname, '..', '..')
  const named = programFiles().flatMap((file) => {
    const code = readFileSync(join(src, file), 'utf8').replace(/^\s*\*.*$/gm, '')
    const wanted = code.match(/new URL\(\s*'[^']+\.ts'/g)?.length ?? 0
    const seen = [...code.matchAll(moduleAddress)].filter(([, name = '']) =>
      existsSync(resolve(dirname(join(src, file)), name)),
    )
    return wanted ? [{ file, wanted, seen: seen.length }] : []
  })
  expect(named.length).toBeGreaterThan(5)
  expect(named.filter(({ wanted, seen }) => wanted !== seen)).toEqual([])
})
