import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Part, Picture, Post, Video } from '../../core/post.ts'
import type { Connected, Pending, Published, Session } from '../network.ts'
import { told } from '../testing/connecting.ts'
import { fakeNow } from '../testing/fake.ts'
import { connectTerms, openSession, pixel } from '../testing/session.ts'
import { beginOAuth, finishOAuth } from './connect.ts'
import { network } from './index.ts'
import { createFake } from './testing/fake.ts'

const picture = (alt: string): Picture => ({
  id: alt,
  mime: 'image/png',
  width: 1,
  height: 1,
  bytes: pixel.byteLength,
  alt,
})
const video: Video = {
  id: 'v',
  mime: 'video/mp4',
  width: 640,
  height: 360,
  bytes: 25_000_000,
  seconds: 9,
  alt: 'Pantai',
}

function partOf(text: string, more: Partial<Post> = {}): Part {
  const [part] = network.text.render({ text, ...more }, network.text.limits())
  if (!part) throw new Error('no part')
  return part
}

async function open(more: Partial<Session> = {}) {
  const fake = createFake()
  const connected = await fake.connect(network)
  const { session } = openSession(connected, { fetch: fake.fetch, now: () => fakeNow, ...more })
  return { fake, connected, session }
}

async function published(sent: Promise<Published | Pending>): Promise<Published> {
  const done = await sent
  if (done.state !== 'published') throw new Error('still pending')
  return done
}

describe('connecting', () => {
  const tools = (fake: ReturnType<typeof createFake>) => ({
    fetch: fake.fetch,
    signal: new AbortController().signal,
    now: () => fakeNow,
  })
  const form = { clientId: 'aplikasi-1', clientSecret: 'rahasia-aplikasi-0123456789' }
  const finish = async (fake: ReturnType<typeof createFake>, back: Record<string, string>, typed = form) => {
    const start = await beginOAuth(typed, connectTerms())
    const done = await finishOAuth(new URLSearchParams(back), start?.pending ?? {}, tools(fake))
    return { url: new URL(start?.url ?? ''), connected: done as readonly Connected[] }
  }

  it('asks for the least, and offers each page with a token of its own that does not end', async () => {
    const fake = createFake()
    const { url, connected } = await finish(fake, { state: 's', code: 'kode-sekali-0123456789' })
    expect(url.searchParams.get('scope')?.split(',')).toEqual([
      'pages_show_list',
      'pages_manage_posts',
      'pages_read_engagement',
      'pages_read_user_content',
      'pages_manage_engagement',
      'pages_manage_metadata',
      'business_management',
    ])
    expect(url.searchParams.get('state')).toBe('s')
    expect(connected.map(({ account }) => [account.remoteId, account.handle])).toEqual([
      ['1001', 'tokosari'],
      ['1002', '1002'],
    ])
    expect(new Set(connected.map(({ credentials }) => told(credentials, 'accessToken'))).size).toBe(2)
    for (const { credentials } of connected)
      expect(Object.keys(credentials).sort()).toEqual(['accessToken', 'clientId', 'clientSecret'])
    expect(fake.subscribed()).toEqual(['1001', '1002'])
  })

  it.each([
    ['a state of somebody else', { state: 'x', code: 'kode-sekali-0123456789' }, form, 'unauthorized'],
    ['a no', { state: 's', error: 'access_denied' }, form, 'unauthorized'],
    ['a code that was used', { state: 's', code: 'lain' }, form, 'unauthorized'],
    [
      'a wrong app secret',
      { state: 's', code: 'kode-sekali-0123456789' },
      { ...form, clientSecret: 'salah' },
      'unauthorized',
    ],
  ])('takes nothing for %s', async (_what, back, typed, kind) => {
    await expect(finish(createFake(), back as unknown as Record<string, string>, typed)).rejects.toMatchObject({ kind })
  })

  it('says what to do where the person has given us no page', async () => {
    const fake = createFake()
    fake.withoutPages()
    const refused = finish(fake, { state: 's', code: 'kode-sekali-0123456789' })
    await expect(refused).rejects.toMatchObject({ kind: 'rejected', words: { id: expect.stringContaining('halaman') } })
  })

  it('finds pages that are run through a business portfolio, each once', async () => {
    const fake = createFake()
    fake.throughPortfolio()
    const { connected } = await finish(fake, { state: 's', code: 'kode-sekali-0123456789' })
    expect(connected.map(({ account }) => account.remoteId)).toEqual(['1001', '1002'])
    expect(fake.subscribed()).toEqual(['1001', '1002'])
  })

  it.each([
    [403, { error: { code: 200, message: 'Requires business_management permission' } }],
    [400, { error: { code: 100, message: 'Tried accessing nonexisting field (businesses)' } }],
  ])('gives the own pages where the portfolios are not to be seen (%i)', async (status, refused) => {
    const fake = createFake()
    const fetch: typeof globalThis.fetch = (input, init) =>
      String(input).includes('/me/businesses')
        ? Promise.resolve(Response.json(refused, { status }))
        : fake.fetch(input, init)
    const { connected } = await finish({ ...fake, fetch }, { state: 's', code: 'kode-sekali-0123456789' })
    expect(connected).toHaveLength(2)
  })

  it('proves every call with the app secret; without it the token is worth nothing', async () => {
    const { connected, fake } = await open()
    const credentials = { ...connected.credentials, clientSecret: 'lain-sama-sekali' }
    const { session } = openSession({ ...connected, credentials }, { fetch: fake.fetch, now: () => fakeNow })
    await expect(network.identity.probe(session)).rejects.toMatchObject({ kind: 'unauthorized' })
  })
})

