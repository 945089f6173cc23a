/** What stands before every route, by itself: how large a request may be, what of its words is left out, and who asks. */
import type { IncomingMessage } from 'node:http'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import type { Config } from '../config.ts'
import { Problem } from '../core/problem.ts'
import { cleanInput, saysJson } from './input.ts'
import { limitBodies, limitBodiesOfMembers } from './limits.ts'
import type { Variables } from './variables.ts'
import { isLocal, isSame, maySeeInside, nameVisitor, visitorAddress, visitorOfRequest } from './visitor.ts'

type Middleware = typeof limitBodies

/** An app that has nothing but this before its one route, which answers what it got. */
function behind(...before: Middleware[]) {
  const app = new Hono<{ Variables: Variables }>()
  for (const one of before) app.use(one)
  app.all('*', async (c) => {
    const text = await c.req.text()
    return c.json({ text, length: text.length, cleaned: [...(c.get('cleaned') ?? [])] })
  })
  app.onError((error, c) =>
    c.json(
      {
        kind: error instanceof Problem ? error.kind : 'none',
        words: error instanceof Problem ? error.words.en : String(error),
      },
      418,
    ),
  )
  return async (path: string, init: RequestInit & { duplex?: 'half' } = {}) => {
    const answer = await app.request(path, init)
    return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) }
  }
}

describe('how much a request may bring', () => {
  const kilobyte = 1024
  const megabyte = 1024 * kilobyte
  /** The last size that passes, of those that a path could have. */
  const kinds: [string, string, number, boolean][] = [
    ['POST', '/hooks/meta', megabyte, false],
    ['POST', '/hooksmeta', 16 * kilobyte, false],
    ['POST', '/anything', 16 * kilobyte, false],
    ['POST', '/api/auth/sign-in', 16 * kilobyte, false],
    ['POST', '/api/setup', 16 * kilobyte, false],
    ['POST', '/api/setup/more', megabyte, true],
    ['POST', '/api/email', 16 * kilobyte, false],
    ['POST', '/api/invitation', 16 * kilobyte, false],
    ['POST', '/api/invitation/join', 16 * kilobyte, false],
    ['POST', '/api/invitation/other', megabyte, true],
    ['POST', '/api/brand', megabyte, true],
    ['PUT', '/api/articles/1', 9 * megabyte, true],
    ['POST', '/api/articles', 9 * megabyte, true],
    ['POST', '/api/articlesque', megabyte, true],
    ['POST', '/x/api/articles', 16 * kilobyte, false],
    ['POST', '/api/posts', 9 * megabyte, true],
    ['POST', '/api/import', 9 * megabyte, true],
    ['POST', '/api/media', 22 * megabyte, true],
    ['PUT', '/api/media', megabyte, true],
    ['POST', '/api/media/1', megabyte, true],
    ['PUT', '/api/uploads/1', 22 * megabyte, true],
    ['PUT', '/api/uploads/1/2', megabyte, true],
    ['PUT', '/api/uploads/', megabyte, true],
    ['POST', '/api/uploads/1', megabyte, true],
  ]
  const both = behind(limitBodies, limitBodiesOfMembers)
  const said = (method: string, bytes: number) => ({ method, body: '', headers: { 'content-length': String(bytes) } })

  test.each(kinds)('%s %s: %i bytes', async (method, path, bytes) => {
    expect((await both(path, said(method, bytes))).status).toBe(200)
    const size = bytes < megabyte ? `${bytes / kilobyte} KB` : `${bytes / megabyte} MB`
    expect(await both(path, said(method, bytes + 1))).toMatchObject({
      status: 418,
      kind: 'wrong-input',
      words: expect.stringContaining(`too big: ${size} at most`),
    })
  })

  test('what does not tell its length is counted as it comes', async () => {
    const streamed = (bytes: number) => ({
      method: 'POST',
      duplex: 'half' as const,
      body: new Blob(['x'.repeat(bytes)]).stream(),
    })
    expect(await both('/anything', streamed(16 * kilobyte))).toMatchObject({ status: 200, length: 16 * kilobyte })
    expect((await both('/anything', streamed(16 * kilobyte + 1))).status).toBe(418)
    expect((await both('/api/brand', streamed(megabyte + 1))).status).toBe(418)
  })

  test.each(kinds.filter(([, , bytes]) => bytes <= megabyte))(
    '%s %s is read by anybody’s door or by members’ alone',
    async (method, path, bytes, signedIn) => {
      const streamed = () => ({ method, duplex: 'half' as const, body: new Blob(['x'.repeat(bytes + 1)]).stream() })
      expect((await behind(limitBodies)(path, streamed())).status).toBe(signedIn ? 200 : 418)
      expect((await behind(limitBodiesOfMembers)(path, streamed())).status).toBe(signedIn ? 418 : 200)
    },
  )
})

