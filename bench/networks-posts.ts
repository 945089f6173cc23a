/** Posts as people write them, made up the same way each time: short and long, with links, mentions, hashtags and emoji. */
import type { Post } from '../src/core/post.ts'

const sentences = [
  'Kedai kami buka lagi pagi ini, dan aroma kopinya sudah sampai ke jalan',
  'Terima kasih untuk semua yang datang ke lokakarya kemarin di Yogyakarta',
  'Kami menulis tentang cara menyeduh kopi tanpa alat mahal',
  'Apa kebiasaan kecil yang membuat pekerjaan Anda terasa lebih ringan?',
  'Hari ini kami belajar dari pertanyaan pelanggan: “Kenapa harganya berubah?”',
  'Untuk pelanggan di Makassar, pengiriman minggu ini terlambat satu hari; mohon maaf',
  'Pasar adalah percakapan, jadi kami lebih suka mendengar dulu',
  'Ongkos kirim Rp15.000 ke seluruh Jawa, mulai 1 Desember pukul 09.00',
  'We wrote it in English too, for friends abroad',
  'Resep lengkapnya ada di blog, lengkap dengan foto tiap langkahnya',
]
const spices = [
  ' 🙂',
  ' 👩‍👩‍👧‍👦',
  ' 🇮🇩',
  ' ☕️✨',
  ' #kopi',
  ' #UMKM #lokal',
  ' @sari@contoh.id',
  ' @budi.bsky.social',
  ' @kopirina',
  ' https://contoh.id/artikel/cara-menyeduh?utm_source=teaser',
  ' contoh.id/menu',
  ' (https://id.wikipedia.org/wiki/Kopi_(minuman))',
  '\n\n',
  ' 漢字も少し',
]

/** A sequence of numbers from 0 up to, but not with, 1 that is the same in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** So many posts; half of them are short, a tenth has thousands of characters. */
export function makePosts(count: number): Post[] {
  const next = numbers(20_261_124)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T
  return Array.from({ length: count }, (_, at) => {
    const size = next()
    const many =
      size < 0.5 ? 1 + Math.floor(next() * 2) : size < 0.9 ? 3 + Math.floor(next() * 6) : 20 + Math.floor(next() * 40)
    const text = Array.from({ length: many }, () => `${pick(sentences)}${next() < 0.5 ? pick(spices) : '.'}`).join(' ')
    const url = `https://contoh.id/artikel/${at}`
    return {
      text,
      language: 'id',
      ...(next() < 0.3 ? { link: { url, title: 'Cara menyeduh kopi', description: 'Tanpa alat mahal' } } : {}),
      ...(next() < 0.2 ? { title: 'Cara menyeduh kopi tanpa alat mahal' } : {}),
      ...(next() < 0.1 ? { tags: ['kopi', 'umkm'] } : {}),
    }
  })
}
