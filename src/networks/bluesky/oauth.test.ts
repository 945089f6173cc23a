import { inspect } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import type { Problem } from '../../core/problem.ts'
import type { Credentials, Published } from '../network.ts'
import { innards, pageOf, told } from '../testing/connecting.ts'
import { fakeNow } from '../testing/fake.ts'
import { connectTerms, openSession } from '../testing/session.ts'
import { proofOf } from './dpop.ts'
import { network } from './index.ts'
import { createOAuthFake } from './testing/oauth/fake.ts'
import { issuer } from './testing/oauth/shapes.ts'

const way = pageOf(network)
const toolsOf = (fetch: typeof globalThis.fetch) => ({
  fetch,
  signal: new AbortController().signal,
  now: () => fakeNow,
})

async function begun(form = { handle: 'sari.example' }, terms = connectTerms({ state: 'unser-state' })) {
  const fake = createOAuthFake()
  const tools = toolsOf(fake.fetch)
  const start = await way.begin(form, terms, tools)
  return { fake, tools, start }
}

async function connected() {
  const { fake, tools, start } = await begun()
  const account = await way.finish(fake.allow(start.url), start.pending, tools)
  const open = (credentials: Credentials = account.credentials) =>
    openSession({ ...account, credentials }, { fetch: fake.fetch, now: () => fakeNow })
  return { fake, tools, account, open }
}

const refusal = (work: Promise<unknown>) => work.then(() => undefined).catch((error: Problem) => error)
const partOf = (text: string, more = {}) => {
  const [part] = network.text.render({ text, ...more }, network.text.limits())
  if (!part) throw new Error('no part')
  return part
}

describe('over the page of the account’s own server', () => {
  it('asks for the least, with PKCE, a state and a key, and comes back as who was meant', async () => {
    const { fake, tools, start } = await begun({ handle: '@Sari.Example ' })
    expect(start.url).toMatch(/^https:\/\/entry\.example\/oauth\/authorize\?client_id=.+&request_uri=urn/)
    expect(fake.pushed()).toMatchObject({
      client_id: 'https://panel.example/clients/fake',
      redirect_uri: 'https://panel.example/callback',
      scope: 'atproto transition:generic',
      state: 'unser-state',
      response_type: 'code',
      code_challenge_method: 'S256',
    })
    const { account, credentials } = await way.finish(fake.allow(start.url), start.pending, tools)
    expect(account).toMatchObject({ remoteId: fake.document.id, handle: 'sari.example', server: 'https://pds.example' })
    expect(credentials).toMatchObject({ issuer, expiresAt: fakeNow.getTime() + 1_800_000 })
  })

  it('posts, finds, takes back: every request proven', async () => {
    const { fake, open } = await connected()
    const { session } = open()
    const copy = (await network.sending.publish(partOf('Halo dari halaman'), session, 'kunci')) as Published
    expect(fake.pds.posts()).toEqual(['Halo dari halaman'])
    expect(await network.sending.find('kunci', partOf('Halo dari halaman'), session)).toMatchObject({
      remoteId: copy.remoteId,
    })
    expect(await network.identity.probe(session)).toMatchObject({ handle: 'sari.example' })
    await network.sending.retract(copy, session)
    expect(fake.pds.posts()).toEqual([])
  })

  it('goes on with another nonce when the server wants one, and posts once', async () => {
    const { fake, open } = await connected()
    fake.turnNonce()
    await network.sending.publish(partOf('Satu'), open().session, 'a')
    fake.turnNonce()
    await network.sending.publish(partOf('Dua'), open().session, 'b')
    expect(fake.pds.posts()).toEqual(['Satu', 'Dua'])
  })

  it('renews what is about to end, and what the server says has ended; the old refresh token is good once', async () => {
    const { fake, account, open } = await connected()
    const soon = { ...account.credentials, expiresAt: fakeNow.getTime() + 5_000 }
    const first = open(soon)
    await network.sending.publish(partOf('Satu'), first.session, 'a')
    expect(first.renewed).toHaveLength(1)
    const [fresh] = first.renewed as [Credentials]
    expect(told(fresh, 'accessToken')).not.toBe(told(account.credentials, 'accessToken'))
    expect(told(fresh, 'refreshToken')).not.toBe(told(account.credentials, 'refreshToken'))
    expect(fresh).toMatchObject({ key: innards(account.credentials).key })
    fake.expire()
    const second = open(fresh)
    await network.sending.publish(partOf('Dua'), second.session, 'b')
    expect(second.renewed).toHaveLength(1)
    expect(fake.pds.posts()).toEqual(['Satu', 'Dua'])
    // Somebody comes with the first refresh token again.
    fake.expire()
    expect(await refusal(network.sending.publish(partOf('Tiga'), open(soon).session, 'c'))).toMatchObject({
      kind: 'unauthorized',
    })
  })

  it('gives its permission back at the authorization server, proven, and can do it twice', async () => {
    const { fake, open } = await connected()
    const { session } = open()
    await network.identity.revoke(session)
    await network.identity.revoke(session)
    expect(fake.asked.get('/oauth/revoke')).toBe(2)
    expect(await refusal(network.identity.probe(session))).toMatchObject({ kind: 'unauthorized' })
  })

  it('sends no large file in vain: a server that has changed its nonce long ago is asked for it first', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const { fake, open } = await connected()
    const video = { id: 'v', mime: 'video/mp4', width: 16, height: 9, bytes: 3, seconds: 1, alt: '' }
    const { session } = open()
    vi.advanceTimersByTime(120_000)
    fake.turnNonce()
    let sent = await network.sending.publish(partOf('Video', { video }), session, 'a')
    while (sent.state === 'pending') sent = (await network.sending.resume(sent.pending, session)) as typeof sent
    vi.useRealTimers()
    expect(fake.pds.posts()).toEqual(['Video'])
    expect(fake.pds.uploads).toEqual([{ to: 'server', bytes: 3 }])
    expect(fake.asked.get('/xrpc/com.atproto.repo.uploadBlob')).toBe(1)
  })
})