describe('what of a request is words', () => {
  const ask = behind(cleanInput as Middleware)
  const json = (body: string, type = 'application/json') => ({
    method: 'POST',
    body,
    headers: { 'content-type': type },
  })

  test('signs that mean nothing go out of every text, and their fields are known', async () => {
    expect(await ask('/', json('{"a":"x\\u0000y","b":{"c":["z\\u000b"]},"d":1,"e":null}'))).toMatchObject({
      text: '{"a":"xy","b":{"c":["z"]},"d":1,"e":null}',
      cleaned: ['a', '0'],
    })
  })

  test('what is clean passes as it was written', async () => {
    expect(await ask('/', json('{ "a" : "x" }'))).toMatchObject({ text: '{ "a" : "x" }', cleaned: [] })
    expect(await ask('/', json(''))).toMatchObject({ status: 200, text: '' })
    expect(await ask('/', json('{"a":"x\\u0000"}', 'text/plain'))).toMatchObject({ text: '{"a":"x\\u0000"}' })
  })

  test.each([
    ['{', 'not whole JSON'],
    ['{"__proto__":1}', 'holds the name “__proto__”'],
    ['{"a":{"__proto__":"x"}}', 'holds the name “__proto__”'],
    ['['.repeat(65) + ']'.repeat(65), 'nested too deep'],
    [`${'{"a":'.repeat(65)}1${'}'.repeat(65)}`, 'nested too deep'],
  ])('%j is refused: %s', async (body, why) => {
    expect(await ask('/', json(body))).toMatchObject({
      status: 418,
      kind: 'wrong-input',
      words: expect.stringContaining(why),
    })
  })

  test('sixty-four levels are not too deep, and brackets in words are none', async () => {
    expect((await ask('/', json('['.repeat(64) + ']'.repeat(64)))).status).toBe(200)
    expect((await ask('/', json(`[${'[],'.repeat(100)}[]]`))).status).toBe(200)
    expect((await ask('/', json(`{"a":"${'['.repeat(100)}"}`))).status).toBe(200)
    expect((await ask('/', json(`{"a":"\\"${'['.repeat(100)}"}`))).status).toBe(200)
    expect((await ask('/', json(`{"a":"\\\\","b":${'['.repeat(64)}${']'.repeat(64)}}`))).status).toBe(418)
    expect((await ask('/', json(`{"a":"\\\\","b":${'{}'}}`))).status).toBe(200)
  })

  test.each(['/%ff', '/a%00b', '/?q=%00', '/?q=%ff', '/?q=a%0bb', '/%ed%a0%80'])('%s is no address', async (path) => {
    expect(await ask(path)).toMatchObject({
      status: 418,
      words: expect.stringContaining('characters that can’t be read'),
    })
  })

  test.each(['/a+b', '/?q=a+b%20c', '/?q=a%0d%0ab', '/?q=a%0db', '/%E2%9C%93'])('%s is one', async (path) => {
    expect((await ask(path)).status).toBe(200)
  })

  test.each([
    ['application/json', true],
    ['application/json; charset=utf-8', true],
    ['APPLICATION/JSON', true],
    ['application/ld+json', true],
    ['application/activity.x-y+json', true],
    ['text/json', false],
    ['x application/json', false],
    ['application/jsonp', false],
    ['application/+json', false],
    ['', false],
    [undefined, false],
  ])('%j calls itself JSON: %s', (type, is) => {
    expect(saysJson(type)).toBe(is)
  })
})

