/**
 * The panel's service worker: lets the panel open and be read without a line. Its scope is /panel/, so the blog never
 * meets it. What it keeps lies in three places: the build (one for each version), pictures, and the API's last answers,
 * which belong to whoever is signed in and are forgotten when that changes. It sends nothing by itself: words that wait
 * are sent by the page (web/features/writing/unsent.ts), which can ask a person.
 */
import { wayOf } from './ways.ts'

/** What the build puts before this file (web/vite.config.ts). */
declare const BUILT: { version: string; files: string[] }

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Lasting {
  request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker {
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void
}
// The browser's types of a page and of a worker can't stand in one program; these are the few that are needed.
const worker = globalThis as unknown as Worker

const SHELL = '/panel/'
const BUILD = `percakapan-build-${BUILT.version}`
const PICTURES = 'percakapan-pictures'
/** web/base/actions.ts forgets it too, by this name. */
const ANSWERS = 'percakapan-answers'
const MOST_PICTURES = 120
const MOST_ANSWERS = 300
/** A line that is there but carries nothing: after this many milliseconds the installed page is shown. */
const TIMEOUT_MS = 4000
/** src/http/workspace.ts: on requests, and on answers. */
const WORKSPACE = 'percakapan-workspace'
/** web/base/api.ts reads it. */
const KEPT_AT = 'x-percakapan-kept'

worker.addEventListener('install', (event) => {
  event.waitUntil(install())
})
worker.addEventListener('activate', (event) => {
  event.waitUntil(leaveOldBuilds().then(() => worker.clients.claim()))
})
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const way = wayOf(request, location.origin)
  if (way === 'none') return
  event.respondWith(ways[way](request, event))
})

async function install(): Promise<void> {
  const build = await caches.open(BUILD)
  await build.addAll([SHELL, ...BUILT.files].map((file) => new Request(file, { cache: 'no-cache' })))
  await worker.skipWaiting()
}

/** The newest two stay: a page that was opened before an update still finds its own pieces. */
async function leaveOldBuilds(): Promise<void> {
  const builds = (await caches.keys()).filter((name) => name.startsWith('percakapan-build-'))
  await Promise.all(builds.slice(0, -2).map((name) => caches.delete(name)))
}

const ways = { shell, build, picture, kept, door }

async function shell(request: Request): Promise<Response> {
  const installed = async () => (await (await caches.open(BUILD)).match(SHELL)) ?? Response.error()
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, TIMEOUT_MS))
  const answer = await Promise.race([fetch(request).catch(() => undefined), late])
  return answer && answer.status < 500 ? answer : installed()
}

async function build(request: Request, event: Lasting): Promise<Response> {
  const known = await caches.match(request)
  if (known) return known
  const answer = await fetch(request)
  if (answer.ok) {
    const copy = answer.clone()
    event.waitUntil(caches.open(BUILD).then((cache) => cache.put(request, copy)))
  }
  return answer
}

async function picture(request: Request, event: Lasting): Promise<Response> {
  const pictures = await caches.open(PICTURES)
  const known = await pictures.match(request)
  if (known) return known
  const answer = await fetch(request)
  if (answer.ok) {
    const copy = answer.clone()
    event.waitUntil(pictures.put(request, copy).then(() => atMost(pictures, MOST_PICTURES)))
  }
  return answer
}

/** Counts up whenever the kept answers are forgotten: one that was asked for before must not be kept after. */
let age = 0

async function forget(): Promise<void> {
  age += 1
  await caches.delete(ANSWERS)
}

async function door(request: Request): Promise<Response> {
  await forget()
  try {
    return await fetch(request)
  } finally {
    await forget()
  }
}

async function kept(request: Request, event: Lasting): Promise<Response> {
  const asked = age
  let answer: Response
  try {
    answer = await fetch(request)
  } catch (error) {
    const last = await lastAnswer(request)
    if (last) return last
    throw error
  }
  if (answer.status === 401) await forget()
  // A device that is full can't keep; it must still be answered.
  else if (answer.ok) event.waitUntil(keep(request, answer.clone(), asked))
  return answer
}

async function lastAnswer(request: Request): Promise<Response | undefined> {
  const answers = await caches.open(ANSWERS)
  const last = await answers.match(placeOf(request))
  if (last || new URL(request.url).pathname !== '/api/me') return last
  // That nobody is signed in is true in every workspace.
  const bare = await answers.match(request.url)
  return bare && !personIn(await bare.clone().text()) ? bare : undefined
}

/** Where an answer is kept: two windows in two workspaces ask the same addresses. */
function placeOf({ url, headers }: Request, workspace: string | null = headers.get(WORKSPACE)): string {
  if (!workspace) return url
  return `${url}${url.includes('?') ? '&' : '?'}workspace=${encodeURIComponent(workspace)}`
}

async function keep(request: Request, answer: Response, asked: number): Promise<void> {
  const body = await answer.text()
  const aboutMe = new URL(request.url).pathname === '/api/me'
  if (aboutMe && !(await samePerson(request, body))) await forget()
  else if (asked !== age) return
  const headers = { 'content-type': answer.headers.get('content-type') ?? '', [KEPT_AT]: new Date().toISOString() }
  const answers = await caches.open(ANSWERS)
  // Under the workspace that it was about too: the window names that from now on.
  const places = new Set([placeOf(request), placeOf(request, answer.headers.get(WORKSPACE))])
  if (aboutMe && !personIn(body)) places.clear()
  if (aboutMe && (await beginsHere(answers, request, body))) places.add(request.url)
  for (const place of places) await answers.put(place, new Response(body, { headers }))
  await atMost(answers, MOST_ANSWERS)
}

/** Whether a new window, which names no workspace yet, would begin in this one: as far as is known. */
async function beginsHere(answers: Cache, { url }: Request, me: string): Promise<boolean> {
  const last = await answers.match(url)
  return !last || workspaceIn(await last.text()) === workspaceIn(me)
}

function workspaceIn(me: string): string | undefined {
  return (JSON.parse(me) as { workspace: { id: string } | null }).workspace?.id
}

/** Whether the one who is signed in is the one whose answers are kept (or nobody's are). */
async function samePerson(request: Request, body: string): Promise<boolean> {
  const last = await (await caches.open(ANSWERS)).match(placeOf(request))
  return !last || personIn(await last.text()) === personIn(body)
}

function personIn(me: string): string | undefined {
  return (JSON.parse(me) as { user: { id: string } | null }).user?.id
}

/** Lets the oldest go. */
async function atMost(cache: Cache, most: number): Promise<void> {
  const keys = await cache.keys()
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)))
}
