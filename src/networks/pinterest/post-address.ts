import { postsOn } from '../post-address.ts'

/** A pin, or its short address. */
export const postAddress = postsOn(
  ['pinterest.com', 'pin.it'],
  [
    { path: /^\/pin\/(?:[\w%-]+--)?(?<id>\d{6,25})/, url: ({ id }) => `https://www.pinterest.com/pin/${id}/` },
    {
      hosts: ['pin.it'],
      path: /^\/(?<code>[A-Za-z0-9]{6,12})\/?(?:\?|$)/,
      url: ({ code }) => `https://pin.it/${code}`,
    },
  ],
  {
    source: 'https://developers.pinterest.com/docs/web-features/widgets/',
    example: 'https://www.pinterest.com/pin/99360735500167749/',
  },
)
