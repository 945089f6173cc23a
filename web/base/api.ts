import type { Finding, Media, ProblemAnswer, Upload, Words } from '../../src/http/api.ts'
import { heard, lost } from './line.ts'
import { plainWords } from './plain-words.ts'
import { workspaceHeaders } from './workspace.ts'

/** A request that the server refused, or that never reached it (`kind` `offline`). `words` are for people. */
export class ApiProblem extends Error {
  readonly kind: string
  readonly words: Words
  readonly status: number
  readonly field: string | undefined
  readonly current: unknown
  readonly findings: Record<string, Finding[]> | undefined
  /** Where whoever sent the person here is told of it. */
  readonly back: string | undefined

  constructor(
    kind: string,
    words: Words,
    more: {
      status?: number
      field?: string
      current?: unknown
      findings?: Record<string, Finding[]>
      back?: string
    } = {},
  ) {
    super(words.en)
    this.name = 'ApiProblem'
    this.kind = kind
    this.words = words
    this.status = more.status ?? 0
    this.field = more.field
    this.current = more.current
    this.findings = more.findings
    this.back = more.back
  }
}

/** Whether it passes by itself (no line, a server that starts again, too many at once), so that trying later needs no person. */
export function willPass(error: unknown): boolean {
  return error instanceof ApiProblem && (error.kind === 'offline' || error.status >= 500 || error.status === 429)
}

/** Whatever was thrown, as something that can be said to a person. An abort is passed on by the caller. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  return new ApiProblem('unknown', plainWords.unexpected)
}

function isAnswer(body: unknown): body is ProblemAnswer {
  return typeof body === 'object' && body !== null && 'problem' in body
}

async function problemFrom(answer: Response): Promise<ApiProblem> {
  const body: unknown = await answer.json().catch(() => undefined)
  const status = answer.status
  if (isAnswer(body)) {
    const { kind, words, field, current, findings, back } = body.problem
    return new ApiProblem(kind, words, {
      status,
      ...(field && { field }),
      ...(findings && { findings: findings as Record<string, Finding[]> }),
      ...(back && { back }),
      current,
    })
  }
  if (status === 401) return new ApiProblem('unauthorized', plainWords.signedOut, { status })
  if (status === 413) return new ApiProblem('wrong-input', plainWords.tooBig, { status })
  if (status === 429) return new ApiProblem('rate-limited', plainWords.tooOften, { status })
  if (status >= 500) return new ApiProblem('unavailable', plainWords.serverDown, { status })
  return new ApiProblem('rejected', plainWords.unexpected, { status })
}

const whenSignedOut = new Set<() => void>()

/** Calls `listener` when the session, or belonging to the workspace, ended while somebody worked. Answers the way to stop listening. */
export function onSignedOut(listener: () => void): () => void {
  whenSignedOut.add(listener)
  return () => whenSignedOut.delete(listener)
}

/** Set by the service worker (web/worker) on an answer that it kept from earlier: when that was, ISO 8601. */
const KEPT_AT = 'x-percakapan-kept'

interface Ask {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  signal?: AbortSignal | undefined
  /** Let the request outlive the page: the last words before a tab closes. */
  keepalive?: boolean
  /** The same for every try of the same request: the server does it once. */
  key?: string | undefined
}

/**
 * Asks the server, same origin, with the session's cookie. Answers the parsed body.
 * @throws {ApiProblem} on every answer but 2xx, and when the server can't be reached; an abort throws its own error.
 */
export async function ask<T>(path: string, { method = 'GET', body, signal, keepalive, key }: Ask = {}): Promise<T> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    ...workspaceHeaders(),
    ...(key && { 'idempotency-key': key }),
  }
  let payload: BodyInit | undefined
  if (body instanceof FormData) payload = body
  else if (body !== undefined || method !== 'GET') {
    headers['content-type'] = 'application/json'
    payload = JSON.stringify(body ?? {})
  }
  let answer: Response
  try {
    answer = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(payload !== undefined && { body: payload }),
      ...(signal && { signal }),
      ...(keepalive && { keepalive }),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    lost()
    throw new ApiProblem('offline', plainWords.offline)
  }
  const keptAt = answer.headers.get(KEPT_AT)
  if (keptAt) lost(keptAt)
  else if (answer.status < 500) heard()
  if (!answer.ok) {
    const problem = await problemFrom(answer)
    const outside = answer.status === 401 || (answer.status === 403 && problem.field === 'workspace')
    if (outside && !path.startsWith('/api/auth/')) for (const tell of whenSignedOut) tell()
    throw problem
  }
  if (answer.status === 204) return undefined as T
  return (await answer.json().catch(() => undefined)) as T
}

/**
 * Sends one file with its alternative text to `POST /api/media`, telling how far it is (0 to 1).
 * XMLHttpRequest, because fetch cannot tell the progress of an upload.
 */
export function upload<T>(file: File, alt: string, onProgress: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/media')
    request.setRequestHeader('accept', 'application/json')
    for (const [name, value] of Object.entries(workspaceHeaders())) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.onerror = () => reject(new ApiProblem('offline', plainWords.offline))
    request.onload = () => {
      const answer = new Response(request.responseText, { status: request.status || 500 })
      if (answer.ok) resolve(JSON.parse(request.responseText) as T)
      else void problemFrom(answer).then(reject)
    }
    const form = new FormData()
    form.set('file', file)
    form.set('alt', alt)
    request.send(form)
  })
}

const pieceBytes = 8 * 1024 * 1024

/** Uploads a video. @param onProgress from 0 to 1 */
export async function uploadVideo(file: File, onProgress: (part: number) => void): Promise<Media> {
  const id = await uploadPieces(file, 'video', onProgress)
  return ask<Media>(`/api/uploads/${id}/finish`, { method: 'POST', body: { alt: '' } })
}

/**
 * Uploads a file in pieces; a piece that a broken line cost is sent again.
 * @param onProgress from 0 to 1
 * @returns the upload's id
 */
export async function uploadPieces(
  file: File,
  use: 'video' | 'import',
  onProgress: (part: number) => void,
): Promise<string> {
  let { id, received } = await ask<Upload>('/api/uploads', {
    method: 'POST',
    body: { name: file.name.slice(0, 200), bytes: file.size, use },
  })
  for (let failures = 0; received < file.size; ) {
    try {
      received = (await sendPiece(id, received, file.slice(received, received + pieceBytes))).received
      failures = 0
    } catch (error) {
      if (!willPass(error) || ++failures > 5) throw error
      await new Promise((resolve) => setTimeout(resolve, 1000 * 2 ** failures))
      received = (await ask<Upload>(`/api/uploads/${id}`).catch(() => ({ received }))).received
    }
    onProgress(received / file.size)
  }
  return id
}

async function sendPiece(id: string, at: number, piece: Blob): Promise<Upload> {
  const answer = await fetch(`/api/uploads/${id}?at=${at}`, {
    method: 'PUT',
    body: piece,
    headers: { 'content-type': 'application/octet-stream', ...workspaceHeaders() },
    credentials: 'same-origin',
  }).catch(() => {
    throw new ApiProblem('offline', plainWords.offline)
  })
  if (!answer.ok) throw await problemFrom(answer)
  return (await answer.json()) as Upload
}
