const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

/**
 * The plain text of a short HTML that a server made: paragraphs parted by a blank line, line breaks kept (inside `pre` the
 * text's own too), every tag and everything inside script and style taken off. The result is text, and must be escaped again wherever it is shown.
 */
export function htmlToText(html: string): string {
  const bare = html
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<pre\b[\s\S]*?<\/pre\s*>|\s*\n\s*/gi, (found) => (found.startsWith('<') ? found : ' '))
    .replace(/<br\s*\/?>\s?/gi, '\n')
    .replace(/<\/(p|div|blockquote|h[1-6]|ul|ol|pre)>\s*/gi, '\n\n')
    .replace(/<\/(li|tr)>\s*/gi, '\n')
    .replace(/<[^>]*>/g, '')
  return decode(bare)
    .replace(/[^\S\n]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name.toLowerCase()] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\ufffd'
  })
}
