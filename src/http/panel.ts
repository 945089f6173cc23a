import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context as HonoContext } from 'hono'
import { publicMedia } from '../channels/index.ts'
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { asSystem } from '../db/client.ts'
import { findMedia, type MediaStore, openMediaStore, smallPicture, fileOf as storedFile } from '../media/index.ts'
import { root } from '../root.ts'
import { hostOf, isHome, ownerOfHost } from '../team/index.ts'
import { fontFile } from '../themes/index.ts'
import type { App } from './operation.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ico': 'image/x-icon',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.mp4': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
}

const built = join(root, 'dist', 'web')
const forever = 'public, max-age=31536000, immutable'
const zip = promisify(gzip)

/** The panel's files, and the pictures. */
export function panelRoutes(app: App, context: Context): void {
  const store = openMediaStore(context.config)
  app.get('/panel', (c) => c.redirect('/panel/'))
  app.get('/panel/*', (c) => panelFile(c))
  // Asked for by whoever finds no other icon, on the blog too.
  app.get('/favicon.ico', async (c) => {
    const icon = await read('favicon.ico')
    if (!icon) throw notThere()
    return c.body(new Uint8Array(icon.plain), 200, {
      'content-type': 'image/x-icon',
      'cache-control': 'public, max-age=86400',
    })
  })
  app.get('/fonts/:name', async (c) => {
    const font = await fontFile(c.req.param('name'))
    if (!font) throw notThere()
    return c.body(font, 200, { 'content-type': 'font/woff2', 'cache-control': 'public, max-age=2592000' })
  })
  app.get('/media/for/:channel/:media/:signature', async (c) => {
    const { channel, media, signature } = c.req.param()
    if (![channel, media].every((id) => /^[0-9a-f-]{36}$/.test(id))) throw notThere()
    const found = await publicMedia(context, channel, media, signature)
    if ('file' in found) return c.redirect(`/media/${found.file}`)
    return c.body(new Uint8Array(found.bytes), 200, { 'content-type': found.mime, 'x-content-type-options': 'nosniff' })
  })
  // Of another workspace's own host, only what is that workspace's; BASE_URL is where the panel shows all of them.
  app.use('/media/*', async (c, next) => {
    const host = hostOf(c.req.header('host'))
    const [id] = /[0-9a-f-]{36}/.exec(c.req.path) ?? []
    if (!isHome(context.config, host) && !(await shownAt(context, host, id))) throw notThere()
    return next()
  })
  app.get('/media/small/:id', async (c) => {
    const id = c.req.param('id')
    if (!/^[0-9a-f-]{36}$/.test(id)) throw notThere()
    const file = await fileOf(context, id)
    const small = await smallPicture(store, file)
    // A video, which a list shows otherwise; or a picture as it was stored.
    if (!small) return c.redirect(`/media/${file}`)
    return c.body(new Uint8Array(small), 200, { ...pictureHeaders, 'content-type': 'image/webp' })
  })
  app.get('/media/:name', async (c) => {
    const name = c.req.param('name')
    const source = /^([0-9a-f-]{36})-\d{2,4}\.(?:avif|webp)$/.exec(name)
    if (source) return sourceOf(c, store, name, source[1] as string)
    if (!/^[0-9a-f-]{36}(\.(jpg|png|webp|gif|mp4|mov|webm))?$/.test(name)) throw notThere()
    // By its id alone: where it really lies.
    if (!name.includes('.')) return c.redirect(`/media/${await fileOf(context, name)}`)
    if (/\.(mp4|mov|webm)$/.test(name)) return pieceOf(c, store, name)
    const bytes = await store.get(name)
    return c.body(new Uint8Array(bytes), 200, {
      ...pictureHeaders,
      'content-type': types[extname(name)] ?? 'application/octet-stream',
    })
  })
}

/** One of a source set. Where it is not there (after a restore, say) the picture itself is: a page that names it shows no gap. */
async function sourceOf(c: HonoContext, store: MediaStore, name: string, id: string): Promise<Response> {
  const bytes = await store.get(name).catch((error: unknown) => {
    if (error instanceof Problem && error.kind === 'gone') return undefined
    throw error
  })
  if (!bytes) return c.redirect(`/media/${id}`)
  const type = types[extname(name)] ?? 'application/octet-stream'
  return c.body(new Uint8Array(bytes), 200, { ...pictureHeaders, 'content-type': type })
}

