import { threaded } from '../../core/thread/pool.ts'
import type * as LayOut from './lay-out.ts'
import type * as Passages from './passages.ts'
import type * as Render from './render.ts'

export { refuseTooLong } from '../../core/text/bounds.ts'
export type { Heading } from './ids.ts'
export type { LaidOut } from './lay-out.ts'
export type { MarkdownOptions, PictureInfo } from './options.ts'
export { headings, summarise, toPlainText } from './render.ts'
export { typeset, typesetTitle } from './typography/typeset.ts'

/** As in render.ts, in a thread beside the one that serves. */
export const renderMarkdown = threaded<typeof Render.renderMarkdown>(
  new URL('./render.ts', import.meta.url),
  'renderMarkdown',
  'markdown',
)

/** As in lay-out.ts, in a thread beside the one that serves. */
export const layOut = threaded<typeof LayOut.layOut>(new URL('./lay-out.ts', import.meta.url), 'layOut', 'markdown')

/** As in passages.ts, in a thread beside the one that serves. */
export const passages = threaded<typeof Passages.passages>(
  new URL('./passages.ts', import.meta.url),
  'passages',
  'markdown',
)

/** As in render.ts, in a thread beside the one that serves. */
export const linksIn = threaded<typeof Render.linksIn>(new URL('./render.ts', import.meta.url), 'linksIn', 'markdown')

/** As in render.ts, in a thread beside the one that serves. */
export const picturesIn = threaded<typeof Render.picturesIn>(
  new URL('./render.ts', import.meta.url),
  'picturesIn',
  'markdown',
)
