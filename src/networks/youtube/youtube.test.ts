import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Picture, Post, Video } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import type { Connected, MediaSource, Pending, Published, Session } from '../network.ts'
import { told } from '../testing/connecting.ts'
import { fakeNow } from '../testing/fake.ts'
import { refused } from '../testing/google.ts'
import { connectTerms, openSession, pixel } from '../testing/session.ts'
import { pageWay } from '../ways.ts'
import { beginOAuth, connect, finishOAuth } from './connect.ts'
import { network } from './index.ts'
import { createFake, type YouTubeFake } from './testing/fake.ts'

const video: Video = { id: 'v', mime: 'video/mp4', width: 640, height: 360, bytes: 3, seconds: 5, alt: '' }
const picture: Picture = { id: 'p', mime: 'image/png', width: 1, height: 1, bytes: pixel.byteLength, alt: 'Titik' }

function partOf(post: Partial<Post> = {}) {
  const [part] = network.text.render(
    { text: 'Cara menyeduh kopi.', title: 'Kopi', video, ...post },
    network.text.limits(),
  )
  if (!part) throw new Error('no part')
  return part
}

interface Opened {
  fake: YouTubeFake
  connected: Connected
  /** A session of a new worker. */
  open(more?: Partial<Session>): Session
  spent: [string, number][]
}

async function begin(): Promise<Opened> {
  const fake = createFake()
  const connected = await fake.connect(network)
  const spent: Opened['spent'] = []
  const spend = async (quota: string, amount: number) => void spent.push([quota, amount])
  const open: Opened['open'] = (more) =>
    openSession(connected, { fetch: fake.fetch, now: () => fakeNow, spend, ...more }).session
  return { fake, connected, open, spent }
}

/** What is kept in a row between two workers. */
const kept = ({ pending }: Pending) => JSON.parse(JSON.stringify(pending)) as Pending['pending']

async function started(session: Session, post: Partial<Post> = {}): Promise<Pending> {
  const sent = await network.sending.publish(partOf(post), session)
  if (sent.state !== 'pending') throw new Error('not pending')
  return sent
}

async function toTheEnd(first: Pending, session: Session): Promise<Published> {
  let sent: Published | Pending | undefined = first
  while (sent?.state === 'pending') sent = await network.sending.resume(kept(sent), session)
  if (!sent) throw new Error('nothing came of it')
  return sent
}

/** The PUTs that carry bytes; a question about how far it is has none. */
const isPiece = (init?: RequestInit) => /^bytes \d/.test(new Headers(init?.headers).get('content-range') ?? '')

