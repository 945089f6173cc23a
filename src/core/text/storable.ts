/**
 * JSON as PostgreSQL can keep it: it has no NUL, and no half of a surrogate pair
 * (https://www.postgresql.org/docs/current/datatype-json.html). Whatever a network answered, what became of a post is written
 * down: a NUL is left out, half a pair becomes U+FFFD.
 */
export function storable(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => (typeof one === 'string' ? storableText(one) : one))
}

/** A text as PostgreSQL can keep it. */
function storableText(text: string): string {
  const whole = text.toWellFormed()
  return whole.includes('\0') ? whole.replaceAll('\0', '') : whole
}
