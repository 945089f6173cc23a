import { embedsOn } from '../embed.ts'

/** https://developers.tiktok.com/doc/embed-player */
export const readEmbed = embedsOn(
  'TikTok',
  ['tiktok.com'],
  [
    {
      path: /^\/@[\w.-]{0,40}\/video\/(?<id>\d{5,25})\/?(?:\?|$)/,
      shape: 'video',
      frame: ({ id }) => `https://www.tiktok.com/player/v1/${id}`,
    },
  ],
)
