import type { Part } from '../../core/post.ts'
import { byHand as byHandOf, pathOn } from '../assisted.ts'
import type { Account } from '../network.ts'

/**
 * The sharer takes an address only, so the text is copied by hand; without an address the page itself is opened.
 * https://developers.facebook.com/docs/sharing/reference/share-dialog
 */
function composer(part: Part, account: Account): string {
  const url = part.card?.url ?? part.entities.find((entity) => entity.type === 'link')?.value
  return url ? `https://www.facebook.com/sharer/sharer.php?u=${encodeURIComponent(url)}` : account.url
}

/** Where a page or profile goes by its number; whatever name is beside it, anybody may have. */
const numbered =
  /^\/(?:profile\.php\?(?:.*&)?id=|(?:people|pages)\/[^/?]+\/|p\/(?:[^/?]*-)?)(?<number>\d{4,20})(?:[/?&]|$)/

function accountOf(typed: string) {
  const path = pathOn(typed, ['facebook.com', 'fb.com', 'fb.me'])
  const number = numbered.exec(path ?? '')?.groups?.number
  const handle = number ?? (path?.replace(/^\/pg\//, '/').split(/[/?]/)[1] || typed).replace(/^@/, '')
  if (!/^[\p{L}\p{N}][\p{L}\p{N}.-]{1,99}$/u.test(handle)) return undefined
  const url = number
    ? `https://www.facebook.com/profile.php?id=${number}`
    : `https://www.facebook.com/${encodeURIComponent(handle)}`
  return { handle, name: handle, url }
}

/** A page or a profile, posted to by hand: what the API cannot do for profiles, and needs no app. */
export const byHand = byHandOf({
  server: 'https://www.facebook.com',
  field: {
    name: 'handle',
    type: 'text',
    label: { id: 'Alamat halaman Facebook', en: 'Address of the Facebook page' },
    placeholder: { id: 'https://www.facebook.com/halamananda', en: 'https://www.facebook.com/yourpage' },
    required: true,
  },
  wanted: {
    id: 'Itu bukan alamat halaman Facebook. Salinlah dari peramban, seperti https://www.facebook.com/halamananda.',
    en: 'That is no address of a Facebook page. Copy it from the browser, like https://www.facebook.com/yourpage.',
  },
  steps: [
    {
      id: 'Buka halaman Anda di Facebook dan salin alamatnya.',
      en: 'Open your page on Facebook and copy its address.',
    },
    {
      id: 'Saat kiriman tiba waktunya, Percakapan menyalin teksnya dan membuka kotak Bagikan; tempelkan teks itu lalu kirim.',
      en: 'When a post is due, Percakapan copies its text and opens the Share box; paste the text and post it.',
    },
  ],
  accountOf,
  composer,
})
