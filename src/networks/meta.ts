/**
 * One company's networks answer through one kind of API: the same errors, the same pages of a list, the same proof of
 * the app. What is particular to a network (its address, its version, its fields) stands in its folder.
 * https://developers.facebook.com/docs/graph-api/overview
 */
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { Problem, ProblemKind } from '../core/problem.ts'
import { type Answer, type Call, HttpProblem, request, type Service } from './http.ts'
import { eachSound } from './misfits.ts'
import { uploadName } from './multipart.ts'
import type { Tools } from './network.ts'

/** Where a network's API is, and what it says in its own way. */
export interface GraphPlace {
  label: string
  /** The address with its version. */
  root: string
  /** Whether calls carry a proof that they come from the app's own server. */
  proof: boolean
  /** Codes that mean something else here. */
  kindOf?(code: number, subcode: number | undefined): ProblemKind | undefined
}

/** Who calls. */
export interface GraphKey {
  accessToken: string
  clientSecret: string
}

/** What is sent along. What is no text, number or switch goes as JSON; what is `undefined` stays away. */
export type Params = Readonly<Record<string, unknown>>

/** What a POST may carry beside its fields. */
export interface PostMore {
  /** See {@link Call.repeatable}. */
  repeatable?: boolean
  /** Files, by name; the request is then of several parts. */
  files?: Readonly<Record<string, Blob>>
  /** Another root, where one kind of call has its own host. */
  root?: string
}

/** Requests for one account. Paths begin with `/`. */
export interface Graph {
  get<T>(path: string, params: Params, schema: z.ZodType<T>): Promise<T>
  post<T>(path: string, params: Params, schema: z.ZodType<T>, more?: PostMore): Promise<T>
  /** Takes away. @throws Problem `gone` where it is not there */
  remove(path: string): Promise<void>
  /** A list, page by page, as the network orders it. */
  pages<T>(path: string, params: Params, schema: z.ZodType<T>): AsyncGenerator<T[]>
}

/** https://developers.facebook.com/docs/graph-api/guides/error-handling */
const Refusal = z.object({
  error: z.object({
    message: z.string().optional(),
    code: z.number(),
    error_subcode: z.number().optional(),
    error_user_msg: z.string().optional(),
    error_data: z.unknown().optional(),
  }),
})

/** What a refusal says, where there is one to read. */
export function refusalOf(error: unknown): z.infer<typeof Refusal>['error'] | undefined {
  return error instanceof HttpProblem ? Refusal.safeParse(error.body).data?.error : undefined
}

/** Of the app, the user, the page, and a call that is made too often; 80000 to 80014 are one business's. */
const tooMany = new Set([4, 17, 32, 341, 613])
const isTooMany = (code: number) => tooMany.has(code) || (code >= 80_000 && code <= 80_014)

/** The session is over, the token is; an ability or a permission is missing. */
const isUnauthorized = (code: number) =>
  [3, 10, 102, 190].includes(code) || (code >= 200 && code <= 299) || (code >= 458 && code <= 467)

/**
 * What a code means for us. 1 and 2 are faults of the other side, after which a write may be done. 368 (taken for spam) and
 * 506 (the same words again) are refusals: trying again makes them worse.
 */
function kindOfCode(code: number, subcode: number | undefined, write: boolean): ProblemKind | undefined {
  if (code === 1 || code === 2) return write ? 'unknown' : 'unavailable'
  if (isTooMany(code)) return 'rate-limited'
  if (code === 368 || code === 506) return 'rejected'
  if (isUnauthorized(code)) return 'unauthorized'
  if ((code === 100 && subcode === 33) || code === 803) return 'gone'
  return code === 100 ? 'rejected' : undefined
}

const Usage = z.record(z.string(), z.array(z.object({ estimated_time_to_regain_access: z.number().optional() })))

/**
 * When calls are let through again: minutes, in a header that holds JSON.
 * https://developers.facebook.com/docs/graph-api/overview/rate-limiting#headers-2
 */
function regainAt(headers: Headers, _body: unknown, now: Date): Date | undefined {
  const text = headers.get('x-business-use-case-usage')
  if (!text) return undefined
  let told: unknown
  try {
    told = JSON.parse(text)
  } catch {
    // Half a header tells nothing; the usual wait is then kept.
    return undefined
  }
  const minutes = Object.values(Usage.safeParse(told).data ?? {})
    .flat()
    .map(({ estimated_time_to_regain_access: wait }) => wait ?? 0)
  const most = Math.max(0, ...minutes)
  return most > 0 ? new Date(now.getTime() + most * 60_000) : undefined
}

