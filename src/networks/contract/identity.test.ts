import { describe, expect, it } from 'vitest'
import { Problem } from '../../core/problem.ts'
import { languages } from '../../core/words.ts'
import { type Connected, type Credentials, present, type Session, usualWay } from '../network.ts'
import { fakeNow } from '../testing/fake.ts'
import { connectTerms, openSession } from '../testing/session.ts'
import { expectNoSecret, networks, open, partOf, problemOf, send, withFake } from './testing/stand.ts'

/** What every network owes to those who connect an account, whichever it is. */
describe.each(networks.map((network) => [network.name, network] as const))(
  '%s, the ways to connect',
  (_name, { identity }) => {
    it('begin with a form, in steps that a newcomer understands; one of a kind', () => {
      expect(identity.ways.length).toBeGreaterThan(0)
      expect(new Set(identity.ways.map(({ kind }) => kind)).size).toBe(identity.ways.length)
      for (const { fields, steps } of identity.ways) {
        expect(steps.length).toBeGreaterThan(0)
        expect(fields.length).toBeGreaterThan(0)
        expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length)
      }
    })

    it('lead somewhere wherever the program runs', () => {
      expect(identity.ways.some(({ clientDocument }) => !clientDocument)).toBe(true)
    })

    it('say what of the form is the person’s own app, where there is such a thing', () => {
      const ofApp = identity.ways.some(({ fields }) => fields.some(({ app }) => app))
      expect(identity.ownApp !== undefined).toBe(ofApp)
    })
  },
)

/** Another account of the same server: every secret is another one, and so is what the account is known by. */
function otherAccount(connected: Connected, secrets: readonly string[]): Connected {
  const other = (value: unknown): unknown => {
    if (typeof value === 'string') return secrets.reduce((all, secret) => all.replaceAll(secret, turned(secret)), value)
    if (Array.isArray(value)) return value.map(other)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, other(one)]))
  }
  const { account, credentials } = connected
  return {
    account: { ...account, remoteId: `${account.remoteId}9`, handle: 'dua' },
    credentials: other(credentials) as Credentials,
  }
}

/** Every letter becomes the next one. */
function turned(secret: string): string {
  return secret.replace(/[a-y0-8]/gi, (letter) => String.fromCharCode(letter.charCodeAt(0) + 1))
}

/** What a request says, wherever it says it. */
async function saidBy(...[input, init]: Parameters<typeof fetch>): Promise<string> {
  const request = new Request(input, init)
  const basic = (value: string) => (value.startsWith('Basic ') ? atob(value.slice(6)) : value)
  const headers = [...request.headers].map(([name, value]) => `${name}: ${basic(value)}`)
  return [decodeURIComponent(request.url), ...headers, await request.text()].join('\n')
}

/** A server in trouble, which says so with what it was sent. */
const _refusing = (said: string) => async () => Response.json({ error: said, error_description: said }, { status: 500 })

describe.each(withFake)('%s, an account at its fake', (_name, network, create) => {
  const { identity } = network
  const probe = present(identity.probe) ?? (() => Promise.reject(new Error('nothing is asked')))
  const revoke = present(identity.revoke)

  it('never mixes up two accounts of one server', async () => {
    const { fake, session, connected } = await open(network, create)
    await send(network, partOf(network), session, 'kunci-1')
    const secrets = fake.secrets(connected)
    const said: string[] = []
    const second = openSession(otherAccount(connected, secrets), {
      now: () => fakeNow,
      fetch: async (input, init) => {
        said.push(await saidBy(input, init))
        return Response.json({ error: 'invalid_token' }, { status: 401 })
      },
    }).session
    // The server knows nothing of the second one: whatever becomes of it, it is not sent as the first.
    await expect(network.sending.publish(partOf(network, 'Dari akun kedua'), second, 'kunci-2')).rejects.toThrow(
      Problem,
    )
    await present(network.sending.find)?.('kunci-2', partOf(network), second, fakeNow).catch(() => undefined)
    expect(said.length).toBeGreaterThan(0)
    for (const secret of secrets) expect(said.join('\n')).not.toContain(secret)
    expect(fake.posts()).toHaveLength(1)
    await send(network, partOf(network, 'Lagi dari akun pertama'), session, 'kunci-3')
    expect(fake.posts()).toHaveLength(2)
  })

  it('signs in, and knows who it is', async () => {
    const { connected, session, fake } = await open(network, create)
    expect(connected.account.remoteId).not.toBe('')
    expect(URL.canParse(connected.account.url)).toBe(true)
    expect(await probe(session)).toEqual(connected.account)
    // What may be shown holds nothing that may not.
    for (const secret of fake.secrets(connected)) expect(JSON.stringify(connected.account)).not.toContain(secret)
  })

  it.runIf(revoke)('gives its permission back: what was kept opens nothing any more', async () => {
    const { session } = await open(network, create)
    await probe(session)
    await revoke?.(session)
    expect((await problemOf(probe(session))).kind).toBe('unauthorized')
    await revoke?.(session)
  })

  it.runIf(create().expire)('renews a token that has ended, once for all who find it so, and goes on', async () => {
    const { fake, connected } = await open(network, create)
    const ten = openSession(connected, { fetch: fake.fetch, now: () => fakeNow })
    fake.expire?.()
    let asked = 0
    let renewal: Promise<Credentials> | undefined
    const renew: Session['renew'] = (ask) => {
      renewal ??= (async () => {
        asked++
        return await ask(connected.credentials)
      })()
      return renewal
    }
    await Promise.all(Array.from({ length: 10 }, () => probe({ ...ten.session, renew })))
    expect(asked).toBe(1)
  })

  it.runIf(usualWay(network).kind === 'form')(
    'repeats no password that was typed, whatever the server says',
    async () => {
      const typed = 'sandi-rahasia-123'
      const values = { url: 'https://server.example', handle: 'sari.example', text: 'sari', password: typed }
      const form = Object.fromEntries(usualWay(network).fields.map(({ name, type }) => [name, values[type]]))
      for (const status of [200, 400, 401, 403, 404, 500]) {
        const body = JSON.stringify({ error: typed, message: typed, code: typed })
        const echo = async () => new Response(body, { status })
        const { session: tools } = openSession(undefined, { fetch: echo })
        const problem = await problemOf(usualWay(network).next({ did: 'typed', form, terms: connectTerms() }, tools))
        expectNoSecret(problem, [typed])
        for (const language of languages) expect(problem.words[language]).not.toContain(typed)
      }
    },
  )

  it.runIf(identity.ownApp)('knows the app that serves it, and keeps of it what the form asks for', async () => {
    const { connected, fake } = await open(network, create)
    const app = identity.ownApp?.(connected.credentials)
    const asked = usualWay(network)
      .fields.filter((field) => field.app)
      .map(({ name }) => name)
    expect(Object.keys(app?.fields ?? {}).sort()).toEqual([...asked].sort())
    expect(app?.id).toBeTruthy()
    expect(fake.secrets(connected)).not.toContain(app?.id)
    expect(identity.ownApp?.({})).toBeUndefined()
  })
})
