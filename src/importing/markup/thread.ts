import { threaded } from '../../core/thread/pool.ts'
import type * as Conversion from './to-markdown.ts'

/** HTML of another program as Markdown, in a thread of its own. @throws Problem `wrong-input` for what takes too much */
export const markdownOfHtml = threaded<typeof Conversion.toMarkdown>(
  new URL('./to-markdown.ts', import.meta.url),
  'toMarkdown',
  'markdown',
)
