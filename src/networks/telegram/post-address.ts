import { postsOn } from '../post-address.ts'

/** A message of a public channel, or of one that only members see. https://core.telegram.org/api/links#message-links */
export const postAddress = postsOn(
  ['t.me', 'telegram.me'],
  [
    {
      path: /^\/c\/(?<by>\d+)\/(?:\d+\/)?(?<id>\d+)/,
      url: ({ by, id }) => `https://t.me/c/${by}/${id}`,
      own: ({ by }, { remoteId }) => remoteId.replace(/^-100/, '') === by,
    },
    {
      path: /^\/(?:s\/)?(?<by>[A-Za-z]\w{3,31})\/(?:\d+\/)?(?<id>\d+)/,
      url: ({ by, id }) => `https://t.me/${by}/${id}`,
      // A channel without a public name goes by its title.
      own: ({ by }, { handle }) =>
        handle.startsWith('@') ? handle.slice(1).toLowerCase() === by?.toLowerCase() : undefined,
    },
  ],
  {
    source: 'https://core.telegram.org/api/links#message-links',
    example: { id: 'https://t.me/kanalanda/123', en: 'https://t.me/yourchannel/123' },
  },
)
