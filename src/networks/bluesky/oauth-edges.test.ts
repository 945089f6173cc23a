import { expect, it } from 'vitest'
import { Problem } from '../../core/problem.ts'
import type { Credentials, Session } from '../network.ts'
import { pageOf } from '../testing/connecting.ts'
import { fakeNow } from '../testing/fake.ts'
import { connectTerms, openSession } from '../testing/session.ts'
import { network } from './index.ts'
import { createOAuthFake } from './testing/oauth/fake.ts'

const way = pageOf(network)
const toolsOf = (fetch: typeof globalThis.fetch) => ({
  fetch,
  signal: new AbortController().signal,
  now: () => fakeNow,
})
const [part] = network.text.render({ text: 'Halo' }, network.text.limits())
/** The kind of a `Problem`, the name of any other error, or that there was none. */
const kindOf = (work: Promise<unknown>) =>
  work.then(
    () => 'went through',
    (error: unknown) => (error instanceof Problem ? error.kind : (error as Error).constructor.name),
  )

async function connected() {
  const fake = createOAuthFake()
  const tools = toolsOf(fake.fetch)
  const start = await way.begin({ handle: 'sari.example' }, connectTerms({ state: 's' }), tools)
  return { fake, tools, start, account: await way.finish(fake.allow(start.url), start.pending, tools) }
}

it.each([
  ['a page that is no page of the web', { authorization_endpoint: 'javascript:alert(1)//' }],
  ['a token endpoint in the open', { token_endpoint: 'http://entry.example/oauth/token' }],
  ['only signatures that we do not make', { dpop_signing_alg_values_supported: ['PS256'] }],
])('goes no further with a server that names %s', async (_what, said) => {
  const fake = createOAuthFake()
  const evil: typeof fetch = async (input, init) => {
    const answer = await fake.fetch(input, init)
    if (!String(input instanceof Request ? input.url : input).endsWith('/.well-known/oauth-authorization-server'))
      return answer
    return Response.json({ ...((await answer.json()) as object), ...said })
  }
  expect(await kindOf(way.begin({ handle: 'sari.example' }, connectTerms(), toolsOf(evil)))).toBe('rejected')
})

it('goes on with an app password that a person reconnected with while a renewal waited', async () => {
  const { fake, account } = await connected()
  const password = await fake.pds.connect(network)
  const { session } = openSession(
    { ...account, credentials: { ...account.credentials, expiresAt: 0 } },
    { fetch: fake.fetch, now: () => fakeNow },
  )
  const renew: Session['renew'] = async () => password.credentials
  expect(await kindOf(network.sending.publish(part as never, { ...session, renew }, 'k'))).toBe('went through')
})

it('goes on with OAuth that a person reconnected with while a renewal waited', async () => {
  const { fake, account } = await connected()
  const password = await fake.pds.connect(network)
  const old = { ...password.credentials, accessJwt: `e30.${Buffer.from('{"exp":1}').toString('base64url')}.x` }
  const { session } = openSession({ ...account, credentials: old }, { fetch: fake.fetch, now: () => fakeNow })
  const renew: Session['renew'] = async () => account.credentials
  expect(await kindOf(network.sending.publish(part as never, { ...session, renew }, 'k'))).toBe('went through')
})

it('understands a refusal that is named in a header only', async () => {
  const { fake, account } = await connected()
  const bare: typeof fetch = async (input, init) => {
    const answer = await fake.fetch(input, init)
    if (answer.status !== 401) return answer
    const headers = {
      'www-authenticate': 'DPoP error="use_dpop_nonce"',
      'dpop-nonce': answer.headers.get('dpop-nonce') ?? '',
    }
    return new Response('', { status: 401, headers })
  }
  fake.turnNonce()
  const { session } = openSession(account, { fetch: bare, now: () => fakeNow })
  expect(await kindOf(network.sending.publish(part as never, session, 'k'))).toBe('went through')
})

it('takes no permission that lacks a scope', async () => {
  const fake = createOAuthFake()
  const tools = toolsOf(fake.fetch)
  const start = await way.begin({ handle: 'sari.example' }, connectTerms({ state: 's' }), tools)
  Object.assign(fake.lie, { scope: 'atproto' })
  expect(await kindOf(way.finish(fake.allow(start.url), start.pending, tools))).toBe('unauthorized')
})

it('believes no description behind a redirect', async () => {
  const fake = createOAuthFake()
  const redirects: (string | undefined)[] = []
  const watch: typeof fetch = async (input, init) => {
    const url = String(input instanceof Request ? input.url : input)
    if (url.includes('.well-known')) redirects.push(init?.redirect)
    return fake.fetch(input, init)
  }
  await way.begin({ handle: 'sari.example' }, connectTerms(), toolsOf(watch))
  expect(redirects).not.toContain('follow')
})

it('renews once for ten that find a token ended', async () => {
  const { fake, account } = await connected()
  fake.expire()
  const { session } = openSession(account, { fetch: fake.fetch, now: () => fakeNow })
  let asked = 0
  let renewal: Promise<Credentials> | undefined
  const renew: Session['renew'] = (ask) => {
    if (!renewal) asked++
    renewal ??= ask(account.credentials)
    return renewal
  }
  await Promise.all(Array.from({ length: 10 }, () => network.identity.probe({ ...session, renew })))
  expect(asked).toBe(1)
  expect(fake.asked.get('/oauth/token')).toBeLessThanOrEqual(3)
})
