/** How much of a text is looked for in an address, in UTF-16 units. */
const enough = 30

/** Whether a network's own composer, opened at this address, has the text in it already. */
export function carriesText(composer: string | null | undefined, text: string): boolean {
  const begin = text.trim().slice(0, enough)
  if (!composer || !begin || !URL.canParse(composer)) return false
  return [...new URL(composer).searchParams.values()].some((value) => value.trim().startsWith(begin))
}
