import { describe, expect, it } from 'vitest'
import type { Picture, Video } from '../../core/post.ts'
import type { Credentials, Pending, Published, RemoteResponse } from '../network.ts'
import { fakeNow, fetchOf } from '../testing/fake.ts'
import { connectTerms, openSession, pixel } from '../testing/session.ts'
import { audienceOf } from './audience.ts'
import { beginOAuth } from './connect.ts'
import { network } from './index.ts'
import { readInstance } from './instance.ts'
import { createFake } from './testing/fake.ts'

const picture: Picture = { id: 'p', mime: 'image/png', width: 1, height: 1, bytes: pixel.byteLength, alt: 'Titik' }

function partOf(text: string, more = {}) {
  const [part] = network.text.render({ text, ...more }, network.text.limits())
  if (!part) throw new Error('no part')
  return part
}

describe('an answer', () => {
  const open = async () => {
    const fake = createFake()
    const { session } = openSession(await fake.connect(network), { fetch: fake.fetch, now: () => fakeNow })
    const home = async () => (await network.responses.fetch('', session, []))?.responses.at(-1) as RemoteResponse
    return { fake, session, home }
  }

  it.each([
    ['public', 'public', 'public'],
    ['unlisted', 'unlisted', 'unlisted'],
    ['private', 'followers', 'private'],
    ['direct', 'direct', 'direct'],
  ])('to a message that is %s is marked %s, and goes out as %s, in all its parts', async (theirs, audience, ours) => {
    const { fake, session, home } = await open()
    fake.addMessage('Pesanan 77 sampai mana?', fakeNow, theirs)
    const message = await home()
    expect(message.audience).toBe(audience)
    const first = (await network.responses.reply(message, partOf('Dikirim besok'), session, 'a')) as Published
    const thread = { root: message, parent: first, audience: message.audience as 'direct' }
    await network.sending.publish(partOf('Jam sepuluh'), session, 'b', thread)
    expect(fake.seen().map(({ visibility }) => visibility)).toEqual([ours, ours])
  })

  it.each(['mutuals_only', 'local', '__proto__', ''])(
    'to what only the server’s kin knows (%j) is private',
    (visibility) => {
      expect(audienceOf({ visibility })).toBe('direct')
    },
  )

  it('is no wider than the message is now, whatever was kept of it', async () => {
    const { fake, session, home } = await open()
    const id = fake.addMessage('Halo', fakeNow, 'public')
    const message = await home()
    fake.turn(id, 'direct')
    const { audience: _unknown, ...older } = message
    await network.responses.reply(message, partOf('Hai'), session, 'a')
    await network.responses.reply(older, partOf('Halo juga'), session, 'b')
    expect(fake.seen().map(({ visibility }) => visibility)).toEqual(['direct', 'direct'])
  })

  it('that is private is found below its question where a server does not list it', async () => {
    const { fake, session, home } = await open()
    fake.listPublicOnly()
    fake.addMessage('Halo', fakeNow, 'direct')
    const message = await home()
    const sent = await network.responses.reply(message, partOf('Rahasia'), session, 'a')
    const under = { root: message, parent: message, audience: message.audience as 'direct' }
    expect(await network.sending.find('a', partOf('Rahasia'), session, fakeNow, under)).toEqual(sent)
    expect(await network.sending.find('a', partOf('Lain'), session, fakeNow, under)).toBeUndefined()
  })

  it('with a picture that takes its time waits for it, and stays as narrow', async () => {
    const { fake, session, home } = await open()
    fake.addMessage('Halo', fakeNow, 'direct')
    const between: typeof fetch = async (input, init) => {
      const answer = await fake.fetch(input, init)
      return new URL(String(input)).pathname === '/api/v2/media' ? new Response(answer.body, { status: 202 }) : answer
    }
    const slow = { ...session, fetch: between }
    const sent = await network.responses.reply(await home(), partOf('Ini', { pictures: [picture] }), slow, 'a')
    const done = sent?.state === 'pending' ? await network.sending.resume(sent.pending, session) : sent
    expect(done).toMatchObject({ state: 'published' })
    expect(fake.seen()).toMatchObject([{ visibility: 'direct' }])
  })
})

