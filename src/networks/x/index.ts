import type { Part } from '../../core/post.ts'
import { assistedNetwork, pathOn } from '../assisted.ts'
import { defaults, source } from './limits.ts'
import { measure, render } from './render.ts'

/** https://docs.x.com/x-for-websites/post-button/guides/web-intent */
function composer(part: Part): string {
  return `https://x.com/intent/post?${new URLSearchParams({ text: part.text }).toString().replaceAll('+', '%20')}`
}

function accountOf(typed: string) {
  const path = pathOn(typed, ['x.com', 'twitter.com'])
  const handle = (path?.split(/[/?]/)[1] || typed).replace(/^@/, '')
  if (!/^[A-Za-z0-9_]{1,15}$/.test(handle)) return undefined
  return { handle, name: handle, url: `https://x.com/${handle}` }
}

/** X (Twitter), posted by hand: its API asks money for every post. */
export const network = assistedNetwork({
  name: 'x',
  label: 'X (Twitter)',
  source,
  verification: { by: 'official-description', source: 'https://github.com/twitter/twitter-text (3.1.0)' },
  limits: defaults,
  text: { measure, render },
  server: 'https://x.com',
  field: {
    name: 'handle',
    type: 'handle',
    label: { id: 'Nama akun X', en: 'X handle' },
    hint: { id: 'Boleh juga alamat profilnya.', en: 'The address of the profile will do too.' },
    placeholder: '@namaanda',
    required: true,
  },
  wanted: {
    id: 'Nama akun X terdiri atas paling banyak 15 huruf, angka, atau garis bawah. Tulislah seperti @namaanda.',
    en: 'An X handle has at most 15 letters, digits or underscores. Please write it like @yourname.',
  },
  steps: [
    {
      id: 'Masuk ke X di peramban yang Anda pakai untuk Percakapan.',
      en: 'Sign in to X in the browser that you use for Percakapan.',
    },
    { id: 'Tuliskan nama akun Anda di sini.', en: 'Write your handle here.' },
    {
      id: 'Saat kiriman tiba waktunya, Percakapan membuka penulis kiriman X yang sudah terisi; Anda tinggal menekan Kirim.',
      en: 'When a post is due, Percakapan opens X’s composer filled in; you only press Post.',
    },
  ],
  accountOf,
  composer,
})