/** https://developers.facebook.com/docs/facebook-login/security#proof */
export function appSecretProof({ accessToken, clientSecret }: GraphKey): string {
  return createHmac('sha256', clientSecret).update(accessToken).digest('hex')
}

/** How such a network answers. @param write whether the call may have changed something although it failed */
export function graphService(
  { label, kindOf }: Pick<GraphPlace, 'label' | 'kindOf'>,
  secrets: readonly string[],
  write: boolean,
): Service {
  return {
    label,
    secrets,
    message: (body) => {
      const error = Refusal.safeParse(body).data?.error
      return error?.error_user_msg ?? error?.message
    },
    kindOf: (_status, body) => {
      const error = Refusal.safeParse(body).data?.error
      if (!error) return undefined
      return kindOf?.(error.code, error.error_subcode) ?? kindOfCode(error.code, error.error_subcode, write)
    },
    retryAt: regainAt,
  }
}

/** Values as a form and a query hold them. */
function formOf(params: Params): URLSearchParams {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue
    form.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
  return form
}

function bodyOf(form: URLSearchParams, files: Readonly<Record<string, Blob>> | undefined): URLSearchParams | FormData {
  if (!files) return form
  const body = new FormData()
  for (const [name, value] of form) body.set(name, value)
  for (const [name, file] of Object.entries(files)) body.set(name, file, uploadName(file.type))
  return body
}

const Paging = z.object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() })

/** Nobody has more pages than this; a list that begins again and again must end too. */
const mostPages = 50

/** Calls with an account's token, which goes as the documentation has it: as a parameter, in the body where there is one. */
export function createGraph(place: GraphPlace, tools: Tools, key: GraphKey): Graph {
  const proof = appSecretProof(key)
  const secrets = [key.accessToken, key.clientSecret, proof]
  const own = { access_token: key.accessToken, ...(place.proof ? { appsecret_proof: proof } : {}) }
  const ask = <T>(address: string, call: Call, schema: z.ZodType<T>): Promise<Answer<T>> => {
    const write = !(call.repeatable ?? (call.method ?? 'GET') === 'GET')
    return request(graphService(place, secrets, write), tools, address, call, schema)
  }
  const get: Graph['get'] = async (path, params, schema) =>
    (await ask(`${place.root}${path}?${formOf({ ...params, ...own })}`, {}, schema)).value
  return {
    get,
    post: async (path, params, schema, { repeatable = false, files, root = place.root } = {}) => {
      const body = bodyOf(formOf({ ...params, ...own }), files)
      return (await ask(`${root}${path}`, { method: 'POST', body, repeatable }, schema)).value
    },
    remove: async (path) => {
      await ask(`${place.root}${path}?${formOf(own)}`, { method: 'DELETE', repeatable: true }, z.unknown())
    },
    pages: (path, params, schema) => pagesOf(get, path, params, schema),
  }
}

/** Follows the cursor, not the address that the network gives: that one holds the token. */
async function* pagesOf<T>(get: Graph['get'], path: string, params: Params, schema: z.ZodType<T>) {
  const Page = z.object({ data: eachSound(schema), paging: Paging.optional() })
  let after: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const { data, paging } = await get(path, { ...params, after }, Page)
    yield data
    const next = paging?.next ? paging.cursors?.after : undefined
    if (!next || next === after) return
    after = next
  }
}

/** Whether a problem says that something is not there. */
export function isGone(error: unknown): boolean {
  return error instanceof HttpProblem && (error as Problem).kind === 'gone'
}

/** What a list brings; nothing where a permission for just this one is missing, so that the rest still comes home. */
export async function allowed<T>(list: Promise<T[]>): Promise<T[]> {
  try {
    return await list
  } catch (error) {
    const code = refusalOf(error)?.code ?? 0
    if (code === 3 || code === 10 || (code >= 200 && code <= 299)) return []
    throw error
  }
}

/** Moments as this API writes them (`2026-11-24T08:00:00+0000`), in milliseconds. */
export const Instant = z.string().transform((text, context) => {
  const at = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  if (!Number.isFinite(at)) context.addIssue({ code: 'custom', message: 'no moment' })
  return at
})
