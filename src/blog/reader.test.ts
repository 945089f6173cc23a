import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { BusEvent } from '../bus.ts'
import type { Context } from '../context.ts'
import { type Answer, answerReader } from './answer.ts'
import { canonical, openReader, type Page, type Reader, representationOf, sentOf } from './reader.ts'

vi.mock('./answer.ts', () => ({ answerReader: vi.fn() }))
const asked = vi.mocked(answerReader)

let tell: (event: BusEvent) => void
let reader: Reader
let server: Server
let served: boolean[]
const capacity = 100 * 1024

beforeEach(async () => {
  served = []
  asked.mockReset()
  asked.mockImplementation(async (_context, path) => page(path))
  const bus = {
    listen: (listener: typeof tell) => {
      tell = listener
      return () => undefined
    },
  }
  reader = openReader({ bus, config: { baseUrl: 'http://blog.example' } } as unknown as Context, { capacity })
  server = createServer((request, response) => {
    served.push(reader.serve(request, response))
    if (!served.at(-1))
      void reader.answer(request.url as string).then(({ status, body }) => response.writeHead(status).end(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => {
  reader.close()
  server.close()
})

const page = (path: string, status: Answer['status'] = 200): Answer => ({
  status,
  type: 'text/html',
  body: `<p>${path}`,
})
const get = async (path: string) => {
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)
  return { status: answer.status, text: await answer.text() }
}

test('a query passes no page by, and another spelling is the same page', async () => {
  await get('/kopi-s%C3%A9nja')
  for (const spelling of [
    '/kopi-s%C3%A9nja?utm=1',
    '/kopi-s%C3%A9nja?x=1&x=2',
    '/kopi-s%c3%a9nja',
    '/%6bopi-s%C3%A9nja',
    '/kopi%2Ds%C3%A9nja?',
  ])
    expect((await get(spelling)).text).toBe('<p>/kopi-s%C3%A9nja')
  expect(asked).toHaveBeenCalledTimes(1)
  expect(served).toEqual([false, true, true, true, true, true])
})

test('what can be one address is one, and what can’t stays as it is', () => {
  expect(canonical('/a?b')).toBe('/a')
  expect(canonical('/index.php?p=12&x=1')).toBe('/?p=12')
  expect(canonical('/%61%2f')).toBe('/a%2F')
  expect(canonical('/%E0%A4%A')).toBe('/%E0%A4%A')
  const long = `/${'%61'.repeat(500_000)}`
  expect(canonical(long)).toHaveLength(500_001)
})

test('equal misses are made once, also those of pages that are not there; those are not kept', async () => {
  let letGo: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  asked.mockImplementation(async (_context, path) => {
    await held
    return page(path, path === '/ada' ? 200 : 404)
  })
  const answers = ['/ada', '/tidak', '/ada?1', '/tidak?2', '/%61da'].map(get)
  await vi.waitFor(() => expect(served).toHaveLength(5))
  expect(asked).toHaveBeenCalledTimes(2)
  letGo()
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 404, 200, 404, 200])
  await get('/tidak')
  await get('/ada')
  expect(asked).toHaveBeenCalledTimes(3)
})

test('what failed is asked for again', async () => {
  asked.mockRejectedValueOnce(new Error('the database is away'))
  await expect(reader.answer('/ada')).rejects.toThrow('away')
  expect((await reader.answer('/ada')).status).toBe(200)
})

test('the size is bounded: what was asked for longest ago goes, and one that is too big is not kept', async () => {
  asked.mockImplementation(async (_context, path) => ({
    ...page(path),
    type: 'image/png',
    body: Buffer.alloc(path === '/raksasa' ? capacity : 30 * 1024),
  }))
  for (const path of ['/a', '/b', '/c', '/a', '/d', '/raksasa']) await get(path)
  asked.mockClear()
  served.length = 0
  for (const path of ['/a', '/c', '/d', '/b', '/raksasa']) await get(path)
  expect(served).toEqual([true, true, true, false, false])
})

test('a change forgets all, also what is just being made', async () => {
  let letGo: () => void = () => undefined
  asked.mockImplementationOnce(async (_context, path) => {
    await new Promise<void>((resolve) => {
      letGo = resolve
    })
    return page(`${path} lama`)
  })
  const old = get('/ada')
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1))
  tell({ workspaceId: 'w', topic: 'pages' })
  expect((await get('/ada')).text).toBe('<p>/ada')
  letGo()
  expect((await old).text).toBe('<p>/ada lama')
  tell({ workspaceId: 'w', topic: 'sessions' })
  expect((await get('/ada')).text).toBe('<p>/ada')
  expect(asked).toHaveBeenCalledTimes(2)
})