describe('a picture that the server works on', () => {
  /** The fake, with media that are ready once `ready` says so. */
  async function open(ready: () => boolean) {
    const fake = createFake()
    const sent: { path: string; body: FormData }[] = []
    const media = fetchOf(async (request) => {
      const { pathname } = new URL(request.url)
      if (request.method === 'POST') {
        sent.push({ path: pathname, body: await request.formData() })
        return Response.json({ id: '77', type: 'image', url: null }, { status: 202 })
      }
      return Response.json({ id: '77', type: 'image', url: null }, { status: ready() ? 200 : 206 })
    })
    const between: typeof fetch = (input, init) =>
      /\/media(\/|$)/.test(new URL(String(input)).pathname) ? media(input, init) : fake.fetch(input, init)
    const connected = await fake.connect(network)
    return { fake, sent, session: openSession(connected, { fetch: between, now: () => fakeNow }).session }
  }

  it('is waited for a little, and then the status goes out with it', async () => {
    let asked = 0
    const { fake, sent, session } = await open(() => ++asked > 1)
    expect(await network.sending.publish(partOf('Dengan gambar', { pictures: [picture] }), session, 'k')).toMatchObject(
      {
        state: 'published',
      },
    )
    expect(fake.posts()).toEqual(['Dengan gambar'])
    expect(sent).toHaveLength(1)
    expect(sent[0]?.path).toBe('/api/v2/media')
    expect(sent[0]?.body.get('description')).toBe('Titik')
    const file = sent[0]?.body.get('file') as File
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(pixel)
    // In the middle: nothing needs to be said.
    expect(sent[0]?.body.has('focus')).toBe(false)
  })

  // https://docs.joinmastodon.org/api/guidelines/#focal-points: from -1 to 1, and up is positive.
  it.each([
    [{ x: 0, y: 0 }, '-1.00,1.00'],
    [{ x: 1, y: 1 }, '1.00,-1.00'],
    [{ x: 0.75, y: 0.1 }, '0.50,0.80'],
    [{ x: 0.5, y: 0.9 }, '0.00,-0.80'],
    [{ x: 7, y: -3 }, '1.00,1.00'],
  ])('says what of it is to be seen where it is cut: %j is %s', async (focus, said) => {
    const { sent, session } = await open(() => true)
    const pictures = [{ ...picture, focus }]
    await network.sending.publish(partOf('Dengan gambar', { pictures }), session, 'k')
    expect(sent[0]?.body.get('focus')).toBe(said)
  })

  it('is pending where it takes long; resume finishes it, once', async () => {
    let ready = false
    const { fake, session } = await open(() => ready)
    const pending = await network.sending.publish(partOf('Dengan gambar', { pictures: [picture] }), session, 'k')
    if (pending.state !== 'pending') throw new Error('not pending')
    expect(pending.retryAt.getTime()).toBeGreaterThan(fakeNow.getTime())
    expect(fake.posts()).toEqual([])
    // What waits goes through the database.
    const kept = JSON.parse(JSON.stringify(pending.pending)) as Record<string, unknown>
    expect(await network.sending.resume(kept, session)).toMatchObject({ state: 'pending' })
    ready = true
    const done = await network.sending.resume(kept, session)
    expect(done).toMatchObject({ state: 'published' })
    expect(await network.sending.resume(kept, session)).toEqual(done)
    expect(fake.posts()).toEqual(['Dengan gambar'])
  })
})

