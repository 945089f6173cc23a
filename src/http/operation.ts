import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { ZodType } from 'zod'
import type { Actor, Context } from '../context.ts'
import type { Member } from '../team/index.ts'
import { problem } from './api.ts'
import { fieldProblem } from './field-problem.ts'
import { needing } from './permits.ts'
import type { About, Account, Needs, Variables } from './variables.ts'
import { namedWorkspace } from './workspace.ts'

/** The router that the API’s operations are registered with. */
export type App = OpenAPIHono<{ Variables: Variables }>

/** An app whose wrong input becomes a Problem that names the field. */
export function newApp(): App {
  return new OpenAPIHono<{ Variables: Variables }>({
    defaultHook: (result) => {
      if (result.success) return
      throw fieldProblem(result.error.issues[0])
    },
  })
}

interface Operation<Body extends ZodType, Params extends ZodType, Query extends ZodType, Answer extends ZodType> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: string
  summary: string
  /** What one must be allowed to do. */
  needs: Needs
  /** What it is about, where some roles may do that with their own things only. */
  about?: About
  body?: Body
  params?: Params
  query?: Query
  answer: Answer
  status?: 200 | 201 | 202
  /** The answer holds a secret that is shown once: it is not stored, not even under an `Idempotency-Key`. */
  once?: true
}

/** A request as its handler sees it: parsed, and with who is there. */
export interface Request<Body, Params, Query> {
  body: Body
  params: Params
  query: Query
  actor: Actor
  member: Member
  /** The only one of these that there is where no workspace is needed. */
  account: Account
  sessionId: string
  /** The workspace that the request names (workspace.ts). */
  workspace: string | undefined
  headers: Headers
  /** For a cookie, say. */
  header(name: string, value: string): void
}

const json = (schema: ZodType) => ({ content: { 'application/json': { schema } } })

/**
 * Adds one operation to the API: what is parsed, what is answered, what stands in the OpenAPI document. A handler
 * takes values and gives values; it throws a Problem where something is wrong.
 */
export function operation<
  Answer extends ZodType,
  Body extends ZodType = ZodType,
  Params extends ZodType = ZodType,
  Query extends ZodType = ZodType,
>(
  app: App,
  is: Operation<Body, Params, Query, Answer>,
  handle: (
    request: Request<z.output<Body>, z.output<Params>, z.output<Query>>,
  ) => Promise<z.input<Answer>> | z.input<Answer>,
): void {
  const status = is.status ?? 200
  const config = {
    method: is.method,
    path: is.path,
    summary: is.summary,
    'x-needs': is.needs,
    middleware: [needing(is.needs, is.about)],
    request: {
      ...(is.body ? { body: { ...json(is.body), required: true } } : {}),
      ...(is.params ? { params: is.params } : {}),
      ...(is.query ? { query: is.query } : {}),
    },
    responses: {
      [status]: { description: 'Fine', ...json(is.answer) },
      default: { description: 'A problem, with words for people', ...json(problem) },
    },
  }
  // The library types a request by the literal shape of its configuration; here one place parses for all operations.
  app.openapi(createRoute(config as Parameters<typeof createRoute>[0]), async (c) => {
    if (is.once) c.set('toldOnce', true)
    const valid = (part: string) => (c.req.valid as (name: string) => unknown)(part)
    const answer = await handle({
      body: (is.body ? valid('json') : undefined) as z.output<Body>,
      params: (is.params ? valid('param') : undefined) as z.output<Params>,
      query: (is.query ? valid('query') : undefined) as z.output<Query>,
      actor: c.get('actor'),
      member: c.get('member'),
      account: c.get('account'),
      sessionId: c.get('account')?.sessionId,
      workspace: namedWorkspace(c),
      headers: c.req.raw.headers,
      header: (name, value) => c.header(name, value, { append: true }),
    })
    return c.json(answer as object, status) as never
  })
}

/** `{id}` in an operation’s path. */
export const idParam = z.object({ id: z.uuid() })

/** Part of a routes file. */
export type Routes = (app: App, context: Context) => void
