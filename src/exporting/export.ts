/** A whole blog, on its way out. */
import { allAuthors, eachWhole, htmlOfWhole, leftRedirects } from '../blog/index.ts'
import { readBrandKit } from '../brand/index.ts'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace } from '../db/client.ts'
import { openMediaStore } from '../media/index.ts'
import { homeAddressOf, record, timeZoneOfWorkspace } from '../team/index.ts'
import type { Exported, WholeBlog } from './formats/format.ts'
import { exportFormat } from './formats/index.ts'
import type { Sink } from './sink.ts'

/**
 * Writes everything of a workspace's blog in a format.
 * @param format its name: `markdown`
 * @throws whatever the sink throws; nothing here is changed
 */
export async function exportBlog(
  context: Context,
  actor: Actor,
  format: string,
  open: () => Promise<Sink>,
): Promise<Exported> {
  const { write } = exportFormat(format)
  const sink = await open()
  const done = await write(await wholeBlog(context, actor), sink)
  await sink.close()
  await inWorkspace(context.db, actor.workspaceId, (tx) =>
    record(tx, actor, 'blog.export', actor.workspaceId, { format }),
  )
  return done
}

async function wholeBlog(context: Context, { workspaceId }: Actor): Promise<WholeBlog> {
  const store = openMediaStore(context.config)
  const { home, kit, zone, authors, redirects } = await inWorkspace(context.db, workspaceId, async (tx) => ({
    home: await homeAddressOf(context.config, tx, workspaceId),
    kit: await readBrandKit(tx, workspaceId),
    zone: await timeZoneOfWorkspace(tx, workspaceId),
    authors: await allAuthors(tx),
    redirects: await leftRedirects(tx),
  }))
  return {
    name: kit?.name ?? 'Percakapan',
    url: home,
    promise: kit?.promise ?? '',
    language: kit?.language ?? 'id',
    timeZone: zone ?? 'Asia/Jakarta',
    authors,
    redirects,
    articles: () => eachWhole(context, workspaceId),
    html: (article) => htmlOfWhole(context, workspaceId, article),
    media: async (file) =>
      store.get(file).catch((error: unknown) => {
        if (error instanceof Problem && error.kind === 'gone') return undefined
        throw error
      }),
    now: context.clock.now(),
  }
}