describe('a video of 40 MB', () => {
  const size = 40 * 1024 * 1024 + 123
  const mega = 1024 * 1024
  const film = { ...video, bytes: size }

  /** The bytes of a file too big for memory, made up. */
  function bytesOf(start: number, end: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(Math.min(end, size) - start)
    for (let at = 0; at < bytes.length; at++) bytes[at] = ((start + at) * 31 + ((start + at) >> 9)) & 255
    return bytes
  }
  const hash = createHash('sha256')
  for (let start = 0; start < size; start += mega) hash.update(bytesOf(start, start + mega))
  const wholeHash = hash.digest('hex')

  /** Tells how much was read at once. */
  function source(): { source: MediaSource; reads: number[] } {
    const reads: number[] = []
    const read = async (start: number, end: number) => {
      reads.push(end - start)
      return bytesOf(start, end)
    }
    return { source: { bytes: size, mime: 'video/mp4', read }, reads }
  }

  it('goes on at the right byte after its worker was killed, and arrives whole', async () => {
    const { fake, open } = await begin()
    const { source: file, reads } = source()
    const media = { video: async () => file }
    const pending = await started(open(media), { video: film })
    expect(pending.progress).toBe(0)
    // The worker dies in its third piece; what it kept is still the beginning.
    const control = new AbortController()
    let pieces = 0
    const dies: typeof fetch = (input, init) => {
      if (isPiece(init) && ++pieces === 3) control.abort()
      return control.signal.aborted ? Promise.reject(control.signal.reason) : fake.fetch(input, init)
    }
    const interrupted = network.sending.resume(kept(pending), open({ ...media, fetch: dies, signal: control.signal }))
    await expect(interrupted).rejects.toMatchObject({ kind: 'unavailable' })
    expect(fake.ranges()).toEqual([`0-${8 * mega - 1}/${size}`, `${8 * mega}-${16 * mega - 1}/${size}`])
    expect(fake.posts()).toEqual([])

    const done = await network.sending.resume(kept(pending), open(media))
    expect(done).toMatchObject({ state: 'published', permalink: expect.stringContaining('watch?v=') })
    expect(fake.ranges()[2]).toBe(`${16 * mega}-${24 * mega - 1}/${size}`)
    expect(fake.ranges()).toHaveLength(6)
    expect(fake.videos()).toHaveLength(1)
    expect(fake.videos()[0]).toMatchObject({ bytes: size, hash: wholeHash })
    expect(Math.max(...reads)).toBe(8 * mega)
    // Asked once more with what was kept at first, it is the same video.
    expect(await network.sending.resume(kept(pending), open(media))).toEqual(done)
    expect(fake.videos()).toHaveLength(1)
  })

  it('comes back with its progress when its turn is over', async () => {
    const { fake, open } = await begin()
    const media = { video: async () => source().source }
    let at = fakeNow.getTime()
    // Every piece takes twelve seconds.
    const slow: typeof fetch = (input, init) => {
      if (isPiece(init)) at += 12_000
      return fake.fetch(input, init)
    }
    const session = open({ ...media, fetch: slow, now: () => new Date(at) })
    const pending = await started(session, { video: film })
    const half = await network.sending.resume(kept(pending), session)
    expect(half).toMatchObject({ state: 'pending', progress: (32 * mega) / size, retryAt: new Date(at) })
    expect(at - fakeNow.getTime()).toBeLessThan(60_000)
    if (half?.state !== 'pending') throw new Error('not pending')
    await toTheEnd(half, session)
    expect(fake.videos()[0]?.hash).toBe(wholeHash)
  })

  it('keeps what came of a piece that broke off, and sends smaller ones', async () => {
    const { fake, open } = await begin()
    const media = { video: async () => source().source }
    const session = open(media)
    const pending = await started(session, { video: film })
    let pieces = 0
    const weak: typeof fetch = (input, init) => {
      if (isPiece(init) && ++pieces === 2) fake.cutNextPieceAfter(3 * mega + 5)
      return fake.fetch(input, init)
    }
    const stalled = await network.sending.resume(kept(pending), open({ ...media, fetch: weak }))
    if (stalled?.state !== 'pending') throw new Error('not pending')
    expect(stalled.retryAt.getTime()).toBeGreaterThan(fakeNow.getTime())
    await toTheEnd(stalled, session)
    expect(fake.ranges()[2]).toBe(`${11 * mega}-${15 * mega - 1}/${size}`)
    expect(fake.videos()).toHaveLength(1)
    expect(fake.videos()[0]?.hash).toBe(wholeHash)
  })
})

describe('an upload that YouTube no longer knows', () => {
  it('begins anew, and is not sent twice where the video is there', async () => {
    const { fake, open, spent } = await begin()
    const pending = await started(open())
    fake.forgetSessions()
    const fresh = await network.sending.resume(kept(pending), open())
    expect(fresh).toMatchObject({ state: 'pending', pending: { restarts: 1 } })
    expect(spent.filter(([quota]) => quota === 'uploads')).toEqual([
      ['uploads', 1],
      ['uploads', 1],
    ])
    if (fresh?.state !== 'pending') throw new Error('not pending')
    const done = await toTheEnd(fresh, open())
    fake.forgetSessions()
    expect(await network.sending.resume(kept(fresh), open())).toEqual(done)
    expect(fake.videos()).toHaveLength(1)
  })

  it('is given up when YouTube forgets it again and again', async () => {
    const { fake, open } = await begin()
    let pending = await started(open())
    for (let times = 0; times < 2; times++) {
      fake.forgetSessions()
      const next = await network.sending.resume(kept(pending), open())
      if (next?.state !== 'pending') throw new Error('not pending')
      pending = next
    }
    fake.forgetSessions()
    await expect(network.sending.resume(kept(pending), open())).rejects.toMatchObject({ kind: 'rejected' })
    expect(fake.videos()).toHaveLength(0)
  })
})

