/** What an article can hold beside words and pictures, as Markdown that somebody fills in. */
export interface Insertion {
  /** Of its words: `inserting.…`. */
  name: 'note' | 'warning' | 'pullQuote' | 'contents'
  /** A block of its own; `…` is what somebody writes in its place. */
  markdown: string
}

/** The same for both ways of writing. Video, recordings and posts need an address first. */
export const insertions: readonly Insertion[] = [
  { name: 'note', markdown: '> [!NOTE]\n> …' },
  { name: 'warning', markdown: '> [!WARNING]\n> …' },
  { name: 'pullQuote', markdown: '> [!QUOTE]\n> …' },
  { name: 'contents', markdown: '[toc]' },
]

/** An address that the blog can show on its own line; `undefined` for what is none. */
export function embedAddress(typed: string): string | undefined {
  const address = typed.trim()
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`
  if (/\s/.test(address) || !URL.canParse(whole)) return undefined
  const { protocol, hostname, href } = new URL(whole)
  return /^https?:$/.test(protocol) && hostname.includes('.') ? href : undefined
}

/** A text with a block put in below the line of `at`, and where its last letter is then. */
export function withBlock(text: string, at: number, block: string): { text: string; end: number } {
  const ends = text.indexOf('\n', at)
  const before = text.slice(0, ends < 0 ? text.length : ends).trimEnd()
  const after = text.slice(ends < 0 ? text.length : ends).trimStart()
  const begun = before ? `${before}\n\n${block}` : block
  return { text: after ? `${begun}\n\n${after}` : `${begun}\n`, end: begun.length }
}

/** A text with the next footnote: its mark at `at`, its words at the end, where `end` is. */
export function withFootnote(text: string, at: number): { text: string; end: number } {
  const numbers = [...text.matchAll(/\[\^(\d{1,4})\]/g)].map(([, number]) => Number(number))
  const mark = `[^${Math.max(0, ...numbers) + 1}]`
  const marked = `${text.slice(0, at)}${mark}${text.slice(at)}`.trimEnd()
  const whole = `${marked}\n\n${mark}: `
  return { text: whole, end: whole.length }
}
