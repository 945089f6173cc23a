/** Two initials of a name, one of a single word; a community (`r/kopi`) keeps its `r/`. */
export function initialsOf(name: string): string {
  const community = /^[a-z]\//i.exec(name)?.[0]
  if (community) return community.toLowerCase()
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? []
  const first = words[0]
  if (!first) return '·'
  const letters = [first, words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toUpperCase()
}
