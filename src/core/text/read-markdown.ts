import type { Root } from 'mdast'
import { threaded } from '../thread/pool.ts'
import type * as Markdown from './markdown.ts'

/** The hardest text of so many UTF-16 units takes some hundredths of a second: less than it takes to begin a thread. */
const short = 2000

const module = new URL('./markdown.ts', import.meta.url)
const inThread = threaded<typeof Markdown.readMarkdown>(module, 'readMarkdown', 'text')

/**
 * As `readMarkdown` (markdown.ts), for those who serve others meanwhile: a long text is read in a thread of its own.
 * @throws Problem `wrong-input` for a text that is nested too deep, or takes too long
 */
export async function readMarkdownAside(markdown: string): Promise<Root> {
  if (markdown.length > short) return inThread(markdown)
  const { readMarkdown } = await import('./markdown.ts')
  return readMarkdown(markdown)
}
