/**
 * `npm run fuzz -- [--count N] [--seed S]`: starts the real program, and sends it hostile requests, made of its own OpenAPI document.
 * Exit code 0: each was answered, and none broke anything; 1: something broke; 2: wrong use. The same seed sends the same.
 */
import { parseArgs } from 'node:util'
import { startProgram } from '../program.ts'
import { type Fuzzed, fuzz } from './fuzz.ts'
import { moveIn } from './house.ts'

const usage = 'npm run fuzz -- [--count N] [--seed S] (N: 1 to 100000, 5000 when left out)'

/** @returns undefined for what can't be used */
function asked(): { count: number; seed: string } | undefined {
  try {
    const { values } = parseArgs({ options: { count: { type: 'string' }, seed: { type: 'string' } } })
    const count = Number(values.count ?? 5000)
    const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 32))
    return Number.isInteger(count) && count >= 1 && count <= 100_000 ? { count, seed } : undefined
  } catch (error) {
    console.error((error as Error).message)
    return undefined
  }
}

function tell({ rows, refused, broken }: Fuzzed): void {
  console.table(rows.map(({ operation, requests, answers }) => ({ operation, requests, ...answers })))
  console.log(`sound requests that were refused, so that hostile ones got less far: ${refused.length}`)
  for (const { request, status, answer } of broken)
    console.log(`broken: ${request.method} ${request.path.slice(0, 200)} (${request.name}) → ${status} ${answer}`)
  console.log(`requests ${rows.reduce((all, { requests }) => all + requests, 0)}, broken ${broken.length}`)
}

const choice = asked()
if (!choice) {
  console.error(usage)
  process.exitCode = 2
} else {
  console.log(`seed ${choice.seed}`)
  const program = await startProgram()
  try {
    const fuzzed = await fuzz({ url: program.url, ...(await moveIn(program)), ...choice })
    tell(fuzzed)
    process.exitCode = fuzzed.broken.length > 0 ? 1 : 0
  } finally {
    await program.end()
  }
}
