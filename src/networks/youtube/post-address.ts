import { postsOn } from '../post-address.ts'

const home = 'https://www.youtube.com'

/** A video, a short, a live stream, or a post in the channel's community. */
export const postAddress = postsOn(
  ['youtube.com', 'youtu.be'],
  [
    { path: /^\/watch\?(?=.*\bv=(?<id>[\w-]{6,20})(?:&|$))/, url: ({ id }) => `${home}/watch?v=${id}` },
    { path: /^\/(?<kind>shorts|live)\/(?<id>[\w-]{6,20})/, url: ({ kind, id }) => `${home}/${kind}/${id}` },
    { path: /^\/post\/(?<id>Ug[\w-]{20,60})/, url: ({ id }) => `${home}/post/${id}` },
    { hosts: ['youtu.be'], path: /^\/(?<id>[\w-]{6,20})(?:\?|$)/, url: ({ id }) => `${home}/watch?v=${id}` },
  ],
  {
    source: 'https://developers.google.com/youtube/player_parameters',
    example: 'https://www.youtube.com/watch?v=M7lc1UVf-VE',
  },
)
