import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Part, Picture, Post, Video } from '../../core/post.ts'
import type { Connected, Pending, Published, Session } from '../network.ts'
import { fakeNow } from '../testing/fake.ts'
import { connectTerms, openSession } from '../testing/session.ts'
import { beginOAuth, finishOAuth } from './connect.ts'
import { network } from './index.ts'
import { createFake } from './testing/fake.ts'

const picture = (name: string, more: Partial<Picture> = {}): Picture => ({
  id: name,
  mime: 'image/jpeg',
  width: 1080,
  height: 1080,
  bytes: 9,
  alt: `Batik ${name}`,
  address: `https://panel.example/${name}.jpg`,
  ...more,
})
const video: Video = {
  id: 'v',
  mime: 'video/mp4',
  width: 720,
  height: 1280,
  bytes: 9,
  seconds: 9,
  alt: 'Pantai',
  address: 'https://panel.example/v.mp4',
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
  return { fake, session, connected }
}

const kept = (sent: Published | Pending | undefined): Pending['pending'] => {
  if (sent?.state !== 'pending') throw new Error('not pending')
  return JSON.parse(JSON.stringify(sent.pending))
}

async function send(
  part: Part,
  session: Session,
  at?: Parameters<typeof network.sending.publish>[3],
): Promise<Published> {
  let sent: Published | Pending | undefined = await network.sending.publish(part, session, 'k', at)
  for (let turn = 0; sent?.state === 'pending' && turn < 20; turn++)
    sent = await network.sending.resume(kept(sent), session)
  if (sent?.state !== 'published') throw new Error('never there')
  return sent
}

describe('connecting', () => {
  const begin = async (fake: ReturnType<typeof createFake>, state: string) => {
    const tools = { fetch: fake.fetch, signal: new AbortController().signal, now: () => fakeNow }
    const form = { clientId: 'aplikasi-1', clientSecret: 'rahasia-aplikasi-0123456789' }
    const start = await beginOAuth(form, connectTerms())
    const back = new URLSearchParams({ state, code: 'kode-sekali-0123456789' })
    return (await finishOAuth(back, start?.pending ?? {}, tools)) as readonly Connected[]
  }

  it('offers the accounts that belong to a page, and not the pages without one', async () => {
    const connected = await begin(createFake(), 's')
    expect(connected.map(({ account }) => account)).toEqual([
      expect.objectContaining({ handle: 'tokosari', url: 'https://www.instagram.com/tokosari/', name: 'Toko Sari' }),
    ])
  })

  it('believes no state of somebody else', async () => {
    await expect(begin(createFake(), 'lain')).rejects.toMatchObject({ kind: 'unauthorized' })
  })
})

describe('a post', () => {
  it('of one picture goes through one container, with its alternative text', async () => {
    const { fake, session } = await open()
    const sent = await send(partOf('Batik', { pictures: [picture('a')] }), session)
    expect(fake.post(sent.remoteId)).toEqual({
      caption: 'Batik',
      media: [{ address: 'https://panel.example/a.jpg', alt: 'Batik a' }],
    })
    expect(sent.permalink).toBe(`https://www.instagram.com/p/C${sent.remoteId}/`)
  })

  it('of several is a carousel in their order; of a video a reel', async () => {
    const { fake, session } = await open()
    const three = partOf('Tiga', { pictures: ['a', 'b', 'c'].map((name) => picture(name)) })
    const sent = await send(three, session)
    expect(fake.post(sent.remoteId)?.media.map(({ alt }) => alt)).toEqual(['Batik a', 'Batik b', 'Batik c'])
    expect(await network.sending.find('k', three, session, fakeNow)).toEqual(sent)
    expect(
      await network.sending.find('k', partOf('Tiga', { pictures: [picture('a')] }), session, fakeNow),
    ).toBeUndefined()
    const reel = await send(partOf('Pantai', { video }), session)
    expect(fake.post(reel.remoteId)?.media).toEqual([{ address: 'https://panel.example/v.mp4', alt: '' }])
    expect(await network.sending.find('k', partOf('Pantai', { video }), session, fakeNow)).toEqual(reel)
  })

  it('without media, or without an address that the public can reach, is refused before anything is sent', async () => {
    const { fake, session } = await open()
    await expect(network.sending.publish(partOf('Kata saja'), session, 'k')).rejects.toMatchObject({ kind: 'rejected' })
    const { address: _address, ...hidden } = picture('a')
    const refused = network.sending.publish(partOf('Batik', { pictures: [hidden] }), session, 'k')
    await expect(refused).rejects.toMatchObject({
      kind: 'rejected',
      words: { id: expect.stringContaining('alamat umum') },
    })
    expect(fake.containers()).toBe(0)
  })

  it('waits while the network works on it, and is refused in words where that fails', async () => {
    const { fake, session } = await open()
    fake.slow(2)
    const started = await network.sending.publish(partOf('Pantai', { video }), session, 'k')
    const first = await network.sending.resume(kept(started), session)
    expect(first).toMatchObject({ state: 'pending', retryAt: new Date(fakeNow.getTime() + 30_000) })
    await network.sending.resume(kept(first), session)
    expect(await network.sending.resume(kept(first), session)).toMatchObject({ state: 'published' })
    for (const state of ['ERROR', 'EXPIRED'] as const) {
      fake.slow(0, state)
      const bad = await network.sending.publish(partOf('Rusak', { video }), session, 'k')
      await expect(network.sending.resume(kept(bad), session)).rejects.toMatchObject({ kind: 'rejected' })
    }
    expect(fake.posts()).toEqual(['Pantai'])
  })

  it('whose worker died right after publishing is recognised, and not made again', async () => {
    const { fake, session } = await open()
    fake.slow(0)
    const waiting = kept(await network.sending.publish(partOf('Batik', { pictures: [picture('a')] }), session, 'k'))
    const sent = await network.sending.resume(waiting, session)
    expect(await network.sending.resume(waiting, session)).toEqual(sent)
    expect(fake.posts()).toEqual(['Batik'])
  })

  it('is out although only its address could not be asked for', async () => {
    const { fake, connected } = await open()
    let broken = true
    const fetch: typeof globalThis.fetch = async (input, init) =>
      broken && /fields=permalink&/.test(String(input))
        ? new Response('', { status: 503 })
        : await fake.fetch(input, init)
    const { session } = openSession(connected, { fetch, now: () => fakeNow })
    fake.slow(0)
    const waiting = kept(await network.sending.publish(partOf('Batik', { pictures: [picture('a')] }), session, 'k'))
    const out = kept(await network.sending.resume(waiting, session))
    broken = false
    expect(await network.sending.resume(out, session)).toMatchObject({ state: 'published' })
    expect(fake.posts()).toEqual(['Batik'])
  })

  it('waits where the account has used up its posts', async () => {
    const { fake, session } = await open()
    fake.use(50)
    await expect(
      network.sending.publish(partOf('Batik', { pictures: [picture('a')] }), session, 'k'),
    ).rejects.toMatchObject({
      kind: 'rate-limited',
      retryAt: new Date(fakeNow.getTime() + 3600_000),
      words: { en: expect.stringContaining('50 posts') },
    })
    expect(fake.containers()).toBe(0)
  })
})

