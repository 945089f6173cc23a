import type { Account } from '../network.ts'
import { postsOn } from '../post-address.ts'

/** Another server's is another's; another channel of the same server may be a thread of this one. */
function own({ by, channel }: Readonly<Record<string, string>>, { url }: Account): boolean | undefined {
  const [, guild, wanted] = /\/channels\/([^/]+)\/(\d+)/.exec(url) ?? []
  if (!guild) return undefined
  return guild === by ? wanted === channel || undefined : false
}

/** A message, by server, channel and its own number. */
export const postAddress = postsOn(
  ['discord.com', 'discordapp.com', 'ptb.discord.com', 'canary.discord.com'],
  [
    {
      path: /^\/channels\/(?<by>\d+|@me)\/(?<channel>\d+)\/(?<id>\d+)/,
      url: ({ by, channel, id }) => `https://discord.com/channels/${by}/${channel}/${id}`,
      own,
    },
  ],
  { source: 'https://discord.com/developers/docs/reference#snowflakes', example: 'https://discord.com/channels/1/2/3' },
)
