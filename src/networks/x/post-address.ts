import { postsOn } from '../post-address.ts'

/** A status by the name of who said it, or without one, as links that were passed on have it. */
export const postAddress = postsOn(
  ['x.com', 'twitter.com'],
  [
    {
      path: /^\/(?!i\/)(?<by>\w{1,20})\/status(?:es)?\/(?<id>\d{1,20})(?:[/?]|$)/,
      url: ({ by, id }) => `https://x.com/${by}/status/${id}`,
    },
    { path: /^\/i\/(?:web\/)?status\/(?<id>\d{1,20})(?:[/?]|$)/, url: ({ id }) => `https://x.com/i/status/${id}` },
  ],
  {
    source: 'https://docs.x.com/x-api/fundamentals/data-dictionary',
    example: {
      id: 'https://x.com/namaanda/status/1460323737035677698',
      en: 'https://x.com/yourname/status/1460323737035677698',
    },
  },
)