describe('a post', () => {
  it('takes a card of its link, or its pictures with their alternative texts', async () => {
    const { fake, session } = await open()
    const link = { url: 'https://toko.example/a', title: 'A', description: '' }
    const card = await published(network.sending.publish(partOf('Dengan tautan', { link }), session, 'a'))
    expect(fake.post(card.remoteId)).toMatchObject({ link: link.url, alts: [] })
    const pictures = [picture('Batik biru'), picture('Batik merah')]
    const album = await published(network.sending.publish(partOf('Dengan gambar', { link, pictures }), session, 'b'))
    expect(fake.post(album.remoteId)).toEqual({
      message: 'Dengan gambar\n\nhttps://toko.example/a',
      alts: ['Batik biru', 'Batik merah'],
    })
  })

  it('is found by its words and as many pictures, and by nothing less', async () => {
    const { session } = await open()
    const two = partOf('Sama', { pictures: [picture('a'), picture('b')] })
    const sent = await published(network.sending.publish(two, session, 'a'))
    expect(await network.sending.find('a', two, session, fakeNow)).toMatchObject({ remoteId: sent.remoteId })
    expect(await network.sending.find('a', partOf('Sama'), session, fakeNow)).toBeUndefined()
    expect(
      await network.sending.find('a', partOf('Sama', { pictures: [picture('a')] }), session, fakeNow),
    ).toBeUndefined()
    expect(await network.sending.find('a', two, session, new Date(fakeNow.getTime() + 3600_000))).toBeUndefined()
  })

  it('is found on a later page, too', async () => {
    const { fake, session } = await open()
    const sent = await published(network.sending.publish(partOf('Yang dicari'), session, 'a'))
    for (let at = 0; at < 120; at++) fake.addPost(`Lain ${at}`, new Date(fakeNow.getTime() + at * 1000))
    expect(await network.sending.find('a', partOf('Yang dicari'), session, fakeNow)).toMatchObject({
      remoteId: sent.remoteId,
    })
  })

  it('counts as out where only the question for its address breaks', async () => {
    const { fake, connected } = await open()
    const fetch: typeof globalThis.fetch = async (input, init) =>
      String(input).includes('fields=permalink_url') ? new Response('', { status: 503 }) : await fake.fetch(input, init)
    const { session } = openSession(connected, { fetch, now: () => fakeNow })
    const sent = await published(network.sending.publish(partOf('Halo'), session, 'a'))
    expect(sent.permalink).toBe(`https://www.facebook.com/${sent.remoteId}`)
  })
})

