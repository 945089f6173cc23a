/** What of an article's markup does not come over as it was. */
export type LossKind =
  | 'script'
  | 'style'
  | 'form'
  | 'frame'
  | 'media'
  | 'drawing'
  | 'shortcode'
  | 'widget'
  | 'html'
  | 'encoding'
  | 'missing-picture'
  | 'password'
  | 'audience'
  | 'long'
  | 'late'

/** One of them. */
export interface Loss {
  what: LossKind
  /** The thing itself, short: an address, a shortcode's name, an element. */
  detail: string
  /** What stands in its place: the same as harmless HTML, a link or its words, or nothing. */
  instead: 'html' | 'link' | 'words' | 'nothing' | 'elsewhere'
}

/** A detail is no longer, in characters. */
const longestDetail = 200
/** An article names so many at most; the next ones are counted with them. */
const mostLosses = 50

/** Gathers losses, each once. */
export class Losses {
  readonly #found = new Map<string, Loss>()
  add(what: LossKind, detail: string, instead: Loss['instead']): void {
    const short = detail.replace(/\s+/gu, ' ').trim().slice(0, longestDetail)
    const key = `${what} ${short}`
    if (this.#found.has(key) || this.#found.size >= mostLosses) return
    this.#found.set(key, { what, detail: short, instead })
  }
  get all(): Loss[] {
    return [...this.#found.values()]
  }
}
