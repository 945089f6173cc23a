/** What was found in a theme that somebody brought, with its place. */
import { fill } from '../../core/words.ts'
import type { ThemeFinding } from '../../db/tables.ts'

/** One thing that was found. `refused`: the theme can't be brought. `lacking`: it can, and readers or programs miss something. */
export type Finding = ThemeFinding

/** What can be found, by name; `{detail}` is what it was found at. */
const said = {
  zip: refused(
    'Arsip ini tidak bisa dibuka. Kemas lagi folder tema sebagai ZIP biasa, tanpa kata sandi.',
    'This archive can’t be opened. Zip the theme’s folder again, as an ordinary ZIP without a password.',
  ),
  tooBig: refused(
    'Tema paling besar 5 MB setelah dibuka. Kecilkan gambar atau font di dalamnya.',
    'A theme may have at most 5 MB once unpacked. Make its pictures or fonts smaller.',
  ),
  tooMany: refused('Tema paling banyak berisi 200 berkas.', 'A theme may have at most 200 files.'),
  name: refused(
    'Nama berkas “{detail}” tidak bisa dipakai. Pakai huruf, angka, titik, dan tanda hubung.',
    'The file name “{detail}” can’t be used. Use plain letters, digits, dots and hyphens.',
  ),
  sameName: refused(
    'Dua berkas bernama sama bila huruf besar dan kecil tidak dibedakan. Ganti nama salah satunya.',
    'Two files have the same name apart from capitals. Rename one of them.',
  ),
  link: refused(
    'Berkas ini adalah tautan ke berkas lain. Masukkan berkasnya sendiri.',
    'This is a link to another file. Put the file itself there.',
  ),
  kind: refused(
    'Jenis berkas ini tidak dipakai dalam tema. Yang diterima: .liquid, .css, .woff2, gambar (PNG, JPEG, WebP, GIF, AVIF), dan theme.json.',
    'Themes don’t use this kind of file. Accepted: .liquid, .css, .woff2, pictures (PNG, JPEG, WebP, GIF, AVIF) and theme.json.',
  ),
  content: refused(
    'Isi berkas ini bukan seperti akhirannya. Simpan lagi dalam format yang benar.',
    'The content of this file is not what its ending says. Save it again in the right format.',
  ),
  text: refused('Berkas ini bukan teks UTF-8.', 'This file is not UTF-8 text.'),
  noManifest: refused(
    'theme.json tidak ada. Buat berkas itu dengan nama, versi, lisensi, dan pembuat tema.',
    'There is no theme.json. Add one with the theme’s name, version, licence and author.',
  ),
  manifest: refused('theme.json tidak bisa dibaca: {detail}.', 'theme.json can’t be read: {detail}.'),
  manifestField: refused('“{detail}” di theme.json belum benar.', '“{detail}” in theme.json is missing or not valid.'),
  ownName: refused(
    'Nama “{detail}” milik tema bawaan. Pilih nama lain.',
    'The name “{detail}” belongs to a built-in theme. Choose another.',
  ),
  noTemplate: refused(
    'Templat {detail} tidak ada. Setiap tema membutuhkannya.',
    'The template {detail} is missing. Every theme needs it.',
  ),
  noStyle: refused('style.css tidak ada.', 'There is no style.css.'),
  broken: refused('Templat ini tidak bisa dijalankan: {detail}', 'This template can’t be run: {detail}'),
  endless: refused(
    'Templat ini terlalu lama atau terlalu banyak memakai memori, jadi dihentikan ({detail}). Mungkin perulangannya tidak pernah selesai.',
    'This template took too long or too much memory and was stopped ({detail}). It may have a loop that never ends.',
  ),
  element: refused(
    '{detail} tidak boleh ada di templat: skrip, gaya, dan isi dari luar tidak pernah dijalankan.',
    '{detail} is not allowed in a template: nothing that runs, styles or loads from elsewhere.',
  ),
  handler: refused(
    'Atribut {detail} tidak boleh ada: tema tidak menjalankan skrip.',
    'The attribute {detail} is not allowed: themes run no scripts.',
  ),
  styleAttribute: refused(
    '{detail}: browser mengabaikan gaya di dalam tag. Pindahkan ke style.css.',
    '{detail}: browsers ignore styles inside tags here. Move it to style.css.',
  ),
  address: refused(
    'Alamat “{detail}” tidak boleh dipakai sebagai tautan.',
    'The address “{detail}” can’t be used as a link.',
  ),
  frame: refused('Bingkai hanya boleh berasal dari isi artikel.', 'Frames may only come from an article’s own text.'),
  form: refused(
    'Formulir hanya boleh mengarah ke pencarian: action="/search".',
    'A form may only lead to the search: action="/search".',
  ),
  outside: refused(
    '“{detail}” memuat sesuatu dari situs lain. Masukkan berkasnya ke dalam tema.',
    '“{detail}” loads from another site. Put the file into the theme.',
  ),
  styleImport: refused(
    '@import tidak boleh dipakai. Gabungkan gayanya ke dalam berkas ini.',
    '@import is not allowed. Put the styles into this file.',
  ),
  styleOutside: refused(
    '{detail} mengarah ke situs lain. Masukkan berkasnya ke dalam tema.',
    '{detail} leads to another site. Put the file into the theme.',
  ),
  styleFile: refused('Berkas “{detail}” tidak ada di dalam tema.', 'The file “{detail}” is not in the theme.'),
  styleEscape: refused(
    '{detail}: di luar tanda kutip, tulis hurufnya langsung, bukan kodenya.',
    '{detail}: outside of quotes, write the character, not its code.',
  ),
  styleEnds: refused('{detail} tidak boleh ada di dalam gaya.', '{detail} is not allowed in a style.'),
  styleBrackets: lacking(
    'Kurung kurawal tidak berpasangan: sebagian gaya mungkin diabaikan.',
    'Braces don’t match: part of the style may be ignored.',
  ),
  styleColour: lacking(
    'Warna {detail} ditulis langsung. Pakai var(--ink), var(--paper), dan lainnya, supaya warna merek dan mode gelap tetap terbaca.',
    'The colour {detail} is written out. Use var(--ink), var(--paper) and the others, so that brand colours and dark mode stay readable.',
  ),
  noKind: lacking(
    'Templat {detail} tidak ada: halaman itu memakai susunan tema Journal dengan gaya tema ini.',
    'There is no template {detail}: such pages are built as in Journal, with this theme’s style.',
  ),
  noMain: refused(
    'Halaman {detail} harus punya tepat satu <main id="content">.',
    'The page “{detail}” needs exactly one <main id="content">.',
  ),
  noHeading: lacking('Halaman {detail} perlu tepat satu <h1>.', 'The page “{detail}” needs exactly one <h1>.'),
  levels: lacking(
    'Halaman {detail} melompati tingkat judul, misalnya dari h1 ke h3.',
    'The page “{detail}” skips a heading level, such as from h1 to h3.',
  ),
  ids: lacking(
    'Halaman {detail} memakai id yang sama lebih dari sekali.',
    'The page “{detail}” uses the same id more than once.',
  ),
  noBody: refused(
    'Halaman {detail} tidak memuat isi artikel: pakai {{ article.body }}.',
    'The page “{detail}” lacks the article’s text: use {{ article.body }}.',
  ),
  noEntry: lacking(
    'Halaman {detail} tidak punya h-entry: program yang membaca blog tidak menemukan artikelnya.',
    'The page “{detail}” has no h-entry: programs that read blogs don’t find the article.',
  ),
  noParts: lacking(
    'h-entry di halaman {detail} belum lengkap. Yang kurang: {more}.',
    'The h-entry of the page “{detail}” is incomplete. Missing: {more}.',
  ),
  noFeed: lacking('Halaman {detail} tidak punya h-feed.', 'The page “{detail}” has no h-feed.'),
  noFeedLink: lacking(
    'Tidak ada tautan ke /feed.xml untuk berlangganan.',
    'There is no link to /feed.xml for people who subscribe.',
  ),
  noSearch: lacking(
    'Halaman {detail} tidak punya formulir pencarian: pakai {{ parts.search_form }}.',
    'The page “{detail}” has no search form: use {{ parts.search_form }}.',
  ),
  noPager: lacking(
    'Halaman {detail} tidak menuntun ke halaman berikutnya: pakai {{ parts.pager }}.',
    'The page “{detail}” doesn’t lead to the next one: use {{ parts.pager }}.',
  ),
  noAlt: lacking('Gambar di halaman {detail} tidak punya alt.', 'A picture on the page “{detail}” has no alt.'),
} as const

/** A kind of finding. */
export type FindingKey = keyof typeof said

function refused(id: string, en: string) {
  return { level: 'refused', words: { id, en } } as const
}
function lacking(id: string, en: string) {
  return { level: 'lacking', words: { id, en } } as const
}

/** @param at where, and what it was found at */
export function finding(
  key: FindingKey,
  { file, line, detail, more = '' }: { file: string; line: number | null; detail: string; more?: string },
): Finding {
  const { level, words } = said[key]
  const plain = detail.replace(/\s+/g, ' ')
  const shown = plain.length > 120 ? `${plain.slice(0, 120)}…` : plain
  return { level, file, line, words: fill(words, { detail: shown, more }) }
}
