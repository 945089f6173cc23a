import { embedsOn } from '../embed.ts'

/** https://core.telegram.org/widgets/post */
export const readEmbed = embedsOn(
  'Telegram',
  ['t.me'],
  [
    {
      path: /^\/(?:s\/)?(?<by>[A-Za-z]\w{3,31})\/(?<id>\d{1,10})\/?(?:\?|$)/,
      shape: 'post',
      frame: ({ by, id }) => `https://t.me/${by}/${id}?embed=1`,
    },
  ],
)
