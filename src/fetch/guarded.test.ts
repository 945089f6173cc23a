import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { buildConnector } from 'undici'
import { afterEach, describe, expect, it } from 'vitest'
import { Problem } from '../core/problem.ts'
import { beside } from '../networks/testing/beside.ts'
import { isPublicAddress } from './address.ts'
import { createGuardedFetch, type GuardOptions } from './guarded.ts'

const servers: Server[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
})

/** A server on loopback, and its `host:port`. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A client whose connector notes whom it would dial, and then refuses. */
function watched(options: GuardOptions = {}) {
  const dialled: string[] = []
  const dial: buildConnector.connector = (target, callback) => {
    dialled.push(target.hostname)
    callback(Object.assign(new Error('not dialled in tests'), { code: 'ECONNREFUSED' }), null)
  }
  return { dialled, fetch: createGuardedFetch({ dial, resolve: async () => ['93.184.216.34'], ...options }) }
}

async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(Problem)
  return error as Problem
}

function readSuite<T>(file: string): T[] {
  const path = beside('suites', file)
  return path ? (JSON.parse(readFileSync(path, 'utf8')) as T[]) : []
}

/** The first, the last and a middle address of `a.b.c.d/n`. */
function sampleRange(range: string): string[] {
  const [base = '', bits = '32'] = range.split('/')
  const start = base.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0)
  const size = 2 ** (32 - Number(bits))
  return [start, start + Math.floor(size / 2), start + size - 1].map((value) =>
    [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.'),
  )
}

interface UrlCase {
  id: string
  input: string
  verdict: string
}
interface IpCase {
  id: string
  section: string
  value?: string
  ip?: string
}

describe('attacks#A05 SSRF suite: no packet leaves', () => {
  const inner: Record<string, string> = { 'localtest.me': '127.0.0.1' }

  it.each(readSuite<UrlCase>('ssrf/urls.json'))('$id refuses $input', async ({ input }) => {
    const { dialled, fetch } = watched({ resolve: async (name) => [inner[name] ?? '169.254.169.254'] })
    expect((await problemOf(fetch(input))).kind).toBe('wrong-input')
    expect(dialled).toEqual([])
  })

  it.each(readSuite<IpCase>('ssrf/ip-ranges.json'))('$id refuses $section', async ({ section, value, ip }) => {
    const { dialled, fetch } = watched()
    const addresses =
      section === 'blocked_ipv4_ranges'
        ? sampleRange(value ?? '')
        : section === 'ipv6_rule'
          ? [
              '2001::1',
              '2001:1ff::1',
              '2001:db8::1',
              '2002::1',
              '2620:4f:8000::1',
              '::ffff:8.8.8.8',
              '64:ff9b::808:808',
              'fe80::1',
              '4000::1',
            ]
          : [ip ?? value ?? '']
    expect(addresses.length).toBeGreaterThan(0)
    for (const address of addresses) {
      const url = address.startsWith('http') ? address : `http://${address.includes(':') ? `[${address}]` : address}/`
      expect((await problemOf(fetch(url))).kind).toBe('wrong-input')
      const { fetch: byName } = watched({ resolve: async () => [new URL(url).hostname.replace(/^\[|\]$/g, '')] })
      expect((await problemOf(byName('http://named.example.org/'))).kind).toBe('wrong-input')
    }
    expect(dialled).toEqual([])
  })

  it('lets public addresses through', () => {
    for (const address of [
      '8.8.8.8',
      '93.184.216.34',
      '2606:4700::1111',
      '2a00:1450:4001:82a::200e',
      '223.255.255.254',
    ])
      expect(isPublicAddress(address), address).toBe(true)
  })
})