/** A picture's address never gets another content, and is only ever looked at. */
const pictureHeaders = {
  'cache-control': forever,
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
}

/** As much of a video as is asked for, and no more than this at once: a player asks again. */
const longestPiece = 4 * 1024 * 1024

/** https://www.rfc-editor.org/rfc/rfc9110#name-range-requests */
async function pieceOf(c: HonoContext, store: MediaStore, name: string): Promise<Response> {
  const size = await store.size(name)
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(c.req.header('range') ?? '') ?? []
  const suffix = from === '' && to ? Math.min(size, Number(to)) : undefined
  const start = suffix === undefined ? Number(from ?? 0) : size - suffix
  const last = suffix === undefined && to ? Math.min(Number(to), size - 1) : size - 1
  if (start > last) return c.body(null, 416, { 'content-range': `bytes */${size}` })
  const end = Math.min(last + 1, start + longestPiece)
  const bytes = await store.read(name, start, end)
  return c.body(bytes, 206, {
    'content-type': types[extname(name)] ?? 'application/octet-stream',
    'content-range': `bytes ${start}-${end - 1}/${size}`,
    'accept-ranges': 'bytes',
    'cache-control': forever,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; media-src 'self'; sandbox",
  })
}

/** Whether a host is of the workspace that has this picture. */
function shownAt(context: Context, host: string | undefined, id: string | undefined): Promise<boolean> {
  return asSystem(context.db, async (tx) => {
    const owner = await ownerOfHost(context.config, tx, host)
    const media = owner && id ? await findMedia(tx, id) : undefined
    return media !== undefined && media.workspace_id === owner?.workspaceId
  })
}

async function fileOf(context: Context, id: string): Promise<string> {
  const file = await asSystem(context.db, (tx) => storedFile(tx, id))
  if (!file) throw notThere()
  return file
}

const kept = new Map<string, Promise<{ plain: Buffer; zipped: Buffer } | undefined>>()

/** A file of the build; every other path of the panel is a place inside the app, and gets its page. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    // Letters that are none name no file.
    throw notThere()
  }
}

async function panelFile(c: HonoContext): Promise<Response> {
  const asked = normalize(decoded(c.req.path.slice('/panel/'.length))).replace(/^(\.\.[/\\])+/, '')
  const isAsset = asked.startsWith('assets/')
  const file = (asked !== '.' && extname(asked) && (await read(asked))) || undefined
  if (!file && isAsset) throw notThere()
  const page = file ?? (await read('index.html'))
  if (!page)
    throw new Problem('gone', {
      id: 'Panel belum disusun. Jalankan: npm run build',
      en: 'The panel has not been built. Run: npm run build',
    })
  const name = file ? asked : 'index.html'
  const headers: Record<string, string> = {
    'content-type': types[extname(name)] ?? 'application/octet-stream',
    'cache-control': isAsset ? forever : 'no-cache',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
  }
  const policy = policies[name]
  if (policy) headers['content-security-policy'] = policy
  const zipped = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '') && !name.endsWith('.woff2')
  if (zipped) headers['content-encoding'] = 'gzip'
  return c.body(new Uint8Array(zipped ? page.zipped : page.plain), 200, headers)
}

/** What the panel's page may load: all of it from here. Pictures of strangers come as our own copies (routes/faces.ts). */
export const panelPolicy =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; connect-src 'self'; worker-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** A worker fetches by the policy of its own script, not by that of its page: https://www.w3.org/TR/CSP3/#fetch-integration */
const workerPolicy =
  "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const policies: Readonly<Record<string, string>> = { 'index.html': panelPolicy, 'sw.js': workerPolicy }

/** Kept in memory once read: the build is small, and does not change while the program runs. */
function read(name: string): Promise<{ plain: Buffer; zipped: Buffer } | undefined> {
  let file = kept.get(name)
  if (!file) {
    file = readFile(join(built, name))
      .then(async (plain) => ({ plain, zipped: await zip(plain) }))
      .catch(() => undefined)
    file.then((found) => found ?? kept.delete(name))
    kept.set(name, file)
  }
  return file
}

function notThere(): Problem {
  return new Problem('gone', { id: 'Berkas itu tidak ada.', en: 'There is no such file.' })
}
