/** A function fits on a screen: what is longer is split into named steps, a component into parts and hooks. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { codeOf, isTestCode } from './testing/imports.ts'
import { type Node, nodes, treeOfCode } from './testing/sources.ts'

const project = join(import.meta.dirname, '..')
/** Lines, from the first sign of a function to its last. */
const most = 60

/** Longer than that since before this was counted: with the lines that they have. The list only shrinks. */
const tooLong: Readonly<Record<string, number>> = {
  'src/bus.ts openBus': 86,
  'src/http/routes/articles.ts publishing': 76,
  'src/http/routes/articles.ts writing': 91,
  'src/http/routes/automatic.ts evergreenRoutes': 64,
  'src/http/routes/channels.ts channelRoutes': 135,
  'src/http/routes/drafts.ts draftRoutes': 67,
  'src/http/routes/invitations.ts insideRoutes': 68,
  'src/http/routes/passkeys.ts passkeyRoutes': 68,
  'src/http/routes/people.ts peopleRoutes': 67,
  'src/http/routes/team.ts teamRoutes': 98,
  'src/publishing/dispatch.ts startDispatcher': 127,
  'src/team/auth.ts openAuth': 72,
}

/** Every function of a file with its name, or that of what it is given to, and how many lines it has. */
function functionsIn(code: string, lang: 'ts' | 'tsx'): { name: string; lines: number }[] {
  const lineAt = lineCounter(code)
  return [...nodes(treeOfCode(code, lang))].flatMap(([node, around]) =>
    /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)
      ? [{ name: nameOf(node, around), lines: lineAt(node.end as number) - lineAt(node.start as number) + 1 }]
      : [],
  )
}

function nameOf(node: Node, around: Node | undefined): string {
  for (const named of [node.id, around?.id, around?.key]) {
    const { name } = (named ?? {}) as { name?: unknown }
    if (typeof name === 'string') return name
  }
  return '(nameless)'
}

/** @returns the line of an offset, 0 being the first */
function lineCounter(code: string): (offset: number) => number {
  const starts = [...code.matchAll(/\n/g)].map(({ index }) => index + 1)
  return (offset) => {
    const after = starts.findIndex((start) => start > offset)
    return after < 0 ? starts.length : after
  }
}

const long = ['src', 'web'].flatMap((folder) =>
  codeOf(join(project, folder))
    .filter((file) => !isTestCode(file))
    .flatMap((file) =>
      functionsIn(readFileSync(join(project, folder, file), 'utf8'), file.endsWith('x') ? 'tsx' : 'ts')
        .filter(({ lines }) => lines > most)
        .map(({ name, lines }) => ({ what: `${folder}/${file} ${name}`, lines })),
    ),
)

describe(`a function has at most ${most} lines`, () => {
  test('in the program and in the panel', () => {
    expect(long.filter(({ what }) => tooLong[what] === undefined)).toEqual([])
  })
  test('what was longer has not grown, and is taken off the list when it is no longer', () => {
    expect(long.filter(({ what, lines }) => lines > (tooLong[what] ?? Number.POSITIVE_INFINITY))).toEqual([])
    expect(Object.keys(tooLong).filter((what) => !long.some((one) => one.what === what))).toEqual([])
  })
  test('counted from its first line to its last, whatever form it has', () => {
    const code = `function a() {\n\n}\nconst b = () => {\n}\nclass C {\n  d() {\n\n  }\n}\ncall(async function () {\n})\n`
    expect(functionsIn(code, 'ts')).toEqual([
      { name: 'a', lines: 3 },
      { name: 'b', lines: 2 },
      { name: 'd', lines: 3 },
      { name: '(nameless)', lines: 2 },
    ])
    expect(functionsIn('const P = () => (\n  <p>\n  </p>\n)', 'tsx')).toEqual([{ name: 'P', lines: 4 }])
  })
})
