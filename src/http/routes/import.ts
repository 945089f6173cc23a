import { listChannels } from '../../channels/index.ts'
import type { Context } from '../../context.ts'
import { csvFile } from '../../core/csv.ts'
import { inWorkspace } from '../../db/client.ts'
import { importPosts } from '../../publishing/index.ts'
import { imported, postsImport } from '../api.ts'
import { type App, operation } from '../operation.ts'
import { needing } from '../permits.ts'

/** Posts from a CSV file. */
export function importRoutes(app: App, context: Context): void {
  operation(
    app,
    {
      method: 'post',
      path: '/posts/import',
      needs: 'import',
      summary: 'What each row of a CSV file becomes; with `write`, take the valid ones',
      body: postsImport,
      answer: imported,
    },
    async (c) => {
      const { csv, write, timeZone = c.member.timeZone } = c.body
      const { rows, ignored } = await importPosts(context, c.actor, csv, { timeZone, write })
      return {
        ignored,
        rows: rows.map((row) => ({
          ...row,
          at: row.at?.toISOString() ?? null,
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
    const english = c.req.query('language') === 'en'
    c.header('content-type', 'text/csv; charset=utf-8')
    c.header('content-disposition', `attachment; filename="${english ? 'posts' : 'kiriman'}.csv"`)
    return c.body(csvFile(english ? template.en(name) : template.id(name)))
  })
}

const template = {
  id: (channel: string) => [
    ['saluran', 'teks', 'waktu', 'zona waktu', 'tautan'],
    [channel, 'Kopi baru dari lereng utara sudah sampai.', '2030-12-01 09:00', 'Asia/Jakarta', ''],
  ],
  en: (channel: string) => [
    ['channel', 'text', 'at', 'time zone', 'link'],
    [channel, 'New coffee from the northern slope is here.', '2030-12-01 09:00', 'Asia/Jakarta', ''],
  ],
}
