import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inWorkspace } from '../db/client.ts'
import { seal } from '../db/vault.ts'
import { createGuardedFetch } from '../fetch/guarded.ts'
import { allNetworks } from '../networks/index.ts'
import { type ConnectField, type ConnectWay, type Network, present, usualWay } from '../networks/network.ts'
import type { Fake } from '../networks/testing/fake.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type Answer, freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'
import type { Channel, Me, ProblemAnswer } from './api.ts'

/** Stands in what the server behind the address says, and in nothing of ours. */
const secret = 'r4h4s14-d4l4m'
const networks = await allNetworks()
let answer: (request: IncomingMessage, response: ServerResponse) => void
const upstream = createServer((request, response) => {
  request.resume()
  answer(request, response)
})
let context: TestContext
let web: TestWeb
let rina: Person
let address: string

beforeAll(async () => {
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(upstream.address() as AddressInfo).port}`
  address = `http://${host}`
  const port = await freePort()
  const made = await testContext(networks, { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  context = { ...made, fetch: createGuardedFetch({ allow: [host] }) }
  web = await testWeb(context)
  rina = web.person()
  const owner = { name: 'Rina', email: 'r@contoh.id', password: 'kata-sandi-panjang', language: 'id' }
  expect((await rina.post('/setup', { ...owner, timeZone: 'Asia/Jakarta' })).status).toBe(201)
})
afterAll(async () => {
  await web.close()
  await context.close()
  upstream.close()
})

const values: Readonly<Record<string, string>> = {
  key: `${'a1'.repeat(12)}:${'b2'.repeat(16)}`,
  handle: 'rina.contoh.id',
}

/** What a person types: the address wherever one is asked for, something that fits elsewhere. */
function typed(fields: readonly ConnectField[]): Record<string, string> {
  return Object.fromEntries(fields.map(({ name, type }) => [name, type === 'url' ? address : (values[name] ?? 'kopi')]))
}

const asksForServer = (network: Network) => usualWay(network).fields.some(({ type }) => type === 'url')

type Ask = () => Promise<Answer<unknown>>

/** Every place where somebody types an address that is then asked. */
const places: readonly [name: string, ask: Ask][] = [
  ...networks.filter(asksForServer).flatMap((network): [string, Ask][] => {
    const { name } = network
    const ways = network.identity.ways.filter(({ fields }) => fields.some(({ type }) => type === 'url'))
    const ask =
      ({ kind, fields }: ConnectWay): Ask =>
      () =>
        rina.post('/channels', { network: name, form: typed(fields), way: kind })
    return ways.map((way) => [`${name}, ${way.kind}`, ask(way)])
  }),
  ['a look at a feed', () => rina.post('/feeds/look', { url: `${address}/umpan` })],
  ['a feed', () => rina.post('/feeds', { url: `${address}/umpan`, channelIds: [randomUUID()], review: true })],
]

/** A refusal in the shape of whichever network reads it. */
const refusal = JSON.stringify({
  error: secret,
  error_description: secret,
  message: secret,
  code: secret,
  errors: [{ message: secret, context: secret, type: secret }],
})
const page = `<html><title>${secret}</title><link rel="alternate" type="application/rss+xml" href="http://${secret}.internal/feed">${secret}</html>`
const elsewhere = { location: `http://${secret}.internal:8500/v1/kv`, 'x-rahasia': secret }

const answers: readonly [name: string, status: number, headers: Record<string, string>, body: string][] = [
  ...[400, 401, 403, 404, 405, 409, 418, 422, 429, 451, 500, 502, 503, 507, 599].flatMap(
    (status): [string, number, Record<string, string>, string][] => [
      [`${status} with JSON`, status, { 'content-type': 'application/json', server: secret }, refusal],
      [`${status} with a page`, status, { 'content-type': 'text/html', server: secret }, page],
    ],
  ),
  ['200 with a page', 200, { 'content-type': 'text/html', 'x-rahasia': secret }, page],
  ['200 with JSON', 200, { 'content-type': 'application/json' }, refusal],
  ['200 with words', 200, { 'content-type': 'text/plain' }, secret],
  ['302 inwards', 302, elsewhere, secret],
  ['304', 304, { etag: secret }, ''],
  ['307 inwards', 307, elsewhere, secret],
]

/** Neither the words, nor the status, nor how long the server asks to wait. */
function expectNothingOf(status: number, { headers, body }: Answer<unknown>, where: string): void {
  const said = JSON.stringify([body, headers.get('retry-after')])
  expect(said, where).not.toContain(secret)
  expect(said, where).not.toMatch(new RegExp(`\\b(?:${status}|77)\\b`))
}

test.each(places)(
  'attacks#A06 what a server answers is not shown to whoever typed its address: %s',
  async (name, ask) => {
    for (const [what, status, headers, body] of answers) {
      answer = (_request, response) => response.writeHead(status, { ...headers, 'retry-after': '77' }).end(body)
      const told = await ask()
      expect(told.status, `${name}, ${what}`).toBeGreaterThan(300)
      expectNothingOf(status, told, `${name}, ${what}`)
      expect((told.body as ProblemAnswer).problem.words.id.length).toBeGreaterThan(20)
    }
  },
)

test.each(networks.filter(asksForServer).map((network) => [network.name, network] as const))(
  'attacks#A06 nor when a channel that is connected is tested or read: %s',
  async (name, network) => {
    const { createFake } = (await import(`../networks/${name}/testing/fake.ts`)) as { createFake: () => Fake }
    const { account, credentials } = await createFake().connect(network)
    const id = randomUUID()
    const workspaceId = (await rina.get<Me>('/me')).body.workspace?.id as string
    // The same account, whose server is now the one that somebody typed.
    const moved = JSON.parse(JSON.stringify(credentials).replaceAll(new URL(account.server).origin, address))
    await inWorkspace(context.db, workspaceId, (tx) =>
      tx
        .insertInto('channel')
        .values({
          id,
          workspace_id: workspaceId,
          network: name,
          remote_id: account.remoteId,
          server: address,
          account: JSON.stringify({ ...account, server: address }),
          credentials: seal(context.config.secretKey, id, moved),
          health: 'fine',
          connected_at: context.clock.now(),
        })
        .execute(),
    )
    for (const [what, status, headers, body] of answers) {
      answer = (_request, response) => response.writeHead(status, { ...headers, 'retry-after': '77' }).end(body)
      const told = await rina.post<Channel>(`/channels/${id}/test`)
      expect([told.body.health, told.body.healthWords?.en], what).toEqual([
        expect.stringMatching(/reconnect|unreachable/),
        expect.stringMatching(/.{20}/),
      ])
      expectNothingOf(status, { ...told, body: [told.body.health, told.body.healthWords] }, `${name}, ${what}`)
      if (present(network.blog))
        expectNothingOf(status, await rina.get(`/channels/${id}/articles?cursor=`), `articles on ${name}, ${what}`)
    }
  },
)
