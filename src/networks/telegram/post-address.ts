import { postsOn } from '../post-address.ts'

/** A message of a public channel, or of one that only members see. https://core.telegram.org/api/links#message-links */
export const postAddress = postsOn(
  ['t.me', 'telegram.me'],
  [
    { path: /^\/c\/(?<chat>\d+)\/(?<id>\d+)/, url: ({ chat, id }) => `https://t.me/c/${chat}/${id}` },
    {
      path: /^\/(?:s\/)?(?<channel>[A-Za-z]\w{3,31})\/(?<id>\d+)/,
      url: ({ channel, id }) => `https://t.me/${channel}/${id}`,
    },
  ],
  { source: 'https://core.telegram.org/api/links#message-links', example: 'https://t.me/kanalanda/123' },
)