describe('what hangs on a post', () => {
  it('is a comment: a first reply with its picture, found below its post only', async () => {
    const { fake, session } = await open()
    const root = await published(network.sending.publish(partOf('Kabar'), session, 'a'))
    const other = await published(network.sending.publish(partOf('Lain'), session, 'b'))
    const first = partOf('Tautannya di sini', { pictures: [picture('Peta')] })
    const under = { root, parent: root }
    const sent = await published(network.sending.publish(first, session, 'c', under))
    expect(fake.remarks()).toEqual([{ message: 'Tautannya di sini', post: root.remoteId, alt: 'Peta' }])
    expect(await network.sending.find('c', first, session, fakeNow, under)).toEqual(sent)
    expect(await network.sending.find('c', first, session, fakeNow, { root: other, parent: other })).toBeUndefined()
    expect(await network.sending.find('c', first, session, fakeNow)).toBeUndefined()
  })

  it('comes home with answers to answers, without our own, and with what others post about us', async () => {
    const { fake, session } = await open()
    const root = await published(network.sending.publish(partOf('Kabar'), session, 'a'))
    const at = (seconds: number) => new Date(fakeNow.getTime() + seconds * 1000)
    const question = fake.addResponse(root.remoteId, 'Berapa harganya?', at(1))
    const [asked] = (await network.responses.fetch('', session, [root]))?.responses ?? []
    if (!asked) throw new Error('no response')
    await network.responses.reply(asked, partOf('Seratus ribu.'), session)
    const thanks = fake.addResponse(question, 'Terima kasih!', at(2))
    const visitor = fake.addMention('Halo Toko Sari', at(3))
    const tagged = fake.addMention('Saya suka Toko Sari', at(4), true)
    const all = await network.responses.fetch('', session, [root])
    expect(all?.responses.map(({ remoteId, kind, inReplyTo }) => [remoteId, kind, inReplyTo])).toEqual([
      [question, 'comment', root.remoteId],
      [thanks, 'comment', question],
      [visitor, 'mention', undefined],
      [tagged, 'mention', undefined],
    ])
    expect(fake.remarks()[1]).toEqual({ message: 'Seratus ribu.', post: root.remoteId, parent: question })
  })

  it('is read to its end, page by page, and of a post that is gone there is none', async () => {
    const { fake, session } = await open()
    const root = await published(network.sending.publish(partOf('Kabar'), session, 'a'))
    for (let at = 0; at < 250; at++)
      fake.addResponse(root.remoteId, `Ke-${at}`, new Date(fakeNow.getTime() + at * 1000))
    const page = await network.responses.fetch('', session, [{ ...root, remoteId: '1001_1' }, root])
    expect(page?.responses).toHaveLength(250)
    expect((await network.responses.fetch(page?.cursor ?? '', session, [root]))?.responses).toHaveLength(1)
  })

  it('arrives at one post while another is read, and is not lost', async () => {
    const { fake, session } = await open()
    const one = await published(network.sending.publish(partOf('Satu'), session, 'a'))
    const two = await published(network.sending.publish(partOf('Dua'), session, 'b'))
    fake.addResponse(two.remoteId, 'Baru', new Date(fakeNow.getTime() + 9000))
    const page = await network.responses.fetch('', session, [one, two])
    const late = fake.addResponse(one.remoteId, 'Lebih tua', new Date(fakeNow.getTime() + 5000))
    const next = await network.responses.fetch(page?.cursor ?? '', session, [one, two])
    expect(next?.responses.map(({ remoteId }) => remoteId)).toContain(late)
  })

  it('comes home although a permission for others’ posts is missing; not although the token has ended', async () => {
    const { fake, connected } = await open()
    let code = 10
    const fetch: typeof globalThis.fetch = async (input, init) =>
      /visitor_posts|tagged/.test(String(input))
        ? Response.json({ error: { message: 'No', code } }, { status: 400 })
        : await fake.fetch(input, init)
    const { session } = openSession(connected, { fetch, now: () => fakeNow })
    const root = await published(network.sending.publish(partOf('Kabar'), session, 'a'))
    fake.addResponse(root.remoteId, 'Halo', fakeNow)
    expect((await network.responses.fetch('', session, [root]))?.responses).toHaveLength(1)
    code = 190
    await expect(network.responses.fetch('', session, [root])).rejects.toMatchObject({ kind: 'unauthorized' })
  })

  it('says that it is hidden, and counts', async () => {
    const { fake, session } = await open()
    const root = await published(network.sending.publish(partOf('Kabar'), session, 'a'))
    fake.addResponse(root.remoteId, 'Judi!', fakeNow)
    const [bad] = (await network.responses.fetch('', session, [root]))?.responses ?? []
    if (!bad) throw new Error('no response')
    await network.responses.moderation.moderate(bad, 'hold', session)
    expect((await network.responses.fetch('', session, [root]))?.responses[0]).toMatchObject({ held: true })
    expect(await network.figures.fetch([root, bad], session)).toEqual([
      { remoteId: root.remoteId, likes: 2, replies: 1, reposts: 0 },
      { remoteId: bad.remoteId, likes: 2, replies: 0 },
    ])
  })
})

