import type { z } from 'zod'
import { Problem, type ProblemKind, type Refusal, Stopped } from '../core/problem.ts'
import { fill, inBoth, type Sample, type Words } from '../core/words.ts'
import type { Tools } from './network.ts'

/** Whom a request goes to, and what an adapter knows of its answers. */
export interface Service {
  /** As people know it: stands in messages. */
  label: string
  /** What must never be in an error: tokens, passwords. */
  secrets: readonly string[]
  /** The server's own words about a refusal, out of its JSON; they are cleaned and shortened before a person reads them. */
  message?(body: unknown): string | undefined
  /** What a status means here, where it is not what HTTP says. `body` is the JSON, or the text where it is none. */
  kindOf?(status: number, body: unknown): ProblemKind | undefined
  /** When to come back, where the network says it in a way of its own. */
  retryAt?(headers: Headers, body: unknown, now: Date): Date | undefined
}

/** One request. */
export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  json?: unknown
  /** Sent as it is, where the body is no JSON. */
  body?: FormData | URLSearchParams | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
  /**
   * Doing it twice does no harm, so that a cut connection needs no looking: reading, signing in, taking back.
   * Default: only for GET.
   */
  repeatable?: boolean
  /** Statuses that are answers here, although HTTP calls them something else: 308 says how far an upload is, say. */
  statuses?: readonly number[]
}

/** A successful answer whose body fits the schema. */
export interface Answer<T> {
  value: T
  status: number
  headers: Headers
}

/** Why a request failed; what an adapter looks at, where the kind alone does not tell. */
export type Reason = 'unreachable' | 'cut' | 'aborted' | 'status' | 'moved' | 'not-json' | 'shape' | 'too-large'

/** A problem with an answer. */
export class HttpProblem extends Problem {
  readonly reason: Reason
  readonly status: number | undefined
  /** The refusal's JSON, or its text. Never shown. */
  readonly body: unknown

  constructor(
    kind: ProblemKind,
    words: Words,
    more: ConstructorParameters<typeof Problem>[2] & { reason: Reason; status?: number; body?: unknown },
  ) {
    super(kind, words, more)
    this.reason = more.reason
    this.status = more.status
    this.body = more.body
  }
}

/** No answer that an adapter reads is longer. */
const longest = 8 * 1024 * 1024

/** Failures in which no byte of the request left: https://nodejs.org/api/errors.html#common-system-errors, undici, TLS. */
const beforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_NODATA|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_.*|ERR_SSL_.*|CERT_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*)$/

const words = {
  unreachable: {
    id: 'Server {label} di {host} tidak dapat dihubungi. Tidak ada yang terkirim; coba lagi nanti.',
    en: 'The {label} server at {host} cannot be reached. Nothing was sent; try again later.',
  },
  noAnswer: {
    id: 'Server {label} di {host} tidak menjawab sampai selesai. Coba lagi nanti.',
    en: 'The {label} server at {host} did not finish its answer. Try again later.',
  },
  unknown: {
    id: 'Sambungan ke {label} ({host}) terputus setelah permintaan dikirim, jadi belum pasti apakah sudah terjadi. Periksa dulu di sana sebelum mengirim lagi.',
    en: 'The connection to {label} ({host}) broke after the request was sent, so it may or may not have happened. Look there before sending again.',
  },
  unsure: {
    id: 'Jawaban {label} ({host}) belum memastikan apakah kirimannya sudah masuk, jadi kami melihatnya dahulu di sana.',
    en: 'The answer of {label} ({host}) does not say for sure whether the post was taken, so we look there first.',
  },
  aborted: {
    id: 'Permintaan ke {label} ({host}) dihentikan.',
    en: 'The request to {label} ({host}) was stopped.',
  },
  unauthorized: {
    id: '{label} tidak menerima izin akun ini lagi. Hubungkan kembali akunnya.',
    en: '{label} no longer accepts this account’s permission. Please connect the account again.',
  },
  rejected: {
    id: '{label} menolak permintaan ini.{said} Ubah isinya, lalu coba lagi.',
    en: '{label} refused this request.{said} Change it, then try again.',
  },
  gone: {
    id: 'Yang diminta sudah tidak ada di {label}.',
    en: 'What was asked for is no longer on {label}.',
  },
  limited: {
    id: '{label} meminta kita menunggu sebentar karena terlalu banyak permintaan. Nanti dicoba lagi otomatis.',
    en: '{label} asks us to wait because of too many requests. It will be tried again automatically.',
  },
  down: {
    id: 'Server {label} di {host} sedang bermasalah. Coba lagi nanti.',
    en: 'The {label} server at {host} has a problem of its own. Try again later.',
  },
  moved: {
    id: 'Server {label} sudah pindah dari {host}. Hubungkan kembali dengan alamat yang baru.',
    en: 'The {label} server has moved away from {host}. Connect again with its new address.',
  },
  strange: {
    id: 'Jawaban dari {host} bukan jawaban {label} yang utuh. Periksa alamat servernya, atau coba lagi nanti.',
    en: 'The answer from {host} is not a whole answer of {label}. Check the server’s address, or try again later.',
  },
} satisfies Record<string, Words>

