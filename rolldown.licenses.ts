/** What a build takes from libraries keeps their licences: their texts go along with it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'rolldown'

interface Library {
  name: string
  version: string
  license: string
  /** Of its LICENSE and NOTICE files; where it has none, what its code says of it. */
  texts: readonly string[]
}

/** Writes `licenses.txt` beside what is built: each library that something of is in it, once. */
export function licenses(): Plugin {
  return {
    name: 'licenses',
    generateBundle(_options, bundle) {
      const files = Object.values(bundle).flatMap((piece) => (piece.type === 'chunk' ? piece.moduleIds : []))
      const byFolder = Map.groupBy(files, (file) => libraryFolder(file) ?? '')
      byFolder.delete('')
      const libraries = [...byFolder]
        .map(([folder, modules]) => read(folder, modules))
        .sort((a, b) => a.name.localeCompare(b.name, 'en'))
      this.emitFile({
        type: 'asset',
        fileName: 'licenses.txt',
        source: libraries.map(told).join(`\n${'-'.repeat(80)}\n\n`),
      })
    },
  }
}

/** The folder of the library that a file belongs to; `undefined` for one of our own. */
function libraryFolder(file: string): string | undefined {
  const path = file.replace(/^\0/, '').replace(/[?#].*$/, '')
  const [, folder] = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(path) ?? []
  return folder && existsSync(join(folder, 'package.json')) ? folder : undefined
}

function read(folder: string, modules: readonly string[]): Library {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Library
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim())
  return { name, version, license, texts: texts.length ? texts : inCode(modules) }
}

/** The licence that stands at the head of a module. */
function inCode(modules: readonly string[]): string[] {
  const heads = modules.map((file) => /^\s*\/\*[\s\S]*?\*\//.exec(readFileSync(file, 'utf8'))?.[0] ?? '')
  return [...new Set(heads.filter((head) => /copyright/i.test(head)))]
}

function told({ name, version, license, texts }: Library): string {
  return `${[`${name} ${version} (${license})`, ...texts].join('\n\n')}\n`
}
