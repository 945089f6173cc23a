import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { asSystem } from '../db/client.ts'
import { freeRequestKey, keepRequestAnswer, markRequestSaved, takeRequestKey } from '../db/request-keys.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { freePort, type Person, type TestWeb, testWeb } from '../testing/web.ts'

const fake = fakeNetwork()
let context: TestContext
let web: TestWeb
let rina: Person
let channelId: string

beforeAll(async () => {
  const port = await freePort()
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
  const { workspaceId, userId } = await asSystem(context.db, async (tx) => {
    const row = await tx.selectFrom('installation').select(['workspace_id', 'owner_id']).executeTakeFirstOrThrow()
    return { workspaceId: row.workspace_id ?? '', userId: row.owner_id ?? '' }
  })
  const done = await connectChannel(context, { workspaceId, userId }, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  channelId = done.channel.id
})
afterAll(async () => {
  await web.close()
  await context.close()
})

const post = (text: string, key: string) =>
  rina.post<{ deliveries: { id: string }[] }>('/posts', { texts: [{ channelId, text }] }, { 'idempotency-key': key })
const count = async () => (await asSystem(context.db, (tx) => tx.selectFrom('delivery').select('id').execute())).length

describe('attacks#A37 the same Idempotency-Key', () => {
  test('again: the same answer, and nothing is done a second time', async () => {
    const first = await post('Sekali saja', 'a')
    const again = await post('Sekali saja', 'a')
    expect(first.status).toBe(201)
    expect([again.status, again.body]).toEqual([201, first.body])
    expect(await count()).toBe(1)
  })

  test('again after an error: the same error', async () => {
    const wrong = () => post('', 'kosong')
    const first = await wrong()
    expect(first.status).toBe(422)
    expect(await wrong()).toMatchObject({ status: 422, body: first.body })
  })

  test('in flight: told so, and nothing is done a second time', async () => {
    const before = await count()
    const all = await Promise.all(Array.from({ length: 6 }, () => post('Enam kali ditekan', 'b')))
    expect(all.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(1)
    expect(all.every(({ status }) => status === 201 || status === 409)).toBe(true)
    expect(await count()).toBe(before + 1)
    expect((await post('Enam kali ditekan', 'b')).status).toBe(201)
  })

  test('with another body: refused', async () => {
    const before = await count()
    await post('Satu', 'c')
    expect(await post('Dua', 'c')).toMatchObject({ status: 422, body: { problem: { kind: 'wrong-input' } } })
    expect(await count()).toBe(before + 1)
  })

  test('after a day: a new request', async () => {
    const before = await count()
    await post('Setiap hari', 'd')
    context.clock.advance(25 * 3600)
    expect((await post('Setiap hari', 'd')).status).toBe(201)
    expect(await count()).toBe(before + 2)
  })

  test('after an error of the server: tried again', async () => {
    const { network } = fake
    const { render } = network.text
    Object.assign(network.text, {
      render: () => {
        throw new Error('broken for a moment')
      },
    })
    expect((await post('Nanti berhasil', 'e')).status).toBe(500)
    Object.assign(network.text, { render })
    expect((await post('Nanti berhasil', 'e')).status).toBe(201)
  })

  test('after an error that came when it was saved already: nothing is done a second time', async () => {
    const before = await count()
    const { tell } = context.bus
    Object.assign(context.bus, {
      tell: () => {
        throw new Error('broken right after the COMMIT')
      },
    })
    expect((await post('Sudah tersimpan', 'g')).status).toBe(500)
    Object.assign(context.bus, { tell })
    // What was saved is answered, with the ids that were given then.
    const again = await post('Sudah tersimpan', 'g')
    expect(again).toMatchObject({
      status: 201,
      body: { deliveries: [{ text: 'Sudah tersimpan', state: 'scheduled' }] },
    })
    expect(await count()).toBe(before + 1)
    const first = await post('Biasa', 'h')
    expect((await post('Biasa', 'h')).body).toEqual(first.body)
    const shape = ({ body }: { body: unknown }) =>
      Object.keys((body as { deliveries: object[] }).deliveries[0] ?? {}).sort()
    expect(shape(again)).toEqual(shape(first))
  })

  test('of an app’s secret and codes for a lost one: they are kept nowhere', async () => {
    const begin = () =>
      rina.post<{ secret: string; recoveryCodes: string[] }>(
        '/security/two-factor',
        { current: 'kata-sandi-panjang' },
        { 'idempotency-key': 'dua-langkah' },
      )
    const { status, body } = await begin()
    expect([status, body.recoveryCodes.length > 0]).toEqual([200, true])
    const kept = await asSystem(context.db, (tx) =>
      tx.selectFrom('request_key').select(['status', 'answer']).where('key', '=', 'dua-langkah').execute(),
    )
    expect(kept).toEqual([{ status: 200, answer: null }])
    expect(await begin()).toMatchObject({ status: 409, body: { problem: { kind: 'conflict' } } })
  })

  test('in another workspace is another key, also for what is saved for the program itself', async () => {
    const [one, other] = ['satu', 'dua'].map((workspaceId) => ({ workspaceId, userId: 'u', key: 'sama' }))
    if (!one || !other) throw new Error('two keys')
    await asSystem(context.db, async (tx) => {
      const now = context.clock.now()
      for (const mine of [one, other]) {
        const { workspaceId: id } = mine
        await tx
          .insertInto('organization')
          .values({ id, name: id, slug: id, createdAt: now, metadata: null, logo: null })
          .execute()
        expect(await takeRequestKey(tx, mine, { request: 'r', now, old: new Date(0) })).toBeUndefined()
      }
      await markRequestSaved(tx, one, { status: 201, text: '{}' })
      await keepRequestAnswer(tx, one, { status: 201, text: '{"satu":1}' })
      await freeRequestKey(tx, other)
      const rows = await tx
        .selectFrom('request_key')
        .select(['workspace_id', 'answer', 'saved'])
        .where('key', '=', 'sama')
        .execute()
      expect(rows).toEqual([{ workspace_id: 'satu', answer: '{"satu":1}', saved: true }])
    })
  })

  test('of somebody else is somebody else’s', async () => {
    await post('Punya Rina', 'f')
    const stranger = await web
      .person()
      .post('/posts', { texts: [{ channelId, text: 'x' }] }, { 'idempotency-key': 'f' })
    expect(stranger.status).toBe(401)
  })
})
