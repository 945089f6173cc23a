import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { Agent, buildConnector } from 'undici'
import { Problem } from '../core/problem.ts'
import { checkAddress, hostAndPort, isPublicAddress, refuse } from './address.ts'
import { type Body, bodyOf, outgoing } from './body.ts'
import { startTimeout, type Timeout } from './timeout.ts'

/**
 * What a request may take at the most, however much it sends, in seconds. What asks for it (channels/session.ts) sets its own,
 * shorter time; this one is for whoever sets none.
 */
export const longestSeconds = 1800

/** How the guarded client is set up. Everything but `allow` has a default that suits. */
export interface GuardOptions {
  /** `host:port` of servers at home or in tests that may be reached although they are not public. */
  allow?: readonly string[]
  /**
   * From the call to the last byte, redirects included, in milliseconds. A body adds the time that it needs on a slow
   * line; one that is a stream may take its time as long as it moves.
   */
  deadline?: number
  /** The most that a request gets, in milliseconds. */
  longest?: number
  /** The largest answer in bytes, after decompression. */
  maxBytes?: number
  maxRedirects?: number
  /** The system's resolver, unless a test sets its own. */
  resolve?: (name: string) => Promise<readonly string[]>
  /** Opens the connection to an address already checked; a test that proves that nothing is dialled sets its own. */
  dial?: buildConnector.connector
}

type Settled = Required<Omit<GuardOptions, 'allow' | 'dial'>> & { allow: ReadonlySet<string> }

/** Headers that belong to one origin only. */
const ofOneOrigin = ['authorization', 'cookie', 'proxy-authorization', 'x-api-key']

const tooLarge = {
  id: 'Jawaban dari {host} terlalu besar (lebih dari {mega} MB), jadi tidak dibaca sampai habis. Coba lagi nanti; kalau terus begini, periksa alamat servernya.',
  en: 'The answer from {host} is too large (more than {mega} MB), so it was not read to the end. Try again later; if it stays like this, check the server address.',
}

/**
 * The only way to an address that somebody typed. Looks up each name once, dials the very address that it checked,
 * checks every redirect again, and reads the whole answer within a deadline and a byte cap.
 * A body that is a stream is sent as it is read, and never stands in memory.
 *
 * The answer's body is already in memory when the promise resolves. Rejects with a `Problem` of kind `wrong-input`
 * for a refused address (nothing was sent, or a redirect that would send a body elsewhere or anew), of kind `unavailable` (reading) or `unknown` (writing) for an answer past
 * the cap, with a `DOMException` `TimeoutError` past the deadline, with the signal's reason when aborted, and
 * otherwise with fetch's own `TypeError`, whose `cause` says whether a connection was ever made.
 */
export function createGuardedFetch(options: GuardOptions = {}): typeof fetch {
  const settled: Settled = {
    allow: new Set(options.allow ?? []),
    deadline: options.deadline ?? 30_000,
    longest: options.longest ?? longestSeconds * 1000,
    maxBytes: options.maxBytes ?? 10 * 1024 * 1024,
    maxRedirects: options.maxRedirects ?? 5,
    resolve: options.resolve ?? resolveAll,
  }
  let agent: Promise<Agent> | undefined
  return async (input, init) => {
    // Bytes go out as they are: `Request` would copy them, and a piece of a video is megabytes long.
    const bytes = plainBytes(init?.body)
    const request = new Request(unqualified(input), { ...init, ...(bytes ? { body: null } : {}), redirect: 'manual' })
    const mode = init?.redirect ?? (input instanceof Request ? input.redirect : 'follow')
    agent ??= createAgent(settled, options.dial)
    const body = bytes ?? (await bodyOf(request, init?.body))
    const timeout = startTimeout(settled, body instanceof Uint8Array ? body.byteLength : 0)
    try {
      return await follow(request, body, mode, { agent: await agent, timeout, settled })
    } finally {
      timeout.stop()
    }
  }
}

function plainBytes(body: RequestInit['body']): Uint8Array<ArrayBuffer> | undefined {
  const ours = body instanceof Uint8Array && body.buffer instanceof ArrayBuffer
  return ours ? new Uint8Array(body.buffer, body.byteOffset, body.byteLength) : undefined
}

/** `Request` throws a bare TypeError on what is no address, and on a login inside one; this refuses them in words first. */
function unqualified(input: string | URL | Request): string | URL | Request {
  if (!(input instanceof Request)) {
    const text = String(input)
    if (!URL.canParse(text)) throw refuse('unreadable', text)
    const url = new URL(text)
    if (url.username || url.password) throw refuse('login', text)
  }
  return input
}

async function resolveAll(name: string): Promise<string[]> {
  return (await lookup(name, { all: true, verbatim: true })).map((found) => found.address)
}

async function createAgent(settled: Settled, dial: buildConnector.connector | undefined): Promise<Agent> {
  const undici = await import('undici')
  const connect = guardedConnector(settled, dial ?? undici.buildConnector({ timeout: 10_000 }))
  return new undici.Agent({
    connect,
    // `Timeout` ends what takes too long; these would end a large body on its way.
    headersTimeout: 0,
    bodyTimeout: 0,
    // No kept connections: one that the server has just closed would leave a write in doubt.
    pipelining: 0,
  })
}

