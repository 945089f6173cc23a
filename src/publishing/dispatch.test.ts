import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { Problem } from '../core/problem.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import type { SendingRate } from '../networks/network.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type FakeNetwork, fakeNetwork } from '../testing/fake-network.ts'
import { claimDue } from './claim.ts'
import { send } from './deliver.ts'
import { gather } from './delivering.ts'
import { type Dispatcher, startDispatcher } from './dispatch.ts'
import {
  cancelDelivery,
  deliverDue,
  findDelivery,
  holdEverything,
  type InTheAir,
  readHold,
  releaseHold,
  rescheduleDelivery,
  retryDelivery,
  schedulePost,
} from './index.ts'
import { openLedger } from './ledger.ts'

const words = { id: 'gagal', en: 'failed' }
const never = new AbortController().signal
let context: TestContext
let fake: FakeNetwork
let channelId: string
let dispatchers: Dispatcher[]

beforeEach(async () => {
  dispatchers = []
  fake = fakeNetwork()
  context = await testContext([fake.network])
  channelId = await connect('rina')
})
afterEach(async () => {
  vi.restoreAllMocks()
  for (const dispatcher of dispatchers) await dispatcher.stop()
  await context.close()
})

async function connect(handle: string): Promise<string> {
  const done = await connectChannel(context, context.actor, 'fake', { handle, password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  return done.channel.id
}

async function post(text: string, more: { at?: Date; channel?: string } = {}): Promise<string> {
  const [id] = await schedulePost(context, context.actor, {
    drafts: [{ channelId: more.channel ?? channelId, text, mediaIds: [] }],
    timeZone: 'Asia/Jakarta',
    ...(more.at ? { at: more.at } : {}),
  })
  return id as string
}

const row = (id: string) => inWorkspace(context.db, context.actor.workspaceId, (tx) => findDelivery(tx, id))
const states = async () =>
  (
    await asSystem(context.db, (tx) => tx.selectFrom('delivery').select(['text', 'state']).orderBy('due_at').execute())
  ).map((one) => one.state)
const inSeconds = (seconds: number) => new Date(context.clock.now().getTime() + seconds * 1000)

function start(): Dispatcher {
  const dispatcher = startDispatcher(context)
  dispatchers.push(dispatcher)
  return dispatcher
}

async function published(count: number, seconds = 10): Promise<void> {
  await vi.waitFor(async () => expect((await states()).filter((state) => state === 'published')).toHaveLength(count), {
    timeout: seconds * 1000,
    interval: 20,
  })
}

describe('what is due', () => {
  test('leaves at its moment, not at the next look', async () => {
    await post('tepat waktu', { at: inSeconds(0.9) })
    const timers = vi.spyOn(globalThis, 'setTimeout')
    start()
    await vi.waitUntil(() => timers.mock.calls.some(([, milliseconds]) => milliseconds === 900))
    expect(fake.calls).toBe(0)
    context.clock.advance(0.9)
    await published(1)
  })

  test('is found without anybody saying that something changed', async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout')
    const lookups = () => timers.mock.calls.filter(([, milliseconds]) => milliseconds === 5000)
    start()
    await vi.waitUntil(() => lookups().length > 0)
    // Another process writes the row, and its word is lost.
    const id = await post('sunyi', { at: inSeconds(3600) })
    await vi.waitUntil(() => lookups().length > 1)
    const due = context.clock.now()
    await asSystem(context.db, (tx) => sql`update delivery set due_at = ${due} where id = ${id}`.execute(tx))
    // The next look, which comes by itself, comes now.
    lookups().at(-1)?.[0]()
    await published(1)
  })

  test('is shared by two workers, and each leaves once', async () => {
    const channels = await Promise.all(Array.from({ length: 10 }, (_, at) => connect(`saluran${at}`)))
    const at = inSeconds(0.3)
    for (let n = 0; n < 60; n++) await post(`nomor ${n}`, { at, channel: channels[n % 10] as string })
    context.clock.advance(1)
    start()
    start()
    await published(60)
    expect(new Set(fake.posts.map((one) => one.text)).size).toBe(60)
    expect(fake.posts).toHaveLength(60)
  }, 20_000)

  test('of one channel leaves a few at a time, and does not hold up the others', async () => {
    const other = await connect('lain')
    let at = 0
    let most = 0
    const { publish } = fake.network.sending
    Object.assign(fake.network.sending, {
      publish: async (...all: Parameters<typeof publish>) => {
        const [, session] = all
        if (session.account.handle === 'lain') return publish(...all)
        at++
        most = Math.max(most, at)
        await sleep(150)
        at--
        return publish(...all)
      },
    })
    const due = inSeconds(0.2)
    for (let n = 0; n < 20; n++) await post(`banyak ${n}`, { at: due })
    await post('sendiri', { at: due, channel: other })
    context.clock.advance(1)
    start()
    await vi.waitFor(() => expect(fake.posts.map((one) => one.text)).toContain('sendiri'), { timeout: 3000 })
    expect(fake.posts.length).toBeLessThan(20)
    await published(21)
    expect(most).toBeLessThanOrEqual(4)
  }, 20_000)
})

describe('a worker that was paused', () => {
  /** Claims as a worker does that then stops for longer than its lease. */
  async function paused() {
    const ledger = openLedger(context, never)
    const [one] = await gather(context, ledger, await claimDue(context, { most: 1, perChannel: 1 }))
    if (!one) throw new Error('nothing claimed')
    return one
  }

  test('attacks#A35 neither sends nor writes when another has taken over', async () => {
    const id = await post('sekali saja')
    context.clock.advance(11)
    const late = await paused()
    context.clock.advance(151)
    expect(await deliverDue(context, never)).toEqual([id])
    expect((await row(id)).state).toBe('published')
    await send(late, never)
    expect(fake.calls).toBe(1)
    expect((await row(id)).state).toBe('published')
  })

  test('attacks#A35 sends nothing once its own lease is over, even if nobody has taken over', async () => {
    const id = await post('sekali saja')
    context.clock.advance(11)
    const late = await paused()
    // The lease ends in the moment between the intent and the call.
    const { write } = late.ledger
    const slow = {
      ...late,
      lease: { ...late.lease },
      ledger: {
        write: async (...all: Parameters<typeof write>) => {
          await write(...all)
          Object.assign(all[0], { ends: { monotonic: Number.NEGATIVE_INFINITY, wall: Number.POSITIVE_INFINITY } })
        },
      },
    }
    await send(slow, never)
    expect(fake.calls).toBe(0)
    context.clock.advance(151)
    await deliverDue(context, never)
    expect(fake.posts).toHaveLength(1)
    expect((await row(id)).state).toBe('published')
  })
})

test('attacks#A34 a worker killed before sending: sent once, as soon as its lease is over', async () => {
  const id = await post('mati sebelum kirim')
  context.clock.advance(11)
  await claimDue(context, { most: 1, perChannel: 1 })
  expect(await deliverDue(context, never)).toEqual([])
  context.clock.advance(151)
  expect(await deliverDue(context, never)).toEqual([id])
  expect(fake.posts).toHaveLength(1)
})

test('attacks#A33 a worker killed after the network took it: looked up, or asked about; never sent again blindly', async () => {
  const blind = fakeNetwork({ find: false, name: 'blind' })
  Object.assign(context.networks, { blind: blind.network })
  const done = await connectChannel(context, context.actor, 'blind', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  const seen = await post('dapat dicari')
  const unseen = await post('tidak dapat dicari', { channel: done.channel.id })
  context.clock.advance(11)
  // Both networks have the post; the worker dies before it can write that down.
  const ledger = openLedger(context, never)
  for (const one of await gather(context, ledger, await claimDue(context, { most: 9, perChannel: 9 }))) {
    const { write } = ledger
    let steps = 0
    const interrupted = {
      write: (...all: Parameters<typeof write>) => (++steps > 1 ? new Promise<void>(() => undefined) : write(...all)),
    }
    void send({ ...one, ledger: interrupted }, never)
  }
  await vi.waitFor(() => expect([fake.posts.length, blind.posts.length]).toEqual([1, 1]))
  context.clock.advance(151)
  await deliverDue(context, never)
  expect((await row(seen)).state).toBe('published')
  expect((await row(unseen)).state).toBe('unconfirmed')
  expect([fake.calls, blind.calls]).toEqual([1, 1])
})

test('attacks#A36 a killed worker leaves no lock: everything of its channel goes on', async () => {
  const first = await post('pertama')
  context.clock.advance(11)
  await claimDue(context, { most: 1, perChannel: 1 })
  const second = await post('kedua')
  context.clock.advance(11)
  expect(await deliverDue(context, never)).toEqual([second])
  context.clock.advance(151)
  expect(await deliverDue(context, never)).toEqual([first])
  expect(await states()).toEqual(['published', 'published'])
})

describe('attacks#A38 a change in the very second of sending', () => {
  test('cancelled or sent, never both', async () => {
    for (let round = 0; round < 12; round++) {
      const id = await post(`ubah ${round}`)
      context.clock.advance(11)
      const [cancelled] = await Promise.allSettled([
        cancelDelivery(context, context.actor, id),
        deliverDue(context, never),
      ])
      // Whoever came second was told so.
      await deliverDue(context, never)
      const { state } = await row(id)
      const out = fake.posts.filter((one) => one.text === `ubah ${round}`).length
      expect([state, out, cancelled.status]).toEqual(
        state === 'cancelled' ? ['cancelled', 0, 'fulfilled'] : ['published', 1, 'rejected'],
      )
    }
  })

  test('moved to another time, or sent, never both', async () => {
    for (let round = 0; round < 12; round++) {
      const id = await post(`geser ${round}`)
      context.clock.advance(11)
      const [moved] = await Promise.allSettled([
        rescheduleDelivery(context, context.actor, id, inSeconds(3600), 'Asia/Jakarta'),
        deliverDue(context, never),
      ])
      await deliverDue(context, never)
      const { state } = await row(id)
      const out = fake.posts.filter((one) => one.text === `geser ${round}`).length
      expect([state, out, moved.status]).toEqual(
        state === 'scheduled' ? ['scheduled', 0, 'fulfilled'] : ['published', 1, 'rejected'],
      )
    }
  })
})

describe('attacks#A39 forty posts of one minute', () => {
  test('all leave once', async () => {
    for (let n = 0; n < 40; n++) await post(`menit ${n}`)
    context.clock.advance(11)
    await Promise.all([deliverDue(context, never), deliverDue(context, never)])
    await deliverDue(context, never)
    expect(new Set(fake.posts.map((one) => one.text)).size).toBe(40)
    expect(fake.posts).toHaveLength(40)
  })

  test('with the server off across their time: one by one inside the hour, no burst; later they are asked about', async () => {
    for (let n = 0; n < 40; n++) await post(`mati ${n}`)
    context.clock.advance(20 * 60)
    await deliverDue(context, never)
    expect(fake.posts).toHaveLength(1)
    const counts: number[] = []
    for (let minute = 0; minute < 25; minute++) {
      const before = fake.posts.length
      context.clock.advance(60)
      await deliverDue(context, never)
      counts.push(fake.posts.length - before)
    }
    expect(Math.max(...counts)).toBeLessThanOrEqual(2)
    expect(new Set(fake.posts.map((one) => one.text)).size).toBe(40)
    expect(fake.posts).toHaveLength(40)

    for (let n = 0; n < 5; n++) await post(`lama ${n}`)
    context.clock.advance(2 * 3600)
    await deliverDue(context, never)
    expect(fake.posts).toHaveLength(40)
    expect((await states()).filter((state) => state === 'missed')).toHaveLength(5)
  })

  test('with the server off twice: what had its turn and missed it is asked about too', async () => {
    for (let n = 0; n < 3; n++) await post(`dua kali ${n}`)
    context.clock.advance(20 * 60)
    await deliverDue(context, never)
    context.clock.advance(5 * 3600)
    await deliverDue(context, never)
    expect((await states()).sort()).toEqual(['missed', 'missed', 'published'])
  })
})

test('attacks#A40 the clock set back an hour: nothing is sent twice', async () => {
  const id = await post('jam mundur')
  context.clock.advance(11)
  await deliverDue(context, never)
  context.clock.advance(-3600)
  await deliverDue(context, never)
  context.clock.advance(3700)
  await deliverDue(context, never)
  expect(fake.posts).toHaveLength(1)
  expect((await row(id)).state).toBe('published')
})

describe('attacks#A41 a network that asks us to wait', () => {
  const limited = (seconds: number) => ({
    on: 'before' as const,
    problem: new Problem('rate-limited', words, { retryAt: inSeconds(seconds) }),
  })

  test('is not asked before, by any post of the channel; other channels go on', async () => {
    const other = await connect('lain')
    const first = await post('satu')
    context.clock.advance(11)
    fake.faults.push(limited(300))
    await deliverDue(context, never)
    const second = await post('dua')
    await post('tiga', { channel: other })
    context.clock.advance(11)
    await deliverDue(context, never)
    expect(fake.posts.map((one) => one.text)).toEqual(['tiga'])
    expect((await row(second)).reason?.en).toContain('Waits')
    context.clock.advance(280)
    await deliverDue(context, never)
    expect(fake.posts).toHaveLength(1)
    context.clock.advance(60)
    await deliverDue(context, never)
    expect([(await row(first)).state, (await row(second)).state]).toEqual(['published', 'published'])
  })

  test('a network that stays down is tried ever more rarely, and not for ever', async () => {
    const id = await post('mati')
    const tries: number[] = []
    for (let minute = 0; minute < 60 * 12 && (await row(id)).state === 'scheduled'; minute++) {
      const before = fake.faults.length
      fake.faults.push({ on: 'before', problem: new Problem('unavailable', words) })
      context.clock.advance(60)
      await deliverDue(context, never)
      if (fake.faults.length > before) fake.faults.pop()
      else tries.push(minute)
    }
    expect((await row(id)).state).toBe('rejected')
    expect(fake.posts).toHaveLength(0)
    expect(tries).toHaveLength(10)
    expect((tries[9] as number) - (tries[8] as number)).toBeGreaterThan((tries[2] as number) - (tries[1] as number))
  })
})

describe('sending rates', () => {
  const rates: SendingRate[] = [{ per: 'channel', calls: 2, seconds: 60, source: 'this test' }]

  test('are kept ahead of the network, turn by turn', async () => {
    Object.assign(fake.network.sending, { rates })
    for (let n = 0; n < 5; n++) await post(`cepat ${n}`)
    context.clock.advance(11)
    await deliverDue(context, never)
    expect(fake.posts).toHaveLength(2)
    for (const wanted of [3, 4, 5]) {
      context.clock.advance(30)
      await deliverDue(context, never)
      expect(fake.posts).toHaveLength(wanted)
    }
  })

  test('of an hour and of a day are both kept', async () => {
    Object.assign(fake.network.sending, {
      rates: [...rates, { per: 'channel', calls: 3, seconds: 3600, source: 'this test' }],
    })
    for (let n = 0; n < 5; n++) await post(`dua batas ${n}`)
    context.clock.advance(11)
    await deliverDue(context, never)
    expect(fake.posts).toHaveLength(2)
    context.clock.advance(60)
    await deliverDue(context, never)
    expect(fake.posts).toHaveLength(3)
    context.clock.advance(600)
    await deliverDue(context, never)
    expect(fake.posts).toHaveLength(3)
    context.clock.advance(620)
    await deliverDue(context, never)
    expect(fake.posts).toHaveLength(4)
  })

  test('of an app hold for all channels that it serves', async () => {
    Object.assign(fake.network.sending, { rates: [{ ...rates[0], per: 'app' }] })
    for (let n = 0; n < 4; n++) await post(`aplikasi ${n}`, { channel: await connect(`saluran${n}`) })
    context.clock.advance(11)
    await deliverDue(context, never)
    expect(fake.posts).toHaveLength(2)
  })
})

describe('hold', () => {
  test('stops a post whose worker has it in hand already; nothing of it is lost', async () => {
    const id = await post('hampir')
    context.clock.advance(11)
    const ledger = openLedger(context, never)
    const [one] = await gather(context, ledger, await claimDue(context, { most: 1, perChannel: 1 }))
    if (!one) throw new Error('nothing claimed')
    await holdEverything(context, context.actor, 'berita duka')
    await send(one, never)
    expect(fake.calls).toBe(0)
    expect(await row(id)).toMatchObject({ state: 'scheduled', attempts: 0, lease_token: null })
    await releaseHold(context, context.actor)
    expect((await row(id)).state).toBe('missed')
    await retryDelivery(context, context.actor, id)
    await deliverDue(context, never)
    expect(fake.posts).toHaveLength(1)
  })

  test('names what is in the air and can’t be called back', async () => {
    const id = await post('sudah pergi')
    context.clock.advance(11)
    const publish = vi.fn(() => new Promise<never>(() => undefined))
    Object.assign(fake.network.sending, { publish })
    const cut = new AbortController()
    void deliverDue(context, cut.signal).catch(() => undefined)
    await vi.waitFor(() => expect(publish).toHaveBeenCalled())
    const named = [{ deliveryId: id, channel: 'rina', text: 'sudah pergi' }]
    expect(await holdEverything(context, context.actor, 'berita duka')).toEqual(named)
    cut.abort()
  }, 20_000)

  test('stops a thread between two parts; released, it goes on where it was', async () => {
    const id = await post('a'.repeat(100) + 'b'.repeat(50))
    context.clock.advance(11)
    const { publish } = fake.network.sending
    let held: Promise<InTheAir[]> | undefined
    Object.assign(fake.network.sending, {
      publish: async (...all: Parameters<typeof publish>) => {
        const out = await publish(...all)
        held = holdEverything(context, context.actor, 'berhenti')
        const isHeld = () =>
          inWorkspace(context.db, context.actor.workspaceId, (tx) => readHold(tx, context.actor.workspaceId))
        await vi.waitFor(async () => expect(await isHeld()).toBeDefined())
        // What is in the air is waited for, as long as it takes.
        expect(await Promise.race([held, sleep(500)])).toBeUndefined()
        return out
      },
    })
    await deliverDue(context, never)
    expect(fake.posts).toHaveLength(1)
    expect(await row(id)).toMatchObject({ state: 'scheduled', sent: [expect.anything()] })
    expect(await held).toEqual([])
    Object.assign(fake.network.sending, { publish })
    await releaseHold(context, context.actor)
    await retryDelivery(context, context.actor, id)
    await deliverDue(context, never)
    expect(fake.posts.map((one) => one.inReplyTo)).toEqual([undefined, 'p1'])
  })
})
