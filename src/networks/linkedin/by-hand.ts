import type { Part } from '../../core/post.ts'
import { byHand as byHandOf, pathOn } from '../assisted.ts'
import { home } from './api.ts'

/**
 * The share page takes an address only, so the text is copied by hand; without an address the feed is opened, where one
 * begins a post. https://learn.microsoft.com/en-us/linkedin/consumer/integrations/self-serve/plugins/share-plugin
 */
function composer(part: Part): string {
  const url = part.card?.url ?? part.entities.find((entity) => entity.type === 'link')?.value
  return url ? `${home}/sharing/share-offsite/?url=${encodeURIComponent(url)}` : `${home}/feed/`
}

function accountOf(typed: string) {
  const path = pathOn(typed, ['linkedin.com', 'id.linkedin.com'])
  const [, kind = 'in', name = ''] =
    /^\/?(?:(in|company|school|showcase)\/)?([^/?]+)\/?(?:[/?].*)?$/.exec(path ?? typed) ?? []
  const handle = URL.canParse(`x:${name}`) ? decode(name) : name
  if (!/^[\p{L}\p{N}][\p{L}\p{N}_-]{1,99}$/u.test(handle)) return undefined
  const url = `${home}/${kind}/${encodeURIComponent(handle)}`
  return { handle, name: handle, url }
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    // Half an escape is nobody's name, and is refused as it stands.
    return name
  }
}

/** A profile or a page, posted to by hand. */
export const byHand = byHandOf({
  server: home,
  field: {
    name: 'handle',
    type: 'text',
    label: { id: 'Alamat profil atau halaman LinkedIn', en: 'Address of the LinkedIn profile or page' },
    placeholder: { id: 'https://www.linkedin.com/in/namaanda', en: 'https://www.linkedin.com/in/yourname' },
    required: true,
  },
  wanted: {
    id: 'Itu bukan alamat profil atau halaman LinkedIn. Salinlah dari peramban, seperti https://www.linkedin.com/in/namaanda.',
    en: 'That is no address of a LinkedIn profile or page. Copy it from the browser, like https://www.linkedin.com/in/yourname.',
  },
  steps: [
    {
      id: 'Buka profil atau halaman Anda di LinkedIn dan salin alamatnya.',
      en: 'Open your profile or page on LinkedIn and copy its address.',
    },
    {
      id: 'Saat kiriman tiba waktunya, Percakapan menyalin teksnya dan membuka kotak Bagikan LinkedIn; tempelkan teks itu lalu kirim.',
      en: 'When a post is due, Percakapan copies its text and opens LinkedIn’s Share box; paste the text and post it.',
    },
  ],
  accountOf,
  composer,
})
