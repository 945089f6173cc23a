import { postsOn } from '../post-address.ts'

const home = 'https://www.facebook.com'

/** A post, picture, video or reel of a page, a profile or a group; Facebook passes posts on by short addresses too. */
export const postAddress = postsOn(
  ['facebook.com', 'fb.com', 'fb.watch'],
  [
    {
      path: /^\/(?<page>[\w.-]+)\/(?<kind>posts|videos|photos)\/(?<rest>[\w.%/-]+)/,
      url: ({ page, kind, rest }) => `${home}/${page}/${kind}/${rest}`,
    },
    {
      path: /^\/groups\/(?<group>[\w.-]+)\/(?:posts|permalink)\/(?<id>\d+)/,
      url: ({ group, id }) => `${home}/groups/${group}/posts/${id}`,
    },
    {
      path: /^\/(?:permalink|story)\.php\?(?=.*\bstory_fbid=(?<id>[\w-]+))(?=.*\bid=(?<page>\d+))/,
      url: ({ id, page }) => `${home}/permalink.php?story_fbid=${id}&id=${page}`,
    },
    { path: /^\/photo(?:\.php)?\/?\?(?=.*\bfbid=(?<id>\d+))/, url: ({ id }) => `${home}/photo/?fbid=${id}` },
    { path: /^\/watch\/?\?(?=.*\bv=(?<id>\d+))/, url: ({ id }) => `${home}/watch/?v=${id}` },
    { path: /^\/reel\/(?<id>\d+)/, url: ({ id }) => `${home}/reel/${id}` },
    {
      path: /^\/share\/(?:(?<kind>[prv])\/)?(?<id>\w{6,})/,
      url: ({ kind, id }) => `${home}/share/${kind ? `${kind}/` : ''}${id}/`,
    },
    { hosts: ['fb.watch'], path: /^\/(?<code>[\w-]{6,20})\/?(?:\?|$)/, url: ({ code }) => `https://fb.watch/${code}/` },
    { path: /^\/(?:permalink\/)?(?<id>\d+_\d+)(?:[/?]|$)/, url: ({ id }) => `${home}/${id}` },
  ],
  {
    source: 'https://www.facebook.com/help/186614050293763',
    example: 'https://www.facebook.com/halamananda/posts/pfbid02abc',
  },
)
