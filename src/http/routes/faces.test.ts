import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pollChannel } from '../../conversations/index.ts'
import { inWorkspace } from '../../db/client.ts'
import type { RemoteResponse } from '../../networks/network.ts'
import { type TestContext, testContext } from '../../testing/context.ts'
import { fakeNetwork } from '../../testing/fake-network.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../../testing/web.ts'
import type { Channel, ConversationSummary, Me, SetAside } from '../api.ts'
import { panelPolicy } from '../panel.ts'

let context: TestContext
let web: TestWeb
let rina: Person
const fake = fakeNetwork()

beforeAll(async () => {
  const port = await freePort()
  context = await testContext([fake.network], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  context.fetch = async () => new Response(new Uint8Array(bytes))
  web = await testWeb(context)
  rina = web.person()
  const owner = { name: 'Rina', email: 'r@contoh.id', password: 'kata-sandi-panjang', language: 'id' }
  await rina.post<Me>('/setup', { ...owner, timeZone: 'Asia/Jakarta' })
})
afterAll(async () => {
  await web.close()
  await context.close()
})

test('faces come from us, for those who are signed in, by a row that is there', async () => {
  await rina.post('/channels', { network: 'fake', form: { handle: 'rina', password: 'right' } })
  const [channel] = (await rina.get<{ channels: Channel[] }>('/channels')).body.channels
  if (!channel) throw new Error('no channel')
  fake.responses.push({
    kind: 'mention',
    remoteId: '1',
    permalink: 'https://fake.example/1',
    person: { remoteId: 'b', name: 'Budi', handle: 'b', url: '', avatar: 'https://fake.example/b.png' },
    text: 'Halo',
    writtenAt: context.clock.now(),
  })
  // Beside it, one that can't be kept.
  fake.responses.push({ ...(fake.responses[0] as RemoteResponse), remoteId: '2', text: null as never })
  const { body: me } = await rina.get<Me>('/me')
  await pollChannel(context, { id: channel.id, workspaceId: me.workspace?.id ?? '' })
  const [summary] = (await rina.get<{ conversations: ConversationSummary[] }>('/conversations')).body.conversations
  const address = summary?.person.avatar ?? ''
  expect(address).toMatch(/^\/api\/faces\/person\/[0-9a-f-]{36}\?v=[0-9a-f]{8}$/)
  const picture = await rina.get(address.slice('/api'.length))
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp'])
  expect(picture.headers.get('cache-control')).toBe('private, max-age=86400')
  expect((await web.person().get(address.slice('/api'.length))).status).toBe(401)
  for (const path of [
    `/faces/person/${randomUUID()}`,
    `/faces/channel/${randomUUID()}`,
    `/faces/channel/${channel.id}`,
  ])
    expect([path, (await rina.get(path)).status]).toEqual([path, 404])
  for (const path of ['/faces/person/https:%2f%2fa.example', '/faces/url/x', '/faces/__proto__/x'])
    expect([path, (await rina.get(path)).status]).toEqual([path, 422])
  const kept = await inWorkspace(context.db, '*', (tx) => tx.selectFrom('face').selectAll().execute())
  expect(kept).toHaveLength(1)
})

test('what could not be kept is told, with its reason', async () => {
  const { sources } = (await rina.get<{ sources: SetAside[] }>('/set-aside')).body
  expect(sources).toMatchObject([{ count: 1, newest: [{ what: '2', reason: { id: expect.any(String) } }] }])
})

test('the panel loads pictures from nowhere else', () => {
  expect(panelPolicy).toContain("img-src 'self' data: blob:;")
})
