/** `docs/house.md`: the house as its imports draw it, so that ARCHITECTURE.md has a picture that is true. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const src = join(import.meta.dirname, '..')

/** A folder of the program, a file at its top, or the files that put everything together. */
interface Place {
  name: string
  files: number
  lines: number
}

/** One place's files import another's: how often. */
interface Arrow {
  from: string
  to: string
  count: number
}

/** The program as its files import each other. */
export interface House {
  places: readonly Place[]
  arrows: readonly Arrow[]
  /** Places that lead back to where they began. */
  circles: readonly (readonly string[])[]
}

const program = 'program'
const together = ['main.ts', 'serve.ts', 'program.ts', 'start.ts']
const placeOf = (file: string): string => (together.includes(file) ? program : (file.split('/')[0] as string))

/** Reads all sources of the program for what imports what. */
export function readHouse(): House {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file) && !/(^|\/)testing\//.test(file))
    .sort()
  const places = new Map<string, Place>()
  const arrows = new Map<string, Arrow>()
  for (const file of files) {
    const code = readFileSync(join(src, file), 'utf8')
    const from = placeOf(file)
    const place = places.get(from) ?? { name: from, files: 0, lines: 0 }
    places.set(from, { ...place, files: place.files + 1, lines: place.lines + code.split('\n').length - 1 })
    for (const to of importsOf(file, code)) {
      if (to === from) continue
      const key = `${from} ${to}`
      arrows.set(key, { from, to, count: (arrows.get(key)?.count ?? 0) + 1 })
    }
  }
  const all = [...arrows.values()].sort((a, b) => `${a.from} ${a.to}`.localeCompare(`${b.from} ${b.to}`))
  return { places: inOrder([...places.values()], all), arrows: all, circles: circlesOf(all) }
}

function importsOf(file: string, code: string): string[] {
  return [...code.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)]
    .map((match) => relative(src, resolve(src, dirname(file), match[1] as string)))
    .filter((to) => !to.startsWith('..'))
    .map(placeOf)
}

/** A place stands behind all that it imports; where the imports leave it open, by name. */
function inOrder(places: readonly Place[], arrows: readonly Arrow[]): Place[] {
  const depths = new Map<string, number>()
  const depthOf = (name: string, above: readonly string[] = []): number => {
    const known = depths.get(name)
    if (known !== undefined || above.includes(name)) return known ?? 0
    const below = arrows.filter(({ from }) => from === name).map(({ to }) => depthOf(to, [...above, name]) + 1)
    const depth = Math.max(0, ...below)
    depths.set(name, depth)
    return depth
  }
  return [...places].sort((a, b) => depthOf(a.name) - depthOf(b.name) || a.name.localeCompare(b.name))
}

/** Each circle once, from the place whose name comes first. */
function circlesOf(arrows: readonly Arrow[]): string[][] {
  const next = Map.groupBy(arrows, ({ from }) => from)
  const found: string[][] = []
  const walk = (path: readonly string[]): void => {
    for (const { to } of next.get(path.at(-1) as string) ?? []) {
      if (to === path[0]) found.push([...path])
      else if (to > (path[0] as string) && !path.includes(to)) walk([...path, to])
    }
  }
  for (const start of next.keys()) walk([start])
  return found
}

/** The page: a table of places, and a drawing of the rooms in Mermaid's words. */
export function housePage(): string {
  const { places, arrows, circles } = readHouse()
  const rows = places.map(({ name }) => {
    const to = arrows.filter(({ from }) => from === name).map((arrow) => arrow.to)
    return `| ${name} | ${to.join(', ')} |`
  })
  const drawn = arrows.filter(({ from, to }) => isRoom(from) && isRoom(to))
  return `<!-- This page is written by \`npm run docs\`; do not edit it by hand. -->

# The house as it is

Read from the imports of the program, without its tests; \`npm run house\` prints how large each place is and how often
each arrow is used. What the places are for stands in ARCHITECTURE.md. Each place imports only from those above it.

${circles.length ? `**Circles**: ${circles.map((one) => [...one, one[0]].join(' → ')).join('; ')}` : 'There is no circle.'}

| place | imports |
|---|---|
${rows.join('\n')}

What the rooms ask of each other:

\`\`\`mermaid
flowchart BT
${drawn.map(({ from, to }) => `  ${from} --> ${to}`).join('\n')}
\`\`\`
`
}

/** What every room imports, or puts them together, would hide the rooms. */
const common = new Set(['core', 'db', 'fetch', 'networks', 'checks', 'work', 'http', 'cli', program])
const isRoom = (name: string) => !common.has(name) && !name.endsWith('.ts')

/** `npm run house`: rooms, arrows and circles, as lines. */
export function houseLines(): string[] {
  const { places, arrows, circles } = readHouse()
  return [
    ...places.map(({ name, files, lines }) => `${name}: ${files} files, ${lines} lines`),
    '',
    ...arrows.map(({ from, to, count }) => `${from} → ${to}: ${count}`),
    '',
    circles.length ? `circles: ${circles.map((one) => one.join(' → ')).join('; ')}` : 'no circles',
  ]
}
