import { type Document, type Ids, type Operation, placesIn, sample, withAt } from './schema.ts'

/** A hostile request. */
export interface Hostile {
  /** The operation, as the document names it. */
  operation: string
  /** What is wrong with it. */
  name: string
  method: string
  path: string
  headers?: Record<string, string>
  body?: string
}

/** What no field expects. */
const values: Record<string, unknown> = {
  NUL: 'a\0b',
  'half a surrogate': '\ud800',
  'other half': 'x\udc00y',
  controls: '\u0001\u000b\u001b\u007f\u0085',
  'no character': '\uffff\ufffe',
  'right to left': '\u202e\u2066abc',
  'many marks': `e${'\u0301'.repeat(2000)}`,
  empty: '',
  blank: ' \t\n ',
  'very long': 'x'.repeat(150_000),
  'long emoji': '👨‍👩‍👧'.repeat(20_000),
  'a prototype': '__proto__',
  'a method': 'constructor',
  'no uuid': '00000000-0000-0000-0000-00000000000g',
  'another uuid': 'ffffffff-ffff-4fff-bfff-ffffffffffff',
  SQL: "'; drop table post; --",
  'a path': '../../../../etc/passwd\0.png',
  'a script': 'javascript:alert(1)//<script>alert(1)</script>',
  'an inner address': 'http://127.0.0.1:1/',
  'a broken address': 'http://[::1',
  'an odd address': 'https://user:pass@contoh.invalid:99999/%',
  brackets: '[('.repeat(4000),
  'a date that is none': '2026-02-30T25:61:61Z',
  'the last date': '9999-12-31T23:59:59.999Z',
  'the first date': '0000-01-01T00:00:00Z',
  'a far date': '+275760-09-13T00:00:00Z',
  'no zone': 'Mars/Olympus_Mons',
  'no rule': 'FREQ=SECONDLY;INTERVAL=0;COUNT=999999999999',
  zero: 0,
  negative: -1,
  huge: 1e308,
  'beyond integers': 2 ** 53 + 2,
  'beyond four bytes': 2147483648,
  'a part': 0.5,
  null: null,
  true: true,
  'an empty list': [],
  'a long list': Array.from({ length: 3000 }, (_, at) => at),
  'a list in lists': [[[[[[[[[[]]]]]]]]]],
  'an empty object': {},
  'an object with odd names': { constructor: 1, toString: 2, '': 3, 'a\0': 4 },
}

/** Whole bodies that are none. */
const bodies: Record<string, string> = {
  nothing: '',
  'half of JSON': '{"a":',
  'two of them': '{}{}',
  'a word': 'kopi',
  bytes: '\ud800\0',
  'a prototype': '{"__proto__":{"admin":true},"constructor":{"prototype":{"a":1}}}',
  'a deep list': '['.repeat(100_000) + ']'.repeat(100_000),
  'a deep object': `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
  'a huge number': '1e999999',
  'the same name twice': '{"text":"a","text":{"text":1}}',
}

const types = [
  'text/plain',
  'application/xml',
  'multipart/form-data',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-7',
]
const inPath = [
  '%00',
  '%ff',
  '%ed%a0%80',
  '%',
  '..%2f..',
  '__proto__',
  'constructor',
  '-1',
  '0',
  'x'.repeat(5000),
  '😀',
  '%27',
  '%2e%2e',
  ' ',
]
const json = { 'content-type': 'application/json' }

/** Every operation of the document with every fault, in the order of the document. @param ids of things that are there */
export function hostileRequests({ paths }: Document, ids: Ids): Hostile[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => ofOperation(method.toUpperCase(), path, operation, ids)),
  )
}

function ofOperation(method: string, path: string, operation: Operation, ids: Ids): Hostile[] {
  const parameters = operation.parameters ?? []
  const kind = /^\/(\w+?)s?\//.exec(path)?.[1] ?? ''
  // What is there must stay there for the others.
  const known = method === 'DELETE' ? {} : ids
  const named = (name: string) => (name === 'id' ? (kind in ids ? kind : kind.replace(/ie$/, 'y')) : name)
  const sound = Object.fromEntries(
    // What may be left out is: nobody makes up where a list goes on.
    parameters
      .filter(({ in: place, required }) => place === 'path' || required)
      .map(({ name, schema: of }) => [name, String(sample(of, { ids: known }, named(name)) ?? '')]),
  )
  const schema = operation.requestBody?.content['application/json']?.schema
  const base = { operation: `${method} ${path}`, method }
  const at = (changed: Record<string, string>) => addressOf(path, parameters, { ...sound, ...changed })
  const body = schema && sample(schema, { ids, least: true })
  const plain = { ...base, path: at({}), ...(schema ? { headers: json, body: JSON.stringify(body) } : {}) }
  return [
    { ...plain, name: 'sound' },
    ...parameters.flatMap(({ name, in: where }) =>
      (where === 'path' ? inPath : [...inPath, ...Object.values(values).filter(isText).map(encoded)]).map((value) => ({
        ...plain,
        name: `${name} = ${value.slice(0, 40)}`,
        path: at({ [name]: value }),
      })),
    ),
    ...(schema
      ? inBody(plain, body)
      : [{ ...plain, name: 'a body nobody asked for', headers: json, body: method === 'GET' ? '' : '{"a":' }]),
  ].map((one) => (method === 'GET' || one.body === '' ? withoutBody(one) : one))
}

function withoutBody({ body: _body, ...rest }: Hostile): Hostile {
  return rest
}

function inBody(plain: Omit<Hostile, 'name'>, body: unknown): Hostile[] {
  return [
    ...inFields(plain, body, ''),
    ...Object.entries(bodies).map(([name, text]) => ({ ...plain, name, body: text })),
    ...types.map((type) => ({ ...plain, name: type, headers: { 'content-type': type } })),
  ]
}

function inFields(plain: Omit<Hostile, 'name'>, body: unknown, kind: string): Hostile[] {
  return placesIn(body).flatMap((place) =>
    Object.entries(values).map(([name, value]) => ({
      ...plain,
      name: `${kind}${place.join('.') || 'all'} = ${name}`,
      body: JSON.stringify(withAt(body, place, value)),
    })),
  )
}

/** @param values encoded already */
function addressOf(
  path: string,
  parameters: NonNullable<Operation['parameters']>,
  values: Record<string, string>,
): string {
  const query = parameters
    .filter((one) => one.in === 'query' && values[one.name])
    .map(({ name }) => `${name}=${values[name]}`)
    .join('&')
  return path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '') + (query && `?${query}`)
}

const isText = (value: unknown): value is string => typeof value === 'string'

/** A text for an address, whatever stands in it; no server takes a very long one. */
function encoded(text: string): string {
  return encodeURIComponent(text.slice(0, 3000).toWellFormed())
}
