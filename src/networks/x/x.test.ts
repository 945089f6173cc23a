import { describe, expect, it } from 'vitest'
import type { Picture, Post, Video } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import type { MediaSource, Pending, Published, Session } from '../network.ts'
import { told } from '../testing/connecting.ts'
import { fakeNow } from '../testing/fake.ts'
import { connectTerms, openSession, pixel } from '../testing/session.ts'
import { beginOAuth, finishOAuth } from './connect.ts'
import { network } from './index.ts'
import { pieceBytes } from './limits.ts'
import { createFake } from './testing/fake.ts'

const picture: Picture = {
  id: 'p',
  mime: 'image/png',
  width: 1,
  height: 1,
  bytes: pixel.byteLength,
  alt: 'Titik merah',
}
const video: Video = { id: 'v', mime: 'video/mp4', width: 640, height: 360, bytes: 0, seconds: 9, alt: 'Kopi dituang' }

function partOf(text: string, more: Partial<Post> = {}) {
  const [part] = network.text.render({ text, ...more }, network.text.limits())
  if (!part) throw new Error('no part')
  return part
}

/** A fake with somebody signed in, and what the session counted. */
async function open(more: Partial<Session> = {}) {
  const fake = createFake()
  const spent: number[] = []
  const spend: Session['spend'] = async (quota, amount) => {
    expect(quota).toBe('usd')
    spent.push(amount)
  }
  const connected = await fake.connect(network)
  const { session, renewed } = openSession(connected, { fetch: fake.fetch, now: () => fakeNow, spend, ...more })
  return { fake, session, connected, renewed, spent }
}

/** A video of so many bytes, and which of them were read. */
function film(bytes: number) {
  const reads: [number, number][] = []
  const content = Buffer.alloc(bytes, 'percakapan')
  const source: MediaSource = {
    bytes,
    mime: 'video/mp4',
    read: async (start, end) => {
      reads.push([start, end])
      return new Uint8Array(content.subarray(start, end))
    },
  }
  return { source, reads, content }
}

const kept = (one: Published | Pending): Pending['pending'] => {
  if (one.state !== 'pending') throw new Error('not pending')
  return JSON.parse(JSON.stringify(one.pending)) as Pending['pending']
}

describe('signing in', () => {
  const tools = (fake: ReturnType<typeof createFake>) => ({
    fetch: fake.fetch,
    signal: new AbortController().signal,
    now: () => fakeNow,
  })
  const form = { clientId: 'aplikasi-1', clientSecret: 'geheim-app-0123456789' }

  it('asks for the least, with PKCE and state', async () => {
    const start = await beginOAuth(form, connectTerms())
    const { origin, pathname, searchParams } = new URL(start?.url ?? '')
    expect(origin + pathname).toBe('https://x.com/i/oauth2/authorize')
    expect(searchParams.get('scope')?.split(' ')).toEqual([
      'tweet.read',
      'tweet.write',
      'tweet.moderate.write',
      'users.read',
      'media.write',
      'offline.access',
    ])
    expect(searchParams.get('code_challenge_method')).toBe('S256')
    expect(searchParams.get('state')).toBe('s')
    expect(start?.url).not.toContain(form.clientSecret)
  })

  it.each([
    ['a foreign state', new URLSearchParams({ state: 'lain', code: 'kode-sekali' })],
    ['no', new URLSearchParams({ state: 's', error: 'access_denied' })],
    ['another code', new URLSearchParams({ state: 's', code: 'kode-lain' })],
    ['the verifier of another sign-in', new URLSearchParams({ state: 's', code: 'kode-sekali' })],
  ])('%s gives nothing', async (_what, answer) => {
    const fake = createFake()
    // The fake keeps the challenge of the last sign-in that went through it; here there was none.
    const start = await beginOAuth(form, connectTerms())
    await expect(finishOAuth(answer, start?.pending ?? {}, tools(fake))).rejects.toMatchObject({
      kind: 'unauthorized',
    })
  })

  it('keeps the new refresh token, since the old one is good once', async () => {
    const { fake, session, connected, renewed } = await open()
    fake.expire?.()
    await network.identity.probe(session)
    fake.expire?.()
    await network.identity.probe(session)
    expect(renewed).toHaveLength(2)
    expect(new Set([connected.credentials, ...renewed].map((one) => told(one, 'refreshToken'))).size).toBe(3)
    expect(renewed[1]).toMatchObject({ expiresAt: fakeNow.getTime() + 7200_000 })
  })

  it('knows who pays X for more room', async () => {
    const { fake, session } = await open()
    expect(network.text.limits(await network.identity.probe(session)).length).toBe(280)
    fake.subscribe('Premium')
    const account = await network.identity.probe(session)
    expect(network.text.limits(account)).toMatchObject({ length: 25_000, video: { seconds: 7500 } })
    const long = 'kata '.repeat(200).trim()
    expect(network.text.render({ text: long }, network.text.limits(account))).toHaveLength(1)
  })
})

