import { createHmac } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beside } from './beside.ts'

/**
 * For tests: holds what a fake is sent, and what it answers, against a description of nodes with their fields, their edges
 * and the edges' parameters, as it lies beside the project. It is no OpenAPI, so this small reader is needed.
 */
export interface DescribedGraph {
  /** Whether the description is at hand; in CI it has to be. */
  readonly there: boolean
  /**
   * @param edge `''` for the node itself
   * @throws Error where the node has no such edge, or a parameter or a field is not known to it, or is of another type
   */
  request(node: string, edge: string, method: string, params: Readonly<Record<string, string | Blob>>): void
  /** @throws Error where the answer holds a field that the node has not, or one of another type */
  answer(node: string, edge: string, method: string, body: unknown): void
}

interface Api {
  method: string
  endpoint?: string
  name?: string
  return: string
  params: { name: string; type: string; required: boolean }[]
}
interface NodeDescription {
  apis: Api[]
  fields: { name: string; type: string }[]
}

/** One field that is asked for, with what stands in brackets behind it. */
export interface Selection {
  name: string
  args: Readonly<Record<string, string>>
  inner?: readonly Selection[]
}

/** What every edge takes: https://developers.facebook.com/docs/graph-api/results */
const everywhere = new Set(['fields', 'limit', 'after', 'before', 'since', 'until', 'summary'])
/** Who calls; looked at by the fake. */
const whoCalls = new Set(['access_token', 'appsecret_proof'])
/** What a write answers, beside the fields of what it made: https://developers.facebook.com/docs/graph-api/overview */
const written = new Set(['success', 'id', 'post_id'])

/** @param folder the network's folder in the descriptions. @param extra what the documentation has and the description lacks, by `Node/edge` */
export function describedByGraph(
  folder: string,
  extra: Readonly<Record<string, readonly string[]>> = {},
): DescribedGraph {
  const at = beside('specs', folder)
  if (!at) return { there: false, request: () => undefined, answer: () => undefined }
  const nodes = new Map<string, NodeDescription | undefined>()
  const nodeOf = (name: string): NodeDescription | undefined => {
    const file = join(at, `${name}.json`)
    if (!nodes.has(name))
      nodes.set(name, existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as NodeDescription) : undefined)
    return nodes.get(name)
  }
  return { there: true, ...validator(nodeOf, extra) }
}

