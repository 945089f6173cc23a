import type { Part, Post } from '../../core/post.ts'
import type { PostOption } from '../network.ts'

/** The categories that a video may have; the same numbers in every country. https://developers.google.com/youtube/v3/docs/videoCategories/list */
const categories: readonly (readonly [string, string, string])[] = [
  ['22', 'Orang & Blog', 'People & Blogs'],
  ['26', 'Cara & Gaya', 'Howto & Style'],
  ['27', 'Pendidikan', 'Education'],
  ['28', 'Sains & Teknologi', 'Science & Technology'],
  ['24', 'Hiburan', 'Entertainment'],
  ['23', 'Komedi', 'Comedy'],
  ['1', 'Film & Animasi', 'Film & Animation'],
  ['10', 'Musik', 'Music'],
  ['17', 'Olahraga', 'Sports'],
  ['20', 'Game', 'Gaming'],
  ['19', 'Perjalanan & Acara', 'Travel & Events'],
  ['2', 'Otomotif & Kendaraan', 'Autos & Vehicles'],
  ['15', 'Hewan & Peliharaan', 'Pets & Animals'],
  ['25', 'Berita & Politik', 'News & Politics'],
  ['29', 'Nirlaba & Aktivisme', 'Nonprofits & Activism'],
]

/** What YouTube wants to know of a video, beside its words. */
export const options: readonly PostOption[] = [
  {
    name: 'privacy',
    label: { id: 'Siapa yang dapat menonton', en: 'Who can watch' },
    kind: 'choice',
    choices: [
      { value: 'public', label: { id: 'Semua orang', en: 'Everybody' } },
      { value: 'unlisted', label: { id: 'Siapa saja yang punya tautannya', en: 'Anybody with the link' } },
      { value: 'private', label: { id: 'Hanya Anda', en: 'Only you' } },
    ],
    initial: 'public',
  },
  {
    name: 'madeForKids',
    label: { id: 'Dibuat untuk anak-anak?', en: 'Made for kids?' },
    hint: {
      id: 'YouTube mewajibkan pernyataan ini menurut hukum perlindungan anak (COPPA). Bila ya, komentar dan notifikasi dimatikan.',
      en: 'YouTube requires this declaration by law (COPPA). If yes, comments and notifications are switched off.',
    },
    kind: 'choice',
    choices: [
      { value: 'no', label: { id: 'Tidak', en: 'No' } },
      { value: 'yes', label: { id: 'Ya', en: 'Yes' } },
    ],
    required: true,
    initial: 'no',
  },
  {
    name: 'category',
    label: { id: 'Kategori', en: 'Category' },
    kind: 'choice',
    choices: categories.map(([value, id, en]) => ({ value, label: { id, en } })),
    initial: '22',
  },
  {
    name: 'synthetic',
    label: { id: 'Tampak nyata, tetapi diubah atau dibuat dengan AI', en: 'Looks real, but is altered or made by AI' },
    hint: {
      id: 'YouTube meminta hal ini diberitahukan kepada penonton.',
      en: 'YouTube asks that viewers are told.',
    },
    kind: 'switch',
    initial: '',
  },
  {
    name: 'notify',
    label: { id: 'Beri tahu pelanggan channel', en: 'Tell the channel’s subscribers' },
    kind: 'switch',
    initial: 'yes',
  },
]

/** What holds for a post: what was chosen, and else what stands there at first. */
export function chosen(given: Post['options']): Record<string, string> {
  return Object.fromEntries(options.map(({ name, initial }) => [name, given?.[name] ?? initial ?? '']))
}

/** The choices of a part as YouTube wants them. https://developers.google.com/youtube/v3/docs/videos#properties */
export function declared(part: Part): {
  categoryId: string
  status: { privacyStatus: string; selfDeclaredMadeForKids: boolean; containsSyntheticMedia: boolean }
  notify: boolean
} {
  const { privacy = '', madeForKids, category = '', synthetic, notify } = chosen(part.options)
  return {
    categoryId: category,
    status: {
      privacyStatus: privacy,
      selfDeclaredMadeForKids: madeForKids === 'yes',
      containsSyntheticMedia: synthetic === 'yes',
    },
    notify: notify === 'yes',
  }
}
