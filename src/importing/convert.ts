/** One item's body as Markdown. Runs in a thread: a long text takes a second. */
import type { FormatId, FoundFile } from './formats/format.ts'
import { formatNamed } from './formats/index.ts'
import type { Loss } from './markup/losses.ts'
import { toMarkdown } from './markup/to-markdown.ts'

/** What a conversion is given, in a form that can be copied between threads. */
export interface Given {
  format: FormatId
  body: string
  address: string
  files: readonly FoundFile[]
  blocks: readonly (readonly [key: string, body: string])[]
}

/** What came of it. */
export interface Text {
  /** As it was: HTML, or Markdown. */
  before: string
  markdown: string
  losses: Loss[]
}

/** @throws SyntaxError where a body is not what its format says */
export function convert({ format, body, address, files, blocks }: Given): Text {
  const known = { files: new Map(files.map((file) => [file.key, file])), blocks: new Map(blocks) }
  const markup = formatNamed(format).markup({ body, address }, known)
  if ('markdown' in markup)
    return { before: markup.markdown, markdown: markup.markdown.trim(), losses: [...markup.losses] }
  const { markdown, losses } = toMarkdown(markup)
  return { before: markup.html, markdown: markdown.trim(), losses }
}
