import { characterEntitiesHtml4 } from 'character-entities-html4'

const names = new Set(Object.keys(characterEntitiesHtml4))

/** Characters that XML allows: https://www.w3.org/TR/xml/#charsets */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
}

/** The entity that stands at a place, `;` included; empty where there is none that browsers of all times know. */
export function entityAt(text: string, at: number): string {
  const [whole = '', decimal, hex, name] =
    /^&(?:#(\d{1,8})|#x([0-9a-f]{1,8})|([A-Za-z]\w*));/i.exec(text.slice(at, at + 40)) ?? []
  if (name !== undefined) return names.has(name) ? whole : ''
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  return isCharacter(code) ? whole : ''
}
