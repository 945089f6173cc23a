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

/** What the cache may hold, so that a crawler of made-up addresses can't fill the memory. */
const mostBytes = 32 * 1024 * 1024

const security = {
  'content-security-policy':
    "default-src 'none'; img-src * data:; media-src *; style-src 'unsafe-inline'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
}

export function openReader(context: Context): Reader {
  const pages = new Map<string, Page>()
  let bytes = 0
  // A page that was being made while something changed must not be remembered.
  let generation = 0
  const forget = context.bus.listen((event) => {
    if (
      event.room === 'conversations' ||
      event.room === 'deliveries' ||
      event.room === 'hold' ||
      event.room === 'sessions'
    )
      return
    pages.clear()
    bytes = 0
    generation++
  })

  async function answer(path: string): Promise<Page> {
    const began = generation
    const page = await finish(await answerReader(context, path))
    if (page.status === 200 && began === generation) {
      const size = page.body.length + (page.encoded.br?.length ?? 0) + (page.encoded.gzip?.length ?? 0)
      if (bytes + size > mostBytes) pages.clear()
      bytes = (pages.size ? bytes : 0) + size
      pages.set(path, page)
    }
    return page
  }

  function serve(request: IncomingMessage, response: ServerResponse): boolean {
    const page = pages.get(request.url as string)
    if (!page || (request.method !== 'GET' && request.method !== 'HEAD')) return false
    send(page, request.headers, response, request.method === 'HEAD')
    return true
  }

  return { serve, answer, close: forget }
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
