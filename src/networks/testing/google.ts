/**
 * For tests: what fakes of Google's APIs share. Requests and answers are checked against a discovery document, which lies
 * beside the project; tokens behave as https://developers.google.com/identity/protocols/oauth2/web-server says.
 */

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { beside } from './beside.ts'
import { type Fake, fakeNow } from './fake.ts'

type Failure = Fake['failures'][number]

interface Parameter {
  type: string
  location: 'query' | 'path'
  required?: boolean
  repeated?: boolean
  enum?: string[]
  minimum?: string
  maximum?: string
}
interface Method {
  id: string
  httpMethod: string
  path: string
  parameters?: Record<string, Parameter>
  request?: { $ref: string }
  response?: { $ref: string }
  mediaUpload?: { maxSize?: string; protocols: Record<string, { path: string }> }
}
interface Resource {
  methods?: Record<string, Method>
  resources?: Record<string, Resource>
}
interface Discovery extends Resource {
  servicePath: string
  parameters: Record<string, Parameter>
  schemas: Record<string, object>
}

/** Says whether requests and answers are as described; where there is no description at hand, it says nothing. */
export interface Described {
  /** @throws Error where no such method is described, or a parameter or the body is not as described */
  request(method: string, url: URL, body?: unknown): void
  /** @throws Error where the answer's body is not as described */
  answer(method: string, url: URL, body: unknown): void
}

/** Reads a discovery document: https://developers.google.com/discovery/v1/reference/apis. */
export function describedIn(name: string): Described {
  const file = beside('specs', name)
  if (!file) return { request: () => undefined, answer: () => undefined }
  const discovery = JSON.parse(readFileSync(file, 'utf8')) as Discovery
  const methods = methodsOf(discovery)
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
  const $defs = Object.fromEntries(
    Object.entries(discovery.schemas).map(([key, schema]) => [key, toJsonSchema(schema)]),
  )
  ajv.addSchema({ $id: name, $defs })
  const compiled = new Map<string, ValidateFunction>()
  const check = (schema: string, value: unknown, what: string) => {
    const validate = compiled.get(schema) ?? ajv.compile({ $ref: `${name}#/$defs/${schema}` })
    compiled.set(schema, validate)
    if (!validate(value)) throw new Error(`${what} is not as described: ${ajv.errorsText(validate.errors)}`)
  }
  return {
    request: (verb, url, body) => {
      const method = methodFor(methods, discovery, verb, url)
      checkQuery(method, discovery, url)
      if (method.request) check(method.request.$ref, body, `the request ${method.id}`)
      else if (body !== undefined) throw new Error(`${method.id} takes no body`)
    },
    answer: (verb, url, body) => {
      const method = methodFor(methods, discovery, verb, url)
      if (method.response) check(method.response.$ref, body, `the answer to ${method.id}`)
      else if (body !== undefined) throw new Error(`${method.id} answers nothing`)
    },
  }
}

function methodsOf(resource: Resource): Method[] {
  return [...Object.values(resource.methods ?? {}), ...Object.values(resource.resources ?? {}).flatMap(methodsOf)]
}

function methodFor(methods: readonly Method[], { servicePath }: Discovery, verb: string, url: URL): Method {
  const matches = (template: string) =>
    new RegExp(`^/${template.replace(/^\//, '').replace(/\{\+?\w+\}/g, '[^/]+')}$`).test(url.pathname)
  const pathsOf = ({ path, mediaUpload }: Method) => [
    `${servicePath}${path}`,
    ...Object.values(mediaUpload?.protocols ?? {}).map((protocol) => protocol.path),
  ]
  const found = methods.filter((method) => method.httpMethod === verb && pathsOf(method).some(matches))
  // A fixed word in a path comes before a variable: `posts/bypath` is no post's id.
  const method = found.sort((a, b) => (a.path.match(/\{/g)?.length ?? 0) - (b.path.match(/\{/g)?.length ?? 0))[0]
  if (!method) throw new Error(`${verb} ${url.pathname} is not described`)
  return method
}

function checkQuery(method: Method, discovery: Discovery, url: URL): void {
  const known = { ...discovery.parameters, ...method.parameters }
  for (const [name, parameter] of Object.entries(known)) {
    if (parameter.location === 'query' && parameter.required && !url.searchParams.get(name))
      throw new Error(`${method.id} needs the parameter ${name}`)
  }
  for (const name of new Set(url.searchParams.keys())) {
    const parameter = known[name]
    if (parameter?.location !== 'query') throw new Error(`${method.id} knows no parameter ${name}`)
    const values = url.searchParams.getAll(name)
    if (values.length > 1 && !parameter.repeated) throw new Error(`${method.id} takes ${name} once`)
    for (const value of values) checkValue(method.id, name, parameter, value)
  }
}

function checkValue(id: string, name: string, parameter: Parameter, value: string): void {
  const { type, minimum, maximum } = parameter
  const wrong =
    (parameter.enum && !parameter.enum.includes(value)) ||
    (type === 'boolean' && !['true', 'false'].includes(value)) ||
    (type === 'integer' &&
      (!/^\d+$/.test(value) ||
        Number(value) < Number(minimum ?? 0) ||
        Number(value) > Number(maximum ?? Number.MAX_SAFE_INTEGER)))
  if (wrong) throw new Error(`${id}: ${name} can’t be ${value}`)
}

/** Discovery's own dialect as JSON Schema: references are names, and nothing unknown may stand in an object. */
function toJsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(toJsonSchema)
  if (typeof schema !== 'object' || schema === null) return schema
  const {
    $ref,
    id: _id,
    required: _required,
    description: _text,
    enumDescriptions: _texts,
    ...rest
  } = schema as Record<string, unknown>
  if (typeof $ref === 'string') return { $ref: `#/$defs/${$ref}` }
  if (rest.type === 'any') return {}
  const { properties, items, additionalProperties, type, ...plain } = rest
  return {
    ...(type === undefined ? {} : { type }),
    ...(Array.isArray(plain.enum) ? { enum: plain.enum } : {}),
    ...(items === undefined ? {} : { items: toJsonSchema(items) }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties as Record<string, unknown>).map(([key, value]) => [key, toJsonSchema(value)]),
          ),
          additionalProperties: false,
        }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: toJsonSchema(additionalProperties) }),
  }
}

