import { fenceOf, isEmpty, isRule, itemPrefix } from './lines.ts'
import type { Reading } from './reading.ts'
import { withoutTrailing } from './references.ts'

/** What is known of a list while its items are read: once one holds blocks, all that follow do. */
interface List {
  ordered: boolean
  blocks: boolean
  ended: boolean
}

/** An item, as lines without their indent. */
interface Item {
  lines: string[]
  /** The line with which a list inside begins; 0 where there is none. */
  inner: number
  next: number
}

/** The list that begins in a line. */
export function readList(
  lines: readonly string[],
  at: number,
  ordered: boolean,
  depth: number,
  reading: Reading,
): { html: string; next: number } {
  const list: List = { ordered, blocks: false, ended: false }
  let html = ''
  let next = at
  while (next < lines.length && !list.ended) {
    const item = itemAt(lines, next, list)
    if (!item) break
    html += `<li>${withoutTrailing(content(item, list, depth + 3, reading), '\n')}</li>\n`
    next = item.next
  }
  const tag = ordered ? 'ol' : 'ul'
  return { html: `<${tag}>\n${html}</${tag}>\n`, next }
}

function content({ lines, inner }: Item, list: List, depth: number, reading: Reading): string {
  const head = inner ? lines.slice(0, inner) : lines
  const before = list.blocks ? reading.blocks(head, depth) : reading.inline(`${head.join('\n')}\n`, depth)
  return inner ? reading.blocks(lines.slice(inner), depth, before) : before
}

/** How far a line is indented, at most `most`. */
function indentOf(line: string, most: number): number {
  let indent = 0
  while (indent < most && line[indent] === ' ') indent++
  return indent
}

/**
 * The item that begins in a line. It goes on in lines without indent too, up to an empty line; behind that, one space is
 * enough. An item inside it is told by another indent than its own.
 */
function itemAt(all: readonly string[], at: number, list: List): Item | undefined {
  const first = all[at] ?? ''
  const prefix = itemPrefix(first, false, all[at + 1]) || itemPrefix(first, true, all[at + 1])
  if (!prefix) return undefined
  const own = indentOf(first, 3)
  const item: Item = { lines: [first.slice(prefix)], inner: 0, next: at + 1 }
  let empty = false
  let code = false
  for (; item.next < all.length; item.next++) {
    const line = all[item.next] ?? ''
    if (isEmpty(line)) {
      empty = true
      continue
    }
    const indent = indentOf(line, 4)
    const words = line.slice(indent)
    if (fenceOf(words) !== undefined) code = !code
    const [bullet, number] = [false, true].map((ordered) => !code && itemPrefix(words, ordered) > 0)
    const begins = (bullet && !isRule(words)) || number
    if (empty && ((list.ordered ? bullet : number) || (!begins && indent === 0))) {
      list.ended = true
      break
    }
    if (empty) list.blocks = true
    if (begins) {
      if (indent === own) break
      item.inner ||= item.lines.length
    } else if (empty) item.lines.push('')
    empty = false
    item.lines.push(words)
  }
  return item
}
