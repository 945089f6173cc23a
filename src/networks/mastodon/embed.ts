import { embedsOn } from '../embed.ts'

/** On any server: https://docs.joinmastodon.org/methods/oembed/ names the page below. Posts of other servers have none there. */
export const readEmbed = embedsOn(
  '',
  [],
  [
    {
      path: /^\/@(?<by>\w{1,60})\/(?<id>\d{15,20})\/?$/,
      shape: 'post',
      frame: ({ by, id }, { origin }) => `${origin}/@${by}/${id}/embed`,
    },
  ],
)