describe('what posting costs', () => {
  it('is told before it is spent, by link and alternative text', () => {
    expect(network.sending.price(partOf('Halo'))).toEqual([{ quota: 'usd', amount: 15_000 }])
    expect(network.sending.price(partOf('Halo https://contoh.id'))).toEqual([{ quota: 'usd', amount: 200_000 }])
    expect(network.sending.price(partOf('Lihat contoh.com ya'))).toEqual([{ quota: 'usd', amount: 200_000 }])
    expect(network.sending.price(partOf('Halo', { pictures: [picture] }))).toEqual([{ quota: 'usd', amount: 20_000 }])
  })

  it('is counted before each call, and exactly what the price says', async () => {
    const { session, spent } = await open()
    const part = partOf('Halo https://contoh.id', { pictures: [picture] })
    const copy = (await network.sending.publish(part, session, 'k')) as Published
    expect(spent.reduce((sum, one) => sum + one, 0)).toBe(network.sending.price(part)[0]?.amount)
    spent.length = 0
    await network.sending.find('k', part, session, fakeNow)
    await network.figures.fetch([copy], session)
    await network.identity.probe(session)
    await network.responses.moderation.moderate({ remoteId: copy.remoteId }, 'hold', session)
    await network.sending.retract(copy, session)
    expect(spent).toEqual([10_000, 5_000, 1_000, 5_000, 10_000])
  })

  it('stops the call where the budget is used up', async () => {
    const empty = new Problem('rate-limited', { id: 'habis', en: 'used up' })
    const { fake, session } = await open({ spend: () => Promise.reject(empty) })
    const before = fake.calls().length
    await expect(network.sending.publish(partOf('Halo'), session, 'k')).rejects.toBe(empty)
    await expect(network.responses.fetch('', session, [])).rejects.toBe(empty)
    await expect(network.sending.find('k', partOf('Halo'), session, fakeNow)).rejects.toBe(empty)
    expect(fake.calls()).toHaveLength(before)
  })

  it('counts for mentions what came, whatever was set aside before', async () => {
    const { fake, session, spent } = await open()
    const copy = (await network.sending.publish(partOf('Halo'), session, 'k')) as Published
    spent.length = 0
    let cursor = ''
    for (let look = 0; look < 5; look++) cursor = (await network.responses.fetch(cursor, session, [copy]))?.cursor ?? ''
    // Five lookups that brought nothing cost what one sets aside.
    expect(spent.reduce((sum, one) => sum + one, 0)).toBe(20_000)
    fake.addResponse(copy.remoteId, 'Hai', fakeNow)
    cursor = (await network.responses.fetch(cursor, session, [copy]))?.cursor ?? ''
    await network.responses.fetch(cursor, session, [copy])
    // A post and its author came: so much more has to be set aside.
    expect(spent.reduce((sum, one) => sum + one, 0)).toBe(22_000)
  })
})

describe('the very same words again', () => {
  it('are an older copy that a person must change, where they stand there for long', async () => {
    const { fake, session } = await open()
    fake.addPost('Halo', new Date(fakeNow.getTime() - 26 * 3600_000))
    const problem = (await network.sending
      .publish(partOf('Halo'), session, 'k')
      .catch((error: unknown) => error)) as Problem
    expect(problem.kind).toBe('rejected')
    expect(problem.words.id).toContain('https://x.com/sari/status/')
  })

  it('are in doubt where they are young: find says whether they are ours', async () => {
    const { fake, session } = await open()
    fake.addPost('Halo', fakeNow)
    await expect(network.sending.publish(partOf('Halo'), session, 'k')).rejects.toMatchObject({ kind: 'unknown' })
    expect(await network.sending.find('k', partOf('Halo'), session, fakeNow)).toMatchObject({ state: 'published' })
  })
})