function validator(
  nodeOf: (name: string) => NodeDescription | undefined,
  extra: Readonly<Record<string, readonly string[]>>,
) {
  const apiOf = (node: string, edge: string, method: string): Api => {
    const described = nodeOf(node)
    if (!described) throw new Error(`${node} is not described`)
    const found = described.apis.find((api) => api.method === method && (api.endpoint ?? '') === edge)
    if (!found) throw new Error(`${method} ${node}/${edge} is not described`)
    return found
  }
  const known = (node: string, edge: string) => new Set(extra[`${node}/${edge}`] ?? [])
  const checkFields = (node: string, selections: readonly Selection[]): void => {
    const described = nodeOf(node)
    if (!described) return
    for (const { name, inner, args } of selections) {
      const field = described.fields.find((one) => one.name === name)
      const edge = described.apis.find((api) => api.endpoint === name && api.method === 'GET')
      if (!field && !edge && !known(node, 'fields').has(name)) throw new Error(`${node} has no field ${name}`)
      for (const arg of Object.keys(args))
        if (!everywhere.has(arg) && !edge?.params.some((param) => param.name === arg))
          throw new Error(`${node}.${name} knows no parameter ${arg}`)
      if (inner) checkFields(edge?.return ?? field?.type ?? '', inner)
    }
  }
  const checkNode = (node: string, body: unknown, more: ReadonlySet<string>): void => {
    const described = nodeOf(node)
    if (!described || typeof body !== 'object' || body === null) return
    for (const [name, value] of Object.entries(body)) {
      if (more.has(name) || known(node, 'fields').has(name)) continue
      const field = described.fields.find((one) => one.name === name)
      const edge = described.apis.find((api) => api.endpoint === name && api.method === 'GET')
      if (field && !isOf(field.type, value)) throw new Error(`${node}.${name} is no ${field.type}`)
      if (field && nodeOf(field.type)) checkNode(field.type, value, more)
      else if (!field && edge) checkList(edge.return, value)
      else if (!field) throw new Error(`${node} has no field ${name}`)
    }
  }
  const checkList = (node: string, body: unknown): void => {
    const list = body as { data?: unknown }
    for (const one of Array.isArray(list.data) ? list.data : [list.data]) checkNode(node, one, new Set())
  }
  return {
    request(node: string, edge: string, method: string, params: Readonly<Record<string, string | Blob>>): void {
      const api = apiOf(node, edge, method)
      for (const [key, value] of Object.entries(params)) {
        const name = key.replace(/\[\d+\]$/, '')
        if (whoCalls.has(name) || known(node, edge).has(name) || (method === 'GET' && everywhere.has(name))) continue
        const param = api.params.find((one) => one.name === name)
        if (!param) throw new Error(`${method} ${node}/${edge} knows no parameter ${name}`)
        const type = name === key ? param.type : param.type.replace(/^list<(.*)>$/, '$1')
        if (!isWritten(type, value)) throw new Error(`${name} of ${method} ${node}/${edge} is no ${type}`)
      }
      for (const { name, required } of api.params)
        if (required && !(name in params)) throw new Error(`${method} ${node}/${edge} wants ${name}`)
      if (typeof params.fields === 'string') checkFields(edge === '' ? node : api.return, selectionOf(params.fields))
    },
    answer(node: string, edge: string, method: string, body: unknown): void {
      const api = apiOf(node, edge, method)
      if (method === 'GET' && edge !== '') checkList(api.return, body)
      else checkNode(api.return, body, method === 'GET' ? new Set() : new Set([...written, ...known(node, edge)]))
    },
  }
}

/** Whether a value in JSON is of a type. Types that nobody describes are taken as they come. */
function isOf(type: string, value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (type === 'string') return typeof value === 'string'
  if (type === 'bool') return typeof value === 'boolean'
  if (type === 'int') return Number.isInteger(value)
  if (type === 'unsigned int') return Number.isInteger(value) && (value as number) >= 0
  if (type === 'datetime') return typeof value === 'string' && Number.isFinite(Date.parse(value))
  if (/^list\b/.test(type)) return Array.isArray(value)
  return type !== 'Object' || typeof value === 'object'
}

/** Whether a value, as a form holds it, is of a type. */
function isWritten(type: string, value: string | Blob): boolean {
  if (type === 'file') return value instanceof Blob
  // A piece of a file is called a string by the description, and sent as a file by the documentation.
  if (value instanceof Blob) return type === 'string'
  if (type === 'bool') return /^(true|false)$/.test(value)
  if (type === 'int') return /^-?\d+$/.test(value)
  if (type === 'unsigned int') return /^\d+$/.test(value)
  if (type === 'datetime') return /^\d+$/.test(value) || Number.isFinite(Date.parse(value))
  if (/^(list|map|Object)\b/.test(type)) return isJson(value)
  return true
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    // Text that is no JSON is what is asked here.
    return false
  }
}

/** Reads `id,comments.limit(2){id}`: https://developers.facebook.com/docs/graph-api/guides/field-expansion */
export function selectionOf(fields: string): Selection[] {
  let at = 0
  const list = (): Selection[] => {
    const found: Selection[] = []
    while (at < fields.length && fields[at] !== '}') {
      found.push(one())
      if (fields[at] === ',') at++
    }
    return found
  }
  const word = (): string => {
    const start = at
    while (at < fields.length && /\w/.test(fields[at] as string)) at++
    if (at === start) throw new Error(`nothing to read at ${at} of ${fields}`)
    return fields.slice(start, at)
  }
  const one = (): Selection => {
    const name = word()
    const args: Record<string, string> = {}
    while (fields[at] === '.') {
      at++
      const arg = word()
      const end = fields.indexOf(')', at)
      args[arg] = fields.slice(at + 1, end)
      at = end + 1
    }
    if (fields[at] !== '{') return { name, args }
    at++
    const inner = list()
    at++
    return { name, args, inner }
  }
  return list()
}

