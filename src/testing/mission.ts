import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const file = join(import.meta.dirname, '..', '..', '..', 'shared', 'mission', 'article.id.txt')

/** The article of the mission, as Markdown: short lines without a full stop are its headings. `undefined` where it is absent. */
export function missionArticle(): { title: string; markdown: string } | undefined {
  if (!existsSync(file)) {
    if (process.env.CI === 'true') throw new Error(`the mission's article is missing: ${file}`)
    return undefined
  }
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const start = lines.findIndex((line) => line.split(' ').length > 3)
  const [title = '', ...paragraphs] = lines.slice(start)
  const markdown = paragraphs
    .map((line) => (line.length < 80 && !/[.!]$/.test(line) ? `## ${line}` : line))
    .join('\n\n')
  return { title, markdown }
}
