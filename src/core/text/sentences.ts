/**
 * Where sentences end, in Indonesian and English. A full stop after an abbreviation, an initial or a list number ends
 * nothing. Indonesian abbreviations: https://ejaan.kemdikbud.go.id/eyd/penulisan-kata/singkatan-dan-akronim/
 */
const abbreviations = new Set(
  `dr drs dra drg ir prof h hj kh rm raden tn ny nn sdr sdri bpk bp ibu yth ykh jl jln gg no nomor rt rw kel kec kab prov
  kep ds dsn tlp telp hp fax ext hlm hal jil vol ed cet tgl th thn bln jam pkl rp ltd co inc corp pt cv tbk ud
  yg dgn utk dg spt mis msl lih bdk dst dsb dll dkk tsb sbb ttg ttd tdk sda
  mr mrs ms messrs st sr jr rev hon gen col capt sgt lt sen rep gov pres etc vs viz cf al approx dept est fig figs
  jan feb mar apr jun jul agu ags aug sep sept okt oct nov nop des dec mon tue wed thu fri sat sun
  min max misc nr nos pp eq ch sec ave blvd rd mt ft univ assn bros`.split(/\s+/),
)

/** It begins where a row of stops does: begun at each of them, a long row would be gone over as often as it is long. */
const ending = /(?<![.!?…])[.!?…]+["'”’»)\]*_]*(?=\s)|[。！？｡]+[」』”’）]*/gu
const lastWord = /[\p{L}\p{N}.]+$/u

/** Whether the full stop at the end of `before` belongs to an abbreviation, an initial or a list number. */
function belongsToWord(before: string, after: string): boolean {
  const word = (lastWord.exec(before)?.[0] ?? '').replace(/\.$/, '')
  if (word === '') return false
  if (/^\p{Ll}/u.test(after)) return true
  if (/^\p{L}$/u.test(word)) return true
  if (/^\p{L}{1,3}(\.\p{L}{1,3})+$/u.test(word)) return true
  if (abbreviations.has(word.toLowerCase())) return true
  return /^\d{1,3}$/.test(word) && /(^|\n)\s*\d{1,3}\.$/.test(before)
}

/** UTF-16 offsets just behind each sentence that ends before the text does. */
export function sentenceEnds(text: string): number[] {
  const ends: number[] = []
  for (const match of text.matchAll(ending)) {
    const end = match.index + match[0].length
    const stop = match[0].replace(/["'”’»)\]*_]+$/u, '')
    const after = text.slice(end, end + 40).trimStart()
    if (stop === '.' && belongsToWord(text.slice(Math.max(0, end - 60), match.index + 1), after)) continue
    ends.push(end)
  }
  return ends
}