describe('attacks', () => {
  it.each([301, 302, 303, 307, 308])(
    'attacks#A01 re-checks every hop (%i): nothing reaches the inner server',
    async (status) => {
      let touched = 0
      const inner = await serve((_request, response) => {
        touched++
        response.end('secret')
      })
      const outer = await serve((request, response) => {
        const to = request.url === '/meta' ? 'http://169.254.169.254/latest/' : `http://${inner}/`
        response.writeHead(status, { location: to }).end()
      })
      const fetch = createGuardedFetch({ allow: [outer] })
      for (const path of ['/loopback', '/meta']) {
        const problem = await problemOf(fetch(`http://${outer}${path}`))
        expect(problem.kind).toBe('wrong-input')
        expect(problem.words.id).not.toContain('secret')
      }
      expect(touched).toBe(0)
    },
  )

  it('attacks#A02 looks up once and dials that very address, whatever the name says next', async () => {
    const answers = ['93.184.216.34', '127.0.0.1']
    let asked = 0
    const { dialled, fetch } = watched({ resolve: async () => [answers[asked++] ?? '127.0.0.1'] })
    await expect(fetch('http://rebind.example.org/')).rejects.toThrow(TypeError)
    expect({ asked, dialled }).toEqual({ asked: 1, dialled: ['93.184.216.34'] })
    expect((await problemOf(fetch('http://rebind.example.org/'))).kind).toBe('wrong-input')
    expect(dialled).toEqual(['93.184.216.34'])
  })

  it.each([
    '::',
    '0.0.0.0',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    '100.64.0.1',
    '100.127.255.255',
    '198.18.0.1',
    '198.19.255.255',
    '192.0.0.1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
  ])('attacks#A03 refuses %s as an address and as the answer of a name', async (address) => {
    const { dialled, fetch } = watched({ resolve: async () => [address] })
    const literal = address.includes(':') ? `[${address}]` : address
    expect((await problemOf(fetch(`https://${literal}/`))).kind).toBe('wrong-input')
    expect((await problemOf(fetch('https://name.example.org/'))).kind).toBe('wrong-input')
    expect(dialled).toEqual([])
  })

  it('attacks#A04 dials only the public one of two addresses, and none where all are private', async () => {
    const mixed = watched({ resolve: async () => ['10.0.0.1', '93.184.216.34', '::1'] })
    await expect(mixed.fetch('http://mixed.example.org/')).rejects.toThrow(TypeError)
    expect(mixed.dialled).toEqual(['93.184.216.34'])
    const inner = watched({ resolve: async () => ['10.0.0.1', 'fd00::1'] })
    expect((await problemOf(inner.fetch('http://inner.example.org/'))).kind).toBe('wrong-input')
    expect(inner.dialled).toEqual([])
  })

  it.each([
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://0x7f.1/',
    'http://127.1/',
    'http://user:pass@example.org/',
    'http://user@example.org/',
    'file:///etc/passwd',
    'gopher://example.org/',
    'dict://example.org/',
    'jar:https://example.org!/',
    'data:text/plain,hello',
    'blob:https://example.org/1',
  ])('attacks#A05 refuses %s', async (address) => {
    const { dialled, fetch } = watched()
    const problem = await problemOf(fetch(address))
    expect(problem.kind).toBe('wrong-input')
    expect(JSON.stringify(problem.words) + problem.message).not.toContain('pass@')
    expect(dialled).toEqual([])
  })

  it('attacks#A08 ends a slow drip at the total deadline', async () => {
    let closed = false
    const slow = await serve((_request, response) => {
      const timer = setInterval(() => response.write('x'), 50)
      response.on('close', () => {
        closed = true
        clearInterval(timer)
      })
    })
    const fetch = createGuardedFetch({ allow: [slow], deadline: 400 })
    await expect(fetch(`http://${slow}/`)).rejects.toMatchObject({ name: 'TimeoutError' })
    await expect.poll(() => closed).toBe(true)
  })

  it.each([
    ['2 MB without Content-Length', 'identity', () => Buffer.alloc(2 * 1024 * 1024, 'x')],
    ['a gzip bomb', 'gzip', () => gzipSync(Buffer.alloc(50 * 1024 * 1024))],
  ])('attacks#A08 stops at the cap after unpacking: %s', async (_name, encoding, make) => {
    const large = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding, 'transfer-encoding': 'chunked' }).end(make())
    })
    const fetch = createGuardedFetch({ allow: [large], maxBytes: 1024 * 1024 })
    expect((await problemOf(fetch(`http://${large}/`))).kind).toBe('unavailable')
    expect((await problemOf(fetch(`http://${large}/`, { method: 'POST', body: 'x' }))).kind).toBe('unknown')
  })
})

