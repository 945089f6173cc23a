/** `docs/house.md`: the house as its imports draw it, so that ARCHITECTURE.md has a picture that is true. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const src = join(import.meta.dirname, '..')
const web = join(src, '..', 'web')

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

/** Files that are drawn together: the program, or the panel. */
interface Wing {
  folder: string
  isPart(file: string): boolean
  placeOf(file: string): string
}

const program = 'program'
const together = ['main.ts', 'serve.ts', 'program.ts', 'start.ts']
const isTest = (file: string) => /\.test\.ts$/.test(file) || /(^|\/)testing\//.test(file)
const first = (file: string): string => file.split('/')[0] as string

const ofProgram: Wing = {
  folder: src,
  isPart: (file) => file.endsWith('.ts') && !isTest(file),
  placeOf: (file) => (together.includes(file) ? program : first(file)),
}
/** Each feature is a place. What builds the panel lies beside its folders. */
const ofPanel: Wing = {
  folder: web,
  isPart: (file) => /\/.*\.tsx?$/.test(file) && !isTest(file),
  placeOf: (file) => (file.startsWith('features/') ? file.split('/').slice(0, 2).join('/') : first(file)),
}

/** The program's places, and what they import. */
export const readHouse = (): House => readWing(ofProgram)
/** The panel's places, and what they import. */
export const readPanel = (): House => readWing(ofPanel)

function readWing(wing: Wing): House {
  const files = readdirSync(wing.folder, { recursive: true, encoding: 'utf8' }).filter(wing.isPart).sort()
  const places = new Map<string, Place>()
  const arrows = new Map<string, Arrow>()
  for (const file of files) {
    const code = readFileSync(join(wing.folder, file), 'utf8')
    const from = wing.placeOf(file)
    const place = places.get(from) ?? { name: from, files: 0, lines: 0 }
    places.set(from, { ...place, files: place.files + 1, lines: place.lines + code.split('\n').length - 1 })
    for (const to of importsOf(wing, file, code)) {
      if (to === from) continue
      const key = `${from} ${to}`
      arrows.set(key, { from, to, count: (arrows.get(key)?.count ?? 0) + 1 })
    }
  }
  const all = [...arrows.values()].sort((a, b) => `${a.from} ${a.to}`.localeCompare(`${b.from} ${b.to}`))
  return { places: inOrder([...places.values()], all), arrows: all, circles: circlesOf(all) }
}

function importsOf({ folder, placeOf }: Wing, file: string, code: string): string[] {
  return [...code.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)]
    .map((match) => relative(folder, resolve(folder, dirname(file), match[1] as string)))
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

/** The page: tables of places, and a drawing of the rooms in Mermaid's words. */
export function housePage(): string {
  const house = readHouse()
  const drawn = house.arrows.filter(({ from, to }) => isRoom(from) && isRoom(to))
  return `<!-- This page is written by \`npm run docs\`; do not edit it by hand. -->

# The house as it is

Read from the imports of the program and of the panel, without their tests; \`npm run house\` prints how large each place is and
how often each arrow is used. What the places are for stands in ARCHITECTURE.md. Each place imports only from those above it.

${table(house)}

What the rooms ask of each other:

\`\`\`mermaid
flowchart BT
${drawn.map(({ from, to }) => `  ${from} --> ${to}`).join('\n')}
\`\`\`

## The panel

${table(readPanel())}
`
}

function table({ places, arrows, circles }: House): string {
  const rows = places.map(({ name }) => {
    const to = arrows.filter(({ from }) => from === name).map((arrow) => arrow.to)
    return `| ${name} | ${to.join(', ')} |`
  })
  return `${circles.length ? `**Circles**: ${circles.map((one) => [...one, one[0]].join(' → ')).join('; ')}` : 'There is no circle.'}

| place | imports |
|---|---|
${rows.join('\n')}`
}

/** What every room imports, or puts them together, would hide the rooms. */
const common = new Set(['core', 'db', 'fetch', 'networks', 'checks', 'work', 'http', 'cli', program])
const isRoom = (name: string) => !common.has(name) && !name.endsWith('.ts')

/** `npm run house`: places, arrows and circles of the program and of the panel, as lines. */
export function houseLines(): string[] {
  return [...linesOf('program', readHouse()), '', ...linesOf('panel', readPanel())]
}

function linesOf(title: string, { places, arrows, circles }: House): string[] {
  return [
    `== ${title}`,
    ...places.map(({ name, files, lines }) => `${name}: ${files} files, ${lines} lines`),
    '',
    ...arrows.map(({ from, to, count }) => `${from} → ${to}: ${count}`),
    '',
    circles.length ? `circles: ${circles.map((one) => one.join(' → ')).join('; ')}` : 'no circles',
  ]
}
