import { describe, expect, it } from 'vitest'
import type { Part, Picture, Post, Video } from '../../core/post.ts'
import type { Pending, Published, Session } from '../network.ts'
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
  bytes: 13_000_000,
  seconds: 9,
  alt: 'Pantai',
}

function partOf(text: string, more: Partial<Post> = {}): Part {
  const [part] = network.text.render({ text, ...more }, network.text.limits())
  if (!part) throw new Error('no part')
  return part
}

async function open(who: 'page' | 'member' = 'page', more: Partial<Session> = {}) {
  const fake = createFake()
  const connected = who === 'page' ? await fake.connect(network) : await fake.connectMember(network)
  const { session } = openSession(connected, { fetch: fake.fetch, now: () => fakeNow, ...more })
  return { fake, session, connected }
}

async function published(sent: Promise<Published | Pending>): Promise<Published> {
  const done = await sent
  if (done.state !== 'published') throw new Error('still pending')
  return done
}

describe('connecting', () => {
  const begin = async (page: string, back: Record<string, string>) => {
    const fake = createFake()
    const tools = { fetch: fake.fetch, signal: new AbortController().signal, now: () => fakeNow }
    const form = { clientId: 'aplikasi-1', clientSecret: 'rahasia-aplikasi-0123456789', page }
    const start = await beginOAuth(form, connectTerms())
    const scope = new URL(start?.url ?? '').searchParams.get('scope')
    return { scope, done: () => finishOAuth(new URLSearchParams(back), start?.pending ?? {}, tools) }
  }

  it('asks for a profile only what anybody’s app may have, and for a page what pages need', async () => {
    const { fake: _fake, connected } = await open('member')
    expect((await begin('', {})).scope).toBe('openid profile w_member_social')
    expect((await begin('linkedin.com/company/a', {})).scope).toContain('w_organization_social')
    expect(connected.account).toMatchObject({ remoteId: 'urn:li:person:aB1', name: 'Sari' })
    // Members’ apps are given nothing to make a token new with.
    expect(connected.credentials).toMatchObject({ expiresAt: fakeNow.getTime() + 5_184_000_000 })
    expect(connected.credentials).not.toHaveProperty('refreshToken')
  })

  it('offers the pages that the member runs, and no page of another role', async () => {
    const fake = createFake()
    const first = await fake.connect(network)
    expect(first.account).toMatchObject({
      remoteId: 'urn:li:organization:501',
      handle: 'tokosari',
      url: 'https://www.linkedin.com/company/tokosari',
    })
  })

  it.each([
    ['a state of somebody else', { state: 'x', code: 'kode-sekali-0123456789' }],
    ['a no', { state: 's', error: 'user_cancelled_authorize' }],
    ['a code that was used', { state: 's', code: 'lain' }],
  ])('takes nothing for %s', async (_what, back) => {
    const { done } = await begin('', back as unknown as Record<string, string>)
    await expect(done()).rejects.toMatchObject({ kind: 'unauthorized' })
  })

  it('makes a token new that has ended, and the old refresh token is good once', async () => {
    const { fake, session, connected } = await open()
    fake.expire?.()
    expect(await network.identity.probe(session)).toEqual(connected.account)
    expect(fake.renewals()).toBe(1)
    const { session: late } = openSession(connected, { fetch: fake.fetch, now: () => fakeNow })
    await expect(network.identity.probe(late)).rejects.toMatchObject({ kind: 'unauthorized' })
  })
})

