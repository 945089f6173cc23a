import { get } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConnectTerms } from '../../networks/network.ts'
import { pageWay } from '../../networks/ways.ts'
import { type TestContext, testContext } from '../../testing/context.ts'
import { fakeNetwork } from '../../testing/fake-network.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../../testing/web.ts'
import type { ChannelConnected, NetworkInfo } from '../api.ts'

const fake = fakeNetwork()
let context: TestContext
let web: TestWeb
let rina: Person
let port: number
let terms: ConnectTerms | undefined

const field = { name: 'handle', type: 'handle', label: { id: 'Nama', en: 'Name' }, required: true } as const

beforeAll(async () => {
  port = await freePort()
  const page = pageWay(
    { kind: 'oauth', fields: [field], steps: [] },
    {
      begin: async (form, given) => {
        terms = given
        return { url: `https://entry.example/allow?state=${given.state}`, pending: { handle: form.handle } }
      },
      finish: async (_answer, pending) => {
        const { handle } = pending as { handle: string }
        const account = {
          remoteId: handle,
          server: 'https://fake.example',
          handle,
          name: handle,
          url: 'https://fake.example',
        }
        return { account, credentials: { password: 'right' } }
      },
    },
    ({ address, redirectUri }) => ({ address, redirectUri }),
  )
  const { identity } = fake.network
  fake.network = { ...fake.network, identity: { ...identity, ways: [page, ...identity.ways] } }
  context = await testContext([fake.network], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  web = await testWeb(context)
  rina = web.person()
  await rina.post('/setup', {
    name: 'Rina',
    email: 'rina@contoh.id',
    password: 'kata-sandi-panjang',
    language: 'id',
    timeZone: 'Asia/Jakarta',
  })
})
afterAll(async () => {
  await web.close()
  await context.close()
})

/** Asks at an address, whatever host the request names. */
function at(path: string, host: string): Promise<{ status: number; location: string | undefined }> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers: { host } }, (answer) => {
      answer.resume()
      resolve({ status: answer.statusCode ?? 0, location: answer.headers.location })
    }).on('error', reject)
  })
}

test('servers read who we are without being signed in; a network that asks for no such thing has none', async () => {
  const answer = await fetch(`${web.url}/clients/fake`)
  expect([answer.status, await answer.json()]).toEqual([
    200,
    {
      address: `http://localhost:${port}/clients/fake`,
      redirectUri: `http://localhost:${port}/api/channels/callback`,
    },
  ])
  expect((await fetch(`${web.url}/clients/nobody`)).status).toBe(404)
})

test('a person connects over the page, and whoever comes back to 127.0.0.1 is led to where they are signed in', async () => {
  const { body: listed } = await rina.get<{ networks: NetworkInfo[] }>('/networks')
  expect(listed.networks.find(({ name }) => name === 'fake')?.ways[0]?.fields).toEqual([field])
  const begun = await rina.post<ChannelConnected>('/channels', {
    network: 'fake',
    form: { handle: 'rina' },
    way: 'oauth',
  })
  expect(begun.body.redirect).toBe(`https://entry.example/allow?state=${terms?.state}`)
  expect(terms?.client).toBe(`http://localhost:${port}/clients/fake`)
  const back = `/api/channels/callback?state=${terms?.state}&code=1`
  expect(await at(back, `127.0.0.1:${port}`)).toEqual({ status: 302, location: `http://localhost:${port}${back}` })
  const done = await rina.get(back.replace('/api', ''))
  expect(done.headers.get('location') ?? '').toContain('/panel/settings/channels?connected=')
})
