/** An address where it is a whole one: others in a text may be relative to it. */
export const absoluteIn = (address: string): string | undefined => (/^https?:\/\//i.test(address) ? address : undefined)