describe('the address of an upload', () => {
  it('stands in no error, and has to be Google’s', async () => {
    const { fake, open } = await begin()
    const pending = await started(open())
    const address = told(pending.pending, 'address')
    const echo: typeof fetch = async () => refused(400, 'badRequest', `No such thing: ${address}`)
    const problem = await network.sending.resume(kept(pending), open({ fetch: echo })).catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(Problem)
    expect(JSON.stringify(problem) + (problem as Problem).words.en + (problem as Problem).message).not.toContain(
      'sesi-rahasia',
    )
    const elsewhere: typeof fetch = async (input, init) => {
      const answer = await fake.fetch(input, init)
      return new Response(null, { status: answer.status, headers: { location: 'https://jahat.example/upload' } })
    }
    await expect(network.sending.publish(partOf(), open({ fetch: elsewhere }))).rejects.toMatchObject({
      kind: 'unavailable',
    })
  })
})

describe('what goes along', () => {
  it('is refused in words without a video, and nothing leaves', async () => {
    const { open, spent } = await begin()
    const { video: _none, ...words } = partOf()
    await expect(network.sending.publish(words, open())).rejects.toMatchObject({
      kind: 'rejected',
      words: { id: expect.stringContaining('hanya menerima kiriman dengan video') },
    })
    expect(spent).toEqual([])
    expect(network.text.limits().needs).toEqual(['video'])
  })

  it('is title, description, tags, language and what was chosen', async () => {
    const { fake, open } = await begin()
    const options = { privacy: 'unlisted', category: '27', madeForKids: 'yes', synthetic: 'yes', notify: '' }
    const asked: string[] = []
    const listen: typeof fetch = (input, init) => {
      asked.push(String(input))
      return fake.fetch(input, init)
    }
    const session = open({ fetch: listen })
    const post = { tags: ['#Kopi', 'kopi susu'], language: 'id', options }
    await toTheEnd(await started(session, post), session)
    expect(fake.videos()[0]).toMatchObject({
      snippet: {
        title: 'Kopi',
        description: 'Cara menyeduh kopi.',
        tags: ['Kopi', 'kopi susu'],
        categoryId: '27',
        defaultLanguage: 'id',
        defaultAudioLanguage: 'id',
      },
      status: { privacyStatus: 'unlisted', selfDeclaredMadeForKids: true, containsSyntheticMedia: true },
    })
    expect(new URL(asked[0] ?? '').searchParams.get('notifySubscribers')).toBe('false')
  })

  it('is the thumbnail, which keeps no video from being out', async () => {
    const { fake, open, spent } = await begin()
    const post = { pictures: [picture] }
    await toTheEnd(await started(open(), post), open())
    expect(fake.videos()[0]?.thumbnail).toEqual({ bytes: pixel.byteLength, mime: 'image/png' })
    expect(spent.filter(([, amount]) => amount === 50)).toHaveLength(1)
    expect(network.sending.price(partOf(post))).toEqual([
      { quota: 'uploads', amount: 1 },
      { quota: 'units', amount: 50 },
    ])
    const unverified: typeof fetch = async (input, init) =>
      String(input).includes('/thumbnails/')
        ? refused(403, 'forbidden', 'The thumbnail can’t be set for the specified video.')
        : fake.fetch(input, init)
    const session = open({ fetch: unverified })
    const done = await toTheEnd(await started(session, { ...post, title: 'Kedua' }), session)
    expect(done).toMatchObject({ state: 'published', missing: { en: expect.stringContaining('youtube.com/verify') } })
    expect(fake.videos()[1]?.thumbnail).toBeUndefined()
  })

  it('waits for a thumbnail while YouTube is down, without a second video', async () => {
    const { fake, open } = await begin()
    let down = true
    const flaky: typeof fetch = async (input, init) =>
      down && String(input).includes('/thumbnails/')
        ? refused(503, 'backendError', 'Backend Error')
        : fake.fetch(input, init)
    const session = open({ fetch: flaky })
    const waits = await network.sending.resume(kept(await started(session, { pictures: [picture] })), session)
    if (waits?.state !== 'pending') throw new Error('not pending')
    expect(waits.retryAt.getTime()).toBeGreaterThan(fakeNow.getTime())
    down = false
    await toTheEnd(waits, session)
    expect(fake.videos()).toHaveLength(1)
    expect(fake.videos()[0]?.thumbnail).toBeDefined()
  })
})

