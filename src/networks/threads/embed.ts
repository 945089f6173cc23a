import { embedsOn } from '../embed.ts'

/** https://developers.facebook.com/docs/threads/tools-and-resources/embed-a-threads-post */
export const readEmbed = embedsOn(
  'Threads',
  ['threads.com', 'threads.net'],
  [
    {
      path: /^\/@(?<by>[\w.]{1,40})\/post\/(?<id>[\w-]{5,40})\/?(?:\?|$)/,
      shape: 'post',
      frame: ({ by, id }) => `https://www.threads.com/@${by}/post/${id}/embed`,
    },
  ],
)
