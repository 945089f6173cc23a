import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codeOf, isTestCode } from '../../src/testing/imports.ts'
import { nodes, treeOfCode } from '../../src/testing/sources.ts'
import config from '../vite.config.ts'

const web = join(import.meta.dirname, '..')
const kits = ['ui', 'brand-kit', 'compose', 'deliveries']

const treesOf = (folder: string) =>
  codeOf(join(web, folder))
    .filter((file) => file.endsWith('.tsx') && !isTestCode(file))
    .map((file) => treeOfCode(readFileSync(join(web, folder, file), 'utf8'), 'tsx'))

/** Components that others can draw: exported functions with a name that begins like one. */
function componentsOf(folder: string): string[] {
  return treesOf(folder).flatMap((tree) =>
    [...nodes(tree)].flatMap(([node]) => {
      const made =
        node.type === 'ExportNamedDeclaration' ? (node.declaration as { id?: { name: string } } | null) : null
      return made?.id && /^[A-Z]/.test(made.id.name) && isFunction(made) ? [made.id.name] : []
    }),
  )
}

const isFunction = (node: object): boolean => 'type' in node && node.type === 'FunctionDeclaration'

/** What is drawn: `<Name …>`. */
function drawnIn(folder: string): Set<string> {
  const names = treesOf(folder).flatMap((tree) =>
    [...nodes(tree)].flatMap(([node]) =>
      node.type === 'JSXOpeningElement' ? [(node.name as { name?: string }).name ?? ''] : [],
    ),
  )
  return new Set(names)
}

describe('the page of all components', () => {
  it.each(kits)('draws every one of %s', (folder) => {
    const all = componentsOf(folder)
    expect(all.length).toBeGreaterThan(1)
    const drawn = drawnIn('catalogue')
    expect(all.filter((name) => !drawn.has(name))).toEqual([])
  })

  it('is in no panel that is installed', () => {
    const inputs = Object.values(config.build?.rollupOptions?.input ?? {})
    expect(inputs.length).toBe(2)
    expect(inputs.filter((path) => /catalogue/.test(path))).toEqual([])
  })
})
