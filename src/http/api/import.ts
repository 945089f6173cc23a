/** Posts from a file. */
import { z } from '@hono/zod-openapi'
import { longestInput } from '../../core/input-limits.ts'
import { channel } from './channels.ts'
import { finding, instant, words } from './shared.ts'

/**
 * `POST /api/posts/import`: what each row of a CSV file becomes; with `write` the valid rows are taken, in one go.
 * `GET /api/posts/import/template?language=` answers a file to fill in.
 */
export const postsImport = z.object({
  csv: z.string().max(longestInput.csv),
  timeZone: z.string().max(64).optional(),
  write: z.boolean().default(false),
})
/** One row of a CSV file, with what would become or became of it. */
export const importedRow = z.object({
  line: z.number(),
  text: z.string(),
  channels: z.array(channel.pick({ id: true, networkLabel: true, handle: true })),
  /** Missing: the next free slot. */
  at: instant.nullable(),
  timeZone: z.string(),
  state: z.enum(['ready', 'written', 'already', 'wrong']),
  problems: z.array(words),
  findings: z.array(finding),
})
/** `POST /api/import` → every row; `ignored` are columns that nothing is known about. */
export const imported = z.object({ rows: z.array(importedRow), ignored: z.array(z.string()) })

export type Imported = z.infer<typeof imported>
