/** Pieces of XML, safe whatever is in them. */

/** Letters that no XML 1.0 may hold, even escaped: https://www.w3.org/TR/xml/#charsets */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** Text in a section that nothing in it can end. */
export function cdata(text: string): string {
  return `<![CDATA[${text.toWellFormed().replace(forbidden, '').replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

/** Plain words as HTML that shows them: WordPress keeps titles, names and summaries so. */
export function asShown(text: string): string {
  return text.replace(/&(?=#?\w{1,40};)/g, '&amp;').replaceAll('<', '&lt;')
}

/** @param content already safe: {@link cdata}, a number, a date, a word of ours */
export function element(name: string, content: string): string {
  return `<${name}>${content.startsWith('<![CDATA[') ? content : content.replace(/[<&]/g, (letter) => (letter === '<' ? '&lt;' : '&amp;'))}</${name}>`
}

/** `2026-11-30 03:04:05`, in UTC. */
export const gmt = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ')

/** The same on the blog's clock. */
export function local(at: Date, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  return zoned.toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ')
}