describe('a video', () => {
  const mega = 1024 * 1024
  const video: Video = {
    id: 'v',
    mime: 'video/mp4',
    width: 640,
    height: 360,
    bytes: 9 * mega,
    seconds: 5,
    alt: 'Ombak',
  }
  async function open() {
    const fake = createFake()
    const reads: number[] = []
    const read = async (start: number, end: number) => {
      reads.push(end - start)
      return new Uint8Array(end - start)
    }
    const source = async () => ({ bytes: video.bytes, mime: video.mime, read })
    const more = { fetch: fake.fetch, now: () => fakeNow, video: source }
    return { fake, reads, session: openSession(await fake.connect(network), more).session }
  }

  it('stands in the first part, and no picture beside it; nowhere where the server takes none', () => {
    const post = { text: 'kata '.repeat(120), video, pictures: [picture] }
    const parts = network.text.render(post, network.text.limits())
    expect(parts.map((part) => [part.video?.id, part.pictures.length])).toEqual([
      ['v', 0],
      [undefined, 0],
    ])
    const { video: _video, ...none } = network.text.limits()
    expect(network.text.render(post, none)[0]?.video).toBeUndefined()
  })

  it('is sent in pieces with its alternative text, waited for, and goes out once', async () => {
    const { fake, reads, session } = await open()
    const part = partOf('Ombak', { video })
    let sent = await network.sending.publish(part, session, 'k')
    const turns: Pending[] = []
    while (sent.state === 'pending') {
      expect(fake.posts()).toEqual([])
      turns.push(sent)
      sent = (await network.sending.resume(JSON.parse(JSON.stringify(sent.pending)), session)) as typeof sent
    }
    expect(turns.map(({ progress }) => progress)).toEqual([0, 0.8, 0.8, 0.8])
    expect(fake.media).toMatchObject([{ mime: 'video/mp4', bytes: video.bytes, alt: 'Ombak' }])
    expect(Math.max(...reads)).toBeLessThanOrEqual(8 * mega)
    expect(fake.posts()).toEqual(['Ombak'])
    expect(await network.sending.resume(turns.at(-1)?.pending ?? {}, session)).toEqual(sent)
    expect(await network.sending.find('k', part, session, fakeNow)).toEqual(sent)
    expect(await network.sending.find('k', partOf('Ombak'), session, fakeNow)).toBeUndefined()
  })

  it('is sent once more where a worker died after the upload; the status goes out once', async () => {
    const { fake, session } = await open()
    const begun = await network.sending.publish(partOf('Ombak', { video }), session, 'k')
    if (begun.state !== 'pending') throw new Error('not pending')
    await network.sending.resume(begun.pending, session)
    let sent = await network.sending.resume(begun.pending, session)
    while (sent?.state === 'pending') sent = await network.sending.resume(sent.pending, session)
    expect([fake.media.length, fake.posts()]).toEqual([2, ['Ombak']])
  })

  it('goes to the older address where there is no newer', async () => {
    const { fake, session } = await open()
    const paths: string[] = []
    const between: typeof fetch = async (input, init) => {
      const { pathname } = new URL(String(input))
      if (pathname === '/api/v2/media') return Response.json({ error: 'Not found' }, { status: 404 })
      if (pathname !== '/api/v1/media') return fake.fetch(input, init)
      paths.push(pathname)
      const answer = await fake.fetch(String(input).replace('/v1/', '/v2/'), init)
      for (const file of fake.media) file.busy = 0
      return new Response(answer.body, { status: 200 })
    }
    const older = { ...session, fetch: between }
    const begun = await network.sending.publish(partOf('Ombak', { video }), older, 'k')
    if (begun.state !== 'pending') throw new Error('not pending')
    const uploaded = await network.sending.resume(begun.pending, older)
    if (uploaded?.state !== 'pending') throw new Error('not pending')
    // It was ready at once: nobody is asked whether it is, since such servers have no page for that.
    expect(uploaded.retryAt).toEqual(fakeNow)
    expect(await network.sending.resume(uploaded.pending, older)).toMatchObject({ state: 'published' })
    expect([paths, fake.media.length, fake.posts()]).toEqual([['/api/v1/media'], 1, ['Ombak']])
  })
})

