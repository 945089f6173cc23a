import { postsOn } from '../post-address.ts'

const home = 'https://www.linkedin.com'

/** A post by its page for readers, or as the feed names it. */
export const postAddress = postsOn(
  ['linkedin.com'],
  [
    { path: /^\/posts\/(?<slug>[\w.%-]+)/, url: ({ slug }) => `${home}/posts/${slug}` },
    {
      path: /^\/feed\/update\/(?<urn>urn(?::|%3A)li(?::|%3A)(?:activity|share|ugcPost)(?::|%3A)\d+)/i,
      url: ({ urn = '' }) => `${home}/feed/update/${decodeURIComponent(urn)}`,
    },
  ],
  {
    source: 'https://www.linkedin.com/help/linkedin/answer/a522537',
    example: 'https://www.linkedin.com/posts/namaanda_kopi-activity-7123456789012345678-abcd',
  },
)
