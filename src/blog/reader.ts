import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { type BusEvent, everywhere } from '../bus.ts'
import type { Context } from '../context.ts'
import { inTurn } from '../core/in-turn.ts'
import { hostOf, isHome } from '../team/index.ts'
import { type Answer, answerReader, type Representation } from './answer.ts'
import { type Sought, soughtIn } from './answers/search.ts'
import { redirectPath } from './redirects.ts'

/**
 * The blog's fast lane. Pages lie ready as bytes, in each encoding, until something that they are made of changes; a request
 * that is in the cache touches no router and no database.
 */
export interface Reader {
  /** Answers from the cache. `false`: not there; ask {@link Reader.answer}. */
  serve(request: IncomingMessage, response: ServerResponse): boolean
  /** Answers from the rows, and remembers it. */
  answer(url: string, headers?: RequestHeaders): Promise<Page>
  close(): void
}

/** The headers that decide, beside the address, which page a request gets. */
export interface RequestHeaders {
  host?: string | undefined
  accept?: string | undefined
}

/** An answer with its finished headers. */
export interface Page {
  status: number
  headers: Record<string, string>
  body: Buffer
  encoded: Partial<Record<'br' | 'gzip', Buffer>>
}

/** A page, and what it is made of. */
interface Made {
  page: Page
  /** Missing: no workspace's. */
  workspaceId: string | undefined
  /** Missing: anything. */
  needs: ReadonlySet<string> | undefined
}

/** What the cache may hold; what was asked for longest ago goes first. */
const mostBytes = 32 * 1024 * 1024

const policy =
  "default-src 'none'; img-src * data:; media-src *; style-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"

const security = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
}

/** Frames of other sites are allowed where the page has some, and of these alone. */
function policyFor(frames: readonly string[] = []): string {
  return frames.length ? `${policy}; frame-src ${frames.join(' ')}` : policy
}

/** Whether a page may be another one after this. An event without names may have changed anything. */
function touches({ workspaceId, ids }: BusEvent, made: Made): boolean {
  if (made.workspaceId !== undefined && made.workspaceId !== workspaceId && workspaceId !== everywhere) return false
  const { needs } = made
  return !ids || !needs || ids.some((id) => needs.has(id))
}

/** @param capacity how many bytes the cache may hold */
export function openReader(context: Context, capacity = mostBytes): Reader {
  const shelf = openShelf(capacity)
  // Equal questions at the same time are one.
  const asked = new Map<string, Promise<Page>>()
  // A page that was being made while its content changed must not be cached, nor be served to later requests.
  const making = new Set<BusEvent[]>()
  const forget = context.bus.listen((event) => {
    const pages = event.topic === 'pages' || (event.topic === 'articles' && !event.ids)
    if (!pages) return
    shelf.dropAll((made) => touches(event, made))
    for (const missed of making) missed.push(event)
    asked.clear()
  })

  const answered = answering(context)

  async function make(key: Key): Promise<Page> {
    const missed: BusEvent[] = []
    making.add(missed)
    try {
      const { workspaceId, needs, ...answer } = await answered(key)
      const page = await finish(answer, negotiated(key.path))
      const made = { page, workspaceId, needs: needs && new Set(needs) }
      if (page.status === 200 && !answer.passing && !missed.some((event) => touches(event, made)))
        shelf.keep(nameOf(key), made)
      return page
    } finally {
      making.delete(missed)
    }
  }

  function answer(url: string, headers: RequestHeaders = {}): Promise<Page> {
    const key = keyOf(context, url, headers)
    const name = nameOf(key)
    const already = shelf.find(name)
    if (already) return Promise.resolve(already)
    const made = asked.get(name) ?? make(key)
    asked.set(name, made)
    const done = () => {
      if (asked.get(name) === made) asked.delete(name)
    }
    made.then(done, done)
    return made
  }

  function serve(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const page = shelf.find(nameOf(keyOf(context, request.url as string, request.headers)))
    if (!page) return false
    send(page, request.headers, response, request.method === 'HEAD')
    return true
  }

  return { serve, answer, close: forget }
}

/** Searches cost more than other pages, and there is no end of them: a few at once, and the others wait. */
function answering(context: Context): (key: Key) => Promise<Answer> {
  const searching = inTurn<Answer>(2)
  return ({ path, ...request }) => {
    const { host, sought } = request
    const answer = () => answerReader(context, path, request)
    return sought?.q ? searching(`${host}\n${sought.q}\n${sought.after}`, answer) : answer()
  }
}

/** Which page is meant. */
interface Key {
  host: string
  path: string
  representation: Representation
  /** What the search is asked for; missing: no search. */
  sought?: Sought
}

function nameOf({ host, path, representation, sought }: Key): string {
  return `${host} ${representation} ${path}${sought?.q ? `?${sought.after} ${sought.q}` : ''}`
}

/** Whose blog a host shows is asked of the rows; a host that is nobody's is answered with 421, which is never kept. */
function keyOf(context: Pick<Context, 'config'>, url: string, { host, accept }: RequestHeaders): Key {
  const path = canonical(url)
  const asked = hostOf(host)
  return {
    host: isHome(context.config, asked) ? ownHost(context.config) : (asked as string),
    path,
    representation: negotiated(path) ? representationOf(accept) : 'html',
    ...(path === searchPath ? { sought: soughtIn(url.split('?')[1] ?? '') } : {}),
  }
}

const ownHost = ({ baseUrl }: Context['config']) => hostOf(new URL(baseUrl).host) as string

