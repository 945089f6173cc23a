import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { beside } from './beside.ts'

/** For tests: holds what a fake is sent, and what it answers, against a network's own OpenAPI description. */
export interface Described {
  /** Whether the description is at hand; in CI it has to be. */
  readonly there: boolean
  /** @throws Error where the body or the query is not what the description says; does nothing where there is none */
  request(path: string, method: string, body: unknown, more?: RequestMore): void
  /** @throws Error where the answer is not what the description says; does nothing where there is none */
  answer(path: string, method: string, status: number, body: unknown, contentType?: string): void
}

export interface RequestMore {
  query?: URLSearchParams
  contentType?: string
  /** Which branch of a `oneOf` is meant, where a body fits several and the description forgets to say so. */
  branch?: number
}

type Content = Record<string, { schema?: object } | undefined>
interface Parameter {
  name: string
  in: string
  required?: boolean
  style?: string
  explode?: boolean
  schema: object
}
type MaybeRef<T> = T | { $ref: string }
interface Operation {
  parameters?: MaybeRef<Parameter>[]
  requestBody?: MaybeRef<{ content: Content; required?: boolean }>
  responses: Record<string, MaybeRef<{ content?: Content }> | undefined>
}
interface Description {
  paths: Record<string, Record<string, Operation | undefined> | undefined>
}

/** The folder of descriptions lies beside the project. @param file its name there */
export function describedByOpenApi(file: string): Described {
  const path = beside('specs', file)
  if (!path) return { there: false, request: () => undefined, answer: () => undefined }
  return validatorOf(JSON.parse(readFileSync(path, 'utf8')) as Description)
}

const pointer = (path: string) => encodeURI(path.replaceAll('~', '~0').replaceAll('/', '~1'))

function validatorOf(description: Description): Described {
  const { check, loose } = checkerOf(description)
  const operationOf = (path: string, method: string): Operation => {
    const operation = description.paths[path]?.[method]
    if (!operation) throw new Error(`${method} ${path} is not described`)
    return operation
  }
  return {
    there: true,
    request(path, method, body, { query, contentType = 'application/json', branch } = {}) {
      const operation = operationOf(path, method)
      const what = `the request ${method} ${path}`
      const base = `/paths/${pointer(path)}/${method}`
      if (query) checkQuery(description, path, method, query, loose)
      const wanted = followed(description, operation.requestBody, `${base}/requestBody`)
      if (!wanted) {
        if (body !== undefined) throw new Error(`${what} has a body, and none is described`)
        return
      }
      const schema = wanted.value.content[contentType]?.schema
      if (!schema) throw new Error(`${what} takes no ${contentType}`)
      const at = `${wanted.at}/content/${pointer(contentType)}/schema`
      check('oneOf' in schema && branch !== undefined ? `${at}/oneOf/${branch}` : at, body, what)
    },
    answer(path, method, status, body, contentType = 'application/json') {
      const { responses } = operationOf(path, method)
      const code = [String(status), `${String(status)[0]}XX`, 'default'].find((one) => responses[one])
      if (!code) throw new Error(`${method} ${path} ${status} is not described`)
      const found = followed(description, responses[code], `/paths/${pointer(path)}/${method}/responses/${code}`)
      if (!found?.value.content?.[contentType]?.schema) return
      const at = `${found.at}/content/${pointer(contentType)}/schema`
      check(at, body, `the answer ${status} to ${method} ${path}`)
    },
  }
}

/** Schemas are compiled once for each place in the description. `loose` takes texts for numbers, as a query holds them. */
function checkerOf(description: Description) {
  const options = { strict: false, validateFormats: false, allErrors: true } as const
  const make = (ajv: Ajv2020) => {
    ajv.addSchema({ $id: 'api', ...description })
    const compiled = new Map<string, ValidateFunction>()
    return (place: string, value: unknown, what: string): void => {
      const schema = { type: 'object', properties: { value: { $ref: `api#${place}` } } }
      const validate = compiled.get(place) ?? ajv.compile(schema)
      compiled.set(place, validate)
      if (!validate({ value })) throw new Error(`${what} is not as described: ${ajv.errorsText(validate.errors)}`)
    }
  }
  return { check: make(new Ajv2020(options)), loose: make(new Ajv2020({ ...options, coerceTypes: 'array' })) }
}

/** What a reference points to, and where that stands. */
function followed<T>(description: Description, value: MaybeRef<T> | undefined, at: string) {
  if (value === undefined) return undefined
  if (!(typeof value === 'object' && value !== null && '$ref' in value)) return { value: value as T, at }
  const place = (value as { $ref: string }).$ref.slice(1)
  const steps = place.split('/').slice(1)
  const found = steps.reduce<unknown>(
    (one, step) => (one as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')],
    description,
  )
  return { value: found as T, at: place }
}

/** Required parameters are there, unknown ones are not, and every value is as its schema wants it. */
function checkQuery(
  description: Description,
  path: string,
  method: string,
  query: URLSearchParams,
  check: (place: string, value: unknown, what: string) => void,
): void {
  const known = new Map<string, { parameter: Parameter; at: string }>()
  for (const base of [`/paths/${pointer(path)}`, `/paths/${pointer(path)}/${method}`]) {
    const holder = base.endsWith(method) ? description.paths[path]?.[method] : description.paths[path]
    const parameters = (holder as { parameters?: MaybeRef<Parameter>[] } | undefined)?.parameters ?? []
    for (const [number, one] of parameters.entries()) {
      const found = followed(description, one, `${base}/parameters/${number}`)
      if (found?.value.in === 'query') known.set(found.value.name, { parameter: found.value, at: found.at })
    }
  }
  for (const name of new Set([...query.keys()].map((key) => key.replace(/\[\]$/, ''))))
    if (!known.has(name)) throw new Error(`${method} ${path} knows no parameter ${name}`)
  for (const { parameter, at } of known.values()) {
    const values = [...query.getAll(parameter.name), ...query.getAll(`${parameter.name}[]`)]
    if (values.length === 0 && parameter.required) throw new Error(`${method} ${path} wants ${parameter.name}`)
    if (values.length === 0) continue
    const split = parameter.explode === false ? values.flatMap((value) => value.split(',')) : values
    check(
      `${at}/schema`,
      split.length === 1 && !isList(parameter) ? split[0] : split,
      `${parameter.name} of ${method} ${path}`,
    )
  }
}

function isList({ schema }: Parameter): boolean {
  return 'type' in schema && schema.type === 'array'
}
