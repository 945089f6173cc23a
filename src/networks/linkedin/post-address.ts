import type { Account } from '../network.ts'
import { postsOn } from '../post-address.ts'

const home = 'https://www.linkedin.com'

/** Whoever signed in by the API gave their name, and not the one in their profile's address. */
function own({ by = '' }: Readonly<Record<string, string>>, { handle, url }: Account): boolean | undefined {
  const name = /\/(?:in|company|school|showcase)\/([^/?]+)\/?$/.exec(url)?.[1]
  if (!name || name === 'me' || /^\d+$/.test(name)) return undefined
  return [name, handle].some((one) => one.toLowerCase() === by.toLowerCase())
}

/** A post by its page for readers, or as the feed names it. */
export const postAddress = postsOn(
  ['linkedin.com'],
  [
    {
      path: /^\/posts\/(?<by>[\w.%-]+?)_(?<slug>[\w.%-]+)/,
      url: ({ by, slug }) => `${home}/posts/${by}_${slug}`,
      own,
    },
    { path: /^\/posts\/(?<slug>[\w.%-]+)/, url: ({ slug }) => `${home}/posts/${slug}` },
    {
      path: /^\/feed\/update\/(?<urn>urn(?::|%3A)li(?::|%3A)(?:activity|share|ugcPost)(?::|%3A)\d+)/i,
      url: ({ urn = '' }) => `${home}/feed/update/${decodeURIComponent(urn)}`,
    },
  ],
  {
    source: 'https://www.linkedin.com/help/linkedin/answer/a522537',
    example: {
      id: 'https://www.linkedin.com/posts/namaanda_kopi-activity-7123456789012345678-abcd',
      en: 'https://www.linkedin.com/posts/yourname_coffee-activity-7123456789012345678-abcd',
    },
  },
)
