/** All that people read, by language, for tests of how it is worded. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Language, languages } from '../core/words.ts'
import { codeOf, isTestCode } from './imports.ts'
import { type Node, nodes, programFiles, treeOfCode } from './sources.ts'

const root = join(import.meta.dirname, '../..')

/** One text that people read. */
export interface Said {
  language: Language
  /** `posts.action.cancel` (the panel), `src/team/roles.ts`, `docs/guide/en/posts.md`, with the line where it has one. */
  where: string
  text: string
}

/** The panel's words, each under its key. */
export function saidByPanel(): Said[] {
  return languages.flatMap((language) => {
    const tree = JSON.parse(readFileSync(join(root, `web/words/${language}.json`), 'utf8'))
    return flatten(tree).map(([where, text]) => ({ language, where, text }))
  })
}

function flatten(tree: object, before = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[before + key, value]] : flatten(value, `${before}${key}.`),
  )
}

/** Every `Words` in the code of program and panel. A template's values stay as `{…}`; pieces that are put together are one text. */
export function saidByProgram(): Said[] {
  const panelFiles = codeOf(join(root, 'web')).filter((file) => !isTestCode(file))
  return [...programFiles().map((file) => `src/${file}`), ...panelFiles.map((file) => `web/${file}`)].flatMap(
    (where) => {
      const tree = treeOfCode(readFileSync(join(root, where), 'utf8'), where.endsWith('x') ? 'tsx' : 'ts')
      return [...nodes(tree)].flatMap(([node]) => wordsIn(node).map((said) => ({ ...said, where })))
    },
  )
}

function wordsIn(node: Node): Omit<Said, 'where'>[] {
  if (node.type !== 'ObjectExpression') return []
  const values = new Map(
    (node.properties as Node[]).flatMap((one): [string, Node][] => {
      if (one.type !== 'Property') return []
      const key = one.key as Node
      return [[String(key.name ?? key.value), one.value as Node]]
    }),
  )
  if (!languages.every((language) => values.has(language))) return []
  return languages.map((language) => ({ language, text: textOf(values.get(language) as Node) }))
}

function textOf(value: Node): string {
  const pieces: string[] = []
  for (const [node] of nodes(value)) {
    if (node.type === 'Literal' && typeof node.value === 'string') pieces.push(node.value)
    if (node.type === 'TemplateElement') pieces.push((node.value as { cooked: string }).cooked)
  }
  return pieces.join('{…}')
}

/** The guide and the networks' pages, by paragraph, without code, addresses and comments. */
export function saidByGuide(): Said[] {
  return languages.flatMap((language) =>
    [`docs/guide/${language}`, `docs/networks/${language}`].flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((file) => file.endsWith('.md'))
        .flatMap((file) => paragraphs(language, `${folder}/${file}`)),
    ),
  )
}

function paragraphs(language: Language, where: string): Said[] {
  const page = readFileSync(join(root, where), 'utf8')
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/`[^`\n]*`/g, '…')
    .replace(/\]\([^)]*\)/g, ']')
  return page.split(/\n(?:\n|(?=[-|#]))/).map((text) => ({ language, where, text: text.replace(/\s+/g, ' ').trim() }))
}