/** One request with all that belongs to its failures. */
interface Attempt {
  service: Service
  tools: Tools
  url: URL
  call: Call
}

/**
 * Sends one request and reads its JSON. An empty answer reads as `undefined`.
 *
 * @throws HttpProblem (or the guarded client's own Problem), and nothing else:
 * `unauthorized` 401, 403 · `gone` 404, 410 · `rejected` 3xx, other 4xx · `rate-limited` 429 with its time ·
 * `unavailable` 408, 409, 425, 5xx, unreachable, or anything that broke while reading · `unknown` whatever broke after a write
 * was sent, and statuses that say nothing certain of one (`nothingCertain`), with what they mean should it not be there
 */
export async function request<T>(
  service: Service,
  tools: Tools,
  address: string | URL,
  call: Call,
  schema: z.ZodType<T>,
): Promise<Answer<T>> {
  const attempt: Attempt = { service, tools, url: new URL(address), call }
  const response = await send(attempt)
  const text = await readText(attempt, response)
  const body = parseJson(text)
  const expected = call.statuses?.includes(response.status) === true
  if (!expected && response.status >= 300 && response.status < 400) {
    throw answered(attempt, 'rejected', words.moved, { reason: 'moved', status: response.status })
  }
  if (!expected && !response.ok) {
    // Some servers repeat what they were sent.
    const clean = redact(service, text)
    throw refusal(attempt, response, parseJson(clean) ?? clean)
  }
  if (body === undefined && text.trim() !== '') {
    throw problem(attempt, broken(call), words.strange, { reason: 'not-json', status: response.status })
  }
  const read = schema.safeParse(body)
  if (!read.success) {
    const where = read.error.issues.map((issue) => issue.path.join('.')).join(', ')
    throw problem(attempt, broken(call), words.strange, { reason: 'shape', status: response.status, where })
  }
  return { value: read.data, status: response.status, headers: response.headers }
}

async function send({ service, tools, url, call }: Attempt): Promise<Response> {
  const attempt = { service, tools, url, call }
  if (tools.signal.aborted) throw problem(attempt, 'unavailable', words.aborted, { reason: 'aborted' })
  const json = call.json === undefined ? undefined : JSON.stringify(call.json)
  try {
    return await tools.fetch(url.href, {
      method: call.method ?? 'GET',
      headers: {
        accept: 'application/json',
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...call.headers,
      },
      ...(json === undefined ? (call.body === undefined ? {} : { body: call.body }) : { body: json }),
      // A body that is read while it is sent has to say so: https://fetch.spec.whatwg.org/#dom-requestinit-duplex
      ...(call.body instanceof ReadableStream ? { duplex: 'half' } : {}),
      // A write must not turn into a GET, nor a password travel on: see `moved`.
      redirect: (call.method ?? 'GET') === 'GET' ? 'follow' : 'manual',
      signal: tools.signal,
    })
  } catch (error) {
    if (error instanceof Stopped) throw error
    throw connectionProblem(attempt, error)
  }
}

/** What broke a connection: before sending nothing happened; after that, it depends on whether the request wrote. */
function connectionProblem(attempt: Attempt, error: unknown): Problem {
  if (error instanceof Problem) return error
  if (!attempt.tools.signal.aborted && codesOf(error).some((code) => beforeSending.test(code))) {
    return problem(attempt, 'unavailable', words.unreachable, { reason: 'unreachable', cause: error })
  }
  const reason = attempt.tools.signal.aborted ? 'aborted' : 'cut'
  if (broken(attempt.call) === 'unknown') return problem(attempt, 'unknown', words.unknown, { reason, cause: error })
  return problem(attempt, 'unavailable', reason === 'aborted' ? words.aborted : words.noAnswer, {
    reason,
    cause: error,
  })
}