describe('what hangs on a post', () => {
  it('is a comment, also below a comment of ours; and is found there', async () => {
    const { fake, session } = await open()
    const root = await send(partOf('Batik', { pictures: [picture('a')] }), session)
    const first = await send(partOf('Tautan di profil'), session, { root, parent: root })
    const second = await send(partOf('Dan satu lagi'), session, { root, parent: first })
    expect(fake.remarks()).toEqual([
      { text: 'Tautan di profil', media: root.remoteId, by: 'tokosari' },
      { text: 'Dan satu lagi', media: root.remoteId, parent: first.remoteId, by: 'tokosari' },
    ])
    expect(await network.sending.find('k', partOf('Dan satu lagi'), session, fakeNow, { root, parent: first })).toEqual(
      second,
    )
    expect(await network.figures.fetch([root, first], session)).toEqual([
      { remoteId: root.remoteId, likes: 2, replies: 2, views: 7 },
      { remoteId: first.remoteId, likes: 2 },
    ])
    // Our own comment is no post to read comments of.
    expect((await network.responses.fetch('', session, [root, first]))?.responses).toEqual([])
  })

  it('comes home from every page with the answers below it, and with posts that tag the account', async () => {
    const { fake, session } = await open()
    const root = await send(partOf('Batik', { pictures: [picture('a')] }), session)
    const at = (seconds: number) => new Date(fakeNow.getTime() + seconds * 1000)
    const ids = Array.from({ length: 60 }, (_, number) => fake.addResponse(root.remoteId, `Ke-${number}`, at(number)))
    const page = await network.responses.fetch('', session, [root])
    expect(page?.responses.map(({ remoteId }) => remoteId)).toEqual(ids)
    const below = fake.addResponse(ids[0] ?? '', 'Saya juga', at(100))
    const tag = fake.addTag('Beli di @tokosari', at(101))
    const next = await network.responses.fetch(page?.cursor ?? '', session, [root])
    const fresh = next?.responses.filter(({ remoteId }) => !ids.includes(remoteId))
    expect(fresh).toMatchObject([
      { remoteId: below, inReplyTo: ids[0], root: root.remoteId, kind: 'comment' },
      { remoteId: tag, kind: 'mention', text: 'Beli di @tokosari' },
    ])
    const [answer, mention] = fresh ?? []
    if (!answer || !mention) throw new Error('nothing came')
    await network.responses.reply(answer, partOf('Terima kasih'), session)
    await network.responses.reply(mention, partOf('Sama-sama'), session)
    expect(fake.remarks().slice(-2)).toEqual([
      { text: 'Terima kasih', media: root.remoteId, parent: ids[0], by: 'tokosari' },
      { text: 'Sama-sama', media: tag, by: 'tokosari' },
    ])
  })
})

describe('webhook', () => {
  it('of comments and mentions wake us; of other things, and unsigned, they do not', () => {
    const app = { clientId: 'aplikasi-1', clientSecret: 'rahasia' }
    const read = (field: string, secret = app.clientSecret) => {
      const entry = {
        id: '17841400000000001',
        time: 1_795_507_201,
        changes: [{ field, value: { id: '1', text: 'Halo' } }],
      }
      const body = new Uint8Array(Buffer.from(JSON.stringify({ object: 'instagram', entry: [entry] })))
      const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
      return network.responses.webhook?.read({ headers: new Headers({ 'x-hub-signature-256': signature }), body }, app)
    }
    expect(read('comments')).toMatchObject([{ remoteId: '17841400000000001', at: new Date(1_795_507_201_000) }])
    expect(read('mentions')).toHaveLength(1)
    expect(read('story_insights')).toEqual([])
    expect(() => read('comments', 'lain')).toThrow(expect.objectContaining({ kind: 'forbidden' }))
  })
})
