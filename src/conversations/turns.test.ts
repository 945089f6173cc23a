import { afterEach, beforeEach, expect, test } from 'vitest'
import { channelsToPoll, connectChannel } from '../channels/index.ts'
import { present } from '../networks/network.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { pollDueChannel } from './index.ts'

let context: TestContext
beforeEach(async () => {
  const absent = { id: 'Tidak ada tanggapan di sana.', en: 'There are no responses there.' }
  const mute = { ...fakeNetwork({ name: 'a-mute' }).network, responses: { absent } }
  context = await testContext([fakeNetwork().network, mute])
})
afterEach(() => context.close())

test('channels that can’t be asked for responses take nobody’s turn, however many they are', async () => {
  const connect = async (network: string, handle: string) => {
    const done = await connectChannel(context, context.actor, network, { handle, password: 'right' })
    if (!('channel' in done)) throw new Error('no channel')
    return done.channel.id
  }
  for (let number = 0; number < 120; number++) await connect('a-mute', `diam${number}`)
  const ids: string[] = []
  for (let number = 0; number < 10; number++) ids.push(await connect('fake', `rina${number}`))
  expect((await channelsToPoll(context)).map(({ id }) => id).sort()).toEqual(ids.sort())
})

test('two workers that find a channel due ask it once: answers may cost money', async () => {
  const network = context.networks.fake
  const responses = network && present(network.responses)
  if (!responses) throw new Error('no responses')
  const { fetch } = responses
  let asked = 0
  const counting: typeof fetch = (...given) => {
    asked++
    return fetch(...given)
  }
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  const workers = {
    ...context,
    networks: { ...context.networks, fake: { ...network, responses: { ...responses, fetch: counting } } },
  }
  for (const turn of [1, 2]) {
    const found = await Promise.all([channelsToPoll(workers), channelsToPoll(workers)])
    expect(found.map(({ length }) => length)).toEqual([1, 1])
    await Promise.all(found.flat().map((row) => pollDueChannel(workers, row)))
    expect(asked).toBe(turn)
    context.clock.advance(context.config.pollSeconds + 1)
  }
})