describe('find', () => {
  it('knows its words behind t.co, escapes and the names of who is answered, and counts pictures', async () => {
    const { fake, session } = await open()
    const text = 'A & B <c>: https://Contoh.id/a?b=1&c=2 dan contoh.com/d'
    fake.addPost(text, fakeNow)
    expect(await network.sending.find('k', partOf(text), session, fakeNow)).toMatchObject({ state: 'published' })
    expect(await network.sending.find('k', partOf(text, { pictures: [picture] }), session, fakeNow)).toBeUndefined()
    expect(await network.sending.find('k', partOf(`${text}e`), session, fakeNow)).toBeUndefined()
  })

  it('turns pages until the time of the try, and asks X for nothing older', async () => {
    const { fake, session } = await open()
    fake.addPost('Yang dicari', fakeNow)
    for (let one = 0; one < 25; one++) fake.addPost(`Lain ${one}`, fakeNow)
    expect(await network.sending.find('k', partOf('Yang dicari'), session, fakeNow)).toMatchObject({
      state: 'published',
    })
    const asked = fake.calls().filter((call) => call.includes('/tweets?'))
    expect(asked).toHaveLength(3)
    expect(asked.every((call) => call.includes('start_time=2026-11-24T07%3A58%3A00Z'))).toBe(true)
  })
})

it('a thread hangs together, and a picture is there with its words', async () => {
  const { fake, session } = await open()
  const root = (await network.sending.publish(partOf('Satu', { pictures: [picture] }), session, 'a')) as Published
  const second = (await network.sending.publish(partOf('Dua'), session, 'b', { root, parent: root })) as Published
  await network.sending.publish(partOf('Tiga'), session, 'c', { root, parent: second })
  expect(fake.posts()).toEqual(['Satu', 'Dua', 'Tiga'])
  expect(fake.media()).toMatchObject([{ category: 'tweet_image', alt: 'Titik merah', bytes: pixel.byteLength }])
  expect(new Uint8Array(fake.media()[0]?.content ?? [])).toEqual(pixel)
  await expect(
    network.sending.publish(partOf('Empat'), session, 'd', { root, parent: { remoteId: '999' } }),
  ).rejects.toMatchObject({ kind: 'rejected' })
})

describe('a video', () => {
  const part = partOf('Lihat', { video })

  it('goes in pieces, is described, waited for as X says, and posted once', async () => {
    const { source, reads, content } = film(2 * pieceBytes + 7)
    const { fake, session } = await open({ video: async () => source })
    fake.works(1)
    const begun = await network.sending.publish(part, session, 'k')
    expect(reads).toEqual([])
    const brought = await network.sending.resume(kept(begun), session)
    expect(reads).toEqual([
      [0, pieceBytes],
      [pieceBytes, 2 * pieceBytes],
      [2 * pieceBytes, 2 * pieceBytes + 7],
    ])
    if (brought?.state !== 'pending') throw new Error('not pending')
    expect(brought.retryAt).toEqual(new Date(fakeNow.getTime() + 7000))
    expect(brought.progress).toBeCloseTo(0.7)
    expect(Buffer.compare(fake.media()[0]?.content ?? new Uint8Array(), content)).toBe(0)
    expect(fake.media()[0]).toMatchObject({ category: 'tweet_video', alt: 'Kopi dituang' })
    expect(fake.posts()).toEqual([])
    const still = await network.sending.resume(kept(brought), session)
    if (!still) throw new Error('nothing')
    expect(await network.sending.resume(kept(still), session)).toMatchObject({ state: 'published' })
    expect(fake.posts()).toEqual(['Lihat'])
  })

  it('comes back within a minute, and goes on at the next byte; a killed worker’s step may be done again', async () => {
    const { source, reads, content } = film(4 * pieceBytes)
    let now = fakeNow.getTime()
    const slow: MediaSource = {
      ...source,
      read: (start, end) => {
        now += 25_000
        return source.read(start, end)
      },
    }
    const { fake, session } = await open({ video: async () => slow, now: () => new Date(now) })
    const begun = kept(await network.sending.publish(part, session, 'k'))
    const first = await network.sending.resume(begun, session)
    if (first?.state !== 'pending') throw new Error('not pending')
    expect(reads).toEqual([
      [0, pieceBytes],
      [pieceBytes, 2 * pieceBytes],
    ])
    expect(first.progress).toBe(0.25)
    // One worker goes on and dies before it can tell; the next one has what was kept.
    await network.sending.resume(kept(first), session)
    const again = await network.sending.resume(kept(first), session)
    expect(reads.slice(2)).toEqual([
      [2 * pieceBytes, 3 * pieceBytes],
      [3 * pieceBytes, 4 * pieceBytes],
      [2 * pieceBytes, 3 * pieceBytes],
      [3 * pieceBytes, 4 * pieceBytes],
    ])
    if (!again) throw new Error('nothing')
    expect(await network.sending.resume(kept(again), session)).toMatchObject({ state: 'published' })
    expect(fake.media()).toHaveLength(1)
    expect(Buffer.compare(fake.media()[0]?.content ?? new Uint8Array(), content)).toBe(0)
    expect(fake.posts()).toEqual(['Lihat'])
  })

  it('goes on in halves where what stands before X takes no larger pieces', async () => {
    const { source, content } = film(3 * pieceBytes + 5)
    const { fake, session } = await open({ video: async () => source })
    fake.narrow(pieceBytes / 4)
    const brought = await network.sending.resume(kept(await network.sending.publish(part, session, 'k')), session)
    expect(await network.sending.resume(kept(brought as Pending), session)).toMatchObject({ state: 'published' })
    expect(Buffer.compare(fake.media()[0]?.content ?? new Uint8Array(), content)).toBe(0)
    fake.narrow(1)
    const never = network.sending.resume(kept(await network.sending.publish(part, session, 'l')), session)
    await expect(never).rejects.toMatchObject({ kind: 'rejected' })
  })

  it('whose end X refuses is refused, in X’s words, although its state can be asked', async () => {
    const { source } = film(10)
    const { fake, session } = await open({ video: async () => source })
    const begun = kept(await network.sending.publish(part, session, 'k'))
    const refusing: typeof fetch = (input, init) =>
      String(input).includes('/finalize')
        ? Promise.resolve(Response.json({ detail: 'Codec tak dikenal', status: 400 }, { status: 400 }))
        : fake.fetch(input, init)
    const told = network.sending.resume(begun, { ...session, fetch: refusing })
    await expect(told).rejects.toMatchObject({
      kind: 'rejected',
      words: { id: expect.stringContaining('Codec tak dikenal') },
    })
  })

  it('is begun anew where X forgot the upload', async () => {
    const { source } = film(10)
    const { fake, session } = await open({ video: async () => source })
    const begun = kept(await network.sending.publish(part, session, 'k'))
    fake.forgetMedia()
    const anew = await network.sending.resume(begun, session)
    if (!anew) throw new Error('nothing')
    const brought = await network.sending.resume(kept(anew), session)
    if (!brought) throw new Error('nothing')
    expect(await network.sending.resume(kept(brought), session)).toMatchObject({ state: 'published' })
  })

  it('is no answer', async () => {
    const { session } = await open()
    await expect(network.responses.reply({ remoteId: '1' }, part, session, 'k')).rejects.toMatchObject({
      kind: 'rejected',
    })
  })
})

