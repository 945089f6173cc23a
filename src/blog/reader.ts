import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context } from '../context.ts'
import { type Answer, answerReader } from './answer.ts'

/**
 * The blog's fast lane. Pages lie ready as bytes, in each encoding, until something changes; a request that is in the
 * cache touches no router and no database.
 */
export interface Reader {
  /** Answers from the cache. `false`: not there; ask {@link Reader.answer}. */
  serve(request: IncomingMessage, response: ServerResponse): boolean
  /** Answers from the rows, and remembers it. */
  answer(path: string): Promise<Page>
  close(): void
}

/** An answer with its finished headers. */
export interface Page {
  status: number
  headers: Record<string, string>
  body: Buffer
  encoded: Partial<Record<'br' | 'gzip', Buffer>>
}

/** What the cache may hold; what was asked for longest ago goes first. */
const mostBytes = 32 * 1024 * 1024

const security = {
  'content-security-policy':
    "default-src 'none'; img-src * data:; media-src *; style-src 'unsafe-inline'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
}

/** @param room how many bytes the cache may hold */
export function openReader(context: Context, room = mostBytes): Reader {
  const pages = openShelf(room)
  // Equal questions at the same time are one.
  const asked = new Map<string, Promise<Page>>()
  // A page that was being made while something changed must not be remembered, nor be given to whoever asks afterwards.
  let generation = 0
  const forget = context.bus.listen((event) => {
    if (event.room === 'conversations' || event.room === 'deliveries') return
    if (event.room === 'hold' || event.room === 'sessions') return
    pages.clear()
    asked.clear()
    generation++
  })

  async function make(path: string): Promise<Page> {
    const began = generation
    const page = await finish(await answerReader(context, path))
    if (page.status === 200 && began === generation) pages.keep(path, page)
    return page
  }

  function answer(said: string): Promise<Page> {
    const path = canonical(said)
    const already = pages.find(path)
    if (already) return Promise.resolve(already)
    const making = asked.get(path) ?? make(path)
    asked.set(path, making)
    const done = () => {
      if (asked.get(path) === making) asked.delete(path)
    }
    making.then(done, done)
    return making
  }

  function serve(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const page = pages.find(canonical(request.url as string))
    if (!page) return false
    send(page, request.headers, response, request.method === 'HEAD')
    return true
  }

  return { serve, answer, close: forget }
}

const plain = /^\/[\w.~/-]*$/

/**
 * The one address of whatever is meant: no page of the blog depends on a query, and letters that need no percent code have none.
 * @param url path, perhaps with a query behind it
 */
export function canonical(url: string): string {
  const end = url.search(/[?#]/)
  const path = end < 0 ? url : url.slice(0, end)
  if (plain.test(path)) return path
  try {
    return path.split('/').map(decodeURIComponent).map(encodeURIComponent).join('/')
  } catch {
    return path // a broken escape names nothing
  }
}

/** Pages by their address, bounded by bytes: what was asked for longest ago makes room. */
function openShelf(room: number) {
  const pages = new Map<string, Page>()
  let bytes = 0
  const drop = (path: string, page: Page) => {
    pages.delete(path)
    bytes -= sizeOf(page)
  }
  return {
    find(path: string): Page | undefined {
      const page = pages.get(path)
      if (!page) return undefined
      // A Map gives its entries in the order in which they came.
      pages.delete(path)
      pages.set(path, page)
      return page
    },
    keep(path: string, page: Page): void {
      const before = pages.get(path)
      if (before) drop(path, before)
      if (sizeOf(page) > room) return
      bytes += sizeOf(page)
      pages.set(path, page)
      for (const [oldest, old] of pages) {
        if (bytes <= room) break
        drop(oldest, old)
      }
    },
    clear(): void {
      pages.clear()
      bytes = 0
    },
  }
}

/** With what an entry costs besides its bytes: many small ones weigh too. */
function sizeOf({ body, encoded }: Page): number {
  return 1024 + body.length + (encoded.br?.length ?? 0) + (encoded.gzip?.length ?? 0)
}

function send(page: Page, asked: IncomingMessage['headers'], response: ServerResponse, head: boolean): void {
  if (asked['if-none-match'] === page.headers.etag) {
    response.writeHead(304, { etag: page.headers.etag, 'cache-control': page.headers['cache-control'] }).end()
    return
  }
  const accepted = asked['accept-encoding'] ?? ''
  const encoding =
    accepted.includes('br') && page.encoded.br
      ? 'br'
      : accepted.includes('gzip') && page.encoded.gzip
        ? 'gzip'
        : undefined
  const body = encoding ? (page.encoded[encoding] as Buffer) : page.body
  const headers: Record<string, string | number> = { ...page.headers, 'content-length': body.length }
  if (encoding) headers['content-encoding'] = encoding
  response.writeHead(page.status, headers)
  response.end(head ? undefined : body)
}

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

async function finish(answer: Answer): Promise<Page> {
  const body = Buffer.from(answer.body as string)
  const headers: Record<string, string> = {
    'content-type': answer.type,
    'cache-control': answer.status === 200 ? 'public, max-age=0, must-revalidate' : 'no-store',
    ...security,
  }
  if (answer.location) headers.location = answer.location
  if (answer.status === 200) headers.etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`
  if (answer.type === 'image/png') return { status: answer.status, headers, body, encoded: {} }
  headers.vary = 'accept-encoding'
  if (answer.status !== 200 || body.length < 500) return { status: answer.status, headers, body, encoded: {} }
  const [br, gz] = await Promise.all([brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }), zip(body)])
  return { status: answer.status, headers, body, encoded: { br, gzip: gz } }
}
