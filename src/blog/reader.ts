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

/** An answer with headers of its own. */
export interface Page {
  status: number
  headers: Record<string, string>
  body: Buffer
  encoded: Partial<Record<'br' | 'gzip', Buffer>>
}

/** What an answer begins with, as Node writes it fastest: names and values by turns. */
type Head = string[]

/** One way in which a page is sent. */
interface Form {
  head: Head
  body: Buffer
}

/** A page as it lies ready: nothing is left to be put together when it is asked for. */
interface Ready {
  whole: Form
  br: Form | undefined
  gzip: Form | undefined
  /** For who has it already. */
  unchanged: Head
}

/** A page, and what it is made of. */
interface Made {
  page: Page
  ready: Ready
  /** Missing: no workspace's. */
  workspaceId: string | undefined
  /** Missing: anything. */
  needs: ReadonlySet<string> | undefined
}

/** A page in the cache. */
interface Kept extends Made {
  /** Somebody asked for it since room was last made. */
  asked: boolean
}

/** What the cache may hold. */
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

/** What a reader may be told. */
export interface ReaderOptions {
  /** How many bytes the cache may hold. */
  capacity?: number
  /** Headers of every answer, those of errors too; a page's own take their place. */
  ofAll?: Readonly<Record<string, string>>
}

/** Opens it. */
export function openReader(context: Context, { capacity = mostBytes, ofAll = {} }: ReaderOptions = {}): Reader {
  const shelf = openShelf(capacity)
  const hostShown = hostsShown(context)
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
      const made = { page, ready: readyOf(page, ofAll), workspaceId, needs: needs && new Set(needs) }
      if (page.status === 200 && !answer.passing && !missed.some((event) => touches(event, made)))
        shelf.keep(nameOf(key), made)
      return page
    } finally {
      making.delete(missed)
    }
  }

  function answer(url: string, headers: RequestHeaders = {}): Promise<Page> {
    const key = keyOf(url, headers, hostShown)
    const name = nameOf(key)
    const already = shelf.find(name)
    if (already) return Promise.resolve(already.page)
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
    const made = shelf.find(nameOf(keyOf(request.url as string, request.headers, hostShown)))
    if (!made) return false
    send(made, request.headers, response, request.method === 'HEAD')
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

/** @param hostShown see {@link hostsShown} */
function keyOf(url: string, { host, accept }: RequestHeaders, hostShown: (host: string | undefined) => string): Key {
  const path = canonical(url)
  return {
    host: hostShown(host),
    path,
    representation: negotiated(path) ? representationOf(accept) : 'html',
    ...(path === searchPath ? { sought: soughtIn(url.split('?')[1] ?? '') } : {}),
  }
}

/** So many hosts' names are kept as they were read: anybody may send any. */
const mostHosts = 1000

/**
 * The host that a request's header names, and the installation's own for every name of its own. Whose blog a host shows is asked of the
 * rows; a host that is nobody's is answered with 421, which is never kept.
 */
function hostsShown({ config }: Pick<Context, 'config'>): (host: string | undefined) => string {
  const own = hostOf(new URL(config.baseUrl).host) as string
  const known = new Map<string | undefined, string>()
  return (host) => {
    const already = known.get(host)
    if (already !== undefined) return already
    const asked = hostOf(host)
    const shown = isHome(config, asked) ? own : (asked as string)
    if (known.size >= mostHosts) known.clear()
    known.set(host, shown)
    return shown
  }
}

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
  if (plain.test(url)) return url
  const end = url.search(/[?#]/)
  const path = end < 0 ? url : url.slice(0, end)
  // Older blogs' plain addresses: `/?p=12`, `/index.php?p=12`.
  if ((path === '/' || path === '/index.php') && end >= 0) return redirectPath(url) || path
  if (plain.test(path)) return path
  try {
    return path.split('/').map(decodeURIComponent).map(encodeURIComponent).join('/')
  } catch {
    return path // a broken escape names nothing
  }
}

/** Pages by name, bounded by bytes: what nobody asked for since room was last made goes first, the oldest of them before others. */
function openShelf(capacity: number) {
  const pages = new Map<string, Kept>()
  let bytes = 0
  const drop = (name: string, { page }: Made) => {
    pages.delete(name)
    bytes -= sizeOf(page)
  }
  // A Map gives its entries in the order in which they came.
  const makeRoom = (size: number) => {
    for (const [name, kept] of pages) {
      if (bytes + size <= capacity) return
      if (!kept.asked) drop(name, kept)
      else {
        kept.asked = false
        pages.delete(name)
        pages.set(name, kept)
      }
    }
  }
  return {
    find(name: string): Made | undefined {
      const kept = pages.get(name)
      if (kept) kept.asked = true
      return kept
    },
    keep(name: string, made: Made): void {
      const before = pages.get(name)
      if (before) drop(name, before)
      const size = sizeOf(made.page)
      if (size > capacity) return
      makeRoom(size)
      bytes += size
      pages.set(name, { ...made, asked: false })
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

interface Asked {
  'if-none-match'?: string | undefined
  'accept-encoding'?: string | string[] | undefined
}

/** What one request gets of a page: nothing but headers where it has the page already, else the page as small as it can be read. */
export function sentOf(
  page: Page,
  asked: Asked,
): { status: number; headers: Record<string, string>; body: Buffer | undefined } {
  if (isUnchanged(page, asked)) return { status: 304, headers: headersUnchanged(page), body: undefined }
  const encoding = encodingOf(page.encoded, asked)
  return {
    status: page.status,
    headers: headersOf(page, encoding),
    body: encoding ? page.encoded[encoding] : page.body,
  }
}

const isUnchanged = ({ headers: { etag } }: Page, asked: Asked) => etag !== undefined && asked['if-none-match'] === etag

/** A browser puts these in the place of those that it kept: the page's own policy, not that of everything else. */
function headersUnchanged({ headers }: Page): Record<string, string> {
  const { 'content-type': _type, ...others } = headers
  return others
}

type Encoding = 'br' | 'gzip'

function headersOf({ headers, body, encoded }: Page, encoding?: Encoding): Record<string, string> {
  const bytes = encoding ? (encoded[encoding] as Buffer) : body
  return {
    ...headers,
    'content-length': String(bytes.length),
    ...(encoding ? { 'content-encoding': encoding } : {}),
  }
}

function encodingOf(encoded: Partial<Record<Encoding, unknown>>, asked: Asked): Encoding | undefined {
  const accepted = String(asked['accept-encoding'] ?? '')
  if (encoded.br && accepted.includes('br')) return 'br'
  return encoded.gzip && accepted.includes('gzip') ? 'gzip' : undefined
}

/** @param ofAll see {@link ReaderOptions} */
function readyOf(page: Page, ofAll: Readonly<Record<string, string>>): Ready {
  const head = (headers: Record<string, string>): Head => Object.entries({ ...ofAll, ...headers }).flat()
  const form = (encoding?: Encoding): Form | undefined => {
    const body = encoding ? page.encoded[encoding] : page.body
    return body && { head: head(headersOf(page, encoding)), body }
  }
  return {
    whole: form() as Form,
    br: form('br'),
    gzip: form('gzip'),
    unchanged: head(headersUnchanged(page)),
  }
}

function send({ page, ready }: Made, asked: Asked, response: ServerResponse, head: boolean): void {
  if (isUnchanged(page, asked)) {
    response.writeHead(304, ready.unchanged).end()
    return
  }
  const form = ready[encodingOf(ready, asked) ?? 'whole'] as Form
  response.writeHead(page.status, form.head).end(head ? undefined : form.body)
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