describe('quotas', () => {
  it('are counted before anything leaves; when they are used up nothing does', async () => {
    const { fake, connected } = await begin()
    const calls: string[] = []
    const listen: typeof fetch = (input, init) => {
      calls.push(String(input))
      return fake.fetch(input, init)
    }
    const spend = async () => {
      throw new Problem('rate-limited', { id: 'Habis.', en: 'Used up.' })
    }
    const { session } = openSession(connected, { fetch: listen, now: () => fakeNow, spend })
    await expect(network.sending.publish(partOf(), session)).rejects.toMatchObject({ kind: 'rate-limited' })
    await expect(network.responses.fetch('', session)).rejects.toMatchObject({ kind: 'rate-limited' })
    await expect(network.responses.moderation.moderate({ remoteId: 'c' }, 'hold', session)).rejects.toMatchObject({
      kind: 'rate-limited',
    })
    expect(calls).toEqual([])
  })

  it('are one unit for reading, fifty for writing, and a count of their own for uploads', async () => {
    const { open, spent, fake } = await begin()
    const copy = await toTheEnd(await started(open()), open())
    fake.addResponse(copy.remoteId, 'Satu?', fakeNow)
    const [one] = (await network.responses.fetch('', open()))?.responses ?? []
    if (one) await network.responses.reply(one, { ...partOf(), text: 'Ya.' }, open())
    await network.sending.retract(copy, open())
    expect(spent).toEqual([
      ['uploads', 1],
      ['units', 1],
      ['units', 1],
      ['units', 50],
      ['units', 50],
    ])
    expect(network.sending.quotas?.map(({ name, limit, timeZone }) => [name, limit, timeZone])).toEqual([
      ['uploads', 100, 'America/Los_Angeles'],
      ['units', 10_000, 'America/Los_Angeles'],
    ])
  })
})

describe('comments', () => {
  it('come home with replies beyond those that a thread brings, held ones marked, our own left out', async () => {
    const { fake, open } = await begin()
    const copy = await toTheEnd(await started(open()), open())
    const at = (seconds: number) => new Date(fakeNow.getTime() + seconds * 1000)
    const head = fake.addResponse(copy.remoteId, 'Berapa gram?', at(1))
    const replies = [2, 3, 4].map((second) => fake.addReply(head, `Balasan ${second}`, at(second)))
    const spam = fake.addResponse(copy.remoteId, 'Judi!', at(5))
    fake.hold(spam)
    const home = await network.responses.fetch('', open())
    expect(home?.responses.map(({ remoteId, held }) => [remoteId, held ?? false])).toEqual([
      [head, false],
      ...replies.map((id) => [id, false]),
      [spam, true],
    ])
    expect(home?.responses[1]).toMatchObject({
      inReplyTo: head,
      root: copy.remoteId,
      permalink: `https://www.youtube.com/watch?v=${copy.remoteId}&lc=${replies[0]}`,
    })
    // An answer to a reply stands below the thread's head, as deep as YouTube goes.
    const reply = home?.responses[2]
    if (!reply) throw new Error('no reply')
    const answer = (await network.responses.reply(reply, { ...partOf(), text: 'Lima belas.' }, open())) as Published
    expect(fake.comments().find(({ id }) => id === answer?.remoteId)).toMatchObject({ thread: head, own: true })
    const next = await network.responses.fetch(home?.cursor ?? '', open())
    expect(next?.responses.map(({ remoteId }) => remoteId)).toEqual([spam])
  })

  it('are read page by page until what is known', async () => {
    const { fake, open, spent } = await begin()
    const copy = await toTheEnd(await started(open()), open())
    const at = (seconds: number) => new Date(fakeNow.getTime() + seconds * 1000)
    const ids = Array.from({ length: 230 }, (_, number) => fake.addResponse(copy.remoteId, `No. ${number}`, at(number)))
    spent.length = 0
    const recent = await network.responses.fetch('', open())
    expect(recent?.responses).toHaveLength(100)
    const all = await network.responses.fetch(at(0).toISOString(), open())
    expect(all?.responses.map(({ remoteId }) => remoteId)).toEqual(ids)
    // Two for the first page of each kind; then three pages and one.
    expect(spent).toHaveLength(2 + 4)
  })

  it('are none where the channel has none', async () => {
    const { fake, open } = await begin()
    const off: typeof fetch = async (input, init) =>
      String(input).includes('/commentThreads')
        ? refused(403, 'commentsDisabled', 'The channel has disabled comments.')
        : fake.fetch(input, init)
    expect(await network.responses.fetch('', open({ fetch: off }))).toEqual({ responses: [], cursor: '' })
  })

  it('of ours can be corrected and taken back like posts', async () => {
    const { fake, open } = await begin()
    const copy = await toTheEnd(await started(open()), open())
    fake.addResponse(copy.remoteId, 'Satu?', fakeNow)
    const [one] = (await network.responses.fetch('', open()))?.responses ?? []
    if (!one) throw new Error('no response')
    const answer = (await network.responses.reply(one, { ...partOf(), text: 'Ya.' }, open())) as Published
    await network.sending.correct(answer, { ...partOf(), text: 'Tentu.' }, open())
    expect(fake.comments().map(({ text }) => text)).toEqual(['Satu?', 'Tentu.'])
    await network.sending.retract(answer, open())
    await network.sending.retract(answer, open())
    expect(fake.comments().map(({ text }) => text)).toEqual(['Satu?'])
    expect(fake.posts()).toHaveLength(1)
  })
})

