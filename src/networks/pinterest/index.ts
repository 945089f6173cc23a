import type { Part } from '../../core/post.ts'
import { assistedNetwork, pathOn } from '../assisted.ts'
import { defaults, source } from './limits.ts'
import { mark } from './mark.ts'
import { postAddress } from './post-address.ts'
import { measure, render } from './render.ts'

const home = 'https://www.pinterest.com'

/**
 * The save button's page, filled in: it needs the page that the pin leads to, and shows the pictures it finds there unless one
 * is named. Without a page the tool for new pins is opened. https://developers.pinterest.com/docs/web-features/save/
 */
function composer(part: Part): string {
  const url = part.card?.url ?? part.entities.find((entity) => entity.type === 'link')?.value
  if (!url) return `${home}/pin-creation-tool/`
  const media = part.pictures[0]?.address ?? part.card?.picture?.address
  const description = [part.title, part.text].filter(Boolean).join('\n\n')
  const fields = new URLSearchParams({ url, ...(media ? { media } : {}), description })
  return `${home}/pin/create/button/?${fields.toString().replaceAll('+', '%20')}`
}

function accountOf(typed: string) {
  const path = pathOn(typed, ['pinterest.com', 'id.pinterest.com'])
  const [, name, board] =
    /^\/?@?([A-Za-z0-9_]{3,30})(?:\/([\p{L}\p{N}_-]{1,50}))?\/?(?:\?.*)?$/u.exec(decode(path ?? typed)) ?? []
  if (!name || name === 'pin') return undefined
  const handle = board && !board.startsWith('_') ? `${name}/${board}` : name
  return { handle, name: handle, url: `${home}/${handle.split('/').map(encodeURIComponent).join('/')}/` }
}

function decode(text: string): string {
  try {
    return decodeURI(text)
  } catch {
    // Half an escape is nobody's name, and is refused as it stands.
    return text
  }
}

/** Pinterest, pinned by hand: its API wants an approval for every app. */
export const network = assistedNetwork({
  name: 'pinterest',
  label: 'Pinterest',
  mark,
  source,
  verification: { by: 'documentation', source: 'https://developers.pinterest.com/docs/web-features/save/' },
  limits: defaults,
  text: { measure, render },
  server: home,
  field: {
    name: 'handle',
    type: 'text',
    label: { id: 'Alamat profil atau papan Pinterest', en: 'Address of the Pinterest profile or board' },
    placeholder: { id: 'https://www.pinterest.com/namaanda/', en: 'https://www.pinterest.com/yourname/' },
    required: true,
  },
  wanted: {
    id: 'Itu bukan alamat profil atau papan Pinterest. Salinlah dari peramban, seperti https://www.pinterest.com/namaanda/.',
    en: 'That is no address of a Pinterest profile or board. Copy it from the browser, like https://www.pinterest.com/yourname/.',
  },
  steps: [
    {
      id: 'Buka profil atau papan Anda di Pinterest dan salin alamatnya.',
      en: 'Open your profile or board on Pinterest and copy its address.',
    },
    {
      id: 'Saat kiriman tiba waktunya, Percakapan membuka halaman Simpan Pinterest yang sudah terisi; pilih gambar dan papannya, lalu simpan.',
      en: 'When a post is due, Percakapan opens Pinterest’s Save page filled in; choose picture and board, and save it.',
    },
  ],
  postAddress,
  effort: {
    level: 'hand',
    needs: { id: 'Alamat profil atau papan', en: 'The address of a profile or board' },
  },
  accountOf,
  composer,
})
