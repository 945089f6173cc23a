import { resolve } from 'node:path'
import { say, type Words } from '../core/words.ts'
import { type Exported, exportBlog, exportFormats, openFolder } from '../exporting/index.ts'
import type { Command, ExitCode, Streams } from './command.ts'
import { actingAs, actingOptions, inHouse } from './house.ts'
import { table } from './table.ts'

const texts: Readonly<Record<keyof Omit<Exported, 'missing'> | 'missing', Words>> = {
  articles: { id: 'artikel terbit', en: 'published articles' },
  pages: { id: 'halaman', en: 'pages' },
  notes: { id: 'catatan', en: 'notes' },
  drafts: { id: 'draf dan terjadwal', en: 'drafts and scheduled' },
  comments: { id: 'komentar', en: 'comments' },
  pictures: { id: 'gambar', en: 'pictures' },
  missing: { id: 'Berkas ini tidak ada lagi: {file}', en: 'This file is gone: {file}' },
}

const names = exportFormats.map(({ id }) => id).join(', ')

/** `percakapan export --format markdown <folder>`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [{ name: '<folder>', about: { id: 'folder baru atau kosong', en: 'a new or empty folder' } }],
  options: [
    {
      flags: '--format <name>',
      about: { id: `${names}; tanpa ini: markdown`, en: `${names}; none: markdown` },
    },
    ...actingOptions,
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
  ],
  examples: ['percakapan export blog-saya', 'percakapan export --format wxr untuk-pindah'],
  run: async ([folder = ''], options, streams, open) =>
    inHouse<ExitCode>(open, streams, async (context) => {
      const { actor } = await actingAs(context, options, streams, ['move'])
      const format = typeof options.format === 'string' ? options.format : 'markdown'
      const done = await exportBlog(context, actor, format, async () => openFolder(resolve(folder)))
      await streams.out(options.json ? `${JSON.stringify(done)}\n` : asText(done, streams))
      return done.missing.length ? 1 : 0
    }),
}

function asText({ missing, ...counts }: Exported, { language }: Streams): string {
  const rows = (Object.keys(counts) as (keyof typeof counts)[]).filter((key) => counts[key] > 0)
  const lines = rows.map((key) => table([[say(texts[key], language), String(counts[key])]], [34, 10]))
  return lines.join('') + missing.map((file) => `${say(texts.missing, language, { file })}\n`).join('')
}
