/** Who may see something, from the widest to the narrowest: `unlisted` is public and stands in no list, `direct` is for those it names. */
export const audiences = ['public', 'unlisted', 'followers', 'direct'] as const
export type Audience = (typeof audiences)[number]

/** Of two audiences the one that fewer people belong to. */
export function narrower(one: Audience, other: Audience): Audience {
  return audiences.indexOf(one) > audiences.indexOf(other) ? one : other
}
