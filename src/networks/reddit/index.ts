import type { Part } from '../../core/post.ts'
import { assistedNetwork, pathOn } from '../assisted.ts'
import type { Account } from '../network.ts'
import { defaults, source } from './limits.ts'
import { measure, render } from './render.ts'

/** The community's submit page, with title and text filled in. */
function composer(part: Part, account: Account): string {
  const fields = new URLSearchParams({ type: 'TEXT', selftext: 'true', title: part.title ?? '', text: part.text })
  return `${account.url}/submit?${fields.toString().replaceAll('+', '%20')}`
}

function accountOf(typed: string) {
  const path = pathOn(typed, ['reddit.com'])
  const match = /^\/?(?:(r|u|user)\/)?([A-Za-z0-9][A-Za-z0-9_-]{1,20})\/?$/.exec(
    (path ?? typed).split('?')[0]?.replace(/^(\/(?:r|u|user)\/[^/]+).*/, '$1') ?? '',
  )
  if (!match) return undefined
  const handle = match[1] === 'u' || match[1] === 'user' ? `u/${match[2]}` : `r/${match[2]}`
  const url = `https://www.reddit.com/${handle.replace(/^u\//, 'user/')}`
  return { handle, name: handle, url, facts: { community: handle } }
}

/** A community on Reddit (or one's own profile there), posted by hand: new apps need an approval. */
export const network = assistedNetwork({
  name: 'reddit',
  label: 'Reddit',
  source,
  verification: { by: 'documentation', source },
  limits: defaults,
  text: { measure, render },
  server: 'https://www.reddit.com',
  field: {
    name: 'community',
    type: 'text',
    label: { id: 'Komunitas (subreddit)', en: 'Community (subreddit)' },
    hint: {
      id: 'Satu saluran untuk satu komunitas; bacalah dulu aturannya.',
      en: 'One channel for one community; please read its rules first.',
    },
    placeholder: 'r/indonesia',
    required: true,
  },
  wanted: {
    id: 'Nama komunitas terdiri atas 2–21 huruf, angka, atau garis bawah. Tulislah seperti r/indonesia.',
    en: 'A community’s name has 2 to 21 letters, digits or underscores. Please write it like r/indonesia.',
  },
  steps: [
    { id: 'Masuk ke Reddit dan bergabunglah dengan komunitasnya.', en: 'Sign in to Reddit and join the community.' },
    {
      id: 'Baca aturan komunitas itu: banyak yang membatasi promosi diri.',
      en: 'Read the community’s rules: many limit self-promotion.',
    },
    {
      id: 'Saat kiriman tiba waktunya, Percakapan membuka halaman kirim Reddit yang sudah terisi.',
      en: 'When a post is due, Percakapan opens Reddit’s submit page filled in.',
    },
  ],
  accountOf,
  composer,
})