describe('find', () => {
  it('knows a private video by its own words, and leaves one out that failed', async () => {
    const { fake, open } = await begin()
    await toTheEnd(await started(open(), { options: { privacy: 'private' } }), open())
    const part = partOf({ options: { privacy: 'private' } })
    expect(await network.sending.find('k', part, open(), fakeNow)).toMatchObject({ remoteId: fake.videos()[0]?.id })
    Object.assign(fake.videos()[0]?.status ?? {}, { uploadStatus: 'failed' })
    expect(await network.sending.find('k', part, open(), fakeNow)).toBeUndefined()
  })
})

describe('find, for an answer', () => {
  it('looks below the very comment, to the last page, and nowhere else', async () => {
    const { fake, open, spent } = await begin()
    const copy = await toTheEnd(await started(open()), open())
    const head = fake.addResponse(copy.remoteId, 'Berapa gram?', fakeNow)
    const elsewhere = fake.addResponse(copy.remoteId, 'Berapa lama?', fakeNow)
    for (let number = 0; number < 130; number++) fake.addReply(head, `Saya juga ${number}`, fakeNow)
    const place = (thread: string) => ({ remoteId: thread, reference: { thread, video: copy.remoteId } })
    const { video: _none, ...words } = partOf({ text: 'Lima belas.' })
    const answer = await network.responses.reply(place(head), words, open())
    spent.length = 0
    const under = (thread: string) => ({ root: place(thread), parent: place(thread) })
    expect(await network.sending.find('k', words, open(), fakeNow, under(head))).toEqual(answer)
    expect(spent).toHaveLength(2)
    expect(await network.sending.find('k', words, open(), fakeNow, under(elsewhere))).toBeUndefined()
    const later = new Date(fakeNow.getTime() + 3600_000)
    expect(await network.sending.find('k', words, open(), later, under(head))).toBeUndefined()
  })
})

describe('correcting', () => {
  it('keeps category, tags and language, which YouTube would take away', async () => {
    const { fake, open } = await begin()
    const post = { tags: ['Kopi'], language: 'id', options: { category: '27' } }
    const copy = await toTheEnd(await started(open(), post), open())
    await network.sending.correct(copy, partOf({ text: 'Sudah dibetulkan.', title: 'Kopi tubruk' }), open())
    expect(fake.videos()[0]?.snippet).toMatchObject({
      title: 'Kopi tubruk',
      description: 'Sudah dibetulkan.',
      categoryId: '27',
      tags: ['Kopi'],
      defaultLanguage: 'id',
    })
  })
})

