import { longestInput } from '../core/input-limits.ts'
import { say, type Words } from '../core/words.ts'
import { type ImportedRow, importPosts } from '../publishing/index.ts'
import type { Command, ExitCode, Streams } from './command.ts'
import { actingAs, actingOptions, inHouse } from './house.ts'
import { readBytes } from './input.ts'
import { oneLine, shortTime, table } from './table.ts'

const states: Readonly<Record<ImportedRow['state'], Words>> = {
  ready: { id: 'siap', en: 'ready' },
  written: { id: 'dijadwalkan', en: 'scheduled' },
  already: { id: 'sudah pernah diimpor', en: 'already imported' },
  wrong: { id: 'perlu diperbaiki', en: 'needs fixing' },
}
const slot: Words = { id: 'slot berikutnya', en: 'next free slot' }
const lookFirst: Words = {
  id: 'Belum ada yang ditulis. Tambahkan --write untuk menjadwalkan yang siap.',
  en: 'Nothing has been written. Add --write to schedule what is ready.',
}

function asLines(row: ImportedRow, { language }: Streams): string {
  const at = row.at ?? row.planned[0]?.at
  const when = at ? shortTime(at, row.timeZone, language) : row.slot && row.state !== 'wrong' ? say(slot, language) : ''
  const names = row.channels.map(({ network, account }) => `${network.label} ${account.handle}`).join(', ')
  const head = table([[String(row.line), say(states[row.state], language), when, names, row.text]], [4, 14, 20, 28, 40])
  const errors = row.findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)
  return head + [...row.problems, ...errors].map((words) => `        ${oneLine(say(words, language))}\n`).join('')
}

/** `percakapan import posts [file]`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [
    {
      name: '[file]',
      about: {
        id: 'berkas CSV, XLSX, atau ODS; tanpa nama: masukan baku',
        en: 'CSV, XLSX or ODS file; none: standard input',
      },
    },
  ],
  options: [
    { flags: '--write', about: { id: 'jadwalkan yang siap', en: 'schedule what is ready' } },
    ...actingOptions,
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
  ],
  examples: ['percakapan import posts kiriman.csv', 'percakapan import posts kiriman.csv --write'],
  run: async ([file], options, streams, open) => {
    const table = await readBytes(file, streams, longestInput.spreadsheet)
    return inHouse<ExitCode>(open, streams, async (context) => {
      const write = options.write === true
      const { actor, member } = await actingAs(context, options, streams, write ? ['import', 'send'] : ['read'])
      const { rows, ignored, notes } = await importPosts(context, actor, table, { timeZone: member.timeZone, write })
      const code: ExitCode = rows.some(({ state }) => state === 'wrong') ? 1 : 0
      if (options.json) {
        const plain = rows.map((row) => ({ ...row, channels: row.channels.map(({ id }) => id) }))
        await streams.out(`${JSON.stringify({ rows: plain, ignored, notes })}\n`)
        return code
      }
      for (const note of notes) await streams.out(`${say(note, streams.language)}\n`)
      for (const row of rows) await streams.out(asLines(row, streams))
      if (!write) await streams.out(`${say(lookFirst, streams.language)}\n`)
      return code
    })
  },
}
