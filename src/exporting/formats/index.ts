/** The formats that one can leave with. A new one is a folder and a line here. */
import { Problem } from '../../core/problem.ts'
import type { ExportFormat } from './format.ts'
import { ghost } from './ghost/index.ts'
import { markdown } from './markdown/index.ts'
import { site } from './static/index.ts'
import { wxr } from './wxr/index.ts'

/** In the order in which they are offered: the one that keeps everything first. */
export const exportFormats: readonly ExportFormat[] = [markdown, site, wxr, ghost]

/** The format of that name. @throws Problem `wrong-input` */
export function exportFormat(id: string): ExportFormat {
  const format = exportFormats.find((one) => one.id === id)
  if (format) return format
  const all = exportFormats.map((one) => one.id).join(', ')
  throw new Problem(
    'wrong-input',
    { id: 'Format “{name}” tidak ada. Yang ada: {all}.', en: 'There is no format “{name}”. There are: {all}.' },
    { field: 'format', values: { name: id, all } },
  )
}