/** The codes of an error, its causes, and the attempts it is made of. */
function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 4) return []
  // The one refusal of fetch itself that a typed address can meet has no code: https://fetch.spec.whatwg.org/#port-blocking
  const blocked = error.message === 'bad port' ? ['ECONNREFUSED'] : []
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : blocked
  const parts = error instanceof AggregateError ? error.errors.flatMap((part) => codesOf(part, depth + 1)) : []
  return [...own, ...parts, ...codesOf(error.cause, depth + 1)]
}

function broken(call: Call): 'unavailable' | 'unknown' {
  return (call.repeatable ?? (call.method ?? 'GET') === 'GET') ? 'unavailable' : 'unknown'
}

/** Bytes that are no UTF-8 become U+FFFD; a mark of the byte order stays, as JSON knows none. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

async function readText(attempt: Attempt, response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  // A reader, since going over the stream itself takes noticeably longer.
  const reader = response.body?.getReader()
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      size += read.value.byteLength
      if (size > longest) {
        // The connection must not stay open for an answer that nobody will read; how closing it goes is no matter.
        reader?.cancel().catch(() => undefined)
        throw problem(attempt, broken(attempt.call), words.strange, { reason: 'too-large', status: response.status })
      }
      chunks.push(read.value)
    }
  } catch (error) {
    // A refusal is known by its status, whatever became of its text.
    if (!response.ok) return ''
    throw connectionProblem(attempt, error)
  }
  return decoder.decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Servers answer with pages and plain words too; the caller decides what that means.
    return undefined
  }
}

/** What a status says. */
function refusal(attempt: Attempt, response: Response, body: unknown): HttpProblem {
  const { status, headers } = response
  const { service, tools } = attempt
  const known = service.kindOf?.(status, body)
  const kind = known ?? kindOfStatus(status)
  const more = { reason: 'status' as const, status, body }
  // What the network itself says in words of its own is certain; a status alone may be of anybody on the way.
  const say = known === undefined ? answered : problem
  if (kind === 'rate-limited') {
    const retryAt = service.retryAt?.(headers, body, tools.now()) ?? retryTime(headers, tools.now())
    return say(attempt, kind, words.limited, { ...more, retryAt })
  }
  if (kind === 'unauthorized') return say(attempt, kind, words.unauthorized, more)
  if (kind === 'gone') return say(attempt, kind, words.gone, more)
  if (kind === 'unknown') return say(attempt, kind, words.unknown, more)
  if (kind === 'unavailable') {
    const retryAt = headers.has('retry-after') ? { retryAt: retryTime(headers, tools.now()) } : {}
    return say(attempt, kind, words.down, { ...more, ...retryAt })
  }
  return say(attempt, kind, words.rejected, { ...more, said: saidBy(service, body) })
}

function kindOfStatus(status: number): ProblemKind {
  if (status === 401 || status === 403) return 'unauthorized'
  if (status === 404 || status === 410) return 'gone'
  if (status === 429) return 'rate-limited'
  return status >= 500 || later.includes(status) ? 'unavailable' : 'rejected'
}

/** Refusals that have their time (RFC 9110, 15.5.9 and 15.5.10; RFC 8470): the same request may be taken later. */
const later = [408, 409, 425]

/**
 * Statuses that say nothing certain of a write: whoever stands before the server says them too, when the server has taken it
 * and was slow, was just being changed, or its answer got lost. Of the others, 400, 401, 403, 413, 422 and 429 for example,
 * it is told before the work begins.
 */
const nothingCertain = (status: number) => status < 400 || status >= 500 || [404, 410, ...later].includes(status)

/** A fault in the midst of the work: not even without a way to look may it be taken for "not done". */
const midst = (status: number) => status >= 500 && status !== 503

/** What an answer means: for a write, where its status says nothing certain, only once one has looked. */
function answered(attempt: Attempt, kind: ProblemKind, text: Words, more: More & { status: number }): HttpProblem {
  const meant = problem(attempt, kind, text, more)
  if (broken(attempt.call) !== 'unknown' || !nothingCertain(more.status)) return meant
  const ifAbsent = midst(more.status) ? {} : { ifAbsent: { kind, words: meant.words } }
  return problem(attempt, 'unknown', words.unsure, { ...more, ...ifAbsent })
}

