/** Articles a page of the front page's list. */
export const pageSize = 12
/** Articles a page of those that have something in common. */
export const tagPageSize = 100

/** Below home, with its slash. */
export function addressOf({ slug }: { slug: string }): string {
  return `/${encodeURIComponent(slug)}`
}
