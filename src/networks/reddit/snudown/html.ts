const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as Reddit writes it between tags. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => signs[sign] as string)
}

/** An address as Reddit writes it in a link. */
export function escapeAddress(address: string): string {
  return address.replace(/[&"'<>\s]/g, (sign) => (/\s/.test(sign) ? encodeURIComponent(sign) : (signs[sign] as string)))
}

/** Whether an address may be led to: those that Reddit knows, and its own. */
export function isSafe(address: string): boolean {
  return (
    /^(?:\/|#|(?:https?|ftp|mailto|git|steam|irc|ircs|news|mumble|ssh|ts3server|spotify):)/i.test(address) &&
    /^[/#]|:./.test(address)
  )
}

/** A link; its words are HTML already. */
export function linkTo(address: string, words: string, title = ''): string {
  const named = title === '' ? '' : ` title="${escapeText(title)}"`
  return `<a href="${escapeAddress(address)}"${named}>${words}</a>`
}
