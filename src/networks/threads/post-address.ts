import { postsOn } from '../post-address.ts'

/** A post of a profile, on the old host or the new one. */
export const postAddress = postsOn(
  ['threads.com', 'threads.net'],
  [
    {
      path: /^\/@(?<by>[\w.]{1,30})\/post\/(?<code>[\w-]{5,20})/,
      url: ({ by, code }) => `https://www.threads.com/@${by}/post/${code}`,
    },
    { path: /^\/t\/(?<code>[\w-]{5,20})/, url: ({ code }) => `https://www.threads.com/t/${code}` },
  ],
  {
    source: 'https://developers.facebook.com/docs/threads/reference/media-retrieval',
    example: {
      id: 'https://www.threads.com/@namaanda/post/DAbCdEfGhIj',
      en: 'https://www.threads.com/@yourname/post/DAbCdEfGhIj',
    },
  },
)
