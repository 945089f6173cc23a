import { embedsOn } from '../embed.ts'

/** https://embed.bsky.app: its page reads an at-URI out of its address, which may name the account by its handle. */
export const readEmbed = embedsOn(
  'Bluesky',
  ['bsky.app'],
  [
    {
      path: /^\/profile\/(?<by>did:[a-z]+:[\w.:%-]{3,200}|[\w-]+(?:\.[\w-]+)+)\/post\/(?<key>[\w.~:-]{1,60})\/?$/,
      shape: 'post',
      frame: ({ by, key }) => `https://embed.bsky.app/embed/${by}/app.bsky.feed.post/${key}`,
    },
  ],
)
