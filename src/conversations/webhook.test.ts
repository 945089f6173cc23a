import { createHmac, timingSafeEqual } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { channelsToPoll, connectChannel, webhookOf } from '../channels/index.ts'
import { Problem } from '../core/problem.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import type { Network, Webhook } from '../networks/network.ts'
import { ownAppOf } from '../networks/oauth2.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { connectingAs, fakeNetwork } from '../testing/fake-network.ts'
import { freePort, testWeb } from '../testing/web.ts'
import { confirmWebhook, forgetWebhookEvents, receiveWebhook } from './index.ts'

/** Notices as most networks sign them: HMAC-SHA256 of the raw body with the app's secret. */
const webhook: Webhook = {
  confirm: (query, app) => (query.get('verify') === app.clientId ? (query.get('challenge') ?? '') : undefined),
  read: ({ headers, body }, app) => {
    const right = createHmac('sha256', String(app.clientSecret)).update(body).digest()
    const sent = Buffer.from(headers.get('x-signature') ?? '', 'hex')
    if (sent.length !== right.length || !timingSafeEqual(sent, right))
      throw new Problem('forbidden', { id: 'Tanda tangannya salah.', en: 'The signature is wrong.' })
    const events = JSON.parse(Buffer.from(body).toString()) as { id: string; to: string; at: string }[]
    return events.map(({ id, to, at }) => ({ id, remoteId: to, at: new Date(at) }))
  },
}

let context: TestContext
let network: Network
let address: string
let channelId: string

beforeEach(async () => {
  const fake = fakeNetwork()
  const [way] = fake.network.identity.ways
  const fields = [
    ...(way?.fields ?? []),
    { name: 'clientId', type: 'text' as const, label: { id: 'ID', en: 'ID' }, required: true, app: true as const },
    { name: 'clientSecret', type: 'text' as const, label: { id: 'R', en: 'S' }, required: true, app: true as const },
  ]
  const { identity, responses } = fake.network
  const ways = identity.ways.map((one) => ({ ...one, fields }))
  network = connectingAs(
    {
      ...fake.network,
      identity: { ...identity, ways, ownApp: ownAppOf },
      responses: { ...responses, webhook },
    },
    (found, { clientId = '', clientSecret = '' }) => ({
      ...found,
      credentials: { ...found.credentials, clientId, clientSecret },
    }),
  )
  context = await testContext([network], { BASE_URL: `http://localhost:${await freePort()}` })
  const form = { handle: 'rina', password: 'right', clientId: 'app-1', clientSecret: 'sangat-rahasia' }
  const done = await connectChannel(context, context.actor, 'fake', form)
  if (!('channel' in done)) throw new Error('no channel')
  channelId = done.channel.id
  address = await inWorkspace(context.db, context.actor.workspaceId, (tx) =>
    webhookOf(context, tx, context.actor.workspaceId, network),
  )
  await asked()
})
afterEach(() => context.close())

const event = (id: string, at = '2026-11-24T08:00:00Z') => ({ id, to: 'rina', at })
function signed(events: unknown, secret = 'sangat-rahasia') {
  const body = new Uint8Array(Buffer.from(JSON.stringify(events)))
  const headers = new Headers({ 'x-signature': createHmac('sha256', secret).update(body).digest('hex') })
  return { headers, body }
}
const take = (request: Parameters<Webhook['read']>[0], to = address) => receiveWebhook(context, 'fake', to, request)
/** The channels that are asked next; whoever asks them has then asked. */
async function polls(): Promise<string[]> {
  const due = (await channelsToPoll(context)).map(({ id }) => id)
  await asked()
  return due
}
const asked = () =>
  asSystem(context.db, (tx) => tx.updateTable('channel').set({ polled_at: context.clock.now() }).execute())

describe('attacks#A42 a network’s notice', () => {
  test('wakes its channel, whose responses are then fetched', async () => {
    expect(await take(signed([event('a')]))).toBe(1)
    expect(await polls()).toEqual([channelId])
  })

  test('forged: refused, and nothing happens', async () => {
    await expect(take(signed([event('a')], 'geraten'))).rejects.toMatchObject({ kind: 'forbidden' })
    const { headers } = signed([event('a')])
    const { body } = signed([event('b')])
    await expect(take({ headers, body })).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(take({ headers: new Headers(), body })).rejects.toMatchObject({ kind: 'forbidden' })
    expect(await polls()).toEqual([])
  })

  test('doubled, also at once: heeded once', async () => {
    const request = signed([event('a'), event('a')])
    const counts = await Promise.all([take(request), take(request), take(request)])
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1)
    expect(await polls()).toEqual([channelId])
  })

  test('out of order: what it says of the past changes nothing, since the truth is fetched', async () => {
    // Both only wake; the responses keep their own network's times.
    for (const [id, at] of [
      ['late', '2026-11-24T09:00:00Z'],
      ['early', '2026-11-24T08:00:00Z'],
    ] as const) {
      await take(signed([event(id, at)]))
      expect(await polls()).toEqual([channelId])
    }
  })

  test('for an account that is not here, or at an address that is nobody’s, wakes nobody', async () => {
    expect(await take(signed([{ id: 'x', to: 'siapa', at: '2026-11-24T08:00:00Z' }]))).toBe(1)
    expect(await polls()).toEqual([])
    await expect(take(signed([event('a')]), 'nobody')).rejects.toMatchObject({ kind: 'gone' })
    await expect(receiveWebhook(context, 'unknown', address, signed([]))).rejects.toMatchObject({ kind: 'gone' })
  })

  test('of one workspace never reaches another’s channel', async () => {
    const other = await makeWorkspace(context)
    const theirs = await inWorkspace(context.db, other.workspaceId, (tx) =>
      webhookOf(context, tx, other.workspaceId, network),
    )
    // Their address knows no app, so that no signature can be right there.
    await expect(take(signed([event('a')]), theirs)).rejects.toMatchObject({ kind: 'forbidden' })
    expect(await polls()).toEqual([])
  })

  test('is forgotten after a week, when no network sends it again', async () => {
    await take(signed([event('a')]))
    context.clock.advance(8 * 86_400)
    await forgetWebhookEvents(context)
    expect(await take(signed([event('a')]))).toBe(1)
  })
})

test('the network’s question is answered, and nobody else’s', async () => {
  const ask = (query: string) => confirmWebhook(context, 'fake', address, new URLSearchParams(query))
  expect(await ask('verify=app-1&challenge=42')).toBe('42')
  await expect(ask('verify=app-2&challenge=42')).rejects.toMatchObject({ kind: 'forbidden' })
})

test('over HTTP: the raw body is what is signed; a foreign one and an endless one are refused', async () => {
  const web = await testWeb(context)
  const post = (body: Uint8Array<ArrayBuffer>, headers: Headers) =>
    fetch(`${web.url}/hooks/fake/${address}`, { method: 'POST', body, headers })
  const { body, headers } = signed([event('a')])
  expect((await post(body, headers)).status).toBe(200)
  expect((await post(body, new Headers())).status).toBe(403)
  const endless = new Uint8Array(2 * 1024 * 1024)
  expect((await post(endless, headers)).status).toBeGreaterThanOrEqual(400)
  const question = await fetch(`${web.url}/hooks/fake/${address}?verify=app-1&challenge=%3Cb%3E`)
  expect([question.status, await question.text(), question.headers.get('content-type')]).toEqual([
    200,
    '<b>',
    expect.stringContaining('text/plain'),
  ])
  await web.close()
})