describe('a post', () => {
  it('is written in LinkedIn’s own format, and found by its plain words', async () => {
    const { fake, session } = await open()
    const part = partOf('Harga (baru) untuk #batik: 50_000 [hari ini] @toko')
    const sent = await published(network.sending.publish(part, session, 'k'))
    expect(fake.post(sent.remoteId)?.commentary).toBe('Harga \\(baru\\) untuk #batik: 50\\_000 \\[hari ini\\] \\@toko')
    expect(sent.permalink).toBe(`https://www.linkedin.com/feed/update/${sent.remoteId}/`)
    expect(await network.sending.find('k', part, session, fakeNow)).toEqual(sent)
  })

  it('shows a card with its picture, one picture, or several, each with its alternative text', async () => {
    const { fake, session } = await open()
    const link = { url: 'https://toko.example/a', title: 'Judul', description: 'Isi', picture: picture('Sampul') }
    const content = async (part: Part) =>
      fake.post((await published(network.sending.publish(part, session, 'k'))).remoteId)?.content
    expect(await content(partOf('Kartu', { link }))).toEqual({
      article: {
        source: link.url,
        title: 'Judul',
        description: 'Isi',
        thumbnail: expect.stringMatching(/^urn:li:image:/),
      },
    })
    expect(await content(partOf('Satu', { pictures: [picture('Biru')] }))).toMatchObject({ media: { altText: 'Biru' } })
    const two = partOf('Dua', { pictures: [picture('Biru'), picture('Merah')] })
    expect(await content(two)).toMatchObject({ multiImage: { images: [{ altText: 'Biru' }, { altText: 'Merah' }] } })
    expect(await network.sending.find('k', two, session, fakeNow)).toMatchObject({ state: 'published' })
    expect(
      await network.sending.find('k', partOf('Dua', { pictures: [picture('Biru')] }), session, fakeNow),
    ).toBeUndefined()
  })

  it('of words that stand there already is refused with the address of those', async () => {
    const { session } = await open('member')
    const first = await published(network.sending.publish(partOf('Sama'), session, 'a'))
    await expect(network.sending.publish(partOf('Sama'), session, 'b')).rejects.toMatchObject({
      kind: 'rejected',
      words: { id: expect.stringContaining(first.permalink) },
    })
  })

  it('sends its token to LinkedIn only, wherever an upload is to go', async () => {
    const { fake, connected } = await open()
    const elsewhere: (string | null)[] = []
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const { host } = new URL(String(input))
      if (host === 'lain.example') {
        elsewhere.push(new Headers(init?.headers).get('authorization'))
        return new Response(null, { status: 201 })
      }
      const answer = await fake.fetch(input, init)
      if (!String(input).includes('/rest/images')) return answer
      return new Response((await answer.text()).replace(/www\.linkedin\.com/, 'lain.example'), answer)
    }
    const { session } = openSession(connected, { fetch, now: () => fakeNow })
    await expect(
      network.sending.publish(partOf('Satu', { pictures: [picture('Biru')] }), session, 'k'),
    ).rejects.toThrow()
    expect(elsewhere).toEqual([null])
  })
})

describe('a video', () => {
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
  const kept = (sent: Published | Pending | undefined): Pending['pending'] => {
    if (sent?.state !== 'pending') throw new Error('not pending')
    return JSON.parse(JSON.stringify(sent.pending))
  }

  it('goes on at the right piece after a worker has died, and its post is made when it is ready', async () => {
    const { fake, session } = await open('page', { video: async () => source })
    const part = partOf('Pantai', { video })
    const first = kept(await network.sending.publish(part, session, 'k'))
    let now = fakeNow.getTime()
    const slow = {
      ...session,
      now: () => new Date(now),
      video: async () => ({
        ...source,
        read: async (start: number, end: number) => {
          now += 30_000
          return bytes(start, end)
        },
      }),
    }
    const half = await network.sending.resume(first, slow)
    expect(half).toMatchObject({ state: 'pending', pending: { step: 'transfer' } })
    const interrupted = {
      ...session,
      video: async () => ({ ...source, read: () => Promise.reject(new Error('killed')) }),
    }
    await expect(network.sending.resume(kept(half), interrupted)).rejects.toThrow('killed')
    const before = fake.video().sent
    const sent = kept(await network.sending.resume(kept(half), session))
    expect(fake.video().sent - before).toBe(2)
    expect(Buffer.compare(fake.video().bytes, bytes(0, video.bytes))).toBe(0)
    const waiting = kept(await network.sending.resume(sent, session))
    // The same again: it is looked whether the first one did it.
    expect(await network.sending.resume(sent, session)).toMatchObject({ state: 'pending' })
    expect(await network.sending.resume(waiting, session)).toMatchObject({ state: 'pending' })
    expect(fake.posts()).toEqual([])
    fake.work('AVAILABLE')
    const done = await network.sending.resume(waiting, session)
    expect(done).toMatchObject({ state: 'published' })
    expect(await network.sending.find('k', part, session, fakeNow)).toEqual(done)
    expect(fake.posts()).toEqual(['Pantai'])
  }, 20_000)

  it('that LinkedIn cannot work with is refused in words', async () => {
    const { fake, session } = await open('page', { video: async () => source })
    const sent = kept(
      await network.sending.resume(
        kept(await network.sending.publish(partOf('Pantai', { video }), session, 'k')),
        session,
      ),
    )
    const waiting = kept(await network.sending.resume(sent, session))
    fake.work('PROCESSING_FAILED')
    await expect(network.sending.resume(waiting, session)).rejects.toMatchObject({ kind: 'rejected' })
  }, 20_000)
})