describe('who asks', () => {
  const config = (change: Partial<Config> = {}) =>
    ({ trustedProxy: undefined, baseUrl: 'http://localhost:3000', metricsToken: undefined, ...change }) as Config

  function named(headers: Record<string, string>, peer: string | undefined, change: Partial<Config> = {}) {
    const all = { host: 'localhost:3000', ...headers }
    const request = {
      socket: { remoteAddress: peer },
      headers: Object.fromEntries(Object.entries(all).map(([name, value]) => [name.toLowerCase(), value])),
      rawHeaders: Object.entries(all).flat(),
    } as unknown as IncomingMessage
    nameVisitor(config(change), request)
    return request
  }
  /** As routes see it. */
  const seen = (request: IncomingMessage) =>
    new Headers(Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]))
  const local = (...given: Parameters<typeof named>) => isLocal(seen(named(...given)))

  test('sits here, where nothing stands between', () => {
    for (const peer of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) expect(local({}, peer), peer).toBe(true)
    expect(local({ host: '127.0.0.1:3000' }, '127.0.0.1')).toBe(true)
    expect(local({ host: '[::1]:3000' }, '::1')).toBe(true)
    expect(local({}, '10.0.0.7')).toBe(false)
    expect(local({}, undefined)).toBe(false)
  })

  test.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'])(
    'is a stranger behind a proxy that says %s',
    (mark) => {
      expect(local({ [mark]: '' }, '127.0.0.1')).toBe(false)
    },
  )

  test('is a stranger who reached us by another name, or where the panel has one', () => {
    for (const host of ['kopi.example', 'localhost.kopi.example', '10.0.0.7', ''])
      expect(local({ host }, '127.0.0.1'), host).toBe(false)
    expect(local({}, '127.0.0.1', { baseUrl: 'https://kopi.example' })).toBe(false)
    expect(local({}, '127.0.0.1', { baseUrl: 'http://[::1]:3000' })).toBe(true)
  })

  test('never says so themselves', () => {
    const request = named(
      { 'X-Percakapan-Local': '1', 'x-percakapan-visitor': '1.1.1.1', 'X-Percakapan-Visitor': '2.2.2.2', accept: 'a' },
      '10.0.0.7',
    )
    expect(request.rawHeaders).toEqual([
      ...['host', 'localhost:3000', 'accept', 'a'],
      ...['x-percakapan-visitor', '10.0.0.7', 'x-percakapan-local', '0'],
    ])
    expect(visitorAddress(seen(request))).toBe('10.0.0.7')
  })

  test('is known by the address that trusted proxies tell, and by what they use', () => {
    const request = named({ 'x-forwarded-for': '1.2.3.4', 'user-agent': 'Peramban' }, '10.0.0.7', {
      trustedProxy: { hops: 1 },
    })
    expect(visitorOfRequest(seen(request))).toEqual({ address: '1.2.3.4', agent: 'Peramban' })
    expect(visitorOfRequest(new Headers())).toEqual({ address: '', agent: '' })
    expect(isLocal(new Headers())).toBe(false)
  })

  test('sees inside from here, or with the whole token', async () => {
    const see = async (headers: Record<string, string>, metricsToken?: string) => {
      const app = new Hono().get('/', (c) => c.text(String(maySeeInside(config({ metricsToken }), c))))
      return (await app.request('/', { headers })).text()
    }
    expect(await see({ 'x-percakapan-local': '1' })).toBe('true')
    expect(await see({ 'x-percakapan-local': '0' })).toBe('false')
    expect(await see({ authorization: 'Bearer rahasia' }, 'rahasia')).toBe('true')
    expect(await see({ authorization: 'bearer rahasia' }, 'rahasia')).toBe('true')
    for (const authorization of [
      'Bearer rahasi',
      'Bearer rahasiA',
      'rahasia',
      'Basic rahasia',
      'x Bearer rahasia',
      'Bearer ',
    ])
      expect(await see({ authorization }, 'rahasia'), authorization).toBe('false')
    expect(await see({ authorization: 'Bearer undefined' })).toBe('false')
    expect(await see({}, 'rahasia')).toBe('false')
  })

  test('tokens are the same in all their letters', () => {
    expect([isSame('abc', 'abc'), isSame('abc', 'abd'), isSame('ab', 'abc'), isSame('é', 'e'), isSame('', '')]).toEqual(
      [true, false, false, false, true],
    )
  })
})
