/** What an installation weighs on disk, and what the panel's first page loads. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Benchmark, round } from './benchmark.ts'

const root = join(import.meta.dirname, '..')

export const bench: Benchmark = async () => {
  const install = productionInstall()
  const script = firstLoad()
  return [
    {
      key: 'installMegabytes',
      what: 'production install: libraries, sources, built panel, Node of its own',
      value: install,
      unit: 'MB',
      wanted: '≤ 350',
      fine: install <= 350,
    },
    {
      key: 'firstLoadKilobytes',
      what: 'panel, first load, JavaScript (gzip)',
      value: script,
      unit: 'KB',
      wanted: '≤ 250',
      fine: script <= 250,
    },
  ]
}

/** Installed as a server would: without what only building and testing need. */
function productionInstall(): number {
  const folder = mkdtempSync(join(tmpdir(), 'percakapan-weight-'))
  try {
    for (const name of ['package.json', 'package-lock.json', 'bin', 'src', 'migrations', 'dist'])
      cpSync(join(root, name), join(folder, name), { recursive: true })
    execFileSync('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      stdio: 'ignore',
    })
    const cache = join(root, '.cache')
    for (const name of readdirSync(cache).filter((entry) => entry.startsWith('node-')))
      cpSync(join(cache, name), join(folder, '.cache', name), { recursive: true })
    return round(Number(execFileSync('du', ['-sk', folder], { encoding: 'utf8' }).split('\t')[0]) / 1024, 1)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The scripts that the page names, and all that these import before anything is pressed. */
function firstLoad(): number {
  const web = join(root, 'dist', 'web')
  const page = readFileSync(join(web, 'index.html'), 'utf8')
  const waiting = [...page.matchAll(/(?:src|href)="\/panel\/(assets\/[^"]+\.js)"/g)].map((match) => match[1] as string)
  const seen = new Set<string>()
  let bytes = 0
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    const code = readFileSync(join(web, file))
    bytes += gzipSync(code).length
    for (const match of code.toString('utf8').matchAll(/(?:import|from)\s*["']\.\/([^"']+\.js)["']/g))
      waiting.push(`assets/${match[1]}`)
  }
  return round(bytes / 1024, 1)
}
