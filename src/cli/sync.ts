import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { say, type Words } from '../core/words.ts'
import { type SyncAct, type Synced, syncFolder } from '../syncing/index.ts'
import type { Command, ExitCode, Streams } from './command.ts'
import { actingAs, actingOptions, inHouse } from './house.ts'
import { oneLine, table } from './table.ts'

const acts: Readonly<Record<SyncAct, Words>> = {
  made: { id: 'artikel baru', en: 'new article' },
  saved: { id: 'artikel diubah', en: 'article changed' },
  written: { id: 'berkas ditulis', en: 'file written' },
  deleted: { id: 'artikel dihapus', en: 'article deleted' },
  removed: { id: 'berkas dihapus', en: 'file deleted' },
  conflict: { id: 'bentrok', en: 'conflict' },
  'gone-file': { id: 'berkasnya hilang', en: 'its file is gone' },
  'gone-article': { id: 'artikelnya dihapus', en: 'its article was deleted' },
  failed: { id: 'gagal', en: 'failed' },
}

const texts = {
  same: { id: 'Semuanya sudah sama.', en: 'Everything is in step.' },
  beside: {
    id: 'Kedua pihak berubah. Kata-kata dari blog ada di {beside}; gabungkan ke {path}, lalu sinkronkan lagi.',
    en: 'Both sides changed. The blog’s words are in {beside}; merge them into {path} and sync again.',
  },
  gone: {
    id: 'Yang hilang di satu pihak dibiarkan di pihak lain; --delete menghapusnya di sana juga.',
    en: 'What is gone on one side was left on the other; --delete deletes it there too.',
  },
  fault: { id: '{path}: {reason}', en: '{path}: {reason}' },
  faultAt: { id: '{path}, baris {line}: {reason}', en: '{path}, line {line}: {reason}' },
  dry: {
    id: 'Ini hanya percobaan (--dry-run): belum ada yang diubah.',
    en: 'Only a trial (--dry-run): nothing was changed.',
  },
} satisfies Record<string, Words>

/** Looks again so often, in milliseconds. */
const watchEvery = 3000

/** `percakapan sync <folder>`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [
    {
      name: '<folder>',
      about: { id: 'folder Markdown, seperti hasil ekspor', en: 'a folder of Markdown, as an export writes it' },
    },
  ],
  options: [
    { flags: '--dry-run', about: { id: 'hanya lihat apa yang akan berubah', en: 'only see what would change' } },
    {
      flags: '--delete',
      about: {
        id: 'yang hilang di satu pihak, dan tidak berubah di pihak lain, dihapus di sana juga',
        en: 'what is gone on one side, and unchanged on the other, is deleted there too',
      },
    },
    {
      flags: '--watch',
      about: { id: 'terus menjaga keduanya sama, sampai dihentikan', en: 'keep both in step until it is stopped' },
    },
    ...actingOptions,
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
  ],
  examples: ['percakapan sync tulisan --dry-run', 'percakapan sync tulisan --watch'],
  run: async ([folder = ''], options, streams, open) =>
    inHouse<ExitCode>(open, streams, async (context) => {
      const { actor } = await actingAs(context, options, streams, ['write', 'publish', 'move'])
      const dry = options.dryRun === true
      const given = { dry, deleting: options.delete === true }
      for (let first = true; ; first = false) {
        const done = await syncFolder(context, actor, resolve(folder), given)
        if (first || done.steps.length > 0)
          await streams.out(options.json ? `${JSON.stringify(done)}\n` : asText(done, streams, dry))
        if (!options.watch || dry) return needsLook(done) ? 1 : 0
        await sleep(watchEvery)
      }
    }),
}

const needsLook = ({ steps, faults }: Synced) =>
  faults.length > 0 || steps.some(({ act }) => act === 'conflict' || act === 'failed')

function asText({ steps, faults }: Synced, { language }: Streams, dry: boolean): string {
  const lines = steps.flatMap(({ act, path, title, beside, reason }) => [
    table([[say(acts[act], language), path, oneLine(title)]], [20, 48, 48]),
    ...(beside ? [`${say(texts.beside, language, { beside, path })}\n`] : []),
    ...(reason ? [`${say(reason, language)}\n`] : []),
  ])
  const wrong = faults.map(({ path, line, reason }) =>
    say(line ? texts.faultAt : texts.fault, language, {
      path,
      line: String(line ?? ''),
      reason: say(reason, language),
    }),
  )
  const gone = steps.some(({ act }) => act.startsWith('gone-')) ? [say(texts.gone, language)] : []
  const calm = steps.length === 0 && faults.length === 0 ? [say(texts.same, language)] : []
  const told = [...wrong, ...gone, ...calm, ...(dry ? [say(texts.dry, language)] : [])]
  return lines.join('') + told.map((one) => `${one}\n`).join('')
}
