import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Part, Post } from '../core/post.ts'
import { Problem, type ProblemKind } from '../core/problem.ts'
import { isLanguage, languages } from '../core/words.ts'
import { allNetworks } from './index.ts'
import { gatherMisfits } from './misfits.ts'
import {
  type Connected,
  type Credentials,
  capabilities,
  type Limits,
  type Network,
  type Pending,
  type Published,
  type Session,
} from './network.ts'
import { type Fake, fakeNow } from './testing/fake.ts'
import { openSession, pixel } from './testing/session.ts'

/** What every network owes, whichever it is: a new one is held to this without a line here. */
const networks = await allNetworks()

async function fakeOf(network: Network): Promise<(() => Fake) | undefined> {
  const file = join(import.meta.dirname, network.name, 'testing', 'fake.ts')
  if (!existsSync(file)) return undefined
  return ((await import(file)) as { createFake: () => Fake }).createFake
}

describe.each(networks.map((network) => [network.name, network] as const))('%s', (_name, network) => {
  it('has every capability, or says in every language why not', () => {
    for (const capability of capabilities) {
      const reason = network.absent[capability]
      expect(network[capability] === undefined, capability).toBe(reason !== undefined)
      if (reason)
        for (const language of languages)
          expect(reason[language].length, `${capability} ${language}`).toBeGreaterThan(20)
    }
    expect(Object.keys(network.absent).every((key) => capabilities.includes(key as never))).toBe(true)
    expect(languages.every(isLanguage)).toBe(true)
  })

  it('can be connected, in steps that a newcomer understands', () => {
    const { kind, fields, steps } = network.connect
    expect(steps.length).toBeGreaterThan(0)
    expect(fields.length).toBeGreaterThan(0)
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length)
    expect(network.signIn !== undefined).toBe(kind !== 'oauth')
    expect(network.beginOAuth !== undefined && network.finishOAuth !== undefined).toBe(kind === 'oauth')
    expect(network.composer !== undefined).toBe(kind === 'assisted')
    expect(network.byHand === undefined || network.byHand.connect.kind === 'assisted').toBe(true)
    expect(URL.canParse(network.source)).toBe(true)
    for (const { calls, seconds, source } of network.rates ?? []) {
      expect(calls > 0 && seconds > 0 && URL.canParse(source)).toBe(true)
    }
  })

  it('says what it counts, and what it asks for', () => {
    const [part] = network.render({ text: 'Halo', title: 'Halo' }, network.limits())
    for (const meter of network.meters ?? []) {
      expect(meter.limit, meter.name).toBeGreaterThan(0)
      expect(URL.canParse(meter.source)).toBe(true)
      expect(() => new Intl.DateTimeFormat('en', { timeZone: meter.timeZone })).not.toThrow()
    }
    const meters = (network.meters ?? []).map(({ name }) => name)
    for (const { meter } of (part && network.price?.(part)) ?? []) expect(meters).toContain(meter)
    const asked = (network.options ?? []).some(({ choices }) => choices === 'asked')
    expect(network.choices !== undefined).toBe(asked)
    expect((network.moderation ?? []).length > 0).toBe(network.moderate !== undefined)
    expect(network.home !== true || Number.isFinite(network.limits().length)).toBe(network.home !== true)
  })
})

const withFake = (
  await Promise.all(networks.map(async (network) => [network.name, network, await fakeOf(network)] as const))
)
  .filter((entry) => entry[2] !== undefined)
  .map(([name, network, create]) => [name, network, create as () => Fake] as const)

it('every network with an API has a fake', () => {
  const withApi = networks.filter(({ connect }) => connect.kind !== 'assisted').map(({ name }) => name)
  expect(withFake.map(([name]) => name)).toEqual(withApi)
})

/** A network, signed in at a new fake; `fail` comes between for the one request that publishes. */
async function open(network: Network, create: () => Fake, fail?: (real: () => Promise<Response>) => Promise<Response>) {
  const fake = create()
  const connected = await fake.connect(network)
  let broken = fail
  const between: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const real = () => fake.fetch(input, init)
    return broken && fake.isPublish(init?.method ?? 'GET', url, new Headers(init?.headers)) ? broken(real) : real()
  }
  const { session } = openSession(connected, { fetch: between, now: () => fakeNow })
  const mend = () => {
    broken = undefined
  }
  return { fake, session, connected, mend }
}

