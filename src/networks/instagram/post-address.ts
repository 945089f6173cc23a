import { postsOn } from '../post-address.ts'

/** A picture, a video or a reel, with or without the name of its profile. */
export const postAddress = postsOn(
  ['instagram.com', 'instagr.am'],
  [
    {
      path: /^\/(?:(?!p\/|reel\/|reels\/|tv\/)(?<by>[\w.]{1,30})\/)?(?<kind>p|reel|tv)\/(?<code>[\w-]{5,40})/,
      url: ({ kind, code }) => `https://www.instagram.com/${kind}/${code}/`,
    },
    { path: /^\/reels\/(?<code>[\w-]{5,40})/, url: ({ code }) => `https://www.instagram.com/reel/${code}/` },
  ],
  {
    source: 'https://developers.facebook.com/docs/instagram-platform/oembed',
    example: 'https://www.instagram.com/p/fA9uwTtkSN/',
  },
)
