import type { MiddlewareHandler, Context as Request } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Problem } from '../core/problem.ts'
import { largestUpload } from '../media/index.ts'
import type { Variables } from './variables.ts'

const kilobyte = 1024
const megabyte = 1024 * kilobyte

/** What a request may bring with it, by what it is for. */
interface Limit {
  bytes: number
  /** Nothing of it is read before one knows who sends it. */
  signedIn: boolean
}

/** A few short fields, from anybody. */
const few: Limit = { bytes: 16 * kilobyte, signedIn: false }
/** A webhook event names what happened; it brings no files. */
const webhookCall: Limit = { bytes: megabyte, signedIn: false }
const fields: Limit = { bytes: megabyte, signedIn: true }
/** Articles and files with posts may have two million characters (http/api), each up to four bytes long. */
const words: Limit = { bytes: 9 * megabyte, signedIn: true }
/** A picture or a piece of a video, with what stands around it. */
const file: Limit = { bytes: largestUpload + 2 * megabyte, signedIn: true }

/** Where editors write (Micropub): read by its own rule, {@link limitBodiesOfEditors}. */
const editors = /^\/micropub(?:\/|$)/
/** What an editor's token may be looked for in. */
const unknownEditor: Limit = { bytes: 256 * kilobyte, signedIn: false }

const files = /^(?:POST \/api\/media|PUT \/api\/uploads\/[^/]+)$/
const longWords = /^\/api\/(?:articles|posts|drafts|preview|import|series|deliveries|proposals|conversations)(?:\/|$)/
const anybodys = /^\/api\/(?:auth\/|setup$|email$|invitation(?:\/join)?$)/

function limitOf(method: string, path: string): Limit {
  if (path.startsWith('/hooks/')) return webhookCall
  if (!path.startsWith('/api/') || anybodys.test(path)) return few
  if (files.test(`${method} ${path}`)) return file
  return longWords.test(path) ? words : fields
}

type Middleware = MiddlewareHandler<{ Variables: Variables }>

/**
 * Before all routes: what is too long by its own word is refused, and what anybody may send is read up to its limit, whether it
 * tells its length or not.
 */
export const limitBodies: Middleware = async (c, next) => {
  if (editors.test(c.req.path)) return next()
  const limit = limitOf(c.req.method, c.req.path)
  if (Number(c.req.header('content-length')) > limit.bytes) throw new TooMuch(limit.bytes)
  return limit.signedIn ? next() : read(limit, c, next)
}

/** Behind the door: what only known people may send is read up to its limit. */
export const limitBodiesOfMembers: Middleware = async (c, next) => {
  const limit = limitOf(c.req.method, c.req.path)
  return limit.signedIn ? read(limit, c, next) : next()
}

/** An editor that names itself in the header may send pictures and long words; one that does so in the form, a short text. */
export const limitBodiesOfEditors: Middleware = async (c, next) => {
  const known = c.get('editor') !== undefined
  const isForm = /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')
  return read(known ? (isForm ? file : words) : unknownEditor, c, next)
}

function read(limit: Limit, c: Request<{ Variables: Variables }>, next: () => Promise<void>): ReturnType<Middleware> {
  return bodyLimit({ maxSize: limit.bytes, onError: () => Promise.reject(new TooMuch(limit.bytes)) })(c, next)
}

/** What was sent is longer than its kind may be: 413. */
export class TooMuch extends Problem {
  constructor(bytes: number) {
    super(
      'wrong-input',
      {
        id: 'Yang dikirim terlalu besar: paling banyak {size}. Kecilkan, lalu kirim lagi.',
        en: 'What was sent is too big: {size} at most. Make it smaller, then send it again.',
      },
      { values: { size: bytes < megabyte ? `${bytes / kilobyte} KB` : `${bytes / megabyte} MB` } },
    )
  }
}
