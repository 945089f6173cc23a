import { expect, test } from 'vitest'
import { circlesOf, importsIn } from './imports.ts'

test('every form of an import is read; what only looks like one is not', () => {
  const code = `
    import a from './a.ts'
    import type { B } from "./b.ts"
    import './c.css'
    export { d } from './d.ts'
    export * from './e.ts'
    export type { F } from './f.ts'
    const g = () => import(\`./g.ts\`)
    type H = import('./h.ts').H
    const i = new URL('./i.ts', import.meta.url)
    // import './comment.ts'
    const text = "import './text.ts'"
    const address = new URL('./page', location.href)
    export const own = 1
  `
  expect(importsIn(code).map(({ to, typesOnly, later }) => [to, typesOnly, later])).toEqual([
    ['./a.ts', false, false],
    ['./b.ts', true, false],
    ['./c.css', false, false],
    ['./d.ts', false, false],
    ['./e.ts', false, false],
    ['./f.ts', true, false],
    ['./g.ts', false, true],
    ['./h.ts', true, false],
    ['./i.ts', false, false],
  ])
  expect(importsIn("const page = <a>import './words.ts'</a>", 'tsx')).toEqual([])
})

test('a circle is found wherever it begins, and a fork that meets again is none', () => {
  const ways = (...pairs: string[]) => pairs.map((pair) => ({ from: pair[0] as string, to: pair[1] as string }))
  expect(circlesOf(ways('ab', 'bc', 'cb'))).toEqual([['b', 'c', 'b']])
  expect(circlesOf(ways('aa'))).toEqual([['a', 'a']])
  expect(circlesOf(ways('ab', 'ac', 'bd', 'cd'))).toEqual([])
})
