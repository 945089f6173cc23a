import { writeBackup } from '../backup/index.ts'
import { say, type Words } from '../core/words.ts'
import type { Command } from './command.ts'
import { inHouse, refuseEmptyHouse } from './house.ts'

const texts = {
  begin: { id: 'Menyimpan ke {folder} …', en: 'Saving to {folder} …' },
  done: {
    id: 'Cadangan lengkap di {folder}: {rows} baris, {pictures} gambar.',
    en: 'The backup in {folder} is whole: {rows} {rows|row|rows}, {pictures} {pictures|picture|pictures}.',
  },
  key: {
    id: 'Kunci rahasia tidak ikut (DATA_DIR/secret.key atau SECRET_KEY): simpan terpisah. Dengan kunci yang sama saluran langsung bekerja lagi; tanpa itu, setiap saluran minta dihubungkan ulang. Isi folder ini memuat data orang: jagalah.',
    en: 'The secret key is not in it (DATA_DIR/secret.key or SECRET_KEY): keep it apart. With the same key channels work at once; without it each asks to be reconnected. The folder holds people’s data: keep it safe.',
  },
  missing: {
    id: 'Gambar ini hilang dari penyimpanan dan tidak ikut: {list}',
    en: 'These pictures are lost from the store and not included: {list}',
  },
} satisfies Record<string, Words>

/** `percakapan backup DIR`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [{ name: '<dir>', about: { id: 'folder baru untuk cadangan', en: 'a new folder for the backup' } }],
  options: [{ flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } }],
  examples: ['percakapan backup cadangan-2026-12-01'],
  run: ([folder = ''], options, streams, open) =>
    inHouse(open, streams, async (context) => {
      const { language } = streams
      await refuseEmptyHouse(context)
      await streams.err(`${say(texts.begin, language, { folder })}\n`)
      const { manifest, missing } = await writeBackup(
        context,
        folder,
        (words) => void streams.err(`${say(words, language)}\n`),
      )
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
      if (options.json) {
        const { format, version, createdAt } = manifest
        const answer = { folder, format, version, createdAt, rows, pictures: manifest.media.length, missing }
        await streams.out(`${JSON.stringify(answer)}\n`)
      } else await streams.out(`${say(texts.done, language, { folder, rows, pictures: manifest.media.length })}\n`)
      if (missing.length > 0) await streams.err(`${say(texts.missing, language, { list: missing.join(', ') })}\n`)
      await streams.err(`${say(texts.key, language)}\n`)
      return missing.length > 0 ? 1 : 0
    }),
}
