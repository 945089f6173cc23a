/** HTML that is ready to be sent. Only {@link html} and {@link trusted} make it, so that text can't slip in unescaped. */
export class Html {
  readonly value: string
  constructor(value: string) {
    this.value = value
  }
  toString(): string {
    return this.value
  }
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** A text that is safe between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character)
}

type Piece = Html | string | number | false | null | undefined | readonly Piece[]

/** A template whose values are escaped, unless they are HTML already. `false`, `null` and `undefined` leave nothing. */
export function html(strings: TemplateStringsArray, ...values: Piece[]): Html {
  return new Html(strings.reduce((text, string, index) => text + piece(values[index - 1]) + string))
}

/** HTML from elsewhere in the program that is clean by its making (the Markdown renderer). */
export function trusted(value: string): Html {
  return new Html(value)
}

function piece(value: Piece): string {
  if (value instanceof Html) return value.value
  if (Array.isArray(value)) return value.map(piece).join('')
  if (value === false || value === null || value === undefined) return ''
  return escapeHtml(String(value))
}
