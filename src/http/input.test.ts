import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestContext, testContext } from '../testing/context.ts'
import type { Document, Schema } from '../testing/fuzz/schema.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type { Article, Media, ProblemAnswer } from './api.ts'

let context: TestContext
let web: TestWeb
let rina: Person

beforeAll(async () => {
  const port = await freePort()
  context = await testContext([], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  const owner = { name: 'Rina', email: 'r@contoh.id', password: 'kata-sandi-panjang', language: 'id' }
  await rina.post('/setup', { ...owner, timeZone: 'Asia/Jakarta' })
})
afterAll(async () => {
  await web.close()
  await context.close()
})

const raw = (body: string, type = 'application/json') =>
  fetch(`${web.url}/api/setup`, { method: 'POST', headers: { origin: web.url, 'content-type': type }, body })

describe('what people send', () => {
  test('signs that mean nothing are left out, whatever the field', async () => {
    const sent = { title: 'Satu\u000b\0', markdown: 'Baris\u000bdua \ud800', summary: 'a\b', tags: ['x\u0001'] }
    const { status, body } = await rina.post<Article>('/articles', sent)
    expect([status, body.title, body.markdown, body.summary, body.tags]).toEqual([
      201,
      'Satu',
      'Barisdua \ufffd',
      'a',
      ['x'],
    ])
  })

  test('so they are in what comes with a file', async () => {
    const { default: sharp } = await import('sharp')
    const bytes = await sharp({ create: { width: 2, height: 2, channels: 3, background: '#123' } })
      .png()
      .toBuffer()
    const file = new File([new Uint8Array(bytes)], 'a\0\u0007.png')
    const { status, body } = await rina.upload<Media>('/media', file, 'Kopi\u000b \0senja')
    expect([status, body.alt]).toEqual([201, 'Kopi senja'])
    const broken = await rina.upload<ProblemAnswer>('/media', new File(['x'], 'a\0.png'), '\0')
    expect([broken.status, broken.body.problem.words.en]).toEqual([422, expect.stringContaining('“a.png”')])
  })

  test.each([
    ['half of JSON', '{"a":'],
    ['no JSON', 'kopi'],
    ['nothing', ''],
    ['a list that is very deep', '['.repeat(10_000)],
    ['an object that is very deep', `${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`],
    ['a prototype', '{"__proto__":{"a":1}}'],
    ['a word', '"a"'],
    ['null', 'null'],
    ['a huge number', '1e999'],
  ])('%s is refused with words', async (_name, body) => {
    const answer = await raw(body)
    expect(answer.status).toBe(422)
    expect(((await answer.json()) as ProblemAnswer).problem.words.id.length).toBeGreaterThan(10)
  })

  test.each(['text/plain', 'application/xml', 'multipart/form-data', ''])('as %j it is refused', async (type) => {
    expect((await raw('{"a":1}', type)).status).toBe(422)
  })

  test.each([
    '/articles?q=%00',
    '/articles?q=%ff',
    '/articles/%00',
    '/articles/x',
    '/channels/__proto__/quotas',
    '/uploads/%ed%a0%80',
    '/deliveries?state=x',
  ])('%s is refused with words', async (path) => {
    const { status, body } = await rina.get<ProblemAnswer>(path)
    expect([status, body.problem.kind]).toEqual([422, 'wrong-input'])
  })

  test.each(['/hooks/__proto__/x', '/hooks/constructor/x', '/panel/%', '/panel/%ff'])(
    '%s is nobody’s',
    async (path) => {
      expect((await fetch(web.url + path)).status).toBe(404)
    },
  )

  test('a network of a prototype’s name is none', async () => {
    for (const network of ['__proto__', 'constructor', 'toString'])
      expect((await rina.post('/channels', { network, form: {} })).status).toBe(422)
  })
})

describe('every field has its bounds', () => {
  test('in all operations of the document', async () => {
    const { body } = await rina.get<Document>('/openapi.json')
    const open = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, operation]) => {
        const schema = operation.requestBody?.content['application/json']?.schema
        const fields = (operation.parameters ?? []).flatMap(({ name, schema: of }) => unbounded(of, name))
        return [...fields, ...(schema ? unbounded(schema, 'body') : [])].map((field) => `${method} ${path} ${field}`)
      }),
    )
    expect(open).toEqual([])
  })
})

/** Where something in a schema may be as long or as large as one likes. */
function unbounded(schema: Schema, at: string): string[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  if (inner.length) return inner.flatMap((one) => unbounded(one, at))
  if (schema.enum || schema.const !== undefined) return []
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'string':
      return schema.maxLength === undefined && schema.format !== 'uuid' && !isFixed(schema) ? [at] : []
    case 'array':
      return [...(schema.maxItems === undefined ? [at] : []), ...unbounded(schema.items ?? {}, `${at}[]`)]
    case 'object':
      return Object.entries(schema.properties ?? {}).flatMap(([name, one]) => unbounded(one, `${at}.${name}`))
    default:
      return []
  }
}

/** A pattern that fits texts of one length only. */
const isFixed = ({ pattern = '' }: Schema) => /^\^[^*+]*\$$/.test(pattern)
