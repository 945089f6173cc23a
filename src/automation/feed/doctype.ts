/**
 * Whether a document declares something of its own in front of its first element (https://www.w3.org/TR/xml/#dt-doctype): entities,
 * which may grow without end or name files. A declaration that only says where the kind of document is described is none, since
 * nobody asks there.
 * @param xml clean already: characters that are left out later could hide what stands here
 */
export function declaresItsOwn(xml: string): boolean {
  if (/^\s*\{/.test(xml)) return false
  let at = xml.indexOf('<')
  while (at >= 0) {
    if (xml.startsWith('<?', at)) at = nextTag(xml, '?>', at)
    else if (xml.startsWith('<!--', at)) at = nextTag(xml, '-->', at)
    else return /^<!doctype/i.test(xml.slice(at, at + 9)) && opensBracket(xml, at)
  }
  return false
}

function nextTag(xml: string, end: string, at: number): number {
  const ended = xml.indexOf(end, at)
  return ended < 0 ? -1 : xml.indexOf('<', ended + end.length)
}

/** Whether a bracket opens before the declaration ends, outside of quotes. One that never ends is not trusted either. */
function opensBracket(xml: string, from: number): boolean {
  let quote = ''
  for (let at = from; at < xml.length; at++) {
    const sign = xml.charAt(at)
    if (quote) {
      if (sign === quote) quote = ''
    } else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '[') return true
    else if (sign === '>') return false
  }
  return true
}
