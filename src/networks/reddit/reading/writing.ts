const escapes: Readonly<Record<string, string>> = {
  '"': '&quot;',
  '&': '&amp;',
  "'": '&#39;',
  '<': '&lt;',
  '>': '&gt;',
}

/** The control characters that Reddit drops: all of ASCII's but tab and line ends. */
export function isDropped(character: string): boolean {
  return character < ' ' && character !== '\t' && character !== '\n' && character !== '\r'
}

/** Text as HTML, for between tags and for inside quotes. Control characters are dropped. */
export function escapeText(text: string): string {
  return text.replace(/[\p{Cc}"&'<>]/gu, (one) => escapes[one] ?? (isDropped(one) ? '' : one))
}

const encoder = new TextEncoder()

/** An address for inside an attribute: what may not stand in an address becomes its bytes, `%` with two digits each. */
export function escapeAddress(address: string): string {
  return address.replace(/[^\w.+!*(),%#@?=;:/$-]/gu, (one) => {
    if (one === '&') return '&amp;'
    if (one === "'") return '&#x27;'
    if (isDropped(one)) return ''
    return [...encoder.encode(one)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
  })
}

const linkable =
  /^(?:https?:\/\/|ftp:\/\/|mailto:\/\/|git:\/\/|steam:\/\/|ircs?:\/\/|news:\/\/|mumble:\/\/|ssh:\/\/|ts3server:\/\/|\/|#)[a-z0-9#/?]/i

/** As many characters of an address as {@link isLinkable} looks at, at most. */
export const linkableLength = 'ts3server://a'.length

/** Whether Reddit makes a link of an address: a scheme that it knows, a path, or a place on the page. */
export function isLinkable(address: string): boolean {
  return linkable.test(address)
}

/** An address without its backslashes, but for a doubled one. */
export function unescaped(address: string): string {
  return address.replace(/\\([\s\S]?)/g, '$1')
}

/** A link around `content`, which is HTML already. `home`: where addresses without a server lead to. */
export function writeLink(address: string, title: string | undefined, content: string, home: string): string {
  const whole = /^\/(?!\/)/.test(address) ? home + address : address
  return `<a href="${escapeAddress(whole)}"${titled(title)}>${content}</a>`
}

/** A picture, which only wiki pages show. */
export function writePicture(address: string, title: string | undefined, alt: string, home: string): string {
  const whole = /^\/(?!\/)/.test(address) ? home + address : address
  return `<img src="${escapeAddress(whole)}" alt="${escapeText(alt)}"${titled(title)}/>`
}

function titled(title: string | undefined): string {
  return title ? ` title="${escapeText(title)}"` : ''
}