/** Resolves, checks, and dials one of the addresses that passed: no second look-up can change the answer. */
function guardedConnector(settled: Settled, dial: buildConnector.connector): buildConnector.connector {
  return (target, callback) => {
    const fail = (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null)
    const name = target.hostname.replace(/^\[|\]$/g, '')
    const servername = target.servername || (isIP(name) ? undefined : name)
    pickAddress(name, target, settled).then((addresses) => {
      const [first, ...others] = addresses
      const attempt = (address: string, left: readonly string[]): void =>
        dial({ ...target, hostname: address, ...(servername ? { servername } : {}) }, (error, socket) => {
          if (!error) return callback(null, socket)
          const [next, ...rest] = left
          if (next === undefined) return callback(error, null)
          attempt(next, rest)
        })
      attempt(first as string, others.slice(0, 2))
    }, fail)
  }
}

/** The addresses of a name that may be dialled, at least one. */
async function pickAddress(name: string, target: buildConnector.Options, settled: Settled): Promise<readonly string[]> {
  const found = await settled.resolve(name)
  const url = new URL(`${target.protocol}//${name.includes(':') ? `[${name}]` : name}:${target.port || ''}`)
  if (found.length === 0) throw Object.assign(new Error(`no address for ${name}`), { code: 'ENOTFOUND' })
  if (settled.allow.has(hostAndPort(url))) return found
  const open = found.filter(isPublicAddress)
  if (open.length === 0) throw refuse('inner', url.href)
  return open
}

/** What one call of the client works with. */
interface Work {
  agent: Agent
  timeout: Timeout
  settled: Settled
}

/** One hop after the other, each checked anew. */
async function follow(
  request: Request,
  body: Body | undefined,
  mode: Request['redirect'],
  work: Work,
): Promise<Response> {
  const { settled } = work
  const signal = AbortSignal.any([request.signal, work.timeout.signal])
  const { method, headers } = request
  let hop: Hop = { url: checkAddress(request.url, settled.allow), method, headers: new Headers(headers), body }
  for (let count = 0; ; count++) {
    const answer = await send(hop, signal, work)
    const location = answer.headers.get('location')
    if (location === null || ![301, 302, 303, 307, 308].includes(answer.status) || mode === 'manual') return answer
    if (mode === 'error') throw new TypeError('fetch failed', { cause: new Error('redirected') })
    if (count >= settled.maxRedirects) throw refuse('loop', hop.url.href)
    hop = nextHop(hop, answer.status, location, settled)
  }
}

interface Hop {
  url: URL
  method: string
  headers: Headers
  body: Body | undefined
}

/** What the Fetch standard does to a request that is redirected (https://fetch.spec.whatwg.org/#http-redirect-fetch). */
function nextHop(hop: Hop, status: number, location: string, settled: Settled): Hop {
  if (!URL.canParse(location, hop.url)) throw refuse('unreadable', location)
  const url = checkAddress(new URL(location, hop.url), settled.allow)
  const headers = new Headers(hop.headers)
  const crossed = url.origin !== hop.url.origin
  if (crossed) for (const name of ofOneOrigin) headers.delete(name)
  const toGet = status === 303 ? !['GET', 'HEAD'].includes(hop.method) : status < 303 && hop.method === 'POST'
  if (!toGet) {
    // A body may be a password: it goes to the origin it was meant for and nowhere else.
    if (crossed && hop.body) throw refuse('leak', url.href)
    // What was a stream is gone. https://fetch.spec.whatwg.org/#http-redirect-fetch, step 12
    if (hop.body instanceof ReadableStream) throw refuse('again', url.href)
    return { ...hop, url, headers }
  }
  for (const name of [...headers.keys()]) if (name.startsWith('content-')) headers.delete(name)
  return { url, method: 'GET', headers, body: undefined }
}

async function send(hop: Hop, signal: AbortSignal, { agent, timeout, settled }: Work): Promise<Response> {
  const undici = await import('undici')
  const { init, headers, letGo } = outgoing(hop.body, timeout)
  try {
    const answer = await undici.fetch(hop.url, {
      method: hop.method,
      headers: [...hop.headers, ...headers],
      ...init,
      redirect: 'manual',
      signal,
      dispatcher: agent,
    })
    const body = answer.body ? await readCapped(answer.body, hop, answer.ok, settled.maxBytes) : undefined
    return toResponse(answer, body, hop.url)
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (error instanceof Error && error.cause instanceof Problem) throw error.cause
    throw error
  } finally {
    letGo()
  }
}

/** undici's answer as the global `Response`, so that `instanceof` and cloning work as everywhere. */
function toResponse(answer: import('undici').Response, body: Uint8Array<ArrayBuffer> | undefined, url: URL): Response {
  const headers = new Headers([...answer.headers])
  // They speak of the bytes on the wire, which are unpacked by now.
  headers.delete('content-encoding')
  headers.delete('content-length')
  const empty = [101, 103, 204, 205, 304].includes(answer.status)
  const response = new Response(empty ? null : (body ?? null), {
    status: answer.status,
    statusText: answer.statusText,
    headers,
  })
  Object.defineProperty(response, 'url', { value: url.href })
  return response
}

/** Counts bytes as they are unpacked, so that a small packed answer cannot fill the memory. */
async function readCapped(
  stream: AsyncIterable<Uint8Array>,
  hop: Hop,
  ok: boolean,
  cap: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.byteLength
    if (size > cap) {
      // A refusal is known by its status; the rest of a long error page tells nothing more.
      if (!ok) break
      const kind = ['GET', 'HEAD'].includes(hop.method) ? 'unavailable' : 'unknown'
      throw new Problem(kind, tooLarge, { values: { host: hop.url.host, mega: Math.ceil(cap / 1024 / 1024) } })
    }
    chunks.push(chunk)
  }
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}
