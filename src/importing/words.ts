/** What an import says of counts, outcomes and losses, for the shell and the panel. */
import type { Words } from '../core/words.ts'
import type { Loss, LossKind } from './markup/losses.ts'
import type { ItemView } from './runs/items.ts'
import type { Counted } from './runs/trial.ts'

/** What is counted, in the order in which it is told. */
export const trialWords: Readonly<Record<Counted, Words>> = {
  articles: { id: 'artikel terbit', en: 'published articles' },
  pages: { id: 'halaman', en: 'pages' },
  notes: { id: 'catatan', en: 'notes' },
  drafts: { id: 'draf', en: 'drafts' },
  scheduled: { id: 'terjadwal', en: 'scheduled' },
  comments: { id: 'komentar', en: 'comments' },
  authors: { id: 'penulis', en: 'authors' },
  tags: { id: 'label', en: 'tags' },
  pictures: { id: 'gambar', en: 'pictures' },
  skipped: { id: 'tidak ikut', en: 'left out' },
}

/** What became of an item. */
export const outcomeWords: Readonly<Record<Exclude<ItemView['state'], 'found' | 'converted'>, Words>> = {
  imported: { id: 'masuk', en: 'came in' },
  updated: { id: 'diperbarui', en: 'updated' },
  same: { id: 'sudah ada', en: 'already here' },
  edited: { id: 'dibiarkan', en: 'left alone' },
  skipped: { id: 'dilewati', en: 'skipped' },
}

const kinds: Readonly<Record<LossKind, Words>> = {
  script: { id: 'skrip {detail}', en: 'script {detail}' },
  style: { id: 'gaya tampilan {detail}', en: 'styling {detail}' },
  form: { id: 'formulir {detail}', en: 'form {detail}' },
  frame: { id: 'bingkai situs lain {detail}', en: 'frame of another site {detail}' },
  media: { id: 'pemutar {detail}', en: 'player {detail}' },
  drawing: { id: 'gambar vektor {detail}', en: 'drawing {detail}' },
  shortcode: { id: 'kode singkat {detail}', en: 'shortcode {detail}' },
  widget: { id: 'widget {detail}', en: 'widget {detail}' },
  html: { id: 'HTML {detail}', en: 'HTML {detail}' },
  encoding: { id: 'karakter yang rusak {detail}', en: 'broken characters {detail}' },
  'missing-picture': { id: 'gambar yang tidak ditemukan {detail}', en: 'picture that was not found {detail}' },
  password: { id: 'artikel berkata sandi, menjadi draf', en: 'article with a password, becomes a draft' },
  long: { id: 'terlalu panjang atau terlalu banyak: {detail}', en: 'too long, or too many: {detail}' },
  late: {
    id: 'waktu terbitnya sudah lewat atau terlalu jauh, menjadi draf',
    en: 'its time to be published has passed or is too far off, becomes a draft',
  },
  audience: {
    id: 'artikel untuk pelanggan tertentu {detail}, menjadi draf',
    en: 'article for some readers only {detail}, becomes a draft',
  },
}

const insteads: Readonly<Record<Loss['instead'], Words>> = {
  html: { id: 'tetap sebagai HTML yang aman', en: 'kept as harmless HTML' },
  link: { id: 'menjadi tautan', en: 'becomes a link' },
  words: { id: 'tinggal kata-katanya', en: 'its words stay' },
  elsewhere: { id: 'tetap dimuat dari alamat lamanya', en: 'still loaded from its old address' },
  nothing: { id: 'tidak ikut', en: 'left out' },
}

/** The article itself comes, though nobody can read it yet. */
const becomesDraft: ReadonlySet<LossKind> = new Set(['password', 'late', 'audience'])

/** A loss, and what stands in its place. */
export function lossWords({ what, detail, instead }: Loss): Words {
  const said = (language: keyof Words) => {
    const named = detail && (becomesDraft.has(what) ? `(“${detail}”)` : `“${detail}”`)
    const thing = kinds[what][language].replace('{detail}', () => named).replace(/ (?=,|$)/, '')
    return becomesDraft.has(what) ? thing : `${thing}: ${insteads[instead][language]}`
  }
  return { id: said('id'), en: said('en') }
}

/** Losses of one article: those of one kind are counted, where they are several. */
export function lossesInWords(losses: readonly Loss[]): Words[] {
  const byKind = Map.groupBy(losses, ({ what, instead }) => `${what} ${instead}`)
  return [...byKind.values()].map((some) => {
    const [first] = some
    if (some.length < 2 || !first) return lossWords(first as Loss)
    const one = lossWords({ ...first, detail: '' })
    return { id: `${some.length} × ${one.id}`, en: `${some.length} × ${one.en}` }
  })
}