describe('what hangs on a page’s post', () => {
  it('is a comment; answers come home from every depth with the names that are told', async () => {
    const { fake, session } = await open()
    const root = await published(network.sending.publish(partOf('Kabar'), session, 'k'))
    const first = partOf('Tautannya (di sini)')
    const under = { root, parent: root }
    const sent = await published(network.sending.publish(first, session, 'k', under))
    expect(fake.remarks()).toEqual([
      { text: 'Tautannya (di sini)', post: root.remoteId, actor: 'urn:li:organization:501' },
    ])
    expect(await network.sending.find('k', first, session, fakeNow, under)).toEqual(sent)
    const at = (seconds: number) => new Date(fakeNow.getTime() + seconds * 1000)
    const question = fake.addResponse(root.remoteId, 'Berapa?', at(1))
    const below = fake.addResponse(sent.remoteId, 'Terima kasih', at(2))
    const page = await network.responses.fetch('', session, [root, sent])
    expect(page?.responses.map(({ remoteId, inReplyTo, person }) => [remoteId, inReplyTo, person.name])).toEqual([
      [question, root.remoteId, 'Budi'],
      [below, sent.remoteId, 'Budi'],
    ])
    const [, thanks] = page?.responses ?? []
    if (!thanks) throw new Error('nothing came')
    const answer = await network.responses.reply(thanks, partOf('Sama-sama'), session)
    expect(fake.remarks().at(-1)).toMatchObject({ text: 'Sama-sama', parent: sent.remoteId })
    const place = { root, parent: thanks }
    expect(await network.sending.find('k', partOf('Sama-sama'), session, fakeNow, place)).toEqual(answer)
    fake.hideNames()
    const unnamed = await network.responses.fetch('', session, [root])
    expect(unnamed?.responses[0]).toMatchObject({
      text: 'Berapa?',
      person: { remoteId: 'urn:li:person:bU2', name: 'LinkedIn' },
    })
  })

  it('can be corrected and taken back, also where it is a comment', async () => {
    const { fake, session } = await open()
    const root = await published(network.sending.publish(partOf('Kabar'), session, 'k'))
    const sent = await published(network.sending.publish(partOf('Salah'), session, 'k', { root, parent: root }))
    await network.sending.correct(sent, partOf('Betul'), session)
    expect(fake.remarks()[0]?.text).toBe('Betul')
    await network.sending.retract(sent, session)
    await network.sending.retract(sent, session)
    expect(fake.remarks()).toEqual([])
    expect(fake.posts()).toEqual(['Kabar'])
  })
})

describe('a member’s profile', () => {
  it('posts and takes back; what it says no program may read, so that a person looks', async () => {
    const { fake, session } = await open('member')
    const sent = await published(network.sending.publish(partOf('Halo'), session, 'k'))
    expect(fake.post(sent.remoteId)?.author).toBe('urn:li:person:aB1')
    await expect(network.sending.find('k', partOf('Halo'), session, fakeNow)).rejects.toMatchObject({
      kind: 'unknown',
      words: { id: expect.stringContaining('profil pribadi') },
    })
    expect(await network.responses.fetch('c', session, [sent])).toEqual({ responses: [], cursor: 'c' })
    expect(await network.figures.fetch([sent], session)).toEqual([])
    await network.sending.retract(sent, session)
    expect(fake.posts()).toEqual([])
  })

  it('may comment where the app may; where not, the words say so, and nobody is asked to reconnect', async () => {
    const { fake, session } = await open('member')
    const root = await published(network.sending.publish(partOf('Halo'), session, 'k'))
    await published(network.sending.publish(partOf('Satu'), session, 'k', { root, parent: root }))
    fake.closeComments()
    await expect(network.sending.publish(partOf('Dua'), session, 'k', { root, parent: root })).rejects.toMatchObject({
      kind: 'rejected',
      words: { en: expect.stringContaining('in a member’s name') },
    })
  })
})
