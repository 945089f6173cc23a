/** HTML that a wiki page of Reddit may hold: the parts of a table. */
const elements = /^<(\/?)(table|thead|tbody|tfoot|tr|th|td|caption)(?=[\s>/])([^>]*)>/i
const attributes = new Set(['colspan', 'rowspan', 'cellspacing', 'cellpadding', 'scope'])

/** The tag at a place, made of nothing but what is allowed; `undefined` where there is none. */
export function tagAt(text: string, at: number): { end: number; html: string } | undefined {
  const [whole, closing, name, rest = ''] = elements.exec(text.slice(at)) ?? []
  if (whole === undefined || name === undefined) return undefined
  const kept = closing ? '' : allowed(rest)
  return { end: at + whole.length, html: `<${closing}${name}${kept}>` }
}

/** Each name once. A value begins at the first quotation mark behind its `=`; one that is never closed ends them all. */
function allowed(text: string): string {
  const seen = new Set<string>()
  let kept = ''
  let at = 0
  while (at < text.length) {
    const [whole = '', name = ''] = /^[^\w=]*([\w-]+)\s*/.exec(text.slice(at)) ?? []
    if (whole === '') return kept
    at += whole.length
    if (text.charAt(at) !== '=') continue
    const value = valueAt(text, at + 1)
    if (!value) return kept
    at = value.end
    if (value.text === undefined) continue
    const known = name.toLowerCase()
    if (!attributes.has(known) || seen.has(known)) continue
    seen.add(known)
    kept += ` ${known}="${value.text}"`
  }
  return kept
}

function valueAt(text: string, at: number): { text: string | undefined; end: number } | undefined {
  // A value without marks ends at a space, and is none.
  const [before = ''] = /^[^\s"']*/.exec(text.slice(at)) ?? []
  const mark = text.charAt(at + before.length)
  if (mark !== '"' && mark !== "'") return { text: undefined, end: at + before.length }
  const start = at + before.length + 1
  const end = text.indexOf(mark, start)
  if (end < 0) return undefined
  return { text: text.slice(start, end).replace(/[^\w %#.-]/g, ''), end: end + 1 }
}