test('what names what it changed empties nothing else', async () => {
  const made = (path: string, workspaceId: string, needs: string[]) => ({ ...page(path), workspaceId, needs })
  asked.mockImplementation(async (_context, path) => made(path, 'w', ['site', `words ${path}`]))
  const kept = async (paths: string[]) => {
    served.length = 0
    for (const path of paths) await get(path)
    return served
  }
  const all = ['/a', '/b']
  await kept(all)
  tell({ workspaceId: 'w', topic: 'pages', ids: ['words /a', 'words /c'] })
  expect(await kept(all)).toEqual([false, true])
  tell({ workspaceId: 'lain', topic: 'pages', ids: ['words /a', 'site'] })
  tell({ workspaceId: 'lain', topic: 'pages' })
  for (const topic of ['words', 'articles', 'channels', 'brand', 'deliveries', 'hold'] as const)
    tell({ workspaceId: 'w', topic, ids: ['a'] })
  expect(await kept(all)).toEqual([true, true])
  tell({ workspaceId: 'w', topic: 'pages', ids: ['site'] })
  expect(await kept(all)).toEqual([false, false])
  // Words of other processes were missed for a while.
  tell({ workspaceId: '*', topic: 'pages' })
  expect(await kept(all)).toEqual([false, false])
})

test('a change that names something else keeps what is just being made', async () => {
  let letGo: () => void = () => undefined
  asked.mockImplementationOnce(async (_context, path) => {
    await new Promise<void>((resolve) => {
      letGo = resolve
    })
    return { ...page(path), workspaceId: 'w', needs: ['words a'] }
  })
  const first = get('/a')
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1))
  tell({ workspaceId: 'w', topic: 'pages', ids: ['words b'] })
  letGo()
  await first
  await get('/a')
  expect(asked).toHaveBeenCalledTimes(1)
})

test.each([
  ['text/html', 'html'],
  ['*/*', 'html'],
  ['text/markdown', 'markdown'],
  ['text/markdown, text/html;q=0.9', 'markdown'],
  ['text/html, text/markdown', 'html'],
  ['text/html;q=0.5, text/markdown;q=0.4, */*', 'html'],
  ['text/markdown;q=0', 'html'],
  ['text/markdown;q=x', 'html'],
  ['application/activity+json', 'html'],
  [`${'a/b,'.repeat(50_000)}text/markdown`, 'html'],
])('who says %s gets %s', (accept, representation) => {
  expect(representationOf(accept)).toBe(representation)
})

describe('what one request gets of a page', () => {
  const whole: Page = {
    status: 200,
    headers: { 'content-type': 'text/html', etag: '"a"' },
    body: Buffer.from('whole'),
    encoded: { br: Buffer.from('b'), gzip: Buffer.from('gz') },
  }

  test.each([
    ['gzip, deflate, br, zstd', 'br', 'b'],
    ['gzip', 'gzip', 'gz'],
    ['identity', undefined, 'whole'],
    [undefined, undefined, 'whole'],
  ])('that takes %s', (accepted, encoding, body) => {
    const sent = sentOf(whole, { 'accept-encoding': accepted })
    expect([sent.headers['content-encoding'], String(sent.body)]).toEqual([encoding, body])
    expect(sent.headers['content-length']).toBe(String(body.length))
  })

  test('that has it already: headers alone', () => {
    expect(sentOf(whole, { 'if-none-match': '"a"', 'accept-encoding': 'br' })).toEqual({
      status: 304,
      headers: { etag: '"a"' },
      body: undefined,
    })
    const { etag: _, ...nameless } = whole.headers
    expect(sentOf({ ...whole, headers: nameless }, {}).status).toBe(200)
  })
})
