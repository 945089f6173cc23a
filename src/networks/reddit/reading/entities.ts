import type { Found, Place } from './span.ts'

/** The names that Reddit lets through: those of HTML 4, and `&apos;`. https://www.w3.org/TR/html401/sgml/entities.html */
const names = new Set(
  `AElig Aacute Acirc Agrave Alpha Aring Atilde Auml Beta Ccedil Chi Dagger Delta ETH Eacute Ecirc Egrave Epsilon Eta Euml
  Gamma Iacute Icirc Igrave Iota Iuml Kappa Lambda Mu Ntilde Nu OElig Oacute Ocirc Ograve Omega Omicron Oslash Otilde Ouml Phi
  Pi Prime Psi Rho Scaron Sigma THORN Tau Theta Uacute Ucirc Ugrave Upsilon Uuml Xi Yacute Yuml Zeta aacute acirc acute aelig
  agrave alefsym alpha amp and ang apos aring asymp atilde auml bdquo beta brvbar bull cap ccedil cedil cent chi circ clubs cong
  copy crarr cup curren dArr dagger darr deg delta diams divide eacute ecirc egrave empty emsp ensp epsilon equiv eta eth euml
  euro exist fnof forall frac12 frac14 frac34 frasl gamma ge gt hArr harr hearts hellip iacute icirc iexcl igrave image infin
  int iota iquest isin iuml kappa lArr lambda lang laquo larr lceil ldquo le lfloor lowast loz lrm lsaquo lsquo lt macr mdash
  micro middot minus mu nabla nbsp ndash ne ni not notin nsub ntilde nu oacute ocirc oelig ograve oline omega omicron oplus or
  ordf ordm oslash otilde otimes ouml para part permil perp phi pi piv plusmn pound prime prod prop psi quot rArr radic rang
  raquo rarr rceil rdquo real reg rfloor rho rlm rsaquo rsquo sbquo scaron sdot sect shy sigma sigmaf sim spades sub sube sum
  sup sup1 sup2 sup3 supe szlig tau there4 theta thetasym thinsp thorn tilde times trade uArr uacute uarr ucirc ugrave uml upsih
  upsilon uuml weierp xi yacute yen yuml zeta zwj zwnj`.split(/\s+/),
)

/** More digits than any character needs. */
const mostDigits = 7

const entity = /&(?:#(?:([xX])([0-9a-fA-F]+)|(\d+))|([A-Za-z0-9]+));/y

/** An entity that stays as it is: one with a name that is known, or with the number of a character that may stand in a text. */
export function entityAt({ text, at }: Place): Found | undefined {
  entity.lastIndex = at
  const [whole, hex, sixteens, tens, name] = entity.exec(text) ?? []
  if (whole === undefined) return undefined
  const end = at + whole.length
  if (name !== undefined) return names.has(name) ? { html: whole, end } : undefined
  const digits = sixteens ?? tens ?? ''
  if (digits.length > mostDigits || !isCharacter(Number.parseInt(digits, hex ? 16 : 10))) return undefined
  return { html: `&#${hex ? 'x' : ''}${digits};`, end }
}

/** No control characters, no halves of surrogates, nothing beyond Unicode. */
function isCharacter(code: number): boolean {
  if (code <= 8 || code === 11 || code === 12 || (code >= 14 && code <= 31)) return false
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff && code <= 0x10ffff
}
