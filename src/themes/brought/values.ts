/** Values on their way into a template: text is escaped when it is written, and only what is HTML by its making is written as it is. */
import { escapeHtml } from '../../core/html.ts'

/** HTML that is clean by its making, among values that are written as text. */
export interface Safe {
  safe: string
}

/** Values as templates see them: nothing that runs. */
export type Given = string | number | boolean | null | Safe | readonly Given[] | { readonly [name: string]: Given }

/** {@link Safe}, inside the thread that draws. */
export class SafeHtml {
  readonly html: string
  constructor(html: string) {
    this.html = html
  }
  toString(): string {
    return this.html
  }
}

/** Values as they came into the thread, with what is HTML as {@link SafeHtml}. */
export function revived(given: Given): unknown {
  if (given === null || typeof given !== 'object') return given
  if (Array.isArray(given)) return given.map(revived)
  if (typeof (given as Safe).safe === 'string') return new SafeHtml((given as Safe).safe)
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, revived(value as Given)]))
}

/** What stands in a page for a value. */
export function written(value: unknown): string {
  if (value instanceof SafeHtml) return value.html
  return escapeHtml(plain(value))
}

/** Lists are written one after the other; what has parts of its own is not written at all. */
function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join('')
  if (value instanceof SafeHtml) return value.html
  if (value === null || value === undefined || typeof value === 'object' || typeof value === 'function') return ''
  return String(value)
}
