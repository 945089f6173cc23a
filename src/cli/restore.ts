import { restoreBackup } from '../backup/index.ts'
import { say, type Words } from '../core/words.ts'
import type { Command, ExitCode } from './command.ts'
import { inHouse } from './house.ts'

const texts = {
  done: {
    id: 'Pulih seperti {at}: {rows} baris, {pictures} gambar. Semua orang perlu masuk lagi.',
    en: 'Restored: as it was {at}, {rows} {rows|row|rows}, {pictures} {pictures|picture|pictures}. Everyone signs in again.',
  },
  settled: {
    id: 'Kiriman: {scheduled} masih terjadwal, {missed} terlewat, {unconfirmed} belum pasti. Semua ditahan: di panel terlihat apa yang mungkin sudah terkirim sejak cadangan ini dibuat; lanjutkan pengiriman di sana setelah diperiksa.',
    en: 'Posts: {scheduled} still scheduled, {missed} missed, {unconfirmed} unconfirmed. Everything is held: the panel lists what may have gone out since this backup was made; resume sending there once you have looked.',
  },
  paused: {
    id: 'Ulangan: {paused} dijeda, karena teksnya mungkin sudah dikirim sesudah cadangan ini dibuat. Periksa, lalu lanjutkan di Kiriman → Ulangan.',
    en: 'Repeats: {paused} paused, because their texts may have been sent after this backup was made. Check them, and resume them in Posts → Repeats.',
  },
  keyFits: {
    id: 'Kunci rahasia tidak ada dalam cadangan; kunci di sini cocok, jadi saluran langsung bekerja.',
    en: 'The secret key is not in the backup; the one here fits, so channels work at once.',
  },
  keyDiffers: {
    id: 'Kunci rahasia tidak ada dalam cadangan, dan kunci di sini lain: {n} saluran minta dihubungkan ulang. Punya kunci lama? Letakkan di DATA_DIR/secret.key atau SECRET_KEY, lalu mulai lagi.',
    en: 'The secret key is not in the backup, and the one here is another: {n} {n|channel asks|channels ask} to be reconnected. Still have the old key? Put it into DATA_DIR/secret.key or SECRET_KEY and start again.',
  },
} satisfies Record<string, Words>

/** `percakapan restore DIR`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [{ name: '<dir>', about: { id: 'folder cadangan', en: 'the backup’s folder' } }],
  options: [
    {
      flags: '--replace',
      about: {
        id: 'ganti seluruh isi yang ada di sini',
        en: 'replace everything that is here now',
      },
    },
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
  ],
  examples: ['percakapan restore cadangan-2026-12-01', 'DATA_DIR=./data-baru percakapan restore cadangan-2026-12-01'],
  run: ([folder = ''], options, streams, open) =>
    inHouse<ExitCode>(open, streams, async (context) => {
      const { language } = streams
      const restored = await restoreBackup(
        context,
        folder,
        { replace: options.replace === true },
        (words) => void streams.err(`${say(words, language)}\n`),
      )
      const { manifest, missed, unconfirmed, scheduled, paused, toReconnect } = restored
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
      const pictures = manifest.media.length
      const at = manifest.createdAt
      if (options.json)
        await streams.out(
          `${JSON.stringify({ at, rows, pictures, missed, unconfirmed, scheduled, paused, toReconnect })}\n`,
        )
      else {
        await streams.out(`${say(texts.done, language, { at, rows, pictures })}\n`)
        await streams.out(`${say(texts.settled, language, { missed, unconfirmed, scheduled })}\n`)
        if (paused) await streams.out(`${say(texts.paused, language, { paused })}\n`)
      }
      const key = toReconnect > 0 ? texts.keyDiffers : texts.keyFits
      await streams.err(`${say(key, language, { n: toReconnect })}\n`)
      return 0
    }),
}