function partOf(network: Network, text = 'Halo, ini kabar hari ini. Baca di https://contoh.id/a ya!') {
  const limits = network.limits()
  const [part] = network.render({ text, language: 'id', title: 'Kabar', ...mediaFor(limits) }, limits)
  if (!part) throw new Error('no part')
  return part
}

/** What goes with every post on networks that take no words alone. */
function mediaFor({ needs = [] }: Limits): Pick<Post, 'pictures' | 'video'> {
  const at = (file: string) => ({ alt: 'Titik', address: `https://panel.example/${file}` })
  const picture = { id: 'p', mime: 'image/png', width: 1, height: 1, bytes: pixel.byteLength, ...at('p.png') }
  const video = { id: 'v', mime: 'video/mp4', width: 640, height: 360, bytes: 3, seconds: 5, ...at('v.mp4') }
  if (needs.includes('picture')) return { pictures: [picture] }
  return needs.includes('video') ? { video } : {}
}

/** An answer to a person: words, even where a post needs more. */
function answerOf(network: Network, text: string) {
  const { video: _video, ...words } = partOf(network, text)
  return { ...words, pictures: [] }
}

/** Sends a part to its end, as the dispatcher does: what is pending is resumed, by others too. */
async function send(network: Network, part: Part, session: Session, key: string): Promise<Published> {
  let sent: Published | Pending = await network.publish(part, session, key)
  for (let tries = 0; sent.state === 'pending'; tries++) {
    if (tries > 20 || !network.resume) throw new Error('never there')
    // Kept in a row, and read from there by whoever goes on.
    sent = await network.resume(JSON.parse(JSON.stringify(sent.pending)), session)
  }
  return sent
}

/** Whether a second try can be made: without keys and without a way to look, a person decides instead. */
const triesAgain = (network: Network) => network.keys || network.find !== undefined

/** A second try, as the dispatcher makes it: where the network itself knows no keys, it is looked for first. */
async function sendAgain(network: Network, part: Part, session: Session, key: string): Promise<Published> {
  const left = network.keys ? undefined : await network.find?.(key, part, session, fakeNow)
  return left ?? (await send(network, part, session, key))
}

async function problemOf(promise: Promise<unknown> | undefined): Promise<Problem> {
  const error = await promise?.then(
    (value) => value,
    (reason: unknown) => reason,
  )
  expect(error, inspect(error)).toBeInstanceOf(Problem)
  return error as Problem
}

function expectNoSecret(problem: Problem, secrets: readonly string[]) {
  const everything = inspect(problem, { depth: 10, showHidden: true }) + problem.stack
  expect(secrets.length).toBeGreaterThan(0)
  for (const secret of secrets)
    expect(everything.includes(secret), `a secret stands in: ${problem.message}`).toBe(false)
}

/** A server in trouble, which says so with what it was sent. */
const refusing = (said: string) => async () => Response.json({ error: said, error_description: said }, { status: 500 })

const cut = (code: string) =>
  Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code }) })

const brokenAfterSending: [string, (real: () => Promise<Response>) => Promise<Response>][] = [
  ['a time-out', (real) => real().then(() => Promise.reject(new DOMException('too late', 'TimeoutError')))],
  ['a reset', (real) => real().then(() => Promise.reject(cut('ECONNRESET')))],
  ['a closed socket', (real) => real().then(() => Promise.reject(cut('UND_ERR_SOCKET')))],
  ['a page instead of JSON', (real) => real().then(() => new Response('<html>Halo</html>'))],
  ['JSON of another kind', (real) => real().then(() => Response.json({ ok: true }))],
  ['half an answer', (real) => real().then(() => new Response(halfAnswer()))],
  ['an endless answer', (real) => real().then(() => new Response(endlessAnswer()))],
]

/** Statuses that somebody on the way says too, whatever became of the request: https://www.rfc-editor.org/rfc/rfc9110#section-15 */
const saysNothing = [302, 307, 404, 408, 409, 410, 425, 500, 502, 503, 504]
const bodies = ['', '<html><title>nginx</title></html>', '{}']

