import { describe, expect, it } from 'vitest'
import type { Part, Picture, Post, Video } from '../../core/post.ts'
import type { Credentials, Pending, Published, Session } from '../network.ts'
import { fakeNow } from '../testing/fake.ts'
import { connectTerms, openSession } from '../testing/session.ts'
import { beginOAuth, finishOAuth } from './connect.ts'
import { network } from './index.ts'
import { createFake } from './testing/fake.ts'

const picture = (name: string): Picture => ({
  id: name,
  mime: 'image/jpeg',
  width: 1080,
  height: 1080,
  bytes: 9,
  alt: `Batik ${name}`,
  address: `https://panel.example/${name}.jpg`,
})
const video: Video = { ...picture('v'), mime: 'video/mp4', seconds: 9 }
const day = 24 * 3600_000

function partsOf(text: string, more: Partial<Post> = {}): Part[] {
  return network.text.render({ text, ...more }, network.text.limits())
}
function partOf(text: string, more: Partial<Post> = {}): Part {
  const [part] = partsOf(text, more)
  if (!part) throw new Error('no part')
  return part
}

async function open(more: Partial<Session> = {}) {
  const fake = createFake()
  const connected = await fake.connect(network)
  const { session, renewed } = openSession(connected, { fetch: fake.fetch, now: () => fakeNow, ...more })
  return { fake, session, connected, renewed }
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

describe('the token', () => {
  const begin = async (state: string, code = 'kode-sekali-0123456789') => {
    const fake = createFake()
    const tools = { fetch: fake.fetch, signal: new AbortController().signal, now: () => fakeNow }
    const form = { clientId: 'aplikasi-1', clientSecret: 'rahasia-aplikasi-0123456789' }
    const start = await beginOAuth(form, connectTerms())
    expect(new URL(start?.url ?? '').searchParams.get('scope')).toContain('threads_content_publish,')
    return await finishOAuth(new URLSearchParams({ state, code }), start?.pending ?? {}, tools)
  }

  it('lasts sixty days; a state of somebody else or a used code gets none', async () => {
    expect(await begin('s')).toMatchObject({
      credentials: { accessToken: 'token-panjang-0-0123456789', expiresAt: fakeNow.getTime() + 5_183_944_000 },
      account: { handle: 'tokosari', url: 'https://www.threads.com/@tokosari' },
    })
    await expect(begin('lain')).rejects.toMatchObject({ kind: 'unauthorized' })
    await expect(begin('s', 'lain')).rejects.toMatchObject({ kind: 'unauthorized' })
  })

  it('is made new at half of its time, once for a session, and kept', async () => {
    let now = fakeNow.getTime() + 20 * day
    const { fake, session, renewed } = await open({ now: () => new Date(now) })
    await network.identity.probe(session)
    expect(fake.renewals()).toBe(0)
    now = fakeNow.getTime() + 31 * day
    await network.identity.probe(session)
    await network.identity.probe(session)
    expect(fake.renewals()).toBe(1)
    expect(renewed).toEqual([
      expect.objectContaining({ accessToken: 'token-panjang-1-0123456789', expiresAt: now + 5_183_944_000 }),
    ])
  })

  it('still serves where it could not be made new, and asks to be reconnected when it has ended', async () => {
    let now = fakeNow.getTime() + 40 * day
    const { fake, connected } = await open()
    const fetch: typeof globalThis.fetch = async (input, init) =>
      String(input).includes('/refresh_access_token')
        ? new Response('', { status: 503 })
        : await fake.fetch(input, init)
    const { session } = openSession(connected, { fetch, now: () => new Date(now) })
    expect(await network.identity.probe(session)).toEqual(connected.account)
    now = fakeNow.getTime() + 61 * day
    const ended = openSession(connected, {
      fetch: fake.fetch,
      now: () => new Date(now),
      renew: async (ask: (old: Credentials) => Promise<Credentials>) =>
        await ask({ ...connected.credentials, accessToken: 'token-yang-berakhir' }),
    })
    await expect(network.identity.probe(ended.session)).rejects.toMatchObject({ kind: 'unauthorized' })
  })
})

describe('a post', () => {
  it.each([
    ['a post', {}],
    ['an answer', { answers: true }],
  ])(
    '%s whose container is finished and yet not found waits, and goes out once',
    async (_what, { answers }: { answers?: boolean }) => {
      const { fake, session } = await open()
      const question = fake.addMention('Berapa?', fakeNow)
      const before = fake.posts().length
      fake.hide(2)
      let sent = answers
        ? await network.responses.reply({ remoteId: question }, partOf('Halo'), session, 'k')
        : await network.sending.publish(partOf('Halo'), session, 'k')
      for (let turn = 0; turn < 2; turn++) {
        if (sent?.state !== 'pending') throw new Error('not pending')
        expect(sent.retryAt).toEqual(new Date(fakeNow.getTime() + 10_000))
        sent = await network.sending.resume(JSON.parse(JSON.stringify(sent.pending)), session)
      }
      expect(sent).toMatchObject({ state: 'published' })
      expect(fake.posts().slice(before)).toEqual(['Halo'])
    },
  )

  it('that is never found is refused after ten minutes, and not before', async () => {
    let now = fakeNow.getTime()
    const { fake, session } = await open({ now: () => new Date(now) })
    fake.hide(1000)
    let sent = await network.sending.publish(partOf('Halo'), session, 'k')
    const begun = now
    const goOn = async () => {
      if (sent.state !== 'pending') throw new Error('not pending')
      now = sent.retryAt.getTime()
      sent = (await network.sending.resume(JSON.parse(JSON.stringify(sent.pending)), session)) as typeof sent
    }
    const turns = async () => {
      for (let turn = 0; turn < 100; turn++) await goOn()
    }
    await expect(turns()).rejects.toMatchObject({ kind: 'rejected' })
    expect(now - begun).toBeGreaterThan(10 * 60_000)
  })

  it('of words is out at once, with a card of its link', async () => {
    const { fake, session } = await open()
    const link = { url: 'https://toko.example/a', title: 'A', description: '' }
    const sent = await network.sending.publish(partOf('Halo', { link }), session, 'k')
    if (sent.state !== 'published') throw new Error('not out')
    expect(fake.post(sent.remoteId)?.parts).toMatchObject([{ media_type: 'TEXT', link_attachment: link.url }])
    expect(sent.permalink).toBe(`https://www.threads.com/@tokosari/post/D${sent.remoteId}`)
  })

  it('is a thread, each part below the one before, and each found there', async () => {
    const { fake, session } = await open()
    const parts = partsOf('Kalimat yang cukup panjang untuk utas. '.repeat(30))
    const sent: Published[] = []
    for (const part of parts) {
      const [root] = sent
      const parent = sent.at(-1)
      const at = root && parent ? { root, parent } : undefined
      const one = await send(part, session, at)
      expect(await network.sending.find('k', part, session, fakeNow, at)).toEqual(one)
      sent.push(one)
    }
    expect(sent.length).toBeGreaterThan(2)
    expect(sent.map(({ remoteId }) => fake.post(remoteId)?.above)).toEqual([
      undefined,
      ...sent.slice(0, -1).map(({ remoteId }) => remoteId),
    ])
    const [first, second] = sent
    if (!first || !second) throw new Error('no thread')
    const again = parts[2] as Part
    expect(await network.sending.find('k', again, session, fakeNow, { root: first, parent: first })).toBeUndefined()
  })

  it('of several pictures is a carousel with alternative texts; a video waits', async () => {
    const { fake, session } = await open()
    const two = partOf('Dua', { pictures: [picture('a'), picture('b')] })
    const sent = await send(two, session)
    expect(fake.post(sent.remoteId)?.parts.map(({ alt_text }) => alt_text)).toEqual(['Batik a', 'Batik b'])
    expect(await network.sending.find('k', two, session, fakeNow)).toEqual(sent)
    expect(await network.sending.find('k', partOf('Dua'), session, fakeNow)).toBeUndefined()
    fake.slow(2)
    const waiting = kept(await network.sending.publish(partOf('Pantai', { video }), session, 'k'))
    expect(await network.sending.resume(waiting, session)).toMatchObject({ state: 'pending' })
    await network.sending.resume(waiting, session)
    const out = await network.sending.resume(waiting, session)
    // A worker that died after publishing: the next one makes no second.
    expect(await network.sending.resume(waiting, session)).toEqual(out)
    expect(fake.posts()).toEqual(['Dua', 'Pantai'])
  })

  it('is refused in words where its media can’t be fetched or used', async () => {
    const { fake, session } = await open()
    const { address: _address, ...hidden } = picture('a')
    await expect(network.sending.publish(partOf('Batik', { pictures: [hidden] }), session, 'k')).rejects.toMatchObject({
      kind: 'rejected',
      words: { id: expect.stringContaining('alamat umum') },
    })
    for (const state of ['ERROR', 'EXPIRED'] as const) {
      fake.slow(0, state)
      const bad = kept(await network.sending.publish(partOf('Rusak', { video }), session, 'k'))
      await expect(network.sending.resume(bad, session)).rejects.toMatchObject({ kind: 'rejected' })
    }
    expect(fake.posts()).toEqual([])
  })

  it('waits where the quota is used up, and answers have their own', async () => {
    const { fake, session } = await open()
    const root = await send(partOf('Satu'), session)
    fake.use(250, 0)
    await expect(network.sending.publish(partOf('Dua'), session, 'k')).rejects.toMatchObject({ kind: 'rate-limited' })
    await send(partOf('Di bawahnya'), session, { root, parent: root })
    fake.use(0, 1000)
    const below = network.sending.publish(partOf('Lagi'), session, 'k', { root, parent: root })
    await expect(below).rejects.toMatchObject({ kind: 'rate-limited', words: { en: expect.stringContaining('1,000') } })
  })
})

describe('answers', () => {
  it('come home from every depth, without our own, and with posts that name us', async () => {
    const { fake, session } = await open()
    const at = (seconds: number) => new Date(fakeNow.getTime() + seconds * 1000)
    const root = await send(partOf('Satu'), session)
    const second = await send(partOf('Dua'), session, { root, parent: root })
    const first = fake.addResponse(root.remoteId, 'Bagus', at(1))
    const deeper = fake.addResponse(second.remoteId, 'Setuju', at(2))
    const named = fake.addMention('Lihat @tokosari', at(3))
    const page = await network.responses.fetch('', session, [root, second])
    expect(
      page?.responses.map(({ remoteId, kind, inReplyTo, root: head }) => [remoteId, kind, inReplyTo, head]),
    ).toEqual([
      [first, 'reply', root.remoteId, root.remoteId],
      [deeper, 'reply', second.remoteId, root.remoteId],
      [named, 'mention', undefined, undefined],
    ])
    for (let number = 0; number < 120; number++) fake.addResponse(root.remoteId, `Ke-${number}`, at(10 + number))
    const next = await network.responses.fetch(page?.cursor ?? '', session, [root, second])
    expect(next?.responses.filter(({ text }) => text.startsWith('Ke-'))).toHaveLength(120)
  })

  it('can be hidden, and say so; ours are made of words', async () => {
    const { fake, session } = await open()
    const root = await send(partOf('Satu'), session)
    fake.addResponse(root.remoteId, 'Judi!', fakeNow)
    const read = async () => (await network.responses.fetch('', session, [root]))?.responses[0]
    const bad = await read()
    if (!bad) throw new Error('nothing came')
    await network.responses.moderation.moderate(bad, 'hold', session)
    expect((await read())?.held).toBe(true)
    const pictured = partOf('Ini', { pictures: [picture('a')] })
    await expect(network.responses.reply(bad, pictured, session, 'k')).rejects.toMatchObject({ kind: 'rejected' })
    expect(await network.figures.fetch([root], session)).toEqual([
      { remoteId: root.remoteId, likes: 2, replies: 1, reposts: 3, views: 40 },
    ])
  })
})
