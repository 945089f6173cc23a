import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const web = join(import.meta.dirname, '..')
const library = join(web, '..', 'node_modules', '@mantine', 'core')
const parts = join(library, 'esm', 'components')
const read = (file: string) => readFileSync(file, 'utf8')

const sources = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
  .map((file) => read(join(web, file)))

/** The library's parts that the panel names itself. */
const named = sources.flatMap((code) =>
  [...code.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim().replace(/^type /, '')),
  ),
)

/** Those, and all that they are made of. */
function madeOf(name: string, seen: Set<string>): void {
  const folder = join(parts, name)
  if (seen.has(name) || !existsSync(folder)) return
  seen.add(name)
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.mjs')))
    for (const [, to = ''] of read(join(folder, file)).matchAll(/from "(\.[^"]+)"/g)) {
      const [part = ''] = join(dirname(file), to).startsWith('..') ? join(name, dirname(file), to).split('/') : [name]
      if (part !== '..') madeOf(part, seen)
    }
}

/** Of these only a drawing is used, which has no styles of its own. */
const drawings = ['Accordion']

test('every part of the library that is used brings its styles', () => {
  const used = new Set<string>()
  for (const name of named) madeOf(name, used)
  expect(used.size).toBeGreaterThan(20)
  const needed = [...used].filter(
    (name) => !drawings.includes(name) && existsSync(join(library, 'styles', `${name}.css`)),
  )
  const brought = new Set(
    [...read(join(web, 'ui', 'mantine.ts')).matchAll(/styles\/(\w+)\.css/g)].map(([, name]) => name),
  )
  expect(needed.filter((name) => !brought.has(name))).toEqual([])
})