describe('an ordinary client otherwise', () => {
  it.each([
    ['small', 70_000],
    ['large', 5_000_001],
  ])('sends %s bytes as they are, with their length, and hears what is said to them', async (_size, length) => {
    const host = await serve((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const { 'content-length': said, 'transfer-encoding': coding = 'none', 'content-type': type } = request.headers
        const hash = createHash('sha256').update(Buffer.concat(chunks)).digest('hex')
        const status = request.url === '/moved' ? 307 : 401
        response.writeHead(status, { location: '/here' }).end(`${request.url} ${said} ${coding} ${type} ${hash}`)
      })
    })
    const fetch = createGuardedFetch({ allow: [host] })
    const whole = new Uint8Array(length + 7).map((_, at) => (at * 31) % 251)
    // A view into something larger: only what it shows may leave.
    const body = whole.subarray(7)
    const hash = createHash('sha256').update(body).digest('hex')
    const headers = { 'content-type': 'video/mp4' }
    const answer = await fetch(`http://${host}/moved`, { method: 'PUT', body, headers })
    expect(answer.status).toBe(401)
    expect(await answer.text()).toBe(`/here ${length} none video/mp4 ${hash}`)
  })

  it('sends and reads, unpacked, with the address of the last hop', async () => {
    const host = await serve((request, response) => {
      if (request.url === '/old') return response.writeHead(302, { location: '/new?a=1' }).end()
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const said = JSON.stringify({
          method: request.method,
          body: Buffer.concat(chunks).toString(),
          type: request.headers['content-type'],
        })
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(gzipSync(said))
      })
    })
    const fetch = createGuardedFetch({ allow: [host] })
    const answer = await fetch(`http://${host}/old`, {
      method: 'POST',
      body: 'lost on 302',
      headers: { 'content-type': 'text/plain' },
    })
    expect(answer).toBeInstanceOf(Response)
    expect(answer.url).toBe(`http://${host}/new?a=1`)
    expect(await answer.json()).toEqual({ method: 'GET', body: '' })
    const form = new FormData()
    form.set('file', new Blob(['bytes'], { type: 'image/png' }), 'a.png')
    const sent = (await (await fetch(`http://${host}/up`, { method: 'POST', body: form })).json()) as Record<
      string,
      string
    >
    expect(sent.type).toContain('multipart/form-data')
    expect(sent.body).toContain('bytes')
  })

  it('drops credentials across origins, and refuses to carry a body there', async () => {
    const seen: (string | undefined)[] = []
    const other = await serve((request, response) => {
      seen.push(request.headers.authorization, request.headers.cookie)
      response.end('{}')
    })
    const first = await serve((request, response) => {
      response.writeHead(request.method === 'POST' ? 307 : 302, { location: `http://${other}/` }).end()
    })
    const fetch = createGuardedFetch({ allow: [first, other] })
    await fetch(`http://${first}/`, { headers: { authorization: 'Bearer x', cookie: 'a=b' } })
    expect(seen).toEqual([undefined, undefined])
    expect((await problemOf(fetch(`http://${first}/`, { method: 'POST', body: 'password' }))).kind).toBe('wrong-input')
    expect(seen).toHaveLength(2)
  })

  it('stops a circle of redirects, leaves them alone when asked, and honours abort', async () => {
    const host = await serve((request, response) => {
      if (request.url === '/hang') return
      response.writeHead(302, { location: '/again' }).end()
    })
    const fetch = createGuardedFetch({ allow: [host] })
    expect((await problemOf(fetch(`http://${host}/`))).kind).toBe('wrong-input')
    expect((await fetch(`http://${host}/`, { redirect: 'manual' })).status).toBe(302)
    await expect(fetch(`http://${host}/hang`, { signal: AbortSignal.timeout(100) })).rejects.toMatchObject({
      name: 'TimeoutError',
    })
  })

  it('leaves the cause readable when nobody listens', async () => {
    const host = await serve((_request, response) => response.end())
    await new Promise((done) => servers.splice(0)[0]?.close(done))
    await expect(createGuardedFetch({ allow: [host] })(`http://${host}/`)).rejects.toMatchObject({
      cause: { code: 'ECONNREFUSED' },
    })
  })
})

