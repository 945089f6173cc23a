/** Sends hostile requests to a running program, and looks at how it answers: nobody's request may break it. */
import { createHash } from 'node:crypto'
import { type Hostile, hostileRequests } from './requests.ts'
import type { Document, Ids } from './schema.ts'

export interface FuzzOptions {
  /** Where the program is, without a slash at the end. */
  url: string
  /** Whoever is signed in. */
  cookie: string
  /** The workspace that each request means, as a panel's window names it: others are made and entered meanwhile. */
  workspace: string
  /** Of things that are there, so that requests get further. */
  ids?: Ids
  /** The most requests. */
  count: number
  /** What decides which ones. */
  seed: string
  /** No answer after so long is a hang. */
  timeoutSeconds?: number
}

/** How an operation answered. */
export interface Row {
  operation: string
  requests: number
  /** By the first digit of the status; `none`: no answer in time, or a broken connection. */
  answers: Record<string, number>
}

export interface Fuzzed {
  rows: Row[]
  /** Requests that broke something: 5xx that is no answer of another server, or none at all. */
  /** Whole requests that were refused: hostile ones of the same operation don't get far. */
  refused: { request: Hostile; status: number; answer: string }[]
  broken: { request: Hostile; status: number | string; answer: string }[]
}

/** What lies outside the document, and is open to everybody. */
const outside: readonly Hostile[] = [
  '/%',
  '/%00',
  '/%ff',
  '/%ed%a0%80',
  '/tag/%00',
  '/tag/%',
  '/page/-1',
  '/page/1e9',
  '/card/%00.png',
  '/media/%00',
  '/media/..%2f..%2fx',
  '/hooks/__proto__/x',
  '/hooks/constructor/x',
  '/hooks/%00/%00',
  '/hooks/mastodon/%ff',
  '/api/__proto__',
  '/api/channels/callback',
  '/api/channels/callback?state=%00&code=%00',
  '/clients/__proto__',
  '/clients/%00',
  '/panel/%00',
  '/panel/%',
  '/assets/%00',
  '/kopi?x=%',
  '/.%2e/x',
].map((path) => ({ operation: 'outside', name: path, method: 'GET', path }))

/** @returns what came of it, by operation */
export async function fuzz(options: FuzzOptions): Promise<Fuzzed> {
  const document = (await (await fetch(`${options.url}/api/openapi.json`)).json()) as Document
  const all = hostileRequests(document, options.ids ?? {}).map((one) => ({ ...one, path: `/api${one.path}` }))
  const chosen = [...outside, ...choose(all, options.count - outside.length, options.seed)]
  const rows = new Map<string, Row>()
  const broken: Fuzzed['broken'] = []
  const refused: Fuzzed['refused'] = []
  for (const request of chosen) {
    const { status, answer } = await send(request, options)
    const kind = typeof status === 'number' ? `${Math.floor(status / 100)}xx` : 'none'
    const row = rows.get(request.operation) ?? { operation: request.operation, requests: 0, answers: {} }
    row.requests++
    row.answers[kind] = (row.answers[kind] ?? 0) + 1
    rows.set(request.operation, row)
    if (request.name === 'sound' && typeof status === 'number' && status >= 400)
      refused.push({ request, status, answer })
    if (isBroken(status, answer)) broken.push({ request, status, answer: answer.slice(0, 300) })
  }
  return { rows: [...rows.values()], refused, broken }
}

/** 502 and 503 with words say that a network or a site could not be reached: that is an answer. */
function isBroken(status: number | string, answer: string): boolean {
  if (typeof status === 'string') return true
  if (status === 502 || status === 503) return !answer.includes('"words"')
  return status >= 500
}

/** The sound request of each operation, and a share of the hostile ones that is the same for the same seed. */
function choose(all: readonly Hostile[], count: number, seed: string): Hostile[] {
  const sound = all.filter(({ name }) => name === 'sound')
  const place = (one: Hostile) => createHash('sha256').update(`${seed} ${one.operation} ${one.name}`).digest('hex')
  const others = all
    .filter(({ name }) => name !== 'sound')
    .map((one) => ({ one, at: place(one) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
  return [...sound, ...others.slice(0, Math.max(0, count - sound.length)).map(({ one }) => one)]
}

async function send(
  { method, path, headers, body }: Hostile,
  { url, cookie, workspace, timeoutSeconds = 20 }: FuzzOptions,
): Promise<{ status: number | string; answer: string }> {
  try {
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: { origin: url, cookie, 'percakapan-workspace': workspace, ...headers },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(timeoutSeconds * 1000),
    })
    return { status: response.status, answer: await response.text() }
  } catch (error) {
    // What is found out here is just that: no answer.
    return { status: String(error), answer: '' }
  }
}