describe('the permission', () => {
  const tools = (fetch: typeof globalThis.fetch) => ({
    fetch,
    signal: new AbortController().signal,
    now: () => fakeNow,
  })
  const form = { clientId: '123-percakapan.apps.googleusercontent.com', clientSecret: 'GOCSPX-rahasia-aplikasi-0123' }

  it('attacks#A30 is refused for a foreign state, a foreign verifier and a person who says no', async () => {
    const fake = createFake()
    await fake.connect(network)
    const start = await beginOAuth(form, connectTerms())
    const back = (answer: Record<string, string>) =>
      finishOAuth(new URLSearchParams(answer), start?.pending ?? {}, tools(fake.fetch))
    await expect(back({ state: 'lain', code: '4/kode-sekali' })).rejects.toMatchObject({ kind: 'unauthorized' })
    await expect(back({ state: 's', error: 'access_denied' })).rejects.toMatchObject({ kind: 'unauthorized' })
    // Google's page was last seen with another challenge.
    await expect(back({ state: 's', code: '4/kode-sekali' })).rejects.toMatchObject({ kind: 'unauthorized' })
  })

  it('offers every channel of the account, and says where there is none', async () => {
    const fake = createFake()
    const withChannels =
      (change: (items: unknown[]) => unknown[]): typeof fetch =>
      async (input, init) => {
        const answer = await fake.fetch(input, init)
        if (!String(input).includes('/channels')) return answer
        const body = (await answer.json()) as { items: Record<string, unknown>[] }
        return Response.json({ ...body, items: change(body.items) })
      }
    const finish = async (fetch: typeof globalThis.fetch) => {
      const start = await beginOAuth(form, connectTerms())
      // Google's page sees this very challenge, and its answer fits the verifier that was kept.
      await fake.connect({
        ...network,
        identity: { ...network.identity, ways: [pageWay(connect, { begin: async () => start, finish: finishOAuth })] },
      })
      const back = new URLSearchParams({ state: 's', code: '4/kode-sekali' })
      return await finishOAuth(back, start?.pending ?? {}, tools(fetch))
    }
    const two = await finish(withChannels(([own]) => [own, { ...(own as object), id: 'UClain' }]))
    expect((two as readonly Connected[]).map(({ account }) => account.remoteId)).toEqual(['UCsari0123456789', 'UClain'])
    await expect(finish(withChannels(() => []))).rejects.toMatchObject({
      kind: 'rejected',
      words: { en: expect.stringContaining('no YouTube channel yet') },
    })
  })

  it('is renewed in the middle of an upload; the refresh token, which Google does not repeat, is kept', async () => {
    const { fake, connected } = await begin()
    const { session, renewed } = openSession(connected, { fetch: fake.fetch, now: () => fakeNow })
    const pending = await started(session)
    fake.expire?.()
    await toTheEnd(pending, session)
    expect(renewed).toHaveLength(1)
    expect(renewed[0]).toMatchObject({ refreshToken: told(connected.credentials, 'refreshToken') })
    expect(told(renewed[0] ?? {}, 'accessToken')).not.toBe(told(connected.credentials, 'accessToken'))
    expect(fake.videos()).toHaveLength(1)
  })

  it('is for one channel: another one’s is refused', async () => {
    const { connected, fake } = await begin()
    const other = { ...connected, account: { ...connected.account, remoteId: 'UClain' } }
    const { session } = openSession(other, { fetch: fake.fetch, now: () => fakeNow })
    await expect(network.identity.probe(session)).rejects.toMatchObject({ kind: 'unauthorized' })
  })
})

describe('limits', () => {
  it('are fifteen minutes until the channel is verified', async () => {
    const { connected } = await begin()
    expect(network.text.limits(connected.account).video?.seconds).toBe(12 * 3600)
    const facts = { longUploads: 'eligible' }
    expect(network.text.limits({ ...connected.account, facts }).video?.seconds).toBe(900)
  })
})
