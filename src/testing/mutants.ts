/**
 * `npm run mutants -- src/checks/over-limit.ts src/media/recipe.ts`: breaks files on purpose, one small change at a time, and runs the
 * tests beside them each time. What no test notices is printed. A folder stands for all files in it; `--tests PATTERN…` names
 * other tests instead. docs/mutants.md says more.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
const own = join(root, 'mutants')

interface Report {
  files: Record<string, { mutants: { status: string }[] }>
}

/** What was asked for: what is broken, and the tests that it is tried with. */
function asked(args: readonly string[]): { mutate: string[]; tests: string[] } {
  const at = args.indexOf('--tests')
  const paths = at < 0 ? args : args.slice(0, at)
  const isFolder = (path: string) => statSync(join(root, path)).isDirectory()
  const mutate = paths.flatMap((path) =>
    isFolder(path) ? [`${path}/**/*.ts`, `!${path}/**/*.test.ts`, `!${path}/**/testing/**`] : [path],
  )
  const beside = paths.map((path) => `${isFolder(path) ? path : dirname(path)}/**/*.test.ts`)
  return { mutate, tests: at < 0 ? [...new Set(beside)] : args.slice(at + 1) }
}

function run(command: string, args: readonly string[], env: Record<string, string> = {}, cwd = root): number {
  return spawnSync(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1
}

/** How many of each file's were found; those that no test could ever see (`Ignored`) don't count. */
function told(report: Report): string {
  const lines = Object.entries(report.files).map(([file, { mutants }]) => {
    const of = (...wanted: string[]) => mutants.filter(({ status }) => wanted.includes(status)).length
    const found = of('Killed', 'Timeout')
    const all = found + of('Survived', 'NoCoverage')
    return `${file}: ${found} of ${all} found${all ? ` (${Math.floor((found / all) * 100)} %)` : ''}`
  })
  return `${lines.join('\n')}\n`
}

const { mutate, tests } = asked(process.argv.slice(2))
if (!mutate.length) {
  process.stderr.write('Say what to break: npm run mutants -- src/checks/over-limit.ts\n')
  process.exit(2)
}
if (!existsSync(join(own, 'node_modules')) && run('npm', ['ci', '--no-audit', '--no-fund'], {}, own)) process.exit(1)
const stryker = join(own, 'node_modules/@stryker-mutator/core/bin/stryker.js')
const settings = ['run', 'mutants/stryker.config.mjs', '--mutate', mutate.join(',')]
const report = join(mkdtempSync(join(tmpdir(), 'percakapan-mutants-')), 'report.json')
const env = { MUTANTS_TESTS: tests.join(','), MUTANTS_REPORT: report }
const code = run(process.execPath, [stryker, ...settings], env)
if (code === 0) process.stdout.write(told(JSON.parse(readFileSync(report, 'utf8')) as Report))
rmSync(dirname(report), { recursive: true, force: true })
process.exit(code)
