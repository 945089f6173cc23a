/** The typefaces that a brand may choose for its blog, by the names that they are stored by, as they are called everywhere. */
export const typefaceNames = {
  literata: 'Literata',
  'source-sans': 'Source Sans',
  'plus-jakarta-sans': 'Plus Jakarta Sans',
  bricolage: 'Bricolage Grotesque',
} as const

/** The name that a typeface is stored by. */
export type TypefaceId = keyof typeof typefaceNames

/** All of them, as people choose among them. */
export const typefaceIds = Object.keys(typefaceNames) as [TypefaceId, ...TypefaceId[]]

/** @returns empty for what is none of them */
export const typefaceOf = (id: string): TypefaceId | '' => (Object.hasOwn(typefaceNames, id) ? (id as TypefaceId) : '')
