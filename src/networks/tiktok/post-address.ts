import { postsOn } from '../post-address.ts'

const home = 'https://www.tiktok.com'

/** A video or a set of pictures of an account; TikTok passes them on by short addresses. */
export const postAddress = postsOn(
  ['tiktok.com', 'vm.tiktok.com', 'vt.tiktok.com'],
  [
    {
      path: /^\/@(?<by>[\w.]{2,24})\/(?<kind>video|photo)\/(?<id>\d{6,25})/,
      url: ({ by, kind, id }) => `${home}/@${by}/${kind}/${id}`,
    },
    { path: /^\/t\/(?<code>\w{6,15})/, url: ({ code }) => `${home}/t/${code}/` },
    { path: /^\/(?<code>Z\w{6,12})\/?(?:\?|$)/, url: ({ code }) => `https://vt.tiktok.com/${code}/` },
  ],
  {
    source: 'https://developers.tiktok.com/doc/embed-videos/',
    example: {
      id: 'https://www.tiktok.com/@namaanda/video/6718335390845095173',
      en: 'https://www.tiktok.com/@yourname/video/6718335390845095173',
    },
  },
)
