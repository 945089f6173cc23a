/** Tests of which a run on another day and on another PostgreSQL can tell nothing new: they reach neither a clock nor a database. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { importsIn } from './imports.ts'

/** Reads the machine's date, or is handed a clock. */
const readsClock =
  /\bDate\.now\b|\bnew Date(?:\(\)|\b(?!\())|\bDate\(\)|\bhrtime\b|\bTemporal\.Now\b|\bclock\b|\bDateTimeFormat\b.*\.format\(\)/
/** Leads to a database, to another program, or to certificates, which end on a day. */
const leadsOut = /^(pg(-.*)?|kysely.*|better-auth.*|(node:)?(child_process|tls|https))$/
/** Loads something that its own words do not name. */
const loadsUnnamed = /\bimport\((?!\s*['"])/
/** What these load is named elsewhere, where it is found. */
const named = new Map([
  ['src/core/thread/run.ts', 'runs in a thread what its callers name by `new URL(…, import.meta.url)`'],
  [
    'src/networks/contract/testing/stand.ts',
    'loads the networks’ own fakes, which may read no clock of the machine (src/clocks.test.ts)',
  ],
])
/** Says more than what it reaches. */
const known = new Map([
  [
    'src/growth.test.ts',
    'counts what work on texts costs: the feed’s reader stands beside what keeps feeds, and is given no clock',
  ],
  ['src/networks/one-folder.test.ts', 'starts the contract suite in a copy of the shelf, without a database'],
])

interface Known {
  dated: boolean
  to: string[]
}

function lookedAt(root: string, file: string): Known {
  const code = readFileSync(join(root, file), 'utf8')
  const words = code.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  // Where it leads then needs no reading, which takes longest.
  if (readsClock.test(words) || (loadsUnnamed.test(words) && !named.has(file))) return { dated: true, to: [] }
  const imports = importsIn(code, file.endsWith('x') ? 'tsx' : 'ts').filter(({ typesOnly }) => !typesOnly)
  const to = imports
    .filter((one) => /^\.{1,2}\/.*\.tsx?$/.test(one.to))
    .map((one) => resolve('/', dirname(file), one.to).slice(1))
    .filter((one) => existsSync(join(root, one)))
  return { dated: imports.some((one) => leadsOut.test(one.to)), to }
}

/** @returns the test files of the fast part, by their paths from `root`, that nothing leads from to a clock, a database or another program */
export function timelessTests(root: string): string[] {
  const files = new Map<string, Known>()
  const at = (file: string) => {
    const found = files.get(file) ?? lookedAt(root, file)
    files.set(file, found)
    return found
  }
  const isDated = (test: string): boolean => {
    const reached = new Set([test])
    for (const file of reached) {
      if (at(file).dated) return true
      for (const to of at(file).to) reached.add(to)
    }
    return false
  }
  return globSync('{src,web,migrations,peers}/**/*.test.ts', { cwd: root, exclude: ['**/node_modules/**'] })
    .filter((file) => !file.endsWith('.slow.test.ts'))
    .filter((file) => known.has(file) || !isDated(file))
    .sort()
}
