import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

/** For tests: the OpenAPI description of Mastodon's API, which lies beside the project. */
const file = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'specs', 'mastodon.openapi.json')

interface Operation {
  requestBody?: { content: Record<string, { schema: object } | undefined> }
  responses: Record<string, { content?: Record<string, { schema: object } | undefined> } | undefined>
}
interface Description {
  paths: Record<string, Record<string, Operation | undefined> | undefined>
}

/** Whether the description is at hand; in CI it has to be. */
export const described = existsSync(file)
if (!described && process.env.CI === 'true') throw new Error('../shared/specs/mastodon.openapi.json is missing')

const description = described ? (JSON.parse(readFileSync(file, 'utf8')) as Description) : undefined
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
if (description) ajv.addSchema({ $id: 'mastodon', ...description })

const compiled = new Map<string, ValidateFunction>()

function check(place: string, value: unknown, what: string): void {
  const validate = compiled.get(place) ?? ajv.compile({ $ref: `mastodon#${place}` })
  compiled.set(place, validate)
  if (!validate(value)) throw new Error(`${what} is not as described: ${ajv.errorsText(validate.errors)}`)
}

const pointer = (path: string) => encodeURI(path.replaceAll('~', '~0').replaceAll('/', '~1'))

/** Throws where a request or an answer is not what the description says; does nothing where there is none. */
export const describedBy = {
  request(path: string, method: string, body: unknown): void {
    const schema = description?.paths[path]?.[method]?.requestBody?.content['application/json']?.schema
    if (!description) return
    if (!schema) throw new Error(`${method} ${path} is not described`)
    const base = `/paths/${pointer(path)}/${method}/requestBody/content/application~1json/schema`
    // A status with pictures fits the form without them as well, which `oneOf` would hold against it.
    const pictures = typeof body === 'object' && body !== null && 'media_ids' in body
    check('oneOf' in schema ? `${base}/oneOf/${pictures ? 1 : 0}` : base, body, `the request ${method} ${path}`)
  },
  answer(path: string, method: string, status: number, body: unknown): void {
    if (!description) return
    if (!description.paths[path]?.[method]?.responses[status])
      throw new Error(`${method} ${path} ${status} is not described`)
    if (!description.paths[path]?.[method]?.responses[status]?.content?.['application/json']) return
    check(
      `/paths/${pointer(path)}/${method}/responses/${status}/content/application~1json/schema`,
      body,
      `the answer ${status} to ${method} ${path}`,
    )
  },
}
