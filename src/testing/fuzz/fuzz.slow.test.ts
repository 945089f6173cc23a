import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningProgram, startProgram } from '../program.ts'
import { type Fuzzed, fuzz } from './fuzz.ts'
import { moveIn } from './house.ts'

let program: RunningProgram
let fuzzed: Fuzzed

beforeAll(async () => {
  program = await startProgram()
  fuzzed = await fuzz({ url: program.url, ...(await moveIn(program)), count: 2500, seed: 'percakapan' })
})
afterAll(() => program?.end())

test('no hostile request breaks the real program, or leaves somebody waiting', () => {
  expect(fuzzed.broken.map(({ request, status }) => `${request.operation}: ${request.name} → ${status}`)).toEqual([])
})

test('every operation was asked, and most of what is sound was done', () => {
  expect(fuzzed.rows.length).toBeGreaterThan(80)
  // What asks for a password, a code, or an archive that was uploaded before can't be made up.
  const refused = fuzzed.refused.filter(({ request }) => !/ \/(security|setup|email|imports)\b/.test(request.operation))
  expect(refused.length).toBeLessThan(fuzzed.rows.length / 2)
})

test('no stack of an error stands in the log', () => {
  expect(program.output()).not.toMatch(/unforeseen error|\n\s+at .*\(/)
})
