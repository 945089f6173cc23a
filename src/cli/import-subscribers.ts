import { resolve } from 'node:path'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { say, type Words } from '../core/words.ts'
import { importSubscribers, type SubscribersImported, undoLastSubscribers } from '../importing/index.ts'
import type { Command, ExitCode, Streams } from './command.ts'
import { actingAs, actingOptions, inHouse } from './house.ts'
import { oneLine, table } from './table.ts'

const mostListed = 50

const texts: Readonly<
  Record<keyof SubscribersImported['counts'] | 'known' | 'tried' | 'line' | 'undone' | 'either', Words>
> = {
  active: { id: 'menerima buletin', en: 'receive the newsletter' },
  unconfirmed: { id: 'belum dikonfirmasi', en: 'not confirmed yet' },
  left: { id: 'sudah berhenti, tetap berhenti', en: 'have left, and stay away' },
  bounced: { id: 'alamatnya tidak terjangkau', en: 'could not be reached' },
  known: { id: 'di antaranya sudah ada di sini', en: 'of them are here already' },
  tried: {
    id: 'Uji coba: belum ada yang disimpan. Tanpa --dry-run, semuanya disimpan. Tidak ada yang dikirimi email.',
    en: 'A trial: nothing is saved. Without --dry-run they are kept. Nobody gets an email.',
  },
  undone: {
    id: 'Impor terakhir ditarik kembali: {labels}, {n} orang, {added} di antaranya baru. Yang sudah berhenti tetap berhenti.',
    en: 'The last import was taken back: {labels}, {n} {n|person|people}, {added} of them new. Who had left stays left.',
  },
  either: {
    id: 'Sebutkan berkasnya, atau pakai --undo saja untuk menarik kembali impor terakhir.',
    en: 'Name the files, or use --undo alone to take the last import back.',
  },
  line: { id: 'Baris {n} di {file}: {words}', en: 'Line {n} of {file}: {words}' },
}

/** `percakapan import subscribers <path...>`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [
    {
      name: '[path...]',
      about: {
        id: 'berkas CSV, atau arsip ZIP berisi beberapa (Mailchimp)',
        en: 'CSV files, or a ZIP archive with several (Mailchimp)',
      },
    },
  ],
  options: [
    {
      flags: '--dry-run',
      about: { id: 'hanya lihat siapa yang akan disimpan', en: 'only see who would be kept' },
    },
    {
      flags: '--undo',
      about: {
        id: 'tarik kembali impor terakhir, dalam 30 hari; yang sudah berhenti tetap berhenti',
        en: 'take the last import back, within 30 days; who has left stays left',
      },
    },
    ...actingOptions,
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
  ],
  examples: ['percakapan import subscribers members.csv --dry-run', 'percakapan import subscribers --undo'],
  run: async (given, options, streams, open) => {
    const paths = ((given as unknown as [readonly string[] | undefined])[0] ?? []).map((path) => resolve(path))
    if (paths.length > 0 === (options.undo === true)) throw new Problem('wrong-input', texts.either)
    return inHouse<ExitCode>(open, streams, async (context) => {
      const { actor } = await actingAs(context, options, streams, ['move'])
      if (options.undo === true) return takeBack(context, actor, options, streams)
      const write = options.dryRun !== true
      const result = await importSubscribers(context, actor, paths, { write })
      await streams.out(options.json ? `${JSON.stringify(result)}\n` : asText(result, write, streams))
      return result.faults.length ? 1 : 0
    })
  },
}

async function takeBack(
  context: Context,
  actor: Actor,
  options: Readonly<Record<string, unknown>>,
  streams: Streams,
): Promise<ExitCode> {
  const { labels, added, listed, created_at } = await undoLastSubscribers(context, actor)
  const told = { labels, added, listed, createdAt: created_at.toISOString() }
  const words = say(texts.undone, streams.language, { labels: labels.join(', '), n: listed, added })
  await streams.out(options.json ? `${JSON.stringify(told)}\n` : `${words}\n`)
  return 0
}

function asText(
  { labels, counts, known, faults }: SubscribersImported,
  written: boolean,
  { language }: Streams,
): string {
  const states = ['active', 'unconfirmed', 'left', 'bounced'] as const
  const rows = [...states.map((state) => [texts[state], counts[state]] as const), [texts.known, known] as const]
  const lines = rows.filter(([, n]) => n > 0).map(([words, n]) => table([[say(words, language), String(n)]], [34, 10]))
  const wrong = faults.slice(0, mostListed).map(({ line, file, words }) => {
    const values = { n: line, file: oneLine(file), words: say(words, language) }
    return `${say(texts.line, language, values)}\n`
  })
  const foot = written ? '' : `\n${say(texts.tried, language)}\n`
  return `${labels.join(', ')}\n${lines.join('')}${wrong.join('')}${foot}`
}
