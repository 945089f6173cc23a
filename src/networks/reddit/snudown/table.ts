/** Tables of Reddit's Markdown: a line of heads, a line of dashes, and rows. More columns than this make none. */
const mostColumns = 64

const dashes = /^ *\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$/

type Align = 'left' | 'right' | 'center' | undefined

/** The cells of a line; a bar at its beginning and one at its end part nothing. */
function cellsOf(line: string): string[] {
  const bare = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  return bare.split(/(?<!\\)\|/).map((cell) => cell.trim())
}

function alignOf(dash: string): Align {
  const [left, right] = [dash.startsWith(':'), dash.endsWith(':')]
  if (left && right) return 'center'
  return left ? 'left' : right ? 'right' : undefined
}

/** The table that begins at a line. @param words lays out what stands in a cell */
export function tableAt(
  lines: readonly string[],
  at: number,
  words: (text: string) => string,
): { html: string; next: number } | undefined {
  const [head = '', under = ''] = lines.slice(at, at + 2)
  if (!head.includes('|') || !under.includes('-') || !dashes.test(under)) return undefined
  const aligns = cellsOf(under).map(alignOf)
  const heads = cellsOf(head)
  if (heads.length > mostColumns || aligns.length < heads.length) return undefined
  aligns.length = heads.length
  let end = at + 2
  while (end < lines.length && (lines[end] ?? '').includes('|')) end++
  const rows = lines.slice(at + 2, end).map((line) => row(cellsOf(line), aligns, 'td', words))
  const html = `<table><thead>\n${row(heads, aligns, 'th', words)}</thead><tbody>\n${rows.join('')}</tbody></table>\n`
  return { html, next: end }
}

/** A row with fewer cells than columns: the last one spans what is left. */
function row(
  cells: readonly string[],
  aligns: readonly Align[],
  element: 'td' | 'th',
  words: (text: string) => string,
): string {
  const given = cells.slice(0, aligns.length)
  const made = given.map((cell, number) => {
    const span = number === given.length - 1 ? aligns.length - number : 1
    const wide = span > 1 ? ` colspan="${span}" ` : ''
    const align = aligns[number] ? ` align="${aligns[number]}"` : ''
    return `<${element}${wide}${align}>${words(cell)}</${element}>\n`
  })
  return `<tr>\n${made.join('')}</tr>\n`
}
