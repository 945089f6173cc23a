import { importingAside } from '../aside.ts'
import type * as Conversion from './to-markdown.ts'

/** HTML of another program as Markdown, in a thread of its own. @throws Problem `wrong-input` for what takes too much, or too long */
export const markdownOfHtml = importingAside<typeof Conversion.toMarkdown>(
  new URL('./to-markdown.ts', import.meta.url),
  'toMarkdown',
  'markdown',
  10_000,
)