/** The one page that depends on a query. */
const searchPath = '/search'

/** Only articles have several forms at one address: a single piece, which is no file. */
function negotiated(path: string): boolean {
  return /^\/[^/.]+$/.test(path)
}

/** What a request would rather have: HTML, unless it says more for Markdown. https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1 */
export function representationOf(accept = ''): Representation {
  if (!/text\/markdown/i.test(accept)) return 'html'
  const said = new Map(accept.slice(0, 1000).split(',').map(weightOf))
  const markdown = said.get('text/markdown') ?? 0
  return markdown > 0 && markdown > (said.get('text/html') ?? 0) ? 'markdown' : 'html'
}

function weightOf(part: string): [type: string, weight: number] {
  const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
  const weight = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1)
  return [type, Number.isFinite(weight) ? weight : 0]
}

const plain = /^\/[\w.~/-]*$/

/**
 * The one address of whatever is meant: no page of the blog but the search depends on a query, and letters that need no percent code have none.
 * @param url path, perhaps with a query behind it
 */
export function canonical(url: string): string {
  const end = url.search(/[?#]/)
  const path = end < 0 ? url : url.slice(0, end)
  // Older blogs' plain addresses: `/?p=12`.
  if (path === '/' && end >= 0) return redirectPath(url) || path
  if (plain.test(path)) return path
  try {
    return path.split('/').map(decodeURIComponent).map(encodeURIComponent).join('/')
  } catch {
    return path // a broken escape names nothing
  }
}

/** Pages by name, bounded by bytes: what was asked for longest ago makes room. */
function openShelf(capacity: number) {
  const pages = new Map<string, Made>()
  let bytes = 0
  const drop = (name: string, { page }: Made) => {
    pages.delete(name)
    bytes -= sizeOf(page)
  }
  return {
    find(name: string): Page | undefined {
      const made = pages.get(name)
      if (!made) return undefined
      // A Map gives its entries in the order in which they came.
      pages.delete(name)
      pages.set(name, made)
      return made.page
    },
    keep(name: string, made: Made): void {
      const before = pages.get(name)
      if (before) drop(name, before)
      if (sizeOf(made.page) > capacity) return
      bytes += sizeOf(made.page)
      pages.set(name, made)
      for (const [oldest, old] of pages) {
        if (bytes <= capacity) break
        drop(oldest, old)
      }
    },
    dropAll(which: (made: Made) => boolean): void {
      for (const [name, made] of pages) if (which(made)) drop(name, made)
    },
  }
}

/** With what an entry costs besides its bytes: many small ones weigh too. */
function sizeOf({ body, encoded }: Page): number {
  return 1024 + body.length + (encoded.br?.length ?? 0) + (encoded.gzip?.length ?? 0)
}

/** What one request gets of a page: nothing but headers where it has the page already, else the page as small as it can be read. */
export function sentOf(
  page: Page,
  asked: Pick<IncomingMessage['headers'], 'if-none-match' | 'accept-encoding'>,
): { status: number; headers: Record<string, string>; body: Buffer | undefined } {
  if (page.headers.etag && asked['if-none-match'] === page.headers.etag) {
    // A browser puts these in the place of those that it kept: the page's own policy, not that of everything else.
    const { 'content-type': _type, ...headers } = page.headers
    return { status: 304, headers, body: undefined }
  }
  const encoding = encodingOf(page, String(asked['accept-encoding'] ?? ''))
  const body = encoding ? (page.encoded[encoding] as Buffer) : page.body
  const headers = { ...page.headers, 'content-length': String(body.length) }
  return { status: page.status, headers: encoding ? { ...headers, 'content-encoding': encoding } : headers, body }
}

function encodingOf({ encoded }: Page, accepted: string): 'br' | 'gzip' | undefined {
  if (encoded.br && accepted.includes('br')) return 'br'
  return encoded.gzip && accepted.includes('gzip') ? 'gzip' : undefined
}

function send(page: Page, asked: IncomingMessage['headers'], response: ServerResponse, head: boolean): void {
  const { status, headers, body } = sentOf(page, asked)
  response.writeHead(status, headers)
  response.end(head ? undefined : body)
}

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

function cachingOf({ status, lasting, passing }: Answer): string {
  if (status !== 200 || passing) return 'no-store'
  return lasting ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate'
}

/** @param negotiated another form of it stands at the same address */
async function finish(answer: Answer, negotiated: boolean): Promise<Page> {
  const body = Buffer.from(answer.body as string)
  const headers: Record<string, string> = {
    'content-type': answer.type,
    'cache-control': cachingOf(answer),
    'content-security-policy': policyFor(answer.frames),
    ...security,
  }
  if (answer.location) headers.location = answer.location
  // https://www.rfc-editor.org/rfc/rfc8288#section-3
  const links = Object.entries(answer.links ?? {}).map(([rel, address]) => `<${address}>; rel="${rel}"`)
  if (links.length) headers.link = links.join(', ')
  if (answer.status === 200) headers.etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`
  // Packed already.
  if (/^(?:image|font)\//.test(answer.type)) return { status: answer.status, headers, body, encoded: {} }
  headers.vary = negotiated ? 'accept, accept-encoding' : 'accept-encoding'
  if (answer.status !== 200 || body.length < 500) return { status: answer.status, headers, body, encoded: {} }
  const [br, gz] = await Promise.all([brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }), zip(body)])
  return { status: answer.status, headers, body, encoded: { br, gzip: gz } }
}
