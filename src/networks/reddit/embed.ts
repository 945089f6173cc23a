import { embedsOn } from '../embed.ts'

/** https://support.reddithelp.com/hc/en-us/articles/360046790972: the page that the site's own code for embedding shows. */
export const readEmbed = embedsOn(
  'Reddit',
  ['reddit.com'],
  [
    {
      path: /^\/(?<place>(?:r|user)\/[\w-]{1,50})\/comments\/(?<rest>\w{1,12}(?:\/[\w-]{0,200}(?:\/\w{1,12})?)?)\/?(?:\?|$)/,
      shape: 'post',
      frame: ({ place, rest }) => `https://embed.reddit.com/${place}/comments/${rest}/`,
    },
  ],
)