function halfAnswer(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode('{"id": "1'))
      controller.error(cut('UND_ERR_SOCKET'))
    },
  })
}

function endlessAnswer(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024).fill(32)) })
}

/** What an answer with this status means, should the post turn out not to be there. */
function meant(status: number): ProblemKind | undefined {
  if (status === 404 || status === 410) return 'gone'
  if (status >= 500 && status !== 503) return undefined
  return status < 400 ? 'rejected' : 'unavailable'
}

function saidOf({ kind, ifAbsent, words }: Problem) {
  for (const text of [words, ifAbsent?.words]) expect(`${text?.id} ${text?.en}`).not.toMatch(/[<>{}]/)
  return { kind, ifAbsent: ifAbsent?.kind }
}

/** Another account of the same server: every secret is another one, and so is what the account is known by. */
function otherAccount(connected: Connected, secrets: readonly string[]): Connected {
  const other = (value: unknown): unknown => {
    if (typeof value === 'string') return secrets.reduce((all, secret) => all.replaceAll(secret, turned(secret)), value)
    if (Array.isArray(value)) return value.map(other)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, other(one)]))
  }
  const { account, credentials } = connected
  return {
    account: { ...account, remoteId: `${account.remoteId}9`, handle: 'dua' },
    credentials: other(credentials) as Credentials,
  }
}

/** Every letter becomes the next one. */
function turned(secret: string): string {
  return secret.replace(/[a-y0-8]/gi, (letter) => String.fromCharCode(letter.charCodeAt(0) + 1))
}

/** What a request says, wherever it says it. */
async function saidBy(...[input, init]: Parameters<typeof fetch>): Promise<string> {
  const request = new Request(input, init)
  const basic = (value: string) => (value.startsWith('Basic ') ? atob(value.slice(6)) : value)
  const headers = [...request.headers].map(([name, value]) => `${name}: ${basic(value)}`)
  return [decodeURIComponent(request.url), ...headers, await request.text()].join('\n')
}

