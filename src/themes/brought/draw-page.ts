/** Draws a page with a theme that somebody brought, beside the thread that serves. Whatever it does, readers get a page. */

import type { Html } from '../../core/html.ts'
import { TimeUp, threadedWithin } from '../../core/thread/pool.ts'
import type { Framed } from '../frame.ts'
import type { PageView, ThemeSite } from '../theme.ts'
import { bodyFrom } from './body.ts'
import type * as draw from './draw.ts'
import { drawingOf, kindOf, type Templated } from './drawing.ts'

/** How long a page may take before its thread is ended; the templates themselves are stopped long before (draw.ts). */
const longestMs = 8000

const aside = threadedWithin<typeof draw.drawPage>(
  new URL('./draw.ts', import.meta.url),
  'drawPage',
  'theme',
  longestMs,
)

/** How often a kind of page took a theme too long, by its hash: after a few times it is tried no more before the program starts again. */
const tooLong = new Map<string, { times: number; trouble: draw.Trouble }>()
const most = { times: 3, kept: 200 }

/** @returns the body of a page, or why the theme can't draw it */
export async function drawBrought(
  theme: Templated,
  view: PageView,
  site: ThemeSite,
  framed: Framed,
): Promise<{ body: Html } | { trouble: draw.Trouble }> {
  const key = `${theme.hash} ${view.kind}`
  const known = tooLong.get(key)
  if (known && known.times >= most.times) return { trouble: known.trouble }
  const drawn = await drawnAside(theme, view, site, framed)
  if (!('trouble' in drawn)) return { body: bodyFrom(drawn, site, framed) }
  if (drawn.trouble.kind === 'endless') {
    if (tooLong.size >= most.kept) tooLong.clear()
    tooLong.set(key, { times: (known?.times ?? 0) + 1, trouble: drawn.trouble })
  }
  return drawn
}

async function drawnAside(theme: Templated, view: PageView, site: ThemeSite, framed: Framed): Promise<draw.Drawn> {
  try {
    return await aside(drawingOf(theme, view, site, framed))
  } catch (error) {
    const detail = error instanceof TimeUp ? `${longestMs / 1000} s` : 'memory'
    return { trouble: { file: `${kindOf(theme, view.kind) ?? 'layout'}.liquid`, line: null, kind: 'endless', detail } }
  }
}