describe('limits', () => {
  const read = async (answers: Record<string, unknown>) => {
    const fetch = fetchOf((request) => {
      const answer = answers[new URL(request.url).pathname]
      return answer === undefined ? new Response('<h1>404</h1>', { status: 404 }) : Response.json(answer)
    })
    const { domain, facts } = await readInstance('https://kin.example', openSession(undefined, { fetch }).session)
    return { domain, limits: network.text.limits({ remoteId: '1', server: '', handle: '', name: '', url: '', facts }) }
  }
  const configuration = {
    statuses: { max_characters: 5000, max_media_attachments: 16, characters_reserved_per_url: 30 },
    media_attachments: {
      supported_mime_types: ['image/png', 'video/mp4'],
      image_size_limit: 1000,
      video_size_limit: 5000,
      description_limit: 420,
    },
  }

  it('are what the server tells', async () => {
    const { domain, limits } = await read({ '/api/v2/instance': { domain: 'kin.example', configuration } })
    expect(domain).toBe('kin.example')
    expect(limits).toMatchObject({
      length: 5000,
      linkLength: 30,
      pictures: 16,
      pictureBytes: 1000,
      pictureTypes: ['image/png'],
      altLength: 420,
      video: { bytes: 5000, types: ['video/mp4'] },
    })
  })

  it('name no video where the server takes none, and Mastodon’s own where it says nothing', async () => {
    const pictures = { media_attachments: { supported_mime_types: ['image/png'] } }
    expect((await read({ '/api/v2/instance': { configuration: pictures } })).limits.video).toBeUndefined()
    const { video } = (await read({ '/api/v2/instance': { configuration: {} } })).limits
    expect(video).toMatchObject({ bytes: 99 * 1024 * 1024 })
    expect(video?.types).toContain('video/mp4')
  })

  it('come from the older page where there is no newer, and from Pleroma’s own field', async () => {
    expect((await read({ '/api/v1/instance': { uri: 'https://old.example/', configuration } })).limits.length).toBe(
      5000,
    )
    const pleroma = await read({ '/api/v1/instance': { uri: 'https://pleroma.example', max_toot_chars: 4000 } })
    expect(pleroma.limits).toMatchObject({ length: 4000, linkLength: 23 })
    expect(pleroma.domain).toBe('pleroma.example')
  })

  it('are Mastodon’s own where the server is silent or talks nonsense', async () => {
    expect((await read({})).limits).toMatchObject({ length: 500, linkLength: 23, pictures: 4 })
    const nonsense = { configuration: { statuses: { max_characters: 'many' } } }
    expect((await read({ '/api/v2/instance': nonsense })).limits.length).toBe(500)
  })
})

describe('an answer', () => {
  it('names the person it is for, since servers tell nobody else; and not twice', async () => {
    const fake = createFake()
    const { session } = openSession(await fake.connect(network), { fetch: fake.fetch, now: () => fakeNow })
    const remoteId = fake.addMessage('Bagus!', fakeNow, 'public')
    const response = { remoteId, reference: { mention: '@budi@lain.example' } }
    await network.responses.reply(response, partOf('Terima kasih!'), session, 'a')
    await network.responses.reply(response, partOf('Halo @Budi@lain.example!'), session, 'b')
    expect(fake.posts()).toEqual(['@budi@lain.example Terima kasih!', 'Halo @Budi@lain.example!'])
  })
})

describe('find', () => {
  it('knows its own words in the server’s HTML, with links and mentions as the server shows them', async () => {
    const fake = createFake()
    const { session } = openSession(await fake.connect(network), { fetch: fake.fetch, now: () => fakeNow })
    const part = partOf('Halo @budi@lain.example & <semua>!\n\nBaca https://contoh.id/a?b=1&c=2\nya')
    fake.addPost(part.text, fakeNow)
    expect(await network.sending.find('k', part, session, fakeNow)).toMatchObject({ state: 'published' })
    expect(await network.sending.find('k', { ...part, pictures: [picture] }, session, fakeNow)).toBeUndefined()
    expect(await network.sending.find('k', { ...part, warning: 'Awas' }, session, fakeNow)).toBeUndefined()
    expect(await network.sending.find('k', part, session, new Date(fakeNow.getTime() + 3600_000))).toBeUndefined()
  })
})

describe('the registration with a server', () => {
  const tools = (fake: ReturnType<typeof createFake>) => ({
    fetch: fake.fetch,
    signal: new AbortController().signal,
    now: () => fakeNow,
  })
  /** Begins as the room does that has kept a registration from an earlier time. */
  async function begin(fake: ReturnType<typeof createFake>, kept?: Credentials) {
    let used: Credentials = {}
    const terms = connectTerms({
      app: async (_server, _scopes, { register, known }) => {
        used = kept && (await known(kept)) ? kept : await register()
        return used
      },
    })
    await beginOAuth({ server: 'fedi.example' }, terms, tools(fake))
    return used
  }

  it('is used again while the server knows it', async () => {
    const fake = createFake()
    const first = await begin(fake)
    expect(await begin(fake, first)).toBe(first)
    expect(fake.registrations()).toBe(1)
  })

  it('is made anew when the server has forgotten it', async () => {
    const fake = createFake()
    const first = await begin(fake)
    fake.forgetApps()
    expect(await begin(fake, first)).toMatchObject({ client_id: 'app-2' })
  })
})