/** The app's data and the tokens of one account at Google. */
export interface GoogleAccount {
  readonly clientId: string
  readonly clientSecret: string
  /** Looks at the address that a person is sent to, as Google's page would; gives the answer that they come back with. */
  consent(address: string, scopes: readonly string[]): URLSearchParams
  /** https://oauth2.googleapis.com/token */
  token(request: Request): Promise<Response>
  accepts(authorization: string | null): boolean
  expire(): void
  secrets(): string[]
}

/** One account that has an app, and grants it what it asks for. */
export function googleAccount(): GoogleAccount {
  const clientId = '123-percakapan.apps.googleusercontent.com'
  const clientSecret = 'GOCSPX-rahasia-aplikasi-0123'
  const refreshToken = '1//rahasia-penyegar-0123456789'
  const given = ['ya29.rahasia-akses-1']
  const newest = () => given.at(-1) as string
  let challenge = ''
  let expired = false
  const refuse = (error: string) => Response.json({ error, error_description: 'Bad Request' }, { status: 400 })
  return {
    clientId,
    clientSecret,
    consent: (address, scopes) => {
      const { searchParams: query, origin, pathname } = new URL(address)
      const wanted = {
        page: 'https://accounts.google.com/o/oauth2/v2/auth',
        client_id: clientId,
        response_type: 'code',
        scope: scopes.join(' '),
        access_type: 'offline',
        prompt: 'consent',
        code_challenge_method: 'S256',
      }
      for (const [name, value] of Object.entries(wanted)) {
        const got = name === 'page' ? origin + pathname : query.get(name)
        if (got !== value) throw new Error(`${name} is ${got}, not ${value}`)
      }
      challenge = query.get('code_challenge') ?? ''
      return new URLSearchParams({ state: query.get('state') ?? '', code: '4/kode-sekali', scope: scopes.join(' ') })
    },
    token: async (request) => {
      const form = Object.fromEntries(new URLSearchParams(await request.text()))
      if (form.client_id !== clientId || form.client_secret !== clientSecret) return refuse('invalid_client')
      const kept = { access_token: newest(), expires_in: 3599, token_type: 'Bearer', scope: '' }
      if (form.grant_type === 'authorization_code') {
        const proved = createHash('sha256')
          .update(form.code_verifier ?? '')
          .digest('base64url')
        if (form.code !== '4/kode-sekali' || proved !== challenge) return refuse('invalid_grant')
        return Response.json({ ...kept, refresh_token: refreshToken })
      }
      if (form.grant_type !== 'refresh_token' || form.refresh_token !== refreshToken) return refuse('invalid_grant')
      given.push(`ya29.rahasia-akses-${given.length + 1}`)
      expired = false
      // Google gives no new refresh token along.
      return Response.json({ ...kept, access_token: newest() })
    },
    accepts: (authorization) => !expired && authorization === `Bearer ${newest()}`,
    expire: () => {
      expired = true
    },
    secrets: () => [clientSecret, refreshToken, ...given],
  }
}

/** A refusal as Google writes it: https://developers.google.com/youtube/v3/docs/errors */
export function refusal(code: number, reason: string, message: string): string {
  return JSON.stringify({ error: { code, message, errors: [{ message, domain: 'global', reason }] } })
}

/** The same as an answer. */
export function refused(code: number, reason: string, message: string): Response {
  return new Response(refusal(code, reason, message), {
    status: code,
    headers: { 'content-type': 'application/json; charset=UTF-8' },
  })
}

/** A refusal that is recorded for the contract suite. */
export function failure(code: number, reason: string, message: string): Pick<Failure, 'status' | 'body'> {
  return { status: code, body: refusal(code, reason, message) }
}

/** What every API of Google may answer. @param api as Google calls it @param quota what it says when that is used up */
export function commonFailures(api: string, quota: string): readonly Failure[] {
  return [
    { name: 'revoked', ...failure(401, 'authError', 'Invalid Credentials'), kind: 'unauthorized' },
    {
      name: 'a permission that was not ticked',
      ...failure(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.'),
      kind: 'unauthorized',
    },
    {
      name: 'API not enabled',
      ...failure(403, 'accessNotConfigured', `${api} has not been used in project 123 before or it is disabled.`),
      kind: 'unauthorized',
    },
    {
      name: 'too large',
      status: 413,
      body: '<!DOCTYPE html><html lang=en><title>Error 413 (Request Entity Too Large)!!1</title>',
      kind: 'rejected',
    },
    {
      name: 'quota used up, until midnight in California',
      ...failure(403, 'quotaExceeded', quota),
      kind: 'rate-limited',
      retryAt: new Date('2026-11-25T08:00:00.000Z'),
    },
    {
      // Google names no time.
      name: 'limited',
      ...failure(429, 'rateLimitExceeded', 'Resource has been exhausted (e.g. check quota).'),
      kind: 'rate-limited',
      retryAt: new Date(fakeNow.getTime() + 5 * 60_000),
    },
    { name: 'down', ...failure(503, 'backendError', 'Backend Error'), kind: 'unavailable' },
    { name: 'broken', status: 500, body: '<html><title>Error 500 (Server Error)!!1</title></html>', kind: 'unknown' },
  ]
}
