import { readFileSync } from 'node:fs'
import { beside } from '../../testing/beside.ts'

/** For tests: the Bot API's own description (10.1) as data, which lies beside the project. */
const file = beside('specs', 'telegram.api.json')

interface Field {
  name: string
  types: readonly string[]
  required: boolean
}
interface Type {
  fields?: readonly Field[]
  subtypes?: readonly string[]
}
interface Description {
  methods: Record<string, { fields?: readonly Field[]; returns: readonly string[] } | undefined>
  types: Record<string, Type | undefined>
}

/** Whether the description is at hand. */
export const described = file !== undefined

const description = file ? (JSON.parse(readFileSync(file, 'utf8')) as Description) : undefined

/** What is wrong with a value of a type, or `undefined`. */
function wrongAs(type: string, value: unknown, place: string): string | undefined {
  if (type.startsWith('Array of ')) {
    if (!Array.isArray(value)) return `${place} is no array`
    return value.map((one, at) => wrongAs(type.slice(9), one, `${place}[${at}]`)).find(Boolean)
  }
  const plain: Readonly<Record<string, (one: unknown) => boolean>> = {
    String: (one) => typeof one === 'string',
    Integer: Number.isInteger,
    Float: (one) => typeof one === 'number',
    Boolean: (one) => typeof one === 'boolean',
    True: (one) => one === true,
    InputFile: (one) => one instanceof File,
  }
  const check = plain[type]
  if (check) return check(value) ? undefined : `${place} is no ${type}`
  const known = description?.types[type]
  if (!known) return `${place}: nobody describes ${type}`
  if (known.subtypes?.length) return wrongAsAny(known.subtypes, value, place)
  if (typeof value !== 'object' || value === null) return `${place} is no ${type}`
  return wrongFields(known.fields ?? [], value as Record<string, unknown>, place)
}

function wrongAsAny(types: readonly string[], value: unknown, place: string): string | undefined {
  const wrong = types.map((type) => wrongAs(type, value, place))
  return wrong.some((one) => one === undefined) ? undefined : wrong.join('; or ')
}

function wrongFields(
  fields: readonly Field[],
  value: Readonly<Record<string, unknown>>,
  place: string,
): string | undefined {
  const names = new Map(fields.map((field) => [field.name, field]))
  const unknown = Object.keys(value).find((name) => !names.has(name))
  if (unknown) return `${place} has no ${unknown}`
  for (const { name, types, required } of fields) {
    if (value[name] === undefined) {
      if (required) return `${place} lacks ${name}`
      continue
    }
    const wrong = wrongAsAny(types, value[name], `${place}.${name}`)
    if (wrong) return wrong
  }
  return undefined
}

/** Throws where a call or an answer is not what the description says; does nothing where there is none. */
export const describedBy = {
  request(method: string, params: Readonly<Record<string, unknown>>): void {
    if (!description) return
    const known = description.methods[method]
    const wrong = known ? wrongFields(known.fields ?? [], params, method) : `nobody describes ${method}`
    if (wrong) throw new Error(`the request is not as described: ${wrong}`)
  },
  answer(method: string, result: unknown): void {
    if (!description) return
    const wrong = wrongAsAny(description.methods[method]?.returns ?? [], result, `what ${method} returns`)
    if (wrong) throw new Error(`the answer is not as described: ${wrong}`)
  },
  /** Which of a method's parameters are texts: others come as JSON in a form. */
  isText(method: string, name: string): boolean {
    const types = description?.methods[method]?.fields?.find((field) => field.name === name)?.types
    return types === undefined
      ? !/^(media|entities|caption_entities|reply_parameters|width|height|duration|supports_streaming)$/.test(name)
      : types.includes('String')
  },
}
