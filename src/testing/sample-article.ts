import { readFileSync } from 'node:fs'
import { beside } from '../networks/testing/beside.ts'

/** The article of the mission, as Markdown: short lines without a full stop are its headings. `undefined` where it is absent. */
export function sampleArticle(): { title: string; markdown: string } | undefined {
  const file = beside('mission', 'article.id.txt')
  if (!file) return undefined
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
