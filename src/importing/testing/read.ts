/** Reads a source as an import does, for tests. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Format, Found, FoundComment, FoundFault, FoundItem, Known, ReadOptions } from '../formats/format.ts'
import { recognise } from '../formats/index.ts'
import type { Loss } from '../markup/losses.ts'
import { toMarkdown } from '../markup/to-markdown.ts'
import { openSource } from '../source/open.ts'

/** What came of a source. */
export interface Everything {
  format: Format | undefined
  all: Found[]
  items: (FoundItem & { markdown: string; lost: Loss[] })[]
  comments: FoundComment[]
  faults: FoundFault[]
}

export const jakarta: ReadOptions = { timeZone: 'Asia/Jakarta', emails: false }

/** Puts files into a folder that goes with the test. @returns the folder */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'percakapan-impor-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return folder
}

/** Everything that some files, folders or archives hold, converted. */
export async function everythingIn(paths: readonly string[], options: ReadOptions = jakarta): Promise<Everything> {
  const source = await openSource(paths)
  try {
    const format = await recognise(source)
    const all: Found[] = []
    if (format) for await (const found of format.read(source, options)) all.push(found)
    const known = knownIn(all)
    const of = <Piece extends Found['piece']>(piece: Piece) =>
      all.filter((one): one is Extract<Found, { piece: Piece }> => one.piece === piece)
    const items = of('item').map((item) => ({ ...item, ...converted(format as Format, item, known) }))
    return { format, all, items, comments: of('comment'), faults: of('fault') }
  } finally {
    await source.close()
  }
}

function knownIn(all: readonly Found[]): Known {
  const files = all.flatMap((one) => (one.piece === 'file' ? [[one.key, one] as const] : []))
  const blocks = all.flatMap((one) => (one.piece === 'block' ? [[one.key, one.body] as const] : []))
  return { files: new Map(files), blocks: new Map(blocks) }
}

function converted(format: Format, item: FoundItem, known: Known): { markdown: string; lost: Loss[] } {
  const markup = format.markup(item, known)
  if ('markdown' in markup) return { markdown: markup.markdown.trim(), lost: [...item.losses, ...markup.losses] }
  const { markdown, losses } = toMarkdown(markup)
  return { markdown: markdown.trim(), lost: [...item.losses, ...losses] }
}
