/** The parts of a JSON Schema (as OpenAPI 3.1 has it) that our document uses. */
export interface Schema {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

export interface Operation {
  summary?: string
  parameters?: { name: string; in: string; schema: Schema; required?: boolean }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}

/** Our own description of our API. */
export interface Document {
  paths: Record<string, Record<string, Operation>>
}

/** Where a value stands in a body: names and places from the outside in. */
export type Place = readonly (string | number)[]

/** A well-formed id of nothing. */
const nobody = '0198b5a0-0000-7000-8000-000000000000'

/** Ids of things that are there, by the name of their kind: `channel`, `article` … */
export type Ids = Readonly<Record<string, string>>

/** How a sample is made. */
export interface Taste {
  ids?: Ids
  /** Only what is required: ids of things that are not there would end a request early. */
  least?: boolean
}

/** Something that fits a schema: the plainest. */
export function sample(schema: Schema, taste: Taste = {}, name = ''): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const inner = schema.anyOf ?? schema.oneOf
  if (inner?.[0]) return sample(inner[0], taste, name)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sample(part, taste, name)))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object') return sampleObject(schema, taste)
  if (type === 'array')
    return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () =>
      sample(schema.items ?? {}, taste, name.replace(/s$/, '')),
    )
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, 1)
  if (type === 'boolean') return true
  return type === 'string' ? sampleText(schema, taste, name) : null
}

function sampleObject(schema: Schema, taste: Taste): unknown {
  const wanted = (name: string) => !taste.least || schema.required?.includes(name)
  return Object.fromEntries(
    Object.entries(schema.properties ?? {})
      .filter(([name]) => wanted(name))
      .map(([name, part]) => [name, sample(part, taste, name)]),
  )
}

function sampleText({ format, pattern, minLength = 0 }: Schema, { ids = {} }: Taste, name: string): string {
  if (format === 'uuid') return ids[name.replace(/Id$/, '')] ?? nobody
  if (format === 'date-time') return '2026-11-24T08:00:00Z'
  if (format === 'date') return '2026-11-24'
  if (format === 'email') return 'a@contoh.invalid'
  if (/zone/i.test(name)) return 'Asia/Jakarta'
  if (name === 'rule') return 'FREQ=DAILY;COUNT=3'
  if (format === 'uri' || /url|link|site/i.test(name)) return 'https://contoh.invalid/'
  if (pattern?.includes('#')) return '#0f766e'
  if (pattern?.includes('[0-5]')) return '08:00'
  return 'kopi'.padEnd(minLength, 'i')
}

/** Every place in a value that fits a schema, the value itself first. */
export function placesIn(value: unknown, place: Place = []): Place[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : []
  const name = (key: string) => (Array.isArray(value) ? Number(key) : key)
  return [place, ...inner.flatMap(([key, one]) => placesIn(one, [...place, name(key)]))]
}

/** The value with another one at a place. */
export function withAt(value: unknown, place: Place, other: unknown): unknown {
  const [first, ...rest] = place
  if (first === undefined) return other
  const of = value as Record<string | number, unknown>
  const inner = withAt(of[first], rest, other)
  return Array.isArray(value) ? value.map((one, at) => (at === first ? inner : one)) : { ...of, [first]: inner }
}
