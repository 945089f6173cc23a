/** What files import, for tests that hold how the house is built. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { type Node, nodes, treeOfCode } from './sources.ts'

/** One file imports another: paths from the folder that was read, with `/`. */
export interface Import {
  from: string
  to: string
  /** Gone when the program runs: only types come over. */
  typesOnly: boolean
  /** Loaded when it is asked for (`import()`), not with the file. */
  later: boolean
}

/** Test code: what only tests, benchmarks and proofs use. Nothing of it is installed for production. */
export const isTestCode = (file: string): boolean => /\.test\.tsx?$/.test(file) || /(^|\/)testing\//.test(file)

/** The TypeScript files below a folder, test code among them; paths from that folder. */
export function codeOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
}

/** What these files import of the project's own; packages are left out. @param files paths from `folder` */
export function importsOf(folder: string, files: readonly string[]): Import[] {
  return files.flatMap((from) =>
    importsIn(readFileSync(join(folder, from), 'utf8'), from.endsWith('x') ? 'tsx' : 'ts')
      .filter(({ to }) => /^[./]/.test(to))
      .map((one) => ({ ...one, from, to: relative(folder, resolve(folder, dirname(from), one.to)) })),
  )
}

/** Every import of a file, in whatever form it is written, with `to` as it is written. */
export function importsIn(code: string, lang: 'ts' | 'tsx' = 'ts'): Omit<Import, 'from'>[] {
  return [...nodes(treeOfCode(code, lang))].flatMap(([node]) => {
    const to = specifierOf(node)
    const typesOnly = node.importKind === 'type' || node.exportKind === 'type' || node.type === 'TSImportType'
    return to === undefined ? [] : [{ to, typesOnly, later: node.type === 'ImportExpression' }]
  })
}

const importing = /^(Import(Declaration|Expression)|Export(Named|All)Declaration|TSImportType)$/

/** `new URL('./file', import.meta.url)` takes a file along too. */
function specifierOf(node: Node): string | undefined {
  if (importing.test(node.type)) return textOf((node.source ?? node.argument) as Node | null)
  const callee = node.type === 'NewExpression' ? (node.callee as Node) : undefined
  const [file, base] = callee?.name === 'URL' ? (node.arguments as Node[]) : []
  return base && (base.object as Node | undefined)?.type === 'MetaProperty' ? textOf(file) : undefined
}

function textOf(node: Node | null | undefined): string | undefined {
  if (typeof node?.value === 'string') return node.value
  if (node?.type !== 'TemplateLiteral') return undefined
  const [first] = node.quasis as { value: { raw: string } }[]
  return first?.value.raw
}

/** Ways along imports that lead back to where they began, each with its first file again at the end. */
export function circlesOf(imports: readonly Pick<Import, 'from' | 'to'>[]): string[][] {
  const graph = Map.groupBy(imports, ({ from }) => from)
  const found: string[][] = []
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      found.push([...path.slice(path.indexOf(file)), file])
      return
    }
    if (done.has(file)) return
    for (const { to } of graph.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return found
}

/** Which places are given a rank and are not there. @param exists says so of a name in the house */
export function missingPlaces(order: readonly (readonly string[])[], exists: (name: string) => boolean): string[] {
  return order.flat().filter((name) => !exists(name))
}
