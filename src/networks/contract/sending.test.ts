import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Part } from '../../core/post.ts'
import { Problem, type ProblemKind } from '../../core/problem.ts'
import { languages } from '../../core/words.ts'
import { present, type Session } from '../network.ts'
import { fakeNow } from '../testing/fake.ts'
import { pixel } from '../testing/session.ts'
import { expectNoSecret, open, partOf, problemOf, send, sendAgain, triesAgain, withFake } from './testing/stand.ts'

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

/** What every network owes that sends by itself: a part goes out once, and what became of it is known. */
describe.each(withFake)('%s, against its fake', (_name, network, create) => {
  const { text, sending } = network
  const resume = present(sending.resume)
  const find = present(sending.find)
  const retract = present(sending.retract)
  const correct = present(sending.correct)
  const probe = present(network.identity.probe)
  const revoke = present(network.identity.revoke)

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

  it.runIf(text.limits().pictures > 0 && !text.limits().needs?.includes('video'))(
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
      for (const words of ['Satu', 'Dua']) {
        const [part] = text.render({ text: words, title: words, pictures }, text.limits())
        await send(network, part as Part, { ...session, fetch: watching }, words)
      }
      // Some fetch pictures from their addresses.
      expect(new Set(names).size).toBe(names.length)
      expect(names.every((name) => /^image-[0-9a-f-]{18}\.png$/.test(name))).toBe(true)
    },
  )

  it.runIf(text.limits().video)('a video: the very copy that is to be sent is asked for, turn after turn', async () => {
    const { session } = await open(network, create)
    const limits = text.limits()
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
    const [part] = text.render({ text: 'Kabar panen', title: 'Kabar', video }, limits)
    expect(part?.video).toEqual(video)
    const asked: (string | undefined)[] = []
    const watched: Session = {
      ...session,
      video: (one) => {
        asked.push(one.target)
        return session.video(one)
      },
    }
    let sent = await sending.publish(part as Part, watched, 'kunci-video')
    // Some work on it for long; by then all of it was asked for. Who fetches it from its address asks for nothing.
    for (let turns = 0; turns < 10 && sent.state === 'pending' && resume; turns++)
      sent = await resume(JSON.parse(JSON.stringify(sent.pending)), watched)
    expect(asked.filter((one) => one !== target)).toEqual([])
  })

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
      if (!find) return
      const found = await find('kunci-1', part, session, fakeNow)
      expect(found).toMatchObject({ state: 'published' })
      expect(await sendAgain(network, part, session, 'kunci-1')).toEqual(found)
      expect(fake.posts()).toHaveLength(1)
    },
  )

  it.runIf(find).each(saysNothing.flatMap((status) => bodies.map((body) => [status, body] as const)))(
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
      expect(await find?.('kunci-1', part, session, fakeNow)).toMatchObject({ state: 'published' })
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
      expect(await find?.('kunci-1', part, session, fakeNow)).toBeUndefined()
      expect(fake.posts()).toHaveLength(0)
    },
  )

  it.runIf(find)('finds only what this try may have left: no older copy, no other words', async () => {
    const { fake, session } = await open(network, create)
    const part = partOf(network)
    fake.addPost(part.text, new Date(fakeNow.getTime() - 24 * 3600_000))
    fake.addPost(`${part.text} Dan ini.`, fakeNow)
    expect(await find?.('kunci-1', part, session, fakeNow)).toBeUndefined()
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
      await problemOf(sending.publish(partOf(network), echo, 'k')),
      await problemOf(probe?.(echo)),
      await problemOf(probe?.({ ...session, credentials: { broken: said } })),
      ...(revoke ? [await problemOf(revoke({ ...echo, fetch: refusing(said) }))] : []),
    ]
    for (const problem of problems) {
      const shown = `${problem.words.id} ${problem.words.en} ${problem.message} ${problem.stack} ${inspect(problem, { depth: 10 })}`
      for (const secret of fake.secrets(connected)) expect(shown.includes(secret)).toBe(false)
    }
  })

  it('honours abort: nothing is sent after it', async () => {
    const { fake, session } = await open(network, create)
    const signal = AbortSignal.abort()
    expect((await problemOf(sending.publish(partOf(network), { ...session, signal }, 'k'))).kind).toBe('unavailable')
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

  it.runIf(retract)('takes back, and does not mind that it is gone', async () => {
    const { fake, session } = await open(network, create)
    const copy = await send(network, partOf(network), session, 'k')
    await retract?.(copy, session)
    expect(fake.posts()).toHaveLength(0)
    await retract?.(copy, session)
  })

  it.runIf(correct)('corrects what is out, at its address; what is gone is gone', async () => {
    const { fake, session } = await open(network, create)
    const copy = await send(network, partOf(network), session, 'k')
    const better = partOf(network, 'Kata yang sudah dibetulkan')
    await correct?.(copy, better, session)
    expect(fake.posts()).toHaveLength(1)
    expect(fake.posts()[0]).toContain('Kata yang sudah dibetulkan')
    await retract?.(copy, session)
    await expect(correct?.(copy, better, session)).rejects.toMatchObject({ kind: 'gone' })
  })
})
