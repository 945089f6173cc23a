import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contrast } from '../brand-kit/contrast.ts'

const css = readFileSync(join(import.meta.dirname, 'styles.css'), 'utf8')

function scheme(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? ''
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name, colour]),
  )
}

const schemes = { light: scheme(':root'), dark: scheme(':root[data-mantine-color-scheme="dark"]') }
const onPapers = ['ink', 'quiet', 'accent', 'fine', 'waiting', 'needs', 'failed']
const pairs: [string, string][] = [
  ...['paper', 'surface', 'sunk', 'hover'].flatMap((ground) =>
    onPapers.slice(0, 3).map((ink): [string, string] => [ink, ground]),
  ),
  ...['paper', 'surface'].flatMap((ground) => onPapers.slice(3).map((ink): [string, string] => [ink, ground])),
  ...['fine', 'waiting', 'needs', 'failed', 'accent'].map((name): [string, string] => [name, `${name}-soft`]),
  ['on-accent', 'accent'],
  ['paper', 'failed'],
  ['paper', 'ink'],
]

// WCAG 2.2, 1.4.3: https://www.w3.org/TR/WCAG22/#contrast-minimum
describe.each(Object.entries(schemes))('the %s scheme', (_name, colours) => {
  it.each(pairs)('reads %s on %s', (ink, ground) => {
    const [one, other] = [colours[ink], colours[ground]]
    expect(one && other, `${ink} or ${ground} is missing`).toBeTruthy()
    expect(contrast(one ?? '', other ?? '')).toBeGreaterThanOrEqual(4.5)
  })
})
