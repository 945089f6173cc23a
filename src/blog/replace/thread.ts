import { threaded } from '../../core/thread/pool.ts'
import type * as Places from './places.ts'

/** As in places.ts, in a thread beside the one that serves. */
export const replaceInMarkdown = threaded<typeof Places.replaceInMarkdown>(
  new URL('./places.ts', import.meta.url),
  'replaceInMarkdown',
  'markdown',
)
