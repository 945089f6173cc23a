import { createHash } from 'node:crypto'
import { blogStyle } from './style.ts'

/** The blog's style, and the address that it has as long as it stays the same. */
export interface StyleFile {
  /** Below home, with its slash. */
  path: string
  css: string
}

/** There are as many as there are pairs of colours; a few workspaces' are kept. */
const made = new Map<string, StyleFile>()
const mostKept = 50

/** The style of a blog's colours, as a file of its own: all pages name it, and a browser asks for it once. */
export function styleOf({ accent, paper }: { accent: string; paper: string }): StyleFile {
  const key = `${accent} ${paper}`
  const known = made.get(key)
  if (known) return known
  const css = blogStyle(accent, paper)
  const hash = createHash('sha256').update(css).digest('base64url').slice(0, 16)
  const file = { path: `/style-${hash}.css`, css }
  if (made.size >= mostKept) made.clear()
  made.set(key, file)
  return file
}
