import { postsOn } from '../post-address.ts'

/** A post on the app's own site, by the name or the DID of who said it. */
export const postAddress = postsOn(
  ['bsky.app'],
  [
    {
      path: /^\/profile\/(?<by>did:[\w.:%-]+)\/post\/(?<key>[\w.~-]+)/,
      url: ({ by, key }) => `https://bsky.app/profile/${by}/post/${key}`,
      own: ({ by }, { remoteId }) => (remoteId.startsWith('did:') ? remoteId === by : undefined),
    },
    {
      path: /^\/profile\/(?<by>[\w.-]+)\/post\/(?<key>[\w.~-]+)/,
      url: ({ by, key }) => `https://bsky.app/profile/${by}/post/${key}`,
    },
  ],
  {
    source: 'https://docs.bsky.app/docs/advanced-guides/posts',
    example: {
      id: 'https://bsky.app/profile/namaanda.id/post/3l6oveex3ii2l',
      en: 'https://bsky.app/profile/yourname.com/post/3l6oveex3ii2l',
    },
  },
)