describe('is refused', () => {
  const cases: [
    string,
    (answer: URLSearchParams, pending: Record<string, unknown>, fake: ReturnType<typeof createOAuthFake>) => void,
  ][] = [
    ['a foreign state', (answer) => answer.set('state', 'x')],
    ['no state', (answer) => answer.delete('state')],
    ['another server’s answer', (answer) => answer.set('iss', 'https://evil.example')],
    ['an answer that names no server', (answer) => answer.delete('iss')],
    ['a no', (answer) => answer.set('error', 'access_denied')],
    ['no code', (answer) => answer.delete('code')],
    ['another code', (answer) => answer.set('code', 'code-x')],
    ['another verifier', (_answer, pending) => Object.assign(pending, { verifier: 'x' })],
    [
      'a permission for somebody else',
      (_answer, _pending, fake) => Object.assign(fake.lie, { sub: 'did:plc:z72i7hdynmk6r22z27h6tvur' }),
    ],
    ['a token that is bound to no key', (_answer, _pending, fake) => Object.assign(fake.lie, { token_type: 'Bearer' })],
  ]
  it.each(cases)('%s', async (_what, spoil) => {
    const { fake, tools, start } = await begun()
    const answer = fake.allow(start.url)
    const pending = { ...start.pending }
    spoil(answer, pending, fake)
    const problem = await refusal(way.finish(answer, pending, tools))
    expect(['unauthorized', 'unavailable']).toContain(problem?.kind)
    const said = inspect(problem, { depth: 10, showHidden: true }) + problem?.stack
    const { key, verifier } = start.pending as { key: { d: string }; verifier: string }
    for (const secret of [key.d, verifier, answer.get('code') ?? 'code-x']) expect(said).not.toContain(secret)
  })

  it('a code that was used already', async () => {
    const { fake, tools, start } = await begun()
    const answer = fake.allow(start.url)
    await way.finish(answer, start.pending, tools)
    expect(await refusal(way.finish(answer, start.pending, tools))).toMatchObject({ kind: 'unauthorized' })
  })

  it('a stolen token without its key', async () => {
    const { fake, account, open } = await connected()
    const { start } = await begun()
    const thief = { ...account.credentials, refreshToken: 'refresh-x', key: innards(start.pending).key }
    expect(await refusal(network.sending.publish(partOf('Curian'), open(thief).session, 'a'))).toMatchObject({
      kind: 'unauthorized',
    })
    expect(fake.pds.posts()).toEqual([])
  })

  it.each([
    ['nobody.example', 'unknown'],
    ['bukan akun', 'no handle'],
    ['did:plc:aaaaaaaaaaaaaaaaaaaaaaaa', 'a DID that nobody has'],
    ['did:key:zQ3sh', 'a DID of another kind'],
  ])('%s, %s, at its field', async (handle) => {
    const fake = createOAuthFake()
    const problem = await refusal(way.begin({ handle }, connectTerms(), toolsOf(fake.fetch)))
    expect(problem).toMatchObject({ kind: 'wrong-input', field: 'handle' })
  })

  it('a handle that its DID does not know', async () => {
    const fake = createOAuthFake()
    fake.document.alsoKnownAs = ['at://lain.example']
    expect(await refusal(way.begin({ handle: 'sari.example' }, connectTerms(), toolsOf(fake.fetch)))).toMatchObject({
      kind: 'wrong-input',
    })
  })
})

describe('how servers know us', () => {
  const us = { address: 'https://panel.example/clients/x', website: 'https://panel.example', name: 'Percakapan' }

  it('is a document at its own address', () => {
    const redirectUri = 'https://panel.example/api/channels/callback'
    expect(way.clientDocument?.({ ...us, redirectUri })).toMatchObject({
      client_id: us.address,
      redirect_uris: [redirectUri],
      dpop_bound_access_tokens: true,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
    })
  })

  it('is a program on one’s own machine where the panel is there', async () => {
    const terms = connectTerms({ redirectUri: 'http://localhost:3000/api/channels/callback' })
    const { fake } = await begun({ handle: 'sari.example' }, terms)
    const { client_id = '', redirect_uri } = fake.pushed()
    expect(redirect_uri).toBe('http://127.0.0.1:3000/api/channels/callback')
    expect(client_id).toMatch(/^http:\/\/localhost\?redirect_uri=/)
    expect(new URL(client_id).searchParams.get('scope')).toBe('atproto transition:generic')
  })

  it('is not known at all behind a plain address in a network, which is said', async () => {
    const terms = connectTerms({ redirectUri: 'http://192.168.1.5:3000/api/channels/callback' })
    const problem = await refusal(way.begin({ handle: 'sari.example' }, terms, toolsOf(createOAuthFake().fetch)))
    expect(problem?.kind).toBe('wrong-input')
    expect(problem?.words.en).toContain('app password')
  })
})

it('a proof says nothing of the private half of its key', async () => {
  const { start } = await begun()
  const key = innards(start.pending).key as Parameters<typeof proofOf>[0]
  const proof = proofOf(key, { method: 'GET', url: 'https://pds.example/xrpc/x?y=1', at: fakeNow })
  const [head = '', body = ''] = proof.split('.').map((text) => Buffer.from(text, 'base64url').toString('utf8'))
  expect(head + body).not.toContain(key.d)
  expect(JSON.parse(body)).toMatchObject({ htm: 'GET', htu: 'https://pds.example/xrpc/x' })
})
