/** Short for words that may be long: FNV-1a (https://datatracker.ietf.org/doc/draft-eastlake-fnv/) and their length. */
export function fingerprint(words: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < words.length; at++) hash = Math.imul(hash ^ words.charCodeAt(at), 0x01000193) >>> 0
  return `${words.length}-${hash.toString(36)}`
}
