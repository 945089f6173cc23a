import { assistedNetwork, pathOn } from '../assisted.ts'
import { defaults, source } from './limits.ts'
import { mark } from './mark.ts'
import { postAddress } from './post-address.ts'
import { measure, render } from './render.ts'

const home = 'https://www.tiktok.com'

function accountOf(typed: string) {
  const path = pathOn(typed, ['tiktok.com'])
  const name = path === undefined ? typed : (/^\/@[^/?]+/.exec(path)?.[0].slice(1) ?? '')
  const handle = /^@?([A-Za-z0-9_.]{2,24})$/.exec(name)?.[1]
  if (!handle || handle.endsWith('.') || handle.includes('..')) return undefined
  return { handle, name: handle, url: `${home}/@${handle}` }
}

/**
 * TikTok, uploaded by hand: posts of an app that TikTok has not audited are seen by their author only. No address fills its
 * upload page in, so the caption is copied.
 */
export const network = assistedNetwork({
  name: 'tiktok',
  label: 'TikTok',
  mark,
  source,
  verification: { by: 'documentation', source },
  limits: defaults,
  text: { measure, render },
  server: home,
  field: {
    name: 'handle',
    type: 'handle',
    label: { id: 'Nama akun TikTok', en: 'TikTok user name' },
    placeholder: { id: '@namaanda', en: '@yourname' },
    required: true,
  },
  wanted: {
    id: 'Nama akun TikTok terdiri atas 2–24 huruf, angka, titik, atau garis bawah. Tulislah seperti @namaanda.',
    en: 'A TikTok user name has 2 to 24 letters, digits, dots or underscores. Please write it like @yourname.',
  },
  steps: [
    {
      id: 'Masuk ke TikTok di peramban, lalu tuliskan nama akun Anda di sini.',
      en: 'Sign in to TikTok in your browser, then write your user name here.',
    },
    {
      id: 'Saat kiriman tiba waktunya, Percakapan menyalin keterangannya dan membuka halaman unggah TikTok; pilih videonya, tempelkan keterangannya, lalu unggah.',
      en: 'When a post is due, Percakapan copies its caption and opens TikTok’s upload page; choose the video, paste the caption, and upload it.',
    },
  ],
  postAddress,
  effort: {
    level: 'hand',
    needs: { id: 'Nama akun', en: 'Your user name' },
  },
  accountOf,
  composer: () => `${home}/tiktokstudio/upload`,
})
