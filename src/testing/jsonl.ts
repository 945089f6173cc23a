import { expect } from 'vitest'
import { runCommand } from '../cli/index.ts'

/** What a command answers to rows with `--jsonl`, one answer a row and in their order. */
export async function answersTo<Answer extends { id: string }>(
  argv: readonly string[],
  rows: readonly { id: string }[],
): Promise<Answer[]> {
  let out = ''
  const code = await runCommand([...argv, '--jsonl'], {
    input: (async function* () {
      for (const row of rows) yield `${JSON.stringify(row)}\n`
    })(),
    out: (text) => {
      out += text
    },
    err: (text) => {
      throw new Error(text)
    },
    language: 'en',
  })
  expect(code).toBe(0)
  const answers = out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Answer)
  expect(answers.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
  return answers
}
