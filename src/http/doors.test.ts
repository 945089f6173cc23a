import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAuth, setUpToken } from '../team/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type { ProblemAnswer } from './api.ts'
import { doors } from './auth.ts'

const owner = {
  name: 'Rina',
  email: 'rina@contoh.id',
  password: 'kata-sandi-panjang',
  language: 'id',
  timeZone: 'Asia/Jakarta',
}
const metricsToken = 'kata-rahasia-untuk-angka'
let context: TestContext
let web: TestWeb
let rina: Person

beforeAll(async () => {
  const port = await freePort()
  context = await testContext([], {
    PORT: String(port),
    BASE_URL: `http://localhost:${port}`,
    METRICS_TOKEN: metricsToken,
  })
  web = await testWeb(context)
  rina = web.person()
})
afterAll(async () => {
  await web.close()
  await context.close()
})

/** A proxy that is not named in TRUSTED_PROXY: whoever comes through it is somebody else. */
const fromElsewhere = { 'x-forwarded-for': '203.0.113.9' }

describe('the first set-up', () => {
  const setUp = (body: object, headers: Record<string, string>) =>
    fetch(`${web.url}/api/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })

  test('from elsewhere it needs what stands in the printed address, whatever the visitor says of themselves', async () => {
    const pretended = { ...fromElsewhere, 'X-Percakapan-Local': '1' }
    const rebound = { host: 'jahat.example' }
    for (const headers of [fromElsewhere, pretended, { via: '1.1 depan' }])
      for (const token of [undefined, '', 'salah', `${setUpToken(context.config)}x`]) {
        const answer = await setUp({ ...owner, token }, headers)
        expect(answer.status).toBe(403)
        expect(((await answer.json()) as ProblemAnswer).problem.words.en).toContain('#setup=')
      }
    expect(
      await raw('POST', '/api/setup', { ...rebound, 'content-type': 'application/json' }, JSON.stringify(owner)),
    ).toBe(403)
    expect((await setUp({ ...owner, token: setUpToken(context.config) }, fromElsewhere)).status).toBe(201)
    expect((await rina.post('/auth/sign-in/email', owner)).status).toBe(200)
  })
})

/** With headers that `fetch` does not let one write. @returns the status */
function raw(method: string, path: string, headers: Record<string, string>, body = ''): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${web.url}${path}`, { method, headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

describe('attacks#A14 what is sent', () => {
  /** Sends until it is refused. @returns the status, and how many MB were taken */
  function pour(path: string, headers: Record<string, string>, megabytes: number, method = 'POST') {
    return new Promise<{ status: number; taken: number }>((resolve, reject) => {
      let taken = 0
      let status = 0
      const asked = request(`${web.url}${path}`, { method, headers }, (answer) => {
        status = answer.statusCode ?? 0
        answer.resume()
      })
      // A server that takes no more cuts the line.
      asked.on('error', (error: NodeJS.ErrnoException) =>
        status || ['EPIPE', 'ECONNRESET'].includes(error.code ?? '') ? undefined : reject(error),
      )
      asked.on('close', () => resolve({ status, taken }))
      const piece = Buffer.alloc(1024 * 1024, 0x61)
      const more = () => {
        if (status || taken >= megabytes) return asked.end()
        taken++
        asked.write(piece, () => setImmediate(more))
      }
      more()
    })
  }

  const json = { 'content-type': 'application/json' }
  const nobodys = [
    '/api/auth/sign-in/email',
    '/api/auth/reset-password',
    '/api/auth/tidak-ada',
    '/api/setup',
    '/api/media',
    '/api/articles',
    '/hooks/threads/abc',
    '/tidak-ada',
  ]

  test.each(nobodys)('without a session 300 MB to %s are not taken, with a length or without', async (path) => {
    for (const headers of [json, { ...json, 'content-length': String(300 * 1024 * 1024) }]) {
      const { status, taken } = await pour(path, headers, 300)
      // 0: cut off before the answer was read.
      expect([0, 401, 404, 413]).toContain(status)
      // What is on its way is read and dropped for half a second, so that the answer arrives; then the line is cut.
      expect(taken).toBeLessThan(300)
    }
  })

  test('a signed-in person’s fields are short, their words long, their pictures longer; and the words say how long', async () => {
    const kilobyte = 1024
    const text = (bytes: number) => ({ title: 'a', markdown: 'a'.repeat(bytes) })
    const refused = await rina.post<ProblemAnswer>('/articles', text(10_000 * kilobyte))
    expect([refused.status, refused.body.problem.words.en]).toEqual([413, expect.stringContaining('9 MB at most')])
    expect((await rina.post('/articles', text(900_000))).status).toBe(201)
    expect((await rina.patch('/me', { name: 'a'.repeat(2000 * kilobyte) })).status).toBe(413)
    const picture = new File([new Uint8Array(23 * 1024 * kilobyte)], 'besar.png')
    expect((await rina.upload('/media', picture, '')).status).toBe(413)
    expect((await rina.get('/me')).status).toBe(200)
  })

  test('every field of a door has a length, and no signs that no line has', async () => {
    const email = 'rina\0@contoh.id'
    expect((await rina.post('/auth/sign-in/email', { ...owner, email })).status).toBe(422)
    expect((await rina.post('/auth/request-password-reset', { email })).status).toBe(422)
    expect((await rina.delete('/security/sign-ins/%00')).status).toBe(422)
    const long = 'a'.repeat(5000)
    for (const [door, shape] of Object.entries(doors))
      for (const field of Object.keys(shape.shape)) {
        const fields = Object.fromEntries(Object.keys(shape.shape).map((name) => [name, 'a@contoh.id']))
        const answer = await rina.post<ProblemAnswer>(`/auth${door}`, { ...fields, [field]: long })
        expect([door, field, answer.status, answer.body.problem.field]).toEqual([door, field, 422, field])
      }
  })
})

describe('better-auth', () => {
  const ways = Object.values(openAuthApi()).flatMap(({ path, options }) => {
    const methods = [options?.method ?? 'GET'].flat()
    return path ? methods.map((method) => ({ method, path: path.replace(/:\w+/g, 'x') })) : []
  })
  function openAuthApi() {
    const config = { baseUrl: 'http://localhost', secretKey: Buffer.alloc(32), logLevel: 'silent' }
    const { api } = openAuth({ config, database: {}, log: {} } as never)
    return api as unknown as Record<string, { path?: string; options?: { method?: string | string[] } }>
  }

  test('has many ways in; only those that the product needs are doors', async () => {
    expect(ways.length).toBeGreaterThan(40)
    const open = []
    for (const { method, path } of ways) {
      const answer = await fetch(`${web.url}/api/auth${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(method === 'GET' ? {} : { body: '{}' }),
      })
      if (answer.status !== 404) open.push(`${method} ${path}`)
    }
    expect(open.sort()).toEqual(
      Object.keys(doors)
        .map((door) => `POST ${door}`)
        .sort(),
    )
  })
})

describe('how the server is', () => {
  const see = (path: string, headers: Record<string, string> = {}) => fetch(`${web.url}${path}`, { headers })

  test('is told to this machine, and to whoever has the token; strangers hear whether it is ready', async () => {
    expect((await see('/metrics')).status).toBe(200)
    expect((await see('/metrics', fromElsewhere)).status).toBe(403)
    expect((await see('/metrics', { ...fromElsewhere, authorization: `Bearer ${metricsToken}` })).status).toBe(200)
    expect((await see('/metrics', { ...fromElsewhere, authorization: 'Bearer kata-yang-salah-sekali' })).status).toBe(
      403,
    )
    expect(await (await see('/readyz', fromElsewhere)).json()).toEqual({ ok: true })
  })
})

describe('the headers of every answer', () => {
  const places = [
    '/',
    '/tidak-ada',
    '/panel/',
    '/panel/assets/tidak-ada.js',
    '/api/me',
    '/api/posts',
    '/media/x',
    '/healthz',
    '/hooks/x/y',
  ]

  test.each(places)('%s', async (path) => {
    for (let count = 0; count < 2; count++) {
      const { headers } = await fetch(`${web.url}${path}`)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toMatch(/default-src '(none|self)'/)
      expect(policy).toContain('frame-ancestors')
      expect(policy.replace(/style-src [^;]*/, '')).not.toContain('unsafe')
      expect(headers.get('permissions-policy')).toContain('camera=()')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
      expect(headers.get('strict-transport-security')).toBeNull()
    }
  })

  test('the panel’s worker may ask this server, or it could keep nothing to be read without a line', async () => {
    const { headers } = await fetch(`${web.url}/panel/sw.js`)
    expect(headers.get('content-type')).toMatch(/^text\/javascript/)
    expect(headers.get('content-security-policy')).toContain("connect-src 'self'")
  })

  test('the first one who asks for a page gets it packed, and is asked for it no second time, as all that come after', async () => {
    for (let count = 0; count < 2; count++) {
      const first = await fetch(`${web.url}/search`, { headers: { 'accept-encoding': 'br' } })
      expect(first.headers.get('content-encoding')).toBe('br')
      expect(await first.text()).toContain('<!doctype html>')
      const etag = first.headers.get('etag') ?? ''
      expect((await fetch(`${web.url}/search`, { headers: { 'if-none-match': etag } })).status).toBe(304)
    }
  })

  test('where readers come over https, browsers are told to stay there', async () => {
    const other = await testContext([], { BASE_URL: 'https://blog.contoh.id' })
    const secure = await testWeb(other)
    try {
      for (const path of ['/', '/api/me', '/panel/'])
        expect((await fetch(`${secure.url}${path}`)).headers.get('strict-transport-security')).toBe('max-age=31536000')
    } finally {
      await secure.close()
      await other.close()
    }
  })
})

test('attacks#A15 a quote in an address or a filter is a letter: nothing that is not published comes out', async () => {
  const draft = { title: 'Rahasia dapur', markdown: 'Bumbu yang belum diumumkan.' }
  expect((await rina.post('/articles', draft)).status).toBe(201)
  const quotes = ["'", "' or '1'='1", "'; drop table article; --", '" or ""="', "x') or true --", '\\']
  for (const quote of quotes) {
    const said = encodeURIComponent(quote)
    for (const path of [`/${said}`, `/tag/${said}`, `/card/${said}.png`, `/rahasia-dapur${said}`, `/page/2${said}`]) {
      const answer = await fetch(`${web.url}${path}`)
      expect([path, answer.status, await answer.text()]).toEqual([path, 404, expect.not.stringContaining('Bumbu')])
    }
    for (const path of [
      `/articles?q=${said}&state=${said}`,
      `/posts?q=${said}&channelId=${said}`,
      `/conversations?q=${said}`,
    ])
      expect((await rina.get(path)).status, path).toBeLessThan(500)
    expect((await rina.get(`/articles/${said}`)).status).toBeLessThan(500)
  }
  expect((await rina.get<{ articles: unknown[] }>('/articles')).body.articles.length).toBeGreaterThan(0)
})

test('attacks#A19 nobody is led elsewhere by an address: the sign-in knows no way on, and no path leads out', async () => {
  const places = [
    '//jahat.example',
    '/\\jahat.example',
    'javascript:alert(1)',
    'https://jahat.example',
    '/%2f%2fjahat.example',
  ]
  for (const place of places) {
    const said = encodeURIComponent(place)
    const visits = [
      fetch(`${web.url}/panel?next=${said}`, { redirect: 'manual' }),
      fetch(`${web.url}/${place.replace(/^\//, '')}`, { redirect: 'manual' }),
      fetch(`${web.url}/api/auth/sign-in/email?callbackURL=${said}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: web.url, 'content-type': 'application/json' },
        body: JSON.stringify({ email: owner.email, password: owner.password, callbackURL: place }),
      }),
    ]
    for (const answer of await Promise.all(visits)) {
      const location = answer.headers.get('location')
      if (location) expect(new URL(location, web.url).origin).toBe(web.url)
      expect(await answer.text()).not.toContain(`"url":"${place}"`)
    }
  }
})
