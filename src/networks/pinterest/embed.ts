import { embedsOn } from '../embed.ts'

/** https://developers.pinterest.com/docs/web-features/add-ons-getting-started/: the page that its own code for embedding shows. */
export const readEmbed = embedsOn(
  'Pinterest',
  ['pinterest.com'],
  [
    {
      path: /^\/pin\/(?:[\w-]{1,200}--)?(?<id>\d{5,25})\/?(?:\?|$)/,
      shape: 'post',
      frame: ({ id }) => `https://assets.pinterest.com/ext/embed.html?id=${id}`,
    },
  ],
)
