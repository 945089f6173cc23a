import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BlueskyPeer, needPeer, startBluesky } from '../../../peers/index.ts'
import { openBrowser } from '../../testing/browser.ts'
import { realClock } from '../../testing/clock.ts'
import { openPeerSession, until } from '../../testing/peer-session.ts'
import type { Published, Session } from '../network.ts'
import { innards, pageOf } from '../testing/connecting.ts'
import { connectTerms, fetchOnce, pixel } from '../testing/session.ts'
import { signIn } from './connect.ts'
import { network } from './index.ts'

const inHours = (hours: number) => new Date(realClock.now().getTime() + hours * 3_600_000)

const picture = { id: 'p', mime: 'image/png', width: 1, height: 1, bytes: pixel.byteLength, alt: 'Titik' }

/** Signs in on the server's page and allows what it asks; answers what the browser brings back. */
async function allowInBrowser(url: string, password: string): Promise<URLSearchParams> {
  const browser = await openBrowser()
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(30_000)
    const back = page.waitForRequest((request) => request.url().startsWith('http://127.0.0.1:1/'), { timeout: 60_000 })
    await page.goto(url)
    await page.locator('input[type=password]').fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^(accept|authorize|allow)/i }).click()
    return new URL((await back).url()).searchParams
  } finally {
    await browser.close()
  }
}