/** When to come back, from whichever header the server speaks: Retry-After, X-RateLimit-Reset (a date), X-Rate-Limit-Reset and RateLimit-Reset (a moment). */
export function retryTime(headers: Headers, now: Date): Date {
  for (const name of ['retry-after', 'x-ratelimit-reset', 'x-rate-limit-reset', 'ratelimit-reset']) {
    const value = headers.get(name)?.trim()
    if (!value) continue
    const number = Number(value)
    if (Number.isFinite(number)) return new Date(number > 1e9 ? number * 1000 : now.getTime() + number * 1000)
    const date = Date.parse(value)
    if (Number.isFinite(date)) return new Date(date)
  }
  return new Date(now.getTime() + 5 * 60_000)
}

/** A server's own words, fit for a person: one line, no markup, no secret, not long. */
function saidBy(service: Service, body: unknown): string {
  const said = service.message?.(body)
  if (!said) return ''
  const plain = redact(service, said)
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  const short = plain.length > 200 ? `${plain.slice(0, 199)}…` : plain
  return short === '' ? '' : ` (“${short}”)`
}

/** The text without any of the service's secrets. */
export function redact(service: Pick<Service, 'secrets'>, text: string): string {
  let clean = text
  for (const secret of service.secrets) if (secret.length >= 4) clean = clean.replaceAll(secret, '…')
  return clean
}

type More = {
  reason: Reason
  status?: number
  body?: unknown
  cause?: unknown
  retryAt?: Date
  ifAbsent?: Refusal
  said?: string
  where?: string
}

function problem(attempt: Attempt, kind: ProblemKind, text: Words, more: More): HttpProblem {
  const { service, url, call } = attempt
  const values = { label: service.label, host: url.host, said: more.said ?? '' }
  const filled = fill(text, values)
  // The path without its query: a query may carry a code or a token.
  const what = `${call.method ?? 'GET'} ${url.origin}${url.pathname}`
  const detail = [what, more.reason, more.status, more.where, more.said?.trim(), codesOf(more.cause).join(' ')]
    .filter((piece) => piece !== undefined && piece !== '')
    .join(' · ')
  const { said: _said, where: _where, cause, ...rest } = more
  return new HttpProblem(kind, filled, {
    ...rest,
    detail: redact(service, detail),
    ...(cause instanceof Error ? { cause: safeCause(service, cause) } : {}),
  })
}

/** The cause for the log, without its own causes: those may hold the request. */
function safeCause(service: Service, cause: Error): Error {
  return new Error(redact(service, `${cause.name}: ${cause.message} ${codesOf(cause).join(' ')}`))
}

const noServer: Words = {
  id: 'Di {host} tidak ada server {label} yang menjawab. Periksa alamatnya, misalnya {example}.',
  en: 'No {label} server answers at {host}. Please check the address, for example {example}.',
}

/**
 * Runs the first steps with a server whose address somebody typed: an address that leads nowhere, or to something else,
 * is the typist's to mend.
 *
 * @throws Problem `wrong-input` with `field`, instead of what an address that once worked would mean
 */
export async function atTypedServer<T>(
  typed: { field: string; server: string; label: string; example: Sample },
  steps: () => Promise<T>,
): Promise<T> {
  try {
    return await steps()
  } catch (error) {
    const wrong =
      error instanceof HttpProblem &&
      (['unreachable', 'moved', 'not-json', 'shape', 'too-large'].includes(error.reason) ||
        (error.reason === 'status' && [404, 405, 410, 501].includes(error.status ?? 0)))
    const refused = error instanceof Problem && error.kind === 'wrong-input' && error.field === undefined
    if (refused) throw new Problem('wrong-input', error.words, { field: typed.field, detail: error.message })
    if (!wrong) throw error
    const { host } = new URL(typed.server)
    throw new Problem('wrong-input', noServer, {
      field: typed.field,
      values: { host, label: typed.label, example: inBoth(typed.example) },
      cause: error,
    })
  }
}

/**
 * The origin (and path) of a server as people type it: `https://` may be left out, a trailing slash and whatever follows
 * `?` or `#` is dropped.
 *
 * @throws Problem `wrong-input` with `field`
 */
export function typedServer(typed: string, field: string): string {
  const trimmed = typed.trim()
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!trimmed || !url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new Problem(
      'wrong-input',
      {
        id: 'Itu belum alamat server yang lengkap. Tulislah seperti contoh.id atau https://contoh.id.',
        en: 'That is not a complete server address. Please write it like example.org or https://example.org.',
      },
      { field },
    )
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}
