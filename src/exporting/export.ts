/** A whole blog, on its way out. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { allAuthors, answerOf, eachWhole, htmlOfWhole, leftRedirects } from '../blog/index.ts'
import { readBrandKit } from '../brand/index.ts'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace } from '../db/client.ts'
import { type MediaStore, openMediaStore } from '../media/index.ts'
import { root } from '../root.ts'
import { homeAddressOf, record, timeZoneOfWorkspace } from '../team/index.ts'
import { fontFile } from '../themes/index.ts'
import type { Exported, WholeBlog } from './formats/format.ts'
import { exportFormat } from './formats/index.ts'
import { siteAddress } from './formats/static/index.ts'
import type { Sink } from './sink.ts'

/** How an export is made. */
export interface ExportOptions {
  /** Where the blog will stand: for a site; missing: where it is. */
  address?: string
  /** Told now and then how far it is. */
  told?: (done: Exported) => void
}

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
  { address, told }: ExportOptions = {},
): Promise<Exported> {
  const { write } = exportFormat(format)
  const to = address === undefined ? undefined : siteAddress(address)
  const sink = await open()
  const done = await write({ ...(await wholeBlog(context, actor, to)), ...(told ? { told } : {}) }, sink)
  await sink.close()
  await inWorkspace(context.db, actor.workspaceId, (tx) =>
    record(tx, actor, 'blog.export', actor.workspaceId, { format }),
  )
  return done
}

async function wholeBlog(context: Context, { workspaceId }: Actor, url: string | undefined): Promise<WholeBlog> {
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
    url: url ?? home,
    earlierUrl: home,
    promise: kit?.promise ?? '',
    language: kit?.language ?? 'id',
    timeZone: zone ?? 'Asia/Jakarta',
    authors,
    redirects,
    articles: () => eachWhole(context, workspaceId),
    html: (article) => htmlOfWhole(context, workspaceId, article),
    media: (file) => store.get(file).catch(goneIsNone),
    mediaInPieces: (file) => inPieces(store, file),
    page: (path) => answerOf(context, workspaceId, url ?? home, path),
    file: fileOfSite,
    failed: (path, error) => context.log.warn({ path, error }, 'a page is not exported'),
    now: context.clock.now(),
  }
}

function goneIsNone(error: unknown): undefined {
  if (error instanceof Problem && error.kind === 'gone') return undefined
  throw error
}

const pieceSize = 4 * 2 ** 20

/** A picture or a video. Some sizes of a picture may be missing: then the picture itself stands there, as on the blog. */
async function inPieces(store: MediaStore, name: string): Promise<AsyncIterable<Uint8Array> | undefined> {
  if (!/^[\w.-]{1,100}$/.test(name)) return undefined
  const size = await store.size(name).catch(goneIsNone)
  return size === undefined ? undefined : pieces(store, name, size)
}

async function* pieces(store: MediaStore, name: string, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size; at += pieceSize) yield await store.read(name, at, Math.min(size, at + pieceSize))
}

async function fileOfSite(path: string): Promise<Uint8Array | undefined> {
  if (path.startsWith('/fonts/')) return fontFile(path.slice('/fonts/'.length))
  for (const folder of ['dist/web', 'web/public']) {
    const bytes = await readFile(join(root, folder, 'favicon.ico')).catch(() => undefined)
    if (bytes) return bytes
  }
  return undefined
}