describe.runIf(await needPeer('bluesky'))('Bluesky, on a real PDS and AppView', () => {
  let peer: BlueskyPeer
  beforeAll(async () => {
    peer = await startBluesky()
    // The first time, its libraries are installed.
  }, 900_000)
  afterAll(async () => peer?.stop())

  const open = async (who: 0 | 1) => {
    const account = peer.accounts[who]
    const form = { handle: `@${account.handle}`, password: account.appPassword, server: peer.pdsUrl }
    return openPeerSession(await signIn(form, openPeerSession().session))
  }
  /** The world's directory of DIDs is this network's own. */
  const atPeer: typeof fetch = (input, init) => {
    const address = String(input instanceof Request ? input.url : input)
    return fetchOnce(address.replace('https://plc.directory', peer.plcUrl), init)
  }
  const part = (text: string, more = {}) => {
    const [first] = network.text.render({ text, language: 'id', ...more }, network.text.limits())
    if (!first) throw new Error('no part')
    return first
  }
  const read = async (uri: string) => {
    const [, , repo, collection, rkey] = uri.split('/')
    const query = new URLSearchParams({ repo: repo ?? '', collection: collection ?? '', rkey: rkey ?? '' })
    const answer = await fetch(`${peer.pdsUrl}/xrpc/com.atproto.repo.getRecord?${query}`)
    return { status: answer.status, value: ((await answer.json()) as { value?: Record<string, unknown> }).value }
  }

  it('signs in and tells who it is; refuses a wrong password and a wrong server plainly', async () => {
    const { session } = await open(0)
    expect(session.account).toMatchObject({ handle: 'sari.test', name: 'sari', remoteId: peer.accounts[0].did })
    expect(await network.identity.probe(session)).toMatchObject({ handle: 'sari.test' })
    const { session: tools } = openPeerSession()
    const bad = { handle: 'sari.test', password: 'rahasia-sekali', server: peer.pdsUrl }
    await expect(signIn(bad, tools)).rejects.toMatchObject({ kind: 'unauthorized', field: 'password' })
    await expect(signIn({ ...bad, server: 'http://127.0.0.1:1' }, tools)).rejects.toMatchObject({
      kind: 'wrong-input',
      field: 'server',
    })
    await expect(signIn({ ...bad, server: peer.appviewUrl }, tools)).rejects.toMatchObject({
      field: 'server',
    })
  })

  const overPage = async () => {
    const tools = { fetch: atPeer, signal: new AbortController().signal, now: realClock.now }
    const terms = connectTerms({ redirectUri: 'http://127.0.0.1:1/api/channels/callback', state: 'keadaan' })
    const form = { handle: peer.accounts[1].handle, server: peer.pdsUrl }
    const start = await pageOf(network).begin(form, terms, tools)
    const answer = await allowInBrowser(start.url, peer.accounts[1].password)
    expect(answer.get('state')).toBe('keadaan')
    const connected = await pageOf(network).finish(answer, start.pending, tools)
    return { connected, answer, start, tools }
  }

  it('is connected over the server’s own page, in a real browser, and posts with tokens bound to a key', async () => {
    const { connected, answer, start, tools } = await overPage()
    expect(connected.account).toMatchObject({ handle: 'budi.test', remoteId: peer.accounts[1].did })
    const { session, renewed } = openPeerSession(
      { ...connected, credentials: { ...connected.credentials, expiresAt: realClock.now().getTime() } },
      { fetch: atPeer },
    )
    const sent = part('Dari halaman server', { pictures: [picture] })
    const copy = await network.sending.publish(sent, session, 'kunci-oauth')
    if (copy.state !== 'published') throw new Error('pending')
    expect(renewed).toHaveLength(1)
    expect((await read(copy.remoteId)).value).toMatchObject({ text: 'Dari halaman server' })
    // The tokens before the renewal are of no use to anybody: the server takes the refresh token once.
    const old = openPeerSession(
      { ...connected, credentials: { ...connected.credentials, expiresAt: 0 } },
      { fetch: atPeer },
    )
    await expect(network.sending.publish(sent, old.session, 'kunci-lain')).rejects.toMatchObject({
      kind: 'unauthorized',
    })
    // So is the code.
    await expect(pageOf(network).finish(answer, start.pending, tools)).rejects.toMatchObject({ kind: 'unauthorized' })
  })

  it('gives back what was allowed on that page: its tokens renew nothing', async () => {
    const { connected } = await overPage()
    const openAt = (expiresAt: number) =>
      openPeerSession({ ...connected, credentials: { ...connected.credentials, expiresAt } }, { fetch: atPeer }).session
    expect(await network.identity.probe(openAt(realClock.now().getTime() + 600_000))).toMatchObject({
      handle: 'budi.test',
    })
    await network.identity.revoke(openAt(realClock.now().getTime() + 600_000))
    await expect(network.identity.probe(openAt(0))).rejects.toMatchObject({ kind: 'unauthorized' })
    await network.identity.revoke(openAt(0))
  })

  it('publishes with card, links, tags and mentions once, however often; finds it; takes it back', async () => {
    const { session } = await open(0)
    const link = {
      url: 'https://contoh.id/artikel',
      title: 'Judul',
      description: 'Ringkas',
      picture: { id: 'p', mime: 'image/png', width: 1, height: 1, bytes: pixel.byteLength, alt: '' },
    }
    const text = 'Halo 👋 @budi.test dan @bukansiapa.test, baca https://contoh.id/artikel #kabar'
    const sent = part(text, { link })
    const _since = session.now()
    expect(await network.sending.find('kunci-1', sent, session)).toBeUndefined()
    const first = await network.sending.publish(sent, session, 'kunci-1')
    const again = await network.sending.publish(sent, session, 'kunci-1')
    expect(again).toEqual(first)
    if (first.state !== 'published') throw new Error('pending')
    expect(await network.sending.find('kunci-1', sent, session)).toEqual(first)
    const { value } = await read(first.remoteId)
    expect(value).toMatchObject({
      text,
      langs: ['id'],
      embed: {
        $type: 'app.bsky.embed.external',
        external: { uri: link.url, title: 'Judul', thumb: { mimeType: 'image/png' } },
      },
    })
    const facets = value?.facets as { features: { $type: string }[] }[]
    const features = facets.map(({ features: [one] }) => one?.$type)
    expect(features.map((type) => type?.split('#')[1]).sort()).toEqual(['link', 'mention', 'tag'])
    await network.sending.retract(first, session)
    expect((await read(first.remoteId)).status).toBe(400)
    await network.sending.retract(first, session)
  })

  it('sends pictures with their text, a thread in order, and counts what came of it', async () => {
    const { session } = await open(0)
    const picture = { id: 'p', mime: 'image/png', width: 1, height: 1, bytes: pixel.byteLength, alt: 'Titik merah' }
    const head = await network.sending.publish(part('Satu', { pictures: [picture] }), session, 'utas-1')
    if (head.state !== 'published') throw new Error('pending')
    expect((await read(head.remoteId)).value?.embed).toMatchObject({
      images: [{ alt: 'Titik merah', aspectRatio: { width: 1, height: 1 } }],
    })
    const next = await network.sending.publish(part('Dua'), session, 'utas-2', { root: head, parent: head })
    if (next.state !== 'published') throw new Error('pending')
    expect((await read(next.remoteId)).value?.reply).toMatchObject({
      root: { uri: head.remoteId },
      parent: { uri: head.remoteId },
    })
    const counted = await until(async () => {
      const [metrics] = (await network.figures.fetch([head], session)) ?? []
      return metrics?.replies === 1 ? metrics : undefined
    })
    expect(counted).toMatchObject({ remoteId: head.remoteId, likes: 0, replies: 1 })
  })

  it('brings a reply and a mention home, and answers', async () => {
    const { session: sari } = await open(0)
    const { session: budi } = await open(1)
    const post = await network.sending.publish(part('Ada pertanyaan?'), sari, 'tanya')
    if (post.state !== 'published') throw new Error('pending')
    const before = await network.responses.fetch('', sari)
    // Nobody answers what they cannot see yet: an answer that the AppView reads before its post is told to nobody.
    await until(async () => (await network.figures.fetch([post], sari))?.[0])
    const question = await network.sending.publish(part('Berapa harganya?'), budi, 'jawab', {
      root: post,
      parent: post,
    })
    await network.sending.publish(part('Coba tanya @sari.test'), budi, 'sebut')
    const home = await until(async () => {
      const found = await network.responses.fetch(before?.cursor ?? '', sari)
      const fresh = found?.responses.filter(({ text }) => text.startsWith('Berapa') || text.startsWith('Coba'))
      return fresh?.length === 2 ? { ...found, fresh } : undefined
    })
    expect(home.fresh[0]).toMatchObject({
      kind: 'reply',
      text: 'Berapa harganya?',
      inReplyTo: post.remoteId,
      root: post.remoteId,
      person: { handle: 'budi.test', name: 'budi' },
    })
    expect(home.fresh[1]).toMatchObject({ kind: 'mention' })
    const answer = (await network.responses.reply(
      home.fresh[0] as never,
      part('Seratus ribu.'),
      sari,
      'balas',
    )) as Published
    expect((await read(answer?.remoteId ?? '')).value).toMatchObject({
      text: 'Seratus ribu.',
      reply: { root: { uri: post.remoteId }, parent: { uri: question.state === 'published' ? question.remoteId : '' } },
    })
  })

  /** A post as somebody sees it at the AppView. */
  const seenBy = async (session: Session, uri: string) => {
    const { accessJwt } = session.credentials as { accessJwt: string }
    const query = new URLSearchParams({ uris: uri })
    const headers = { authorization: `Bearer ${accessJwt}` }
    const answer = await fetch(`${peer.pdsUrl}/xrpc/app.bsky.feed.getPosts?${query}`, { headers })
    return ((await answer.json()) as { posts: Record<string, unknown>[] }).posts[0]
  }

  it('sends a video in pieces, with its shape and its words', async () => {
    const { session } = await open(0)
    const bytes = 4 * 1024 * 1024 + 5
    const video = { id: 'v', mime: 'video/mp4', width: 1080, height: 1920, bytes, seconds: 5, alt: 'Ombak di pantai' }
    const source = { bytes, mime: 'video/mp4', read: async (start: number, end: number) => new Uint8Array(end - start) }
    const withVideo = { ...session, video: async () => source }
    let sent = await network.sending.publish(part('Ombak', { video }), withVideo, 'video-1')
    const turns: string[] = []
    while (sent.state === 'pending') {
      turns.push(Object.keys(innards(sent.pending).upload as object).join())
      sent = (await network.sending.resume(sent.pending, withVideo)) as typeof sent
    }
    expect(turns).toEqual(['', 'blob'])
    const { value } = await read(sent.remoteId)
    expect(value?.embed).toMatchObject({
      $type: 'app.bsky.embed.video',
      video: { mimeType: 'video/mp4', size: bytes },
      alt: 'Ombak di pantai',
      aspectRatio: { width: 1080, height: 1920 },
    })
    expect(await network.sending.publish(part('Ombak', { video }), withVideo, 'video-1')).toEqual(sent)
    const { remoteId } = sent
    const seen = await until(() => seenBy(session, remoteId))
    expect(seen.embed).toMatchObject({ $type: 'app.bsky.embed.video#view', alt: 'Ombak di pantai' })
  })

  it('says who may reply and quote, with the post and once; its own first reply stands', async () => {
    const { session: sari } = await open(0)
    const { session: budi } = await open(1)
    const gated = part('Hanya pengumuman', { options: { replies: 'nobody', noQuotes: 'yes' } })
    const post = await network.sending.publish(gated, sari, 'gerbang')
    if (post.state !== 'published') throw new Error('pending')
    expect(await network.sending.publish(gated, sari, 'gerbang')).toEqual(post)
    const gate = post.remoteId.replace('app.bsky.feed.post', 'app.bsky.feed.threadgate')
    expect((await read(gate)).value).toMatchObject({ allow: [], post: post.remoteId })
    const thread = { root: post, parent: post }
    const first = await network.sending.publish(part('Tautannya di sini'), sari, 'gerbang-2', thread)
    if (first.state !== 'published') throw new Error('pending')
    const viewer = await until(async () => {
      const found = (await seenBy(budi, post.remoteId))?.viewer as Record<string, boolean> | undefined
      return found?.replyDisabled ? found : undefined
    })
    expect(viewer).toMatchObject({ replyDisabled: true, embeddingDisabled: true })
    const counted = await until(async () => {
      const [metrics] = (await network.figures.fetch([post], sari)) ?? []
      return metrics?.replies === 1 ? metrics : undefined
    })
    expect(counted.replies).toBe(1)
    await network.sending.retract(post, sari)
    expect((await read(gate)).status).toBe(400)
  })

  it('hides a reply from everybody, and shows it again', async () => {
    const { session: sari } = await open(0)
    const { session: budi } = await open(1)
    const post = await network.sending.publish(part('Silakan menanggapi'), sari, 'sembunyi')
    if (post.state !== 'published') throw new Error('pending')
    const spam = await network.sending.publish(part('Beli pengikut murah'), budi, 'spam', { root: post, parent: post })
    if (spam.state !== 'published') throw new Error('pending')
    const root = { uri: post.remoteId, cid: innards(post.reference).cid }
    const response = { remoteId: spam.remoteId, reference: { ...spam.reference, root } }
    const hidden = async () => {
      const { threadgate } = ((await seenBy(budi, post.remoteId)) ?? {}) as { threadgate?: { record: object } }
      return (threadgate?.record as { hiddenReplies?: string[] } | undefined)?.hiddenReplies
    }
    await network.responses.moderation.moderate(response, 'hold', sari)
    await network.responses.moderation.moderate(response, 'hold', sari)
    expect(await until(async () => ((await hidden())?.length ? hidden() : undefined))).toEqual([spam.remoteId])
    await network.responses.moderation.moderate(response, 'approve', sari)
    await network.responses.moderation.moderate(response, 'approve', sari)
    expect(await until(async () => ((await hidden())?.length === 0 ? true : undefined))).toBe(true)
    await expect(network.responses.moderation.moderate(response, 'hold', budi)).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  it('gives its permission back: nothing renews it any more', async () => {
    const { session } = await open(0)
    const later = { ...session, now: () => inHours(3) }
    await network.identity.revoke(session)
    await network.identity.revoke(session)
    await expect(network.identity.probe(later)).rejects.toMatchObject({ kind: 'unauthorized' })
  })

  it('renews its tokens when they are old, and asks to be reconnected when the app password is revoked', async () => {
    const { session, renewed } = await open(1)
    const { refreshJwt } = session.credentials as { refreshJwt: string }
    const later = { ...session, now: () => inHours(3) }
    expect(await network.identity.probe(later)).toMatchObject({ handle: 'budi.test' })
    expect(renewed).toHaveLength(1)
    expect(innards(renewed[0]).refreshJwt).not.toBe(refreshJwt)
    await peer.revoke(peer.accounts[1])
    const stale = { ...later, credentials: renewed[0] ?? {} }
    await expect(network.identity.probe(stale)).rejects.toMatchObject({ kind: 'unauthorized' })
  })
})
