import { resolve } from 'node:path'
import { say, type Words } from '../core/words.ts'
import { type Exported, exportBlog, exportFormats, openFolder, openSiteFolder } from '../exporting/index.ts'
import type { Command, ExitCode, Streams } from './command.ts'
import { actingAs, actingOptions, inHouse } from './house.ts'
import { table } from './table.ts'

const texts: Readonly<Record<keyof Exported, Words>> = {
  articles: { id: 'artikel terbit', en: 'published articles' },
  pages: { id: 'halaman', en: 'pages' },
  notes: { id: 'catatan', en: 'notes' },
  drafts: { id: 'draf dan terjadwal', en: 'drafts and scheduled' },
  comments: { id: 'komentar', en: 'comments' },
  pictures: { id: 'gambar', en: 'pictures' },
  missing: { id: 'Ini tidak ada lagi: {file}', en: 'This is gone: {file}' },
  kept: { id: 'Bukan berkas ekspor, jadi dibiarkan: {file}', en: 'No file of an export, so left alone: {file}' },
}
const soFar: Words = { id: '{n} berkas…', en: '{n} {n|file|files} …' }
/** Told again after so many files. */
const toldEvery = 250

const names = exportFormats.map(({ id }) => id).join(', ')

/** `percakapan export --format markdown <folder>`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [
    {
      name: '<folder>',
      about: {
        id: 'folder baru atau kosong; untuk situs, juga folder ekspor sebelumnya',
        en: 'a new or empty folder; for a site, that of an earlier export too',
      },
    },
  ],
  options: [
    {
      flags: '--format <name>',
      about: { id: `${names}; tanpa ini: markdown`, en: `${names}; none: markdown` },
    },
    {
      flags: '--address <url>',
      about: {
        id: 'alamat situs jadinya nanti (format static), untuk feed dan peta situs; tanpa ini: BASE_URL',
        en: 'the site’s address to come (format static), for feeds and sitemap; none: BASE_URL',
      },
    },
    ...actingOptions,
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
  ],
  examples: [
    'percakapan export blog-saya',
    'percakapan export --format static situs --address https://blog.example',
    'percakapan export --format wxr untuk-pindah',
  ],
  run: async ([folder = ''], options, streams, open) =>
    inHouse<ExitCode>(open, streams, async (context) => {
      const { actor } = await actingAs(context, options, streams, ['move'])
      const format = typeof options.format === 'string' ? options.format : 'markdown'
      const open = () => (format === 'static' ? openSiteFolder : openFolder)(resolve(folder))
      const done = await exportBlog(context, actor, format, open, {
        ...(typeof options.address === 'string' ? { address: options.address } : {}),
        told: telling(streams),
      })
      await streams.out(options.json ? `${JSON.stringify(done)}\n` : asText(done, streams))
      return done.missing.length ? 1 : 0
    }),
}

/** Lines beside the answer, for whoever waits. */
function telling({ err, language }: Streams): () => void {
  let files = 0
  return () => {
    files += 1
    if (files % toldEvery === 0) void err(`${say(soFar, language, { n: files })}\n`)
  }
}

function asText({ missing, kept = [], ...counts }: Exported, { language }: Streams): string {
  const rows = (Object.keys(counts) as (keyof typeof counts)[]).filter((key) => counts[key] > 0)
  const lines = rows.map((key) => table([[say(texts[key], language), String(counts[key])]], [34, 10]))
  const told = [
    ...missing.map((file) => say(texts.missing, language, { file })),
    ...kept.map((file) => say(texts.kept, language, { file })),
  ]
  return lines.join('') + told.map((line) => `${line}\n`).join('')
}