describe('a video', () => {
  /** Bytes that tell where they stand. */
  const bytes = (start: number, end: number) =>
    Uint8Array.from(
      Buffer.alloc(
        end - start,
        Uint8Array.from({ length: 251 }, (_, at) => (start + at) % 251),
      ),
    )
  const source = {
    bytes: video.bytes,
    mime: 'video/mp4',
    read: async (start: number, end: number) => bytes(start, end),
  }
  const openVideo = () => open({ video: async () => source })
  const kept = (sent: Published | Pending | undefined): Pending['pending'] => {
    if (sent?.state !== 'pending') throw new Error('not pending')
    return JSON.parse(JSON.stringify(sent.pending))
  }

  it('goes up in pieces of at most 8 MB, is worked on, and then is there', async () => {
    const { fake, session } = await openVideo()
    const started = await network.sending.publish(partOf('Pantai', { video }), session, 'a')
    expect(started).toMatchObject({ state: 'pending', progress: 0 })
    const sent = await network.sending.resume(kept(started), session)
    expect(fake.pieces().every((size) => size <= 8_000_000)).toBe(true)
    const finished = await network.sending.resume(kept(sent), session)
    expect(await network.sending.resume(kept(finished), session)).toMatchObject({ state: 'pending' })
    fake.work('ready')
    const done = await network.sending.resume(kept(finished), session)
    if (done?.state !== 'published') throw new Error('not there')
    expect(fake.post(done.remoteId)?.message).toBe('Pantai')
    expect(Buffer.compare(fake.post(done.remoteId)?.video ?? Buffer.of(), bytes(0, video.bytes))).toBe(0)
    expect(done.permalink).toMatch(/^https:\/\/www\.facebook\.com\/tokosari\/videos\//)
    expect(await network.sending.find('a', partOf('Pantai', { video }), session, fakeNow)).toMatchObject({
      remoteId: done.remoteId,
    })
    expect(await network.sending.find('a', partOf('Pantai'), session, fakeNow)).toBeUndefined()
  }, 20_000)

  it('goes on at the right byte after a worker has died, and is published once', async () => {
    const { fake, session } = await openVideo()
    const first = kept(await network.sending.publish(partOf('Pantai', { video }), session, 'a'))
    // Dies in the second piece: what it had sent was not kept.
    let reads = 0
    const interrupted = {
      ...source,
      read: async (start: number, end: number) => {
        if (++reads > 1) throw new Error('killed')
        return bytes(start, end)
      },
    }
    await expect(network.sending.resume(first, { ...session, video: async () => interrupted })).rejects.toThrow(
      'killed',
    )
    expect(fake.pieces()).toEqual([8_000_000])
    const sent = kept(await network.sending.resume(first, session))
    expect(fake.pieces().reduce((sum, size) => sum + size, 0)).toBe(video.bytes)
    const finished = kept(await network.sending.resume(sent, session))
    // The same again: it is looked whether the first one did it.
    expect(await network.sending.resume(sent, session)).toMatchObject({ state: 'pending' })
    fake.work('ready')
    expect(await network.sending.resume(finished, session)).toMatchObject({ state: 'published' })
    expect(await network.sending.resume(sent, session)).toMatchObject({ state: 'published' })
    expect(fake.posts()).toEqual(['Pantai'])
  }, 20_000)

  it('that the network cannot work with is refused, in words', async () => {
    const { fake, session } = await openVideo()
    const sent = await network.sending.resume(
      kept(await network.sending.publish(partOf('Pantai', { video }), session, 'a')),
      session,
    )
    const finished = kept(await network.sending.resume(kept(sent), session))
    fake.work('error')
    await expect(network.sending.resume(finished, session)).rejects.toMatchObject({ kind: 'rejected' })
  }, 20_000)

  it('keeps progress within a minute', async () => {
    let now = fakeNow.getTime()
    const { fake, connected } = await openVideo()
    const slow = {
      ...source,
      read: async (start: number, end: number) => {
        now += 30_000
        return bytes(start, end)
      },
    }
    const { session } = openSession(connected, { fetch: fake.fetch, now: () => new Date(now), video: async () => slow })
    const half = await network.sending.resume(
      kept(await network.sending.publish(partOf('Pantai', { video }), session, 'a')),
      session,
    )
    expect(half).toMatchObject({ state: 'pending', pending: { step: 'transfer' } })
    expect((half as Pending).progress).toBeGreaterThan(0.3)
  }, 20_000)
})

describe('webhook', () => {
  const app = { clientId: 'aplikasi-1', clientSecret: 'rahasia-aplikasi' }
  const change = { item: 'comment', verb: 'add', comment_id: '5_6', post_id: '1001_5', created_time: 1_795_507_200 }
  const bodyOf = (value: object, object = 'page') =>
    new Uint8Array(
      Buffer.from(
        JSON.stringify({ object, entry: [{ id: '1001', time: 1_795_507_201, changes: [{ field: 'feed', value }] }] }),
      ),
    )
  const signed = (body: Uint8Array<ArrayBuffer>, secret = app.clientSecret) => {
    const headers = new Headers({
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    })
    return { headers, body }
  }

  it('are believed for their signature, and are the same in every copy', () => {
    const events = network.responses.webhook?.read(signed(bodyOf(change)), app)
    expect(events).toMatchObject([{ remoteId: '1001', at: new Date(1_795_507_200_000) }])
    expect(network.responses.webhook?.read(signed(bodyOf(change)), app)).toEqual(events)
    expect(network.responses.webhook?.read(signed(bodyOf({ ...change, comment_id: '5_7' })), app)[0]?.id).not.toBe(
      events?.[0]?.id,
    )
    expect(network.responses.webhook?.read(signed(bodyOf({ ...change, item: 'reaction' })), app)).toEqual([])
  })

  it('of anybody else are refused', () => {
    const body = bodyOf(change)
    const read =
      (request: { headers: Headers; body: Uint8Array<ArrayBuffer> }, by: object = app) =>
      () =>
        network.responses.webhook?.read(request, by as typeof app)
    expect(read(signed(body, 'lain'))).toThrow(expect.objectContaining({ kind: 'forbidden' }))
    expect(read({ headers: new Headers(), body })).toThrow(expect.objectContaining({ kind: 'forbidden' }))
    expect(read({ ...signed(body), body: bodyOf({ ...change, x: 1 }) })).toThrow(
      expect.objectContaining({ kind: 'forbidden' }),
    )
    expect(read(signed(body), {})).toThrow(expect.objectContaining({ kind: 'forbidden' }))
    expect(read(signed(bodyOf(change, 'user')))).toThrow(expect.objectContaining({ kind: 'wrong-input' }))
  })

  it('are agreed on with the app’s id', () => {
    const query = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': 'aplikasi-1' }
    const confirm = (more: object = {}) =>
      network.responses.webhook?.confirm?.(new URLSearchParams({ ...query, ...more }), app)
    expect(confirm()).toBe('1158201444')
    expect(confirm({ 'hub.verify_token': 'lain' })).toBeUndefined()
    expect(confirm({ 'hub.mode': 'lain' })).toBeUndefined()
    expect(confirm({ 'hub.challenge': '<script>' })).toBeUndefined()
  })
})
