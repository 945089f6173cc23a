import { postsOn } from '../post-address.ts'

/** A message, by server, channel and its own number. */
export const postAddress = postsOn(
  ['discord.com', 'discordapp.com', 'ptb.discord.com', 'canary.discord.com'],
  [
    {
      path: /^\/channels\/(?<guild>\d+|@me)\/(?<channel>\d+)\/(?<id>\d+)/,
      url: ({ guild, channel, id }) => `https://discord.com/channels/${guild}/${channel}/${id}`,
    },
  ],
  { source: 'https://discord.com/developers/docs/reference#snowflakes', example: 'https://discord.com/channels/1/2/3' },
)
