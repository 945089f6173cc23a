import { embedsOn } from '../embed.ts'

/** https://developers.facebook.com/docs/instagram-platform/embed-button */
export const readEmbed = embedsOn(
  'Instagram',
  ['instagram.com'],
  [
    {
      path: /^\/(?:[\w.]{1,40}\/)?(?<kind>p|reel|tv)\/(?<id>[\w-]{5,40})\/?(?:\?|$)/,
      shape: 'post',
      frame: ({ kind, id }) => `https://www.instagram.com/${kind}/${id}/embed/`,
    },
  ],
)
