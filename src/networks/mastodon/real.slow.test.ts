import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type FediverseAccount,
  type FediversePeer,
  type FediverseServer,
  fediverseFollow,
  fediverseHome,
  fediverseToken,
  needPeer,
  signInByForm,
  startFediverse,
} from '../../../peers/index.ts'
import { openPeerSession, until } from '../../testing/peer-session.ts'
import type { Connected, Published } from '../network.ts'
import { innards, told } from '../testing/connecting.ts'
import { connectTerms, fetchOnce, pixel } from '../testing/session.ts'
import { beginOAuth, finishOAuth } from './connect.ts'
import { network } from './index.ts'

describe.runIf(await needPeer('fediverse'))('Mastodon API, on two real snac2 servers that federate', () => {
  let peer: FediversePeer
  beforeAll(async () => {
    peer = await startFediverse()
  })
  afterAll(async () => peer?.stop())

  const redirectUri = 'http://127.0.0.1:9/oauth/callback'
  const connect = async (server: FediverseServer, account: FediverseAccount) => {
    const { session } = openPeerSession()
    const at = connectTerms({ redirectUri, state: 'keadaan-1' })
    const start = await beginOAuth({ server: server.url }, at, session)
    if (!start) throw new Error('no OAuth')
    const back = await signInByForm(start.url, account.username, account.password)
    expect(back.href.startsWith(redirectUri)).toBe(true)
    return openPeerSession((await finishOAuth(back.searchParams, start.pending, session)) as Connected).session
  }
  const part = (text: string, more = {}) => {
    const [first] = network.text.render({ text, language: 'id', ...more }, network.text.limits())
    if (!first) throw new Error('no part')
    return first
  }
  const read = async (server: FediverseServer, token: unknown, id: string) =>
    (await (
      await fetchOnce(`${server.url}/api/v1/statuses/${id}`, { headers: { authorization: `Bearer ${token}` } })
    ).json()) as Record<string, unknown>

  it('signs in by OAuth, with the limits that the server tells', async () => {
    const [server] = peer.servers
    const { account } = await connect(server, server.accounts[0])
    const host = new URL(server.url).host
    expect(account).toMatchObject({ handle: `sari@${host}`, server: server.url, facts: { length: 100_000 } })
    expect(network.text.limits(account).length).toBe(100_000)
    expect(network.text.limits().length).toBe(500)
  })

  it('tells plainly of a wrong server, a foreign state and a used code', async () => {
    const [server] = peer.servers
    const { session } = openPeerSession()
    const at = connectTerms({ redirectUri })
    const wrong = { kind: 'wrong-input', field: 'server' }
    await expect(beginOAuth({ server: 'http://127.0.0.1:1' }, at, session)).rejects.toMatchObject(wrong)
    await expect(beginOAuth({ server: 'bukan alamat' }, at, session)).rejects.toMatchObject(wrong)
    const start = await beginOAuth({ server: server.url }, at, session)
    const query = (state: string, code: string) => new URLSearchParams({ state, code })
    const refused = { kind: 'unauthorized' }
    await expect(finishOAuth(query('lain', 'x'), start?.pending ?? {}, session)).rejects.toMatchObject(refused)
    await expect(finishOAuth(query('s', 'x'), start?.pending ?? {}, session)).rejects.toMatchObject(refused)
  })

  it('publishes with a picture, finds it, follows with a second part; says that snac2 cannot delete', async () => {
    const [server] = peer.servers
    const session = await connect(server, server.accounts[0])
    const picture = { id: 'p', mime: 'image/png', width: 1, height: 1, bytes: pixel.byteLength, alt: 'Titik merah' }
    const sent = part('Halo fediverse! Baca https://contoh.id/artikel #kabar', { pictures: [picture] })
    const since = session.now()
    expect(await network.sending.find('k', sent, session, since)).toBeUndefined()
    const head = await network.sending.publish(sent, session, 'k')
    if (head.state !== 'published') throw new Error('pending')
    expect(await network.sending.find('k', sent, session, since)).toEqual(head)
    expect(await network.sending.find('k', part('Halo fediverse!'), session, since)).toBeUndefined()
    expect((await fetchOnce(head.permalink)).status).toBe(200)
    const { credentials } = session
    expect(await read(server, told(credentials, 'token'), head.remoteId)).toMatchObject({
      text: sent.text,
      visibility: 'public',
      media_attachments: [{ description: 'Titik merah' }],
    })
    const next = await network.sending.publish(part('Bagian kedua'), session, 'k2', { root: head, parent: head })
    if (next.state !== 'published') throw new Error('pending')
    expect((await read(server, told(credentials, 'token'), next.remoteId)).in_reply_to_id).toBe(head.remoteId)
    expect(await network.figures.fetch([head], session)).toMatchObject([
      { remoteId: head.remoteId, likes: 0, replies: 1 },
    ])
    await network.sending.correct(next, part('Bagian kedua, dibetulkan'), session)
    expect((await read(server, told(credentials, 'token'), next.remoteId)).text).toBe('Bagian kedua, dibetulkan')
    await expect(network.sending.retract(head, session)).rejects.toMatchObject({ kind: 'rejected' })
  })

  it('sends a video with its words, in pieces', async () => {
    const [server] = peer.servers
    const session = await connect(server, server.accounts[0])
    const bytes = 5 * 1024 * 1024
    const video = { id: 'v', mime: 'video/mp4', width: 640, height: 360, bytes, seconds: 5, alt: 'Ombak di pantai' }
    const source = { bytes, mime: 'video/mp4', read: async (start: number, end: number) => new Uint8Array(end - start) }
    const withVideo = { ...session, video: async () => source }
    const sent = part('Ombak pagi ini', { video })
    const since = session.now()
    let there = await network.sending.publish(sent, withVideo, 'video')
    while (there.state === 'pending') there = (await network.sending.resume(there.pending, withVideo)) as typeof there
    const status = await read(server, told(session.credentials, 'token'), there.remoteId)
    expect(status.media_attachments).toMatchObject([{ type: 'video', description: 'Ombak di pantai' }])
    const [{ url }] = status.media_attachments as [{ url: string }]
    expect((await (await fetchOnce(url)).arrayBuffer()).byteLength).toBe(bytes)
    expect(await network.sending.find('video', sent, session, since)).toEqual(there)
  })

  it('brings a reply home from the other server, and the answer arrives there', async () => {
    const [server, other] = peer.servers
    const session = await connect(server, server.accounts[0])
    const token = await fediverseToken(other, other.accounts[1])
    await fediverseFollow(other, token, { server, account: server.accounts[0] })
    const before = await network.responses.fetch('', session, [])
    const post = await network.sending.publish(part('Ada pertanyaan?'), session, 'tanya')
    if (post.state !== 'published') throw new Error('pending')
    const seen = await until(async () =>
      (await fediverseHome(other, token)).find(({ uri }) => uri === innards(post.reference).uri),
    )
    const { session: budi } = openPeerSession({ ...(await connectAs(other, token)) })
    await network.sending.publish(part('Berapa harganya?'), budi, 'jawab', {
      root: { remoteId: seen.id },
      parent: { remoteId: seen.id },
    })
    const home = await until(async () => {
      const found = await network.responses.fetch(before?.cursor ?? '', session, [post])
      return found?.responses.find(({ text }) => text.includes('Berapa harganya?'))
    })
    expect(home).toMatchObject({
      kind: 'reply',
      inReplyTo: post.remoteId,
      root: post.remoteId,
      person: { handle: other.accounts[1].handle },
    })
    const answer = (await network.responses.reply(home, part('Seratus ribu.'), session, 'balas')) as Published
    expect(await read(server, told(session.credentials, 'token'), answer?.remoteId ?? '')).toMatchObject({
      in_reply_to_id: home.remoteId,
    })
    const arrived = await until(async () =>
      (await fediverseHome(other, token)).find(({ uri }) => uri === innards(answer?.reference).uri),
    )
    expect((await read(other, token, arrived.id)).content).toContain('Seratus ribu.')
  })

  it('answers what was not said to everybody no wider', async () => {
    const [server, other] = peer.servers
    const session = await connect(server, server.accounts[0])
    const token = await fediverseToken(other, other.accounts[0])
    await fediverseFollow(other, token, { server, account: server.accounts[0] })
    const before = await network.responses.fetch('', session, [])
    const post = await network.sending.publish(part('Siapa mau ikut?'), session, 'ikut')
    if (post.state !== 'published') throw new Error('pending')
    const seen = await until(async () =>
      (await fediverseHome(other, token)).find(({ uri }) => uri === innards(post.reference).uri),
    )
    const seenAs: unknown[] = []
    for (const visibility of ['direct', 'private']) {
      const words = `Saya, ${visibility}.`
      await fetchOnce(`${other.url}/api/v1/statuses`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ status: words, in_reply_to_id: seen.id, visibility }),
      })
      const home = await until(async () => {
        const found = await network.responses.fetch(before?.cursor ?? '', session, [post])
        return found?.responses.find(({ text }) => text.includes(words))
      })
      const there = await read(server, told(session.credentials, 'token'), home.remoteId)
      const answer = (await network.responses.reply(home, part('Baik.'), session, visibility)) as Published
      const ours = await read(server, told(session.credentials, 'token'), answer.remoteId)
      seenAs.push([visibility, home.audience, there.visibility, ours.visibility])
    }
    // snac2 calls all that names its readers “private”, and tells nobody what is unlisted.
    expect(seenAs).toEqual([
      ['direct', 'followers', 'private', 'private'],
      ['private', 'followers', 'private', 'private'],
    ])
  })

  const connectAs = async (server: FediverseServer, token: string) => {
    const credentials = { token, clientId: 'peer', clientSecret: 'peer-secret' }
    const account = { remoteId: '', server: server.url, handle: '', name: '', url: '' }
    return { account: await network.identity.probe(openPeerSession({ account, credentials }).session), credentials }
  }

  it('gives its permission back', async () => {
    const [server] = peer.servers
    const session = await connect(server, server.accounts[1])
    await network.identity.revoke(session)
    await expect(network.identity.probe(session)).rejects.toMatchObject({ kind: 'unauthorized' })
    await network.identity.revoke(session)
  })

  it('asks to be reconnected when the token is taken back', async () => {
    const [, server] = peer.servers
    const session = await connect(server, server.accounts[0])
    server.revokeTokens()
    await expect(network.identity.probe(session)).rejects.toMatchObject({ kind: 'unauthorized' })
    await expect(network.sending.publish(part('Tidak jadi'), session, 'k9')).rejects.toMatchObject({
      kind: 'unauthorized',
    })
  })
})