describe('mentions', () => {
  it('come over several pages, none lost, none twice; what we wrote is none', async () => {
    const { fake, session } = await open()
    const copy = (await network.sending.publish(partOf('Halo'), session, 'k')) as Published
    const start = (await network.responses.fetch('', session, [copy]))?.cursor ?? ''
    fake.addResponse(copy.remoteId, 'Nol', fakeNow)
    const first = await network.responses.fetch(start, session, [copy])
    expect(first?.responses.map(({ text }) => text)).toEqual(['Nol'])
    const ids = Array.from({ length: 12 }, (_, one) => fake.addResponse(copy.remoteId, `Kata ${one}`, fakeNow))
    const page = await network.responses.fetch(first?.cursor ?? '', session, [copy])
    expect(page?.responses.map(({ remoteId }) => remoteId)).toEqual(ids)
    expect(page?.responses[0]).toMatchObject({
      kind: 'reply',
      text: 'Kata 0',
      permalink: `https://x.com/budi/status/${ids[0]}`,
      person: { handle: 'budi', url: 'https://x.com/budi', avatar: 'https://pbs.twimg.com/b.png' },
    })
  })

  it('can be hidden only in a conversation of ours', async () => {
    const { fake, session } = await open()
    const alone = fake.addResponse('', 'Judi online!', fakeNow)
    const problem = network.responses.moderation.moderate({ remoteId: alone }, 'hold', session)
    await expect(problem).rejects.toMatchObject({ kind: 'rejected' })
    await expect(network.responses.moderation.moderate({ remoteId: alone }, 'spam', session)).rejects.toMatchObject({
      kind: 'rejected',
    })
    expect(fake.isShown?.(alone)).toBe(true)
  })
})

it('figures tell likes, reposts, answers and views', async () => {
  const { session } = await open()
  const copy = (await network.sending.publish(partOf('Halo'), session, 'k')) as Published
  expect(await network.figures.fetch([copy], session)).toEqual([
    { remoteId: copy.remoteId, likes: 2, reposts: 1, replies: 3, views: 99 },
  ])
})
