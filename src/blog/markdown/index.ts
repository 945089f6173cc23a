import { threaded } from '../../core/thread/pool.ts'
import type * as Passages from './passages.ts'
import type * as Render from './render.ts'

export { refuseTooLong } from '../../core/text/bounds.ts'
export type { Heading } from './ids.ts'
export { headings, type LaidOut, type MarkdownOptions, type PictureInfo, summarise, toPlainText } from './render.ts'

/** As in render.ts, in a thread beside the one that serves. */
export const renderMarkdown = threaded<typeof Render.renderMarkdown>(
  new URL('./render.ts', import.meta.url),
  'renderMarkdown',
  'markdown',
)

/** As in render.ts, in a thread beside the one that serves. */
export const layOut = threaded<typeof Render.layOut>(new URL('./render.ts', import.meta.url), 'layOut', 'markdown')

/** As in passages.ts, in a thread beside the one that serves. */
export const passages = threaded<typeof Passages.passages>(
  new URL('./passages.ts', import.meta.url),
  'passages',
  'markdown',
)

/** As in render.ts, in a thread beside the one that serves. */
export const linksIn = threaded<typeof Render.linksIn>(new URL('./render.ts', import.meta.url), 'linksIn', 'markdown')
