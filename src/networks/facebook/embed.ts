import { embedsOn } from '../embed.ts'

const plugin = (name: string, path: string) =>
  `https://www.facebook.com/plugins/${name}.php?href=${encodeURIComponent(`https://www.facebook.com${path}`)}`

/** https://developers.facebook.com/docs/plugins/embedded-posts and …/embedded-video-player */
export const readEmbed = embedsOn(
  'Facebook',
  ['facebook.com'],
  [
    {
      path: /^\/(?:watch\/?\?(?=.*\bv=(?<id>\d{5,25})(?:&|$))|(?:reel|[\w.]{1,80}\/videos)\/(?:[\w-]{1,200}\/)?(?<number>\d{5,25})\/?(?:\?|$))/,
      shape: 'video',
      frame: ({ id, number }) => plugin('video', `/watch/?v=${id ?? number}`),
    },
    {
      path: /^(?<path>\/[\w.-]{1,80}\/posts\/[\w.-]{1,200})\/?(?:\?|$)/,
      shape: 'post',
      frame: ({ path = '' }) => plugin('post', path),
    },
  ],
)
