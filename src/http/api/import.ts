/** Posts from a file. */
import { z } from '@hono/zod-openapi'
import { longestInput } from '../../core/input-limits.ts'
import { channel } from './channels.ts'
import { finding, id, instant, words } from './shared.ts'

/**
 * `POST /api/posts/import`: what each row of a file becomes; with `write` the valid rows are taken, in one go. Either `csv`, a
 * text, or `file`, any CSV, XLSX or ODS as it lies on a disk, in base64.
 * `GET /api/posts/import/template?language=&format=` answers a file to fill in: `csv`, or `xlsx`.
 */
export const postsImport = z
  .object({
    csv: z.string().max(longestInput.csv).optional(),
    file: z
      .base64()
      .max(Math.ceil(longestInput.spreadsheet / 3) * 4)
      .optional(),
    timeZone: z.string().max(64).optional(),
    write: z.boolean().default(false),
  })
  .refine(({ csv, file }) => (csv === undefined) !== (file === undefined), {
    params: {
      words: {
        id: 'kirim isi CSV atau sebuah berkas, salah satu saja.',
        en: 'send the CSV’s text or a file, one of the two.',
      },
    },
    path: ['file'],
  })
/** One row of a file, with what would become or became of it. */
export const importedRow = z.object({
  line: z.number(),
  text: z.string(),
  channels: z.array(channel.pick({ id: true, networkLabel: true, handle: true })),
  /** When it is to leave; missing where it is to take slots, or where its time is wrong. */
  at: instant.nullable(),
  /** It names no time: the next free slot of each channel. */
  slot: z.boolean(),
  timeZone: z.string(),
  /** When each channel's post leaves, once it is written. */
  planned: z.array(z.object({ channelId: id, at: instant })),
  state: z.enum(['ready', 'written', 'already', 'wrong']),
  problems: z.array(words),
  findings: z.array(finding),
})
/** → every row; `ignored` are columns that nothing is known about; `notes` tell how the whole file was read. */
export const imported = z.object({
  rows: z.array(importedRow),
  ignored: z.array(z.string()),
  notes: z.array(words),
})

export type Imported = z.infer<typeof imported>
