/** `npm run bench NAME`: runs one benchmark; prints a table, and as its last line one JSON object of its figures. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Benchmark } from './benchmark.ts'

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''))
const [name = ''] = process.argv.slice(2)

if (!names.includes(name)) {
  console.error(`npm run bench NAME, with one of: ${names.join(', ')}`)
  process.exitCode = 2
} else {
  const { bench } = (await import(join(import.meta.dirname, `${name}.bench.ts`))) as { bench: Benchmark }
  const rows = await bench()
  const width = Math.max(...rows.map((row) => row.what.length))
  for (const { what, value, unit, wanted, fine } of rows) {
    const verdict = wanted === undefined ? '' : `  wanted ${wanted}  ${fine ? 'kept' : 'MISSED'}`
    console.log(`${what.padEnd(width)}  ${String(value).padStart(10)} ${unit.padEnd(12)}${verdict}`)
  }
  console.log(JSON.stringify(Object.fromEntries(rows.map((row) => [row.key, row.value]))))
}
