/** The program's own files as trees, for tests that read how it is built. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst, parseSync } from 'vite'

const src = join(import.meta.dirname, '..')

/** A node of the tree (ESTree, with TypeScript's nodes beside). */
export interface Node {
  type: string
  [key: string]: unknown
}

/** What is installed for production: no tests, and nothing that only tests use. Paths from `src/`. */
export function programFiles(): string[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/\.test\.ts$/.test(file) && !/(^|\/)testing\//.test(file),
  )
}

/** @param file its path from `src/` */
export function treeOf(file: string): Node {
  return treeOfCode(readFileSync(join(src, file), 'utf8'))
}

/** @param lang `tsx` where markup stands among the code */
export function treeOfCode(code: string, lang: 'ts' | 'tsx' = 'ts'): Node {
  // Its own type has a member for every kind of node; these tests walk all of them alike.
  return parseAst(code, { lang }) as unknown as Node
}

/** Every node of a tree, each before those inside it, with the one around it. */
export function* nodes(tree: Node, around?: Node): Generator<[node: Node, around: Node | undefined]> {
  yield [tree, around]
  for (const inside of Object.values(tree))
    for (const one of Array.isArray(inside) ? inside : [inside]) if (isNode(one)) yield* nodes(one, tree)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** A file's tree and what its comments say. @param file decides what it is read as: `.ts`, `.tsx` or `.mjs` */
export function parsed(file: string, code: string): { program: Node; comments: string[] } {
  const { program, comments } = parseSync(file, code)
  return { program: program as unknown as Node, comments: comments.map(({ value }) => value) }
}

/** Every name that a tree speaks, each once: of variables, members, types, and of itself. */
export function namesIn(tree: Node): Set<string> {
  const names = new Set<string>()
  for (const [{ type, name }] of nodes(tree))
    if ((type === 'Identifier' || type === 'PrivateIdentifier' || type === 'JSXIdentifier') && typeof name === 'string')
      names.add(name)
  return names
}

/**
 * The names that a file exports with no doc comment right before them. A type that is read off a value beside it (`z.infer<…>`,
 * `(typeof kinds)[number]`) is documented with that.
 */
export function undocumented(file: string, code: string): string[] {
  const { program, comments } = parseSync(file, code)
  const docs = comments.filter(({ type, value }) => type === 'Block' && value.startsWith('*'))
  const isDocumented = (start: number) => docs.some(({ end }) => end <= start && code.slice(end, start).trim() === '')
  return (program as unknown as { body: Node[] }).body
    .filter((node) => /^Export(Named|Default)Declaration$/.test(node.type) && isNode(node.declaration))
    .filter((node) => !isDocumented(node.start as number) && !isReadOff(code.slice(node.start as number)))
    .flatMap(namesOf)
}

const isReadOff = (code: string): boolean => /^export type \w+ = (z\.(infer|input|output)<|\(typeof \w+\)\[)/.test(code)

function namesOf({ type, declaration }: Node): string[] {
  if (type === 'ExportDefaultDeclaration') return ['default']
  const { id, declarations } = declaration as Node
  const ids = isNode(id) ? [id] : (declarations as Node[]).map((one) => one.id as Node)
  return ids.map(({ name }) => (typeof name === 'string' ? name : 'a pattern'))
}
