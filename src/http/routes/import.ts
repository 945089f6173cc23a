import { listChannels } from '../../channels/index.ts'
import type { Context } from '../../context.ts'
import { csvFile } from '../../core/csv.ts'
import { type XlsxCell, xlsxFile } from '../../core/table/index.ts'
import { inWorkspace } from '../../db/client.ts'
import { importPosts } from '../../publishing/index.ts'
import { imported, postsImport } from '../api.ts'
import { type App, operation } from '../operation.ts'
import { needing } from '../permits.ts'

/** Posts from a spreadsheet. */
export function importRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'post',
      path: '/posts/import',
      needs: 'import',
      summary: 'What each row of a file (CSV, XLSX, ODS) becomes; with `write`, take the valid ones',
      body: postsImport,
      answer: imported,
    },
    async (c) => {
      const { csv = '', file, write, timeZone = c.member.timeZone } = c.body
      const given = file === undefined ? csv : Buffer.from(file, 'base64')
      const { rows, ignored, notes } = await importPosts(context, c.actor, given, { timeZone, write })
      return {
        ignored,
        notes,
        rows: rows.map((row) => ({
          ...row,
          at: row.at?.toISOString() ?? null,
          planned: row.planned.map(({ channelId, at }) => ({ channelId, at: at.toISOString() })),
          channels: row.channels.map(({ id, network, account }) => ({
            id,
            networkLabel: network.label,
            handle: account.handle,
          })),
        })),
      }
    },
  )

  app.get('/posts/import/template', needing('import'), async (c) => {
    const channels = await inWorkspace(context.db, c.get('actor').workspaceId, (tx) => listChannels(context, tx))
    const [first] = channels
    const name = first ? `${first.network.name}:${first.account.handle}` : ''
    const language = c.req.query('language') === 'en' ? 'en' : 'id'
    const format = c.req.query('format') === 'xlsx' ? 'xlsx' : 'csv'
    c.header('content-type', types[format])
    c.header('content-disposition', `attachment; filename="${language === 'en' ? 'posts' : 'kiriman'}.${format}"`)
    const { sheet, head, text, time } = template[language]
    const row = (at: XlsxCell) => [name, text, at, '']
    if (format === 'xlsx') return c.body(await xlsxFile(sheet, [head, row(exampleTime)], [28, 70, 20, 40]))
    // Excel parts cells by the country's own mark: where the comma stands in numbers, it is the semicolon.
    return c.body(csvFile([head, row(time) as string[]], language === 'id' ? ';' : ','))
  })
}

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
/** 1 December 2030, nine in the morning, on the wall. */
const exampleTime = new Date(Date.UTC(2030, 11, 1, 9))

const template = {
  id: {
    sheet: 'Kiriman',
    head: ['Saluran', 'Teks', 'Waktu', 'Tautan'],
    text: 'Kopi baru dari lereng utara sudah sampai.',
    time: '1 Des 2030 09.00',
  },
  en: {
    sheet: 'Posts',
    head: ['Channel', 'Text', 'When', 'Link'],
    text: 'New coffee from the northern slope is here.',
    time: '1 Dec 2030 09:00',
  },
}
