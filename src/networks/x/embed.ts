import { embedsOn } from '../embed.ts'

/** https://developer.x.com/en/docs/x-for-websites/embedded-posts; `dnt`: what is seen is used for nothing. */
export const readEmbed = embedsOn(
  'X',
  ['x.com', 'twitter.com'],
  [
    {
      path: /^\/(?:\w{1,20}|i(?:\/web)?)\/status(?:es)?\/(?<id>\d{1,20})(?:[/?]|$)/,
      shape: 'post',
      frame: ({ id }) => `https://platform.twitter.com/embed/Tweet.html?dnt=true&id=${id}`,
    },
  ],
)