/** Only what was asked for of a node, and its id, as the API answers. */
export function chosen(node: Readonly<Record<string, unknown>>, fields: readonly Selection[]): Record<string, unknown> {
  const answer: Record<string, unknown> = {}
  for (const { name, inner } of [...fields, { name: 'id', inner: undefined }]) {
    const value = node[name]
    if (value !== undefined) answer[name] = inner ? within(value, inner) : value
  }
  return answer
}

function within(value: unknown, inner: readonly Selection[]): unknown {
  if (Array.isArray(value)) return value.map((one) => within(one, inner))
  if (typeof value !== 'object' || value === null) return value
  if ('data' in value) return { ...value, data: within(value.data, inner) }
  return chosen(value as Record<string, unknown>, inner)
}

/** A refusal as the API writes it. */
export function graphRefusal(status: number, code: number, message: string, more: object = {}): Response {
  return Response.json(refusalBody(code, message, more), { status })
}

/** The body of one. */
export function refusalBody(code: number, message: string, more: object = {}): object {
  return {
    error: {
      message,
      type: code === 190 ? 'OAuthException' : 'GraphMethodException',
      code,
      ...more,
      fbtrace_id: 'AbC',
    },
  }
}

/** What a request carries, from its query and its body. */
export async function paramsOf(request: Request): Promise<Record<string, string | Blob>> {
  const params: Record<string, string | Blob> = {}
  for (const [name, value] of new URL(request.url).searchParams) params[name] = value
  if (request.method === 'POST') for (const [name, value] of await request.formData()) params[name] = value
  return params
}

/** One page of a list, with only the fields that were asked for. Its `next` holds the token, as the API's own does. */
export function graphList(nodes: readonly Readonly<Record<string, unknown>>[], params: Record<string, string | Blob>) {
  const after = Number(params.after ?? 0)
  const limit = Math.min(100, Number(params.limit ?? 25))
  const cursors = { before: String(after), after: String(after + limit) }
  const fields = selectionOf(String(params.fields ?? 'id'))
  const data = nodes.slice(after, after + limit).map((node) => chosen(node, fields))
  const next = `https://graph.example/next?access_token=${params.access_token}`
  return { data, paging: { cursors, ...(after + limit < nodes.length ? { next } : {}) } }
}

/** An app, and what a person's way over the dialog brings. */
export interface FakeLogin {
  clientId: string
  clientSecret: string
  code: string
  callback: string
  userToken: string
  longToken: string
}

/**
 * The two steps from a code to a token that lasts:
 * https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived
 */
export function graphToken(method: string, params: Record<string, string | Blob>, login: FakeLogin): Response {
  const app = params.client_id === login.clientId && params.client_secret === login.clientSecret
  if (!app) return graphRefusal(400, 101, 'Error validating client secret.')
  const answer = (access_token: string, expires_in: number) =>
    Response.json({ access_token, token_type: 'bearer', expires_in })
  if (method === 'POST' && params.code === login.code && params.redirect_uri === login.callback)
    return answer(login.userToken, 5000)
  if (params.grant_type === 'fb_exchange_token' && params.fb_exchange_token === login.userToken)
    return answer(login.longToken, 5_184_000)
  return graphRefusal(400, 100, 'This authorization code has been used.', { error_subcode: 36009 })
}

/** The proof that goes with every call: https://developers.facebook.com/docs/graph-api/guides/secure-requests#appsecret_proof */
export function proofOf({ accessToken, clientSecret }: { accessToken: string; clientSecret: string }): string {
  return createHmac('sha256', clientSecret).update(accessToken).digest('hex')
}