describe.each(withFake)('%s, against its fake', (_name, network, create) => {
  it('never mixes up two accounts of one server', async () => {
    const { fake, session, connected } = await open(network, create)
    await send(network, partOf(network), session, 'kunci-1')
    const secrets = fake.secrets(connected)
    const said: string[] = []
    const second = openSession(otherAccount(connected, secrets), {
      now: () => fakeNow,
      fetch: async (input, init) => {
        said.push(await saidBy(input, init))
        return Response.json({ error: 'invalid_token' }, { status: 401 })
      },
    }).session
    // The server knows nothing of the second one: whatever becomes of it, it is not sent as the first.
    await expect(network.publish(partOf(network, 'Dari akun kedua'), second, 'kunci-2')).rejects.toThrow(Problem)
    await network.find?.('kunci-2', partOf(network), second, fakeNow).catch(() => undefined)
    expect(said.length).toBeGreaterThan(0)
    for (const secret of secrets) expect(said.join('\n')).not.toContain(secret)
    expect(fake.posts()).toHaveLength(1)
    await send(network, partOf(network, 'Lagi dari akun pertama'), session, 'kunci-3')
    expect(fake.posts()).toHaveLength(2)
  })

  it('signs in, and knows who it is', async () => {
    const { connected, session, fake } = await open(network, create)
    expect(connected.account.remoteId).not.toBe('')
    expect(URL.canParse(connected.account.url)).toBe(true)
    expect(await network.probe(session)).toEqual(connected.account)
    // What may be shown holds nothing that may not.
    for (const secret of fake.secrets(connected)) expect(JSON.stringify(connected.account)).not.toContain(secret)
  })

  it.runIf(network.revoke)('gives its permission back: what was kept opens nothing any more', async () => {
    const { session } = await open(network, create)
    await network.probe(session)
    await network.revoke?.(session)
    expect((await problemOf(network.probe(session))).kind).toBe('unauthorized')
    await network.revoke?.(session)
  })

  it('publishes once for one key, and twice for two', async () => {
    const { fake, session } = await open(network, create)
    const part = partOf(network)
    const first = await send(network, part, session, 'kunci-1')
    if (triesAgain(network)) expect(await sendAgain(network, part, session, 'kunci-1')).toEqual(first)
    expect(fake.posts()).toHaveLength(1)
    expect(fake.posts()[0]).toContain('kabar hari ini')
    await send(network, partOf(network, 'Dan kabar besok.'), session, 'kunci-2')
    expect(fake.posts()).toHaveLength(2)
  })

  it.runIf(network.limits().pictures > 0 && !network.limits().needs?.includes('video'))(
    'names every file it uploads as no other',
    async () => {
      const { fake, session } = await open(network, create)
      const names: string[] = []
      const watching: typeof fetch = async (input, init) => {
        const request = new Request(input, init)
        const type = request.headers.get('content-type') ?? ''
        if (type.startsWith('multipart/form-data'))
          names.push(
            ...[...(await request.clone().text()).matchAll(/filename="([^"]*)"/g)].map(([, name = '']) => name),
          )
        return fake.fetch(request)
      }
      const picture = { id: 'p', mime: 'image/png', width: 1, height: 1, bytes: pixel.byteLength, alt: 'Titik' }
      const pictures = [{ ...picture, address: 'https://panel.example/p.png' }]
      for (const text of ['Satu', 'Dua']) {
        const [part] = network.render({ text, title: text, pictures }, network.limits())
        await send(network, part as Part, { ...session, fetch: watching }, text)
      }
      // Some fetch pictures from their addresses.
      expect(new Set(names).size).toBe(names.length)
      expect(names.every((name) => /^image-[0-9a-f-]{18}\.png$/.test(name))).toBe(true)
    },
  )

  it.runIf(network.limits().video)(
    'a video: the very copy that is to be sent is asked for, turn after turn',
    async () => {
      const { session } = await open(network, create)
      const limits = network.limits()
      const target = 'mp4 v=copy a=none'
      const at = { address: 'https://panel.example/v.mp4' }
      const video = {
        id: 'v',
        mime: 'video/mp4',
        width: 640,
        height: 360,
        bytes: 3,
        seconds: 5,
        alt: 'Panen',
        target,
        ...at,
      }
      const [part] = network.render({ text: 'Kabar panen', title: 'Kabar', video }, limits)
      expect(part?.video).toEqual(video)
      const asked: (string | undefined)[] = []
      const watched: Session = {
        ...session,
        video: (one) => {
          asked.push(one.target)
          return session.video(one)
        },
      }
      let sent = await network.publish(part as Part, watched, 'kunci-video')
      // Some work on it for long; by then all of it was asked for. Who fetches it from its address asks for nothing.
      for (let turns = 0; turns < 10 && sent.state === 'pending' && network.resume; turns++)
        sent = await network.resume(JSON.parse(JSON.stringify(sent.pending)), watched)
      expect(asked.filter((one) => one !== target)).toEqual([])
    },
  )

  it.each(brokenAfterSending)(
    '%s after sending is unknown; find, where there is one, then finds it, and a second try makes no second',
    async (_what, fail) => {
      const { fake, session, connected, mend } = await open(network, create, fail)
      const part = partOf(network)
      const problem = await problemOf(send(network, part, session, 'kunci-1'))
      expect(problem.kind).toBe('unknown')
      expectNoSecret(problem, fake.secrets(connected))
      mend()
      expect(fake.posts()).toHaveLength(1)
      // Where nothing can look, there is no second try: a person decides.
      if (!network.find) return
      const found = await network.find('kunci-1', part, session, fakeNow)
      expect(found).toMatchObject({ state: 'published' })
      expect(await sendAgain(network, part, session, 'kunci-1')).toEqual(found)
      expect(fake.posts()).toHaveLength(1)
    },
  )

  it.runIf(network.find).each(saysNothing.flatMap((status) => bodies.map((body) => [status, body] as const)))(
    'a status %i (%j) after the post was taken says nothing certain: it is looked for, and stands there once',
    async (status, body) => {
      const answer = () => new Response(body, { status, headers: { location: 'https://elsewhere.example/' } })
      const { fake, session, mend } = await open(network, create, (real) => real().then(answer))
      const part = partOf(network)
      const sent = await send(network, part, session, 'kunci-1').catch((problem: unknown) => problem)
      // Some look at once, where they know its address beforehand.
      if (sent instanceof Problem) expect(saidOf(sent)).toEqual({ kind: 'unknown', ifAbsent: meant(status) })
      else expect(sent).toMatchObject({ state: 'published' })
      mend()
      expect(await network.find?.('kunci-1', part, session, fakeNow)).toMatchObject({ state: 'published' })
      expect(fake.posts()).toHaveLength(1)
    },
  )

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED'])(
    '%s before sending is unavailable, and nothing is found',
    async (code) => {
      const { fake, session, mend } = await open(network, create, () => Promise.reject(cut(code)))
      const part = partOf(network)
      expect((await problemOf(send(network, part, session, 'kunci-1'))).kind).toBe('unavailable')
      mend()
      expect(await network.find?.('kunci-1', part, session, fakeNow)).toBeUndefined()
      expect(fake.posts()).toHaveLength(0)
    },
  )

  it.runIf(network.find)('finds only what this try may have left: no older copy, no other words', async () => {
    const { fake, session } = await open(network, create)
    const part = partOf(network)
    fake.addPost(part.text, new Date(fakeNow.getTime() - 24 * 3600_000))
    fake.addPost(`${part.text} Dan ini.`, fakeNow)
    expect(await network.find?.('kunci-1', part, session, fakeNow)).toBeUndefined()
  })

  it.each(create().failures.map((failure) => [failure.name, failure] as const))(
    'maps the failure “%s”',
    async (_what, failure) => {
      const { fake, session, connected } = await open(network, create, async () => new Response(failure.body, failure))
      const problem = await problemOf(send(network, partOf(network), session, 'kunci-1'))
      expect(problem.ifAbsent?.kind ?? problem.kind).toBe(failure.kind)
      expect(problem.retryAt === undefined ? undefined : problem.retryAt.toISOString()).toBe(
        failure.retryAt?.toISOString() ?? (failure.kind === 'unavailable' ? problem.retryAt?.toISOString() : undefined),
      )
      for (const language of languages) expect(problem.words[language]).not.toMatch(/[<>{}]/)
      expectNoSecret(problem, fake.secrets(connected))
      expect(fake.posts()).toHaveLength(0)
    },
  )

  it('leaves no secret in an error, even where the server sends them back', async () => {
    const { fake, session, connected } = await open(network, create)
    const said = fake.secrets(connected).join(' ')
    const body = JSON.stringify({ error: said, message: said, code: said, error_description: said })
    const echo: Session = {
      ...session,
      fetch: async () => new Response(body, { status: 400, headers: { 'x-echo': '1' } }),
    }
    const problems = [
      await problemOf(network.publish(partOf(network), echo, 'k')),
      await problemOf(network.probe(echo)),
      await problemOf(network.probe({ ...session, credentials: { broken: said } })),
      ...(network.revoke ? [await problemOf(network.revoke({ ...echo, fetch: refusing(said) }))] : []),
    ]
    for (const problem of problems) {
      const shown = `${problem.words.id} ${problem.words.en} ${problem.message} ${problem.stack} ${inspect(problem, { depth: 10 })}`
      for (const secret of fake.secrets(connected)) expect(shown.includes(secret)).toBe(false)
    }
  })

  it.runIf(network.connect.kind === 'form')(
    'repeats no password that was typed, whatever the server says',
    async () => {
      const typed = 'sandi-rahasia-123'
      const values = { url: 'https://server.example', handle: 'sari.example', text: 'sari', password: typed }
      const form = Object.fromEntries(network.connect.fields.map(({ name, type }) => [name, values[type]]))
      for (const status of [200, 400, 401, 403, 404, 500]) {
        const body = JSON.stringify({ error: typed, message: typed, code: typed })
        const echo = async () => new Response(body, { status })
        const problem = await problemOf(network.signIn?.(form, openSession(undefined, { fetch: echo }).session))
        expectNoSecret(problem, [typed])
        for (const language of languages) expect(problem.words[language]).not.toContain(typed)
      }
    },
  )

  it('honours abort: nothing is sent after it', async () => {
    const { fake, session } = await open(network, create)
    const signal = AbortSignal.abort()
    expect((await problemOf(network.publish(partOf(network), { ...session, signal }, 'k'))).kind).toBe('unavailable')
    expect(fake.posts()).toHaveLength(0)
  })

  it('stops a request under way when aborted, in doubt', async () => {
    const control = new AbortController()
    const hang = () =>
      new Promise<Response>((_done, fail) => {
        control.signal.addEventListener('abort', () => fail(control.signal.reason))
        setTimeout(() => control.abort(), 20)
      })
    const { session } = await open(network, create, hang)
    const problem = await problemOf(send(network, partOf(network), { ...session, signal: control.signal }, 'k'))
    expect(problem.kind).toBe('unknown')
  })

  it('follows no redirect with what it sends', async () => {
    const inner = { status: 307, headers: { location: 'http://127.0.0.1:9/' } }
    const { fake, session } = await open(network, create, async () => new Response(null, inner))
    const problem = await problemOf(send(network, partOf(network), session, 'k'))
    expect(['rejected', 'unknown', 'unavailable']).toContain(problem.kind)
    expect(fake.posts()).toHaveLength(0)
  })

  it.runIf(create().expire)('renews a token that has ended, once for all who find it so, and goes on', async () => {
    const { fake, connected } = await open(network, create)
    const ten = openSession(connected, { fetch: fake.fetch, now: () => fakeNow })
    fake.expire?.()
    let asked = 0
    let renewal: Promise<Credentials> | undefined
    const renew: Session['renew'] = (ask) => {
      renewal ??= (async () => {
        asked++
        return await ask(connected.credentials)
      })()
      return renewal
    }
    await Promise.all(Array.from({ length: 10 }, () => network.probe({ ...ten.session, renew })))
    expect(asked).toBe(1)
  })

  it.runIf(network.retract)('takes back, and does not mind that it is gone', async () => {
    const { fake, session } = await open(network, create)
    const copy = await send(network, partOf(network), session, 'k')
    await network.retract?.(copy, session)
    expect(fake.posts()).toHaveLength(0)
    await network.retract?.(copy, session)
  })

  it.runIf(network.correct)('corrects what is out, at its address; what is gone is gone', async () => {
    const { fake, session } = await open(network, create)
    const copy = await send(network, partOf(network), session, 'k')
    const better = partOf(network, 'Kata yang sudah dibetulkan')
    await network.correct?.(copy, better, session)
    expect(fake.posts()).toHaveLength(1)
    expect(fake.posts()[0]).toContain('Kata yang sudah dibetulkan')
    await network.retract?.(copy, session)
    await expect(network.correct?.(copy, better, session)).rejects.toMatchObject({ kind: 'gone' })
  })

  it.runIf(network.fetchResponses)('brings responses home, oldest first, none lost between two calls', async () => {
    const { fake, session } = await open(network, create)
    const copy = await send(network, partOf(network), session, 'k')
    const at = (seconds: number) => new Date(fakeNow.getTime() + seconds * 1000)
    const first = fake.addResponse(copy.remoteId, 'Satu?', at(10))
    const second = fake.addResponse(copy.remoteId, 'Dua?', at(20))
    const page = await network.fetchResponses?.('', session, [copy])
    expect(page?.responses.map(({ remoteId }) => remoteId)).toEqual([first, second])
    expect(page?.responses[0]).toMatchObject({
      text: 'Satu?',
      inReplyTo: copy.remoteId,
      root: copy.remoteId,
      person: { name: 'Budi' },
    })
    // In the very second of the last one, another arrives.
    const third = fake.addResponse(copy.remoteId, 'Tiga?', at(20))
    const next = await network.fetchResponses?.(page?.cursor ?? '', session, [copy])
    expect(next?.responses.map(({ remoteId }) => remoteId)).toContain(third)
    expect(next?.responses.map(({ remoteId }) => remoteId)).not.toContain(first)
  })

  it.runIf(network.fetchResponses)('one response that is not as documented keeps none of the others back', async () => {
    const { fake, session } = await open(network, create)
    const copy = await send(network, partOf(network), session, 'k')
    const at = (seconds: number) => new Date(fakeNow.getTime() + seconds * 1000)
    const first = fake.addResponse(copy.remoteId, 'Satu?', at(10))
    const second = fake.addResponse(copy.remoteId, 'Dua?', at(20))
    const spoiling = { ...session, fetch: spoiled(session.fetch) }
    const { value: page, misfits } = await gatherMisfits(async () => network.fetchResponses?.('', spoiling, [copy]))
    expect(page?.responses.map(({ remoteId }) => remoteId)).toEqual([first, second])
    expect(misfits.length).toBeGreaterThan(0)
  })

  it.runIf(network.reply)('answers a person, once for one key', async () => {
    const { fake, session } = await open(network, create)
    const copy = await send(network, partOf(network), session, 'k')
    fake.addResponse(copy.remoteId, 'Satu?', new Date(fakeNow.getTime() + 10_000))
    const [question] = (await network.fetchResponses?.('', session, [copy]))?.responses ?? []
    if (!question) throw new Error('no response')
    const answer = await network.reply?.(question, answerOf(network, 'Ini jawabannya.'), session, 'jawab')
    expect(answer).toMatchObject({ state: 'published' })
    const again = answerOf(network, 'Ini jawabannya.')
    const under = { root: { remoteId: question.root ?? question.remoteId }, parent: question }
    if (network.keys) expect(await network.reply?.(question, again, session, 'jawab')).toEqual(answer)
    else if (network.find) expect(await network.find('jawab', again, session, fakeNow, under)).toEqual(answer)
  })

  it.runIf(network.moderate)('lets responses through, holds them back and takes them away', async () => {
    const { fake, session } = await open(network, create)
    const copy = await send(network, partOf(network), session, 'k')
    const id = fake.addResponse(copy.remoteId, 'Judi online!', new Date(fakeNow.getTime() + 10_000))
    const [response] = (await network.fetchResponses?.('', session, [copy]))?.responses ?? []
    if (!response) throw new Error('no response')
    // The mildest first; what is away stays away.
    const order = ['hold', 'approve', 'spam', 'remove'] as const
    for (const act of order.filter((one) => network.moderation?.includes(one))) {
      await network.moderate?.(response, act, session)
      await network.moderate?.(response, act, session)
      expect(fake.isShown?.(id), act).toBe(act === 'approve')
    }
  })

  it.runIf(network.fetchArticles)('reads the articles that stand there, newest first', async () => {
    const { fake, session } = await open(network, create)
    const older = fake.addArticle?.('Yang lama', new Date(fakeNow.getTime() - 2000))
    const newer = fake.addArticle?.('Yang baru', new Date(fakeNow.getTime() - 1000))
    const page = await network.fetchArticles?.('', session)
    expect(page?.articles.map(({ remoteId }) => remoteId)).toEqual([newer, older])
    expect(page?.articles[0]).toMatchObject({ title: 'Yang baru' })
    expect(URL.canParse(page?.articles[0]?.permalink ?? '')).toBe(true)
  })

  it.runIf(network.fetchMetrics)('counts', async () => {
    const { session } = await open(network, create)
    const copy = await send(network, partOf(network), session, 'k')
    expect(await network.fetchMetrics?.([copy, { remoteId: `${copy.remoteId}x` }], session)).toMatchObject([
      { remoteId: copy.remoteId, likes: 2 },
    ])
  })
})

/** Answers in which a ruin stands beside each response: the same parts, and nothing in them that can be read. */
function spoiled(fetch: Session['fetch']): Session['fetch'] {
  return async (input, init) => {
    const response = await fetch(input, init)
    const text = await response.clone().text()
    if (!text.includes('Satu?')) return response
    return new Response(JSON.stringify(withRuins(JSON.parse(text))), {
      status: response.status,
      headers: response.headers,
    })
  }
}

function withRuins(value: unknown): unknown {
  if (Array.isArray(value)) {
    const ruins = value.filter((one) => JSON.stringify(one).includes('Satu?')).map((one) => ruinOf(one))
    return [...ruins, ...value.map(withRuins)]
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withRuins(one)]))
}

/** What tells the kind of a thing, and its place in a row, is left. */
const left = new Set(['kind', 'type', 'reason', 'update_id'])

function ruinOf(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => ruinOf(one))
  if (typeof value !== 'object' || value === null) return left.has(name) ? value : { ruined: true }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, ruinOf(one, key)]))
}
