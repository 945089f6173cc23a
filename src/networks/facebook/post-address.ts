import type { Account } from '../network.ts'
import { postsOn } from '../post-address.ts'

const home = 'https://www.facebook.com'

const isNumber = (name: string) => /^\d+$/.test(name)
/** Facebook reads names without their dots: `toko.rina` is `tokorina`. https://www.facebook.com/help/105399436216001 */
const plain = (name: string) => name.replaceAll('.', '').toLowerCase()

/** A page has a number, and often a name: each is held against its like, as far as the account has one. */
function own({ by = '' }: Readonly<Record<string, string>>, { handle, remoteId }: Account): boolean | undefined {
  const known = [handle, remoteId].filter((name) => !name.includes('/') && isNumber(name) === isNumber(by))
  // An id that is no number of Facebook's tells nothing of a name.
  const alike = isNumber(by) ? known : known.filter((name) => name === handle)
  return alike.length ? alike.some((name) => plain(name) === plain(by)) : undefined
}

/** A post, picture, video or reel of a page, a profile or a group; Facebook passes posts on by short addresses too. */
export const postAddress = postsOn(
  ['facebook.com', 'fb.com', 'fb.watch'],
  [
    {
      path: /^\/(?<by>[\w.-]+)\/(?<kind>posts|videos|photos)\/(?<rest>[\w.%/-]+)/,
      url: ({ by, kind, rest }) => `${home}/${by}/${kind}/${rest}`,
      own,
    },
    {
      path: /^\/groups\/(?<group>[\w.-]+)\/(?:posts|permalink)\/(?<id>\d+)/,
      url: ({ group, id }) => `${home}/groups/${group}/posts/${id}`,
    },
    {
      path: /^\/(?:permalink|story)\.php\?(?=.*\bstory_fbid=(?<id>[\w-]+))(?=.*\bid=(?<by>\d+))/,
      url: ({ id, by }) => `${home}/permalink.php?story_fbid=${id}&id=${by}`,
      own,
    },
    { path: /^\/photo(?:\.php)?\/?\?(?=.*\bfbid=(?<id>\d+))/, url: ({ id }) => `${home}/photo/?fbid=${id}` },
    { path: /^\/watch\/?\?(?=.*\bv=(?<id>\d+))/, url: ({ id }) => `${home}/watch/?v=${id}` },
    { path: /^\/reel\/(?<id>\d+)/, url: ({ id }) => `${home}/reel/${id}` },
    {
      path: /^\/share\/(?:(?<kind>[prv])\/)?(?<id>\w{6,})/,
      url: ({ kind, id }) => `${home}/share/${kind ? `${kind}/` : ''}${id}/`,
    },
    { hosts: ['fb.watch'], path: /^\/(?<code>[\w-]{6,20})\/?(?:\?|$)/, url: ({ code }) => `https://fb.watch/${code}/` },
    {
      path: /^\/(?:permalink\/)?(?<by>\d+)_(?<id>\d+)(?:[/?]|$)/,
      url: ({ by, id }) => `${home}/${by}_${id}`,
      own,
    },
  ],
  {
    source: 'https://www.facebook.com/help/186614050293763',
    example: {
      id: 'https://www.facebook.com/halamananda/posts/pfbid02abc',
      en: 'https://www.facebook.com/yourpage/posts/pfbid02abc',
    },
  },
)
