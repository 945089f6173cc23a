/**
 * Characters that are drawn like a letter or digit of ours and that Unicode's compatibility forms (NFKC) leave as they are: other
 * alphabets, small capitals, upside-down letters, letters in boxes. Spam writes names with them, so that no list of words finds them.
 */

/** A letter or digit, and those that are drawn like it. */
const drawnLike: Readonly<Record<string, string>> = {
  a: 'аӑɑᴀɐαδ∂ᗩᎪꓮ₳Дค𐊠ⱥάѦ',
  b: 'ВвьЬʙƀɓβᗷᏴꓐ฿ɃƁъЪ๒',
  c: 'сϲᴄɔςᑕᏟꓚ₵ⅽȼ¢©ͻ',
  d: 'ԁᴅđɖɗᗪᎠꓓĐժ๔',
  e: 'еєεɛᴇǝəᎬꓰ€ҽέɇξЭэ⋿',
  f: 'ғƒꜰᖴꓝ₣ϝſ',
  g: 'ɡɢցԍᏀᎶꓖ₲ǥɠ',
  h: 'НнһнʜɥħᎻꓧҺᕼჩђћ',
  i: 'іɪıιΙⵊᎥꓲіɨίї¡Ӏӏ│∣',
  j: 'јʝᴊɾȷᎫꓙᒍ',
  k: 'КкκᴋʞᏦꓗ₭ҝƙкᛕ',
  l: 'ʟłᏞꓡŁⱢℓᒪɭιʅ',
  m: 'МмᴍɯᎷꓟ₥ϻᗰɱ๓',
  n: 'ɴпηոᴎИиꓠ₦ɳƞռήπᑎ',
  o: 'оοσᴏօӨөøØᎾꓳⲟ૦௦๏ό⊙◯⭕',
  p: 'рρᴘᑭᏢꓑ₱ƿþ',
  q: 'ԛգɋҩᑫφ',
  r: 'гᴦʀɹᏒꓣяЯƦɼɾг®ᖇ',
  s: 'ѕꜱʂᏚꓢ₴ʃՏ§ᔕ',
  t: 'ТтτᴛʇᎢꓔ₮ŧƬтȾτ†',
  u: 'υսᴜꓴՍυцЦɄᑌμµบύ∪',
  v: 'ѵνᴠʌᏙꓦᐯ√',
  w: 'ԝաᴡʍᏔꓪ₩ωшШщᗯฬώѡ',
  x: 'хχᚷ×ꓫ✗✘ӿẋ',
  y: 'уγʏʎүꓬ¥ƴɏҮӳყ',
  z: 'ᴢʐꓜƶⱬᏃż',
  0: '⓿〇',
  1: '❶➀➊',
  2: '❷➁➋',
  3: '❸➂➌Ʒʒз',
  4: '❹➃➍',
  5: '❺➄➎',
  6: '❻➅➏б',
  7: '❼➆➐',
  8: '❽➇➑',
  9: '❾➈➒',
}

/** Rows of the alphabet in boxes and circles: where each begins. https://www.unicode.org/charts/PDF/U1F100.pdf */
const alphabets: readonly number[] = [0x1f130, 0x1f150, 0x1f170]
/** The letters that flags are made of (U+1F1E6 to U+1F1FF). */
const flagLetters = 0x1f1e6
const letterA = 97

const table = new Map<number, string>()
for (const [letter, others] of Object.entries(drawnLike))
  for (const other of others) {
    const code = other.codePointAt(0) as number
    for (const form of [other, other.toUpperCase(), other.toLowerCase()])
      if (form.length === other.length && (form.codePointAt(0) as number) > 127)
        table.set(form.codePointAt(0) as number, letter)
    table.set(code, letter)
  }
for (const start of alphabets) for (let n = 0; n < 26; n++) table.set(start + n, String.fromCharCode(letterA + n))

/** The letter or digit that a character is drawn like, in lower case; `undefined` where it is like none. */
export function drawnAs(code: number): string | undefined {
  return table.get(code)
}

/** The letter of a flag's half (a regional indicator), in lower case; `undefined` for other characters. */
export function letterOfFlag(code: number): string | undefined {
  const n = code - flagLetters
  return n >= 0 && n < 26 ? String.fromCharCode(letterA + n) : undefined
}
