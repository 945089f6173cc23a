/** A piece of a step: words, an address to go to, or something to be copied over there. */
export interface StepPiece {
  kind: 'words' | 'link' | 'copy'
  text: string
  /** Where a link leads. */
  href?: string
}

/** Addresses with their scheme, bare hosts as people read them (`console.x.com/apps`), and names of permissions (`pages_manage_posts`). */
const found =
  /(https?:\/\/[^\s,;)“”]+[^\s,;).“”])|((?:[a-z0-9-]+\.)+(?:com|org|net|io|app|dev|me|social|id|co)(?:\/[\w./?=&%#~-]*[\w/])?(?![\w@.-]*@))|(\b[a-z]+(?:_[a-z]+)+\b)/gi

/** Permissions that are written as addresses: they are copied, never opened. */
const asPermission = /^https?:\/\/www\.[a-z]+apis\.com\/auth\//i

/**
 * Takes a step of a network's instructions apart.
 * @param own where this program is reached: its own addresses are typed in over there, so they are copied
 */
export function stepPieces(text: string, own: string): StepPiece[] {
  const pieces: StepPiece[] = []
  let end = 0
  for (const match of text.matchAll(found)) {
    const [whole, address, host] = match
    if (text[match.index - 1] === '@') continue
    if (match.index > end) pieces.push({ kind: 'words', text: text.slice(end, match.index) })
    end = match.index + whole.length
    if (host) pieces.push({ kind: 'link', text: whole, href: `https://${host}` })
    else if (address && !address.startsWith(own) && !asPermission.test(address))
      pieces.push({ kind: 'link', text: whole, href: address })
    else pieces.push({ kind: 'copy', text: whole })
  }
  if (end < text.length) pieces.push({ kind: 'words', text: text.slice(end) })
  return pieces
}
