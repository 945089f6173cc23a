import { postsOn } from '../post-address.ts'

const home = 'https://www.reddit.com'

/** A post in a community or on a profile, by its id; as Reddit shares it, or as its short address. */
export const postAddress = postsOn(
  ['reddit.com', 'redd.it'],
  [
    {
      path: /^\/(?<kind>r|u|user)\/(?<by>[\w-]{2,30})\/comments\/(?<id>[a-z0-9]{1,12})(?:[/?]|$)/i,
      url: ({ kind = 'r', by, id }) => `${home}/${kind.toLowerCase() === 'r' ? 'r' : 'user'}/${by}/comments/${id}/`,
    },
    { path: /^\/r\/(?<by>[\w-]{2,30})\/s\/(?<id>\w{6,20})/i, url: ({ by, id }) => `${home}/r/${by}/s/${id}` },
    { path: /^\/comments\/(?<id>[a-z0-9]{1,12})(?:[/?]|$)/i, url: ({ id }) => `${home}/comments/${id}/` },
    { hosts: ['redd.it'], path: /^\/(?<id>[a-z0-9]{5,12})\/?(?:\?|$)/, url: ({ id }) => `https://redd.it/${id}` },
  ],
  {
    source: 'https://www.reddit.com/dev/api#fullnames',
    example: {
      id: 'https://www.reddit.com/r/komunitas/comments/1abcde2/',
      en: 'https://www.reddit.com/r/community/comments/1abcde2/',
    },
  },
)