const mega = 1024 * 1024

/** A body that is made while it is read; tells how much of it was taken, and whether it was let go. */
function made(size: number, pieceSize = 4 * mega) {
  const seen = { taken: 0, cancelled: false }
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = new Uint8Array(Math.min(pieceSize, size - seen.taken))
        seen.taken += piece.byteLength
        controller.enqueue(piece)
        if (seen.taken === size) controller.close()
      },
      cancel() {
        seen.cancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return { seen, init: { method: 'POST', body, duplex: 'half' } as RequestInit }
}

/** A server that takes `bytes` in every `pause` milliseconds, and then tells how many came. `paused` adds its pauses up. */
async function sip(bytes: number, pause: number): Promise<{ host: string; paused(): number }> {
  let paused = 0
  const host = await serve((request, response) => {
    let came = 0
    let since = 0
    request.on('data', (chunk: Buffer) => {
      came += chunk.length
      since += chunk.length
      if (since < bytes) return
      since = 0
      paused += pause
      request.pause()
      setTimeout(() => request.resume(), pause)
    })
    request.on('end', () => response.end(String(came)))
  })
  return { host, paused: () => paused }
}

describe('large bodies', () => {
  it('lets a slow upload end that moves, though it takes longer than the deadline', async () => {
    const { host, paused } = await sip(mega, 60)
    const fetch = createGuardedFetch({ allow: [host], deadline: 400 })
    const { init } = made(32 * mega)
    expect(await (await fetch(`http://${host}/`, init)).text()).toBe(String(32 * mega))
    expect(paused()).toBeGreaterThan(1000)
  })

  it('gives bytes of known length the time that they need on a slow line', async () => {
    const { host, paused } = await sip(256 * 1024, 60)
    const fetch = createGuardedFetch({ allow: [host], deadline: 300 })
    const body = new Uint8Array(8 * mega)
    expect(await (await fetch(`http://${host}/`, { method: 'POST', body })).text()).toBe(String(8 * mega))
    expect(paused()).toBeGreaterThan(1000)
  })

  it('ends one that stands still, and lets its source go', async () => {
    const host = await serve((request) => request.pause())
    const { seen, init } = made(256 * mega)
    const fetch = createGuardedFetch({ allow: [host], deadline: 400 })
    await expect(fetch(`http://${host}/`, init)).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(seen.taken).toBeLessThan(64 * mega)
    await expect.poll(() => seen.cancelled).toBe(true)
  })

  it('ends one whose source gives nothing more', async () => {
    const { host } = await sip(mega, 1)
    const fetch = createGuardedFetch({ allow: [host], deadline: 300 })
    const body = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(10)) })
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit
    await expect(fetch(`http://${host}/`, init)).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  it('ends even one that moves, before the network call ends', async () => {
    const { host } = await sip(64 * 1024, 50)
    const fetch = createGuardedFetch({ allow: [host], deadline: 400, longest: 900 })
    await expect(fetch(`http://${host}/`, made(64 * mega).init)).rejects.toMatchObject({ name: 'TimeoutError' })
    const bytes = { method: 'POST', body: new Uint8Array(16 * mega) }
    await expect(fetch(`http://${host}/`, bytes)).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  it('ends a slow answer after a stream, however it drips', async () => {
    const host = await serve((request, response) => {
      request.resume().on('end', () => {
        const timer = setInterval(() => response.write('x'), 50)
        response.on('close', () => clearInterval(timer))
      })
    })
    const fetch = createGuardedFetch({ allow: [host], deadline: 400 })
    await expect(fetch(`http://${host}/`, made(1024).init)).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  it('never holds a stream of 64 MB in memory', async () => {
    const size = 64 * mega
    let most = 0
    let came = 0
    const { seen, init } = made(size)
    const host = await serve(async (request, response) => {
      for await (const chunk of request) {
        came += chunk.length
        // What was read from the source and has not come here stands in memory somewhere, ours or the system's.
        most = Math.max(most, seen.taken - came)
        await new Promise((done) => setImmediate(done))
      }
      response.end(request.headers['content-length'] ?? 'chunked')
    })
    const fetch = createGuardedFetch({ allow: [host] })
    const told = { ...init, headers: { 'content-length': String(size) } }
    expect(await (await fetch(`http://${host}/`, told)).text()).toBe(String(size))
    expect(came).toBe(size)
    expect(most).toBeLessThan(24 * mega)
  })

  it('sends many bytes whole, with their length, and once more after a 307', async () => {
    const bytes = randomBytes(3 * mega + 7)
    const came: { length: string | undefined; hash: string }[] = []
    const host = await serve(async (request, response) => {
      const hash = createHash('sha256')
      for await (const chunk of request) hash.update(chunk)
      came.push({ length: request.headers['content-length'], hash: hash.digest('hex') })
      if (request.url === '/') return response.writeHead(307, { location: '/there' }).end()
      response.writeHead(401).end('no')
    })
    const fetch = createGuardedFetch({ allow: [host] })
    const answer = await fetch(`http://${host}/`, { method: 'PUT', body: bytes })
    expect([answer.status, await answer.text()]).toEqual([401, 'no'])
    const whole = { length: String(bytes.byteLength), hash: createHash('sha256').update(bytes).digest('hex') }
    expect(came).toEqual([whole, whole])
  })

  it.each([307, 308])('sends no stream again after a %i, and hears the refusal of one', async (status) => {
    let asked = 0
    const host = await serve((request, response) => {
      asked++
      request.resume()
      if (request.url === '/large') return response.writeHead(413).end('too large')
      request.on('end', () => response.writeHead(status, { location: '/there' }).end())
    })
    const fetch = createGuardedFetch({ allow: [host] })
    expect((await problemOf(fetch(`http://${host}/`, made(1024).init))).kind).toBe('wrong-input')
    expect(asked).toBe(1)
    expect((await fetch(`http://${host}/`, { ...made(1024).init, redirect: 'manual' })).status).toBe(status)
    expect((await fetch(`http://${host}/large`, made(8 * mega).init)).status).toBe(413)
  })

  it('checks the address before it reads anything, and honours abort', async () => {
    const { seen, init } = made(mega)
    const { dialled, fetch } = watched()
    expect((await problemOf(fetch('http://10.0.0.1/', init))).kind).toBe('wrong-input')
    expect([dialled, seen.taken]).toEqual([[], 0])
    const host = await serve((request) => request.pause())
    const aborted = made(256 * mega)
    const signal = AbortSignal.timeout(200)
    const open = createGuardedFetch({ allow: [host] })
    await expect(open(`http://${host}/`, { ...aborted.init, signal })).rejects.toMatchObject({ name: 'TimeoutError' })
    await expect.poll(() => aborted.seen.cancelled).toBe(true)
  })
})
