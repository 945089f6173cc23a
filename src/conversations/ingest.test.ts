import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { connectChannel, findChannel, setAsideBySource } from '../channels/index.ts'
import { inWorkspace } from '../db/client.ts'
import { eachSound } from '../networks/misfits.ts'
import type { RemoteResponse } from '../networks/network.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type FakeNetwork, fakeNetwork } from '../testing/fake-network.ts'
import { listConversations, pollChannel } from './index.ts'

let context: TestContext
let fake: FakeNetwork
let channelId: string

beforeEach(async () => {
  fake = fakeNetwork()
  context = await testContext([fake.network])
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  channelId = done.channel.id
})
afterEach(() => context.close())

const inHere = <T>(work: Parameters<typeof inWorkspace<T>>[2]) =>
  inWorkspace(context.db, context.actor.workspaceId, work)
const poll = () => pollChannel(context, { id: channelId, workspaceId: context.actor.workspaceId })
const said = async () =>
  (await inHere((tx) => listConversations(tx, {}))).map(({ shown }) => shown).sort((a, b) => (a.text < b.text ? -1 : 1))
const aside = () => inHere(async (tx) => (await setAsideBySource(tx)).get(channelId))
const health = () => inHere(async (tx) => (await findChannel(context, tx, channelId)).health)

const response = (remoteId: string, more: Partial<RemoteResponse> = {}): RemoteResponse => ({
  kind: 'mention',
  remoteId,
  permalink: `https://fake.example/${remoteId}`,
  person: { remoteId: 'budi', name: 'Budi', handle: 'budi', url: 'https://fake.example/@budi' },
  text: `Halo ${remoteId}`,
  writtenAt: new Date('2026-11-20T08:00:00Z'),
  ...more,
})

const hostile: Record<string, Partial<RemoteResponse>> = {
  'NUL everywhere': {
    remoteId: 'x\0',
    text: 'a\0b',
    inReplyTo: 'p\0',
    root: 'q\0',
    reference: { uri: 'u\0', deep: [{ a: '\0' }] },
    person: {
      remoteId: 'e\0',
      name: 'E\0',
      handle: 'e\0',
      url: 'https://fake.example/\0e',
      avatar: 'https://a.example/\0',
    },
  },
  'half a surrogate everywhere': {
    text: '\ud800 a',
    inReplyTo: '\udc00',
    person: { remoteId: '\ud800', name: '\ud800', handle: 'e', url: 'https://fake.example/e' },
    reference: { uri: '\udfff' },
  },
  'a date that is none': { writtenAt: new Date('yesterday') },
  'a date that no database has': { writtenAt: new Date(8.64e15) },
  'a date before the Flood': { writtenAt: new Date(-8.64e15) },
  'a very long text': { text: 'x'.repeat(3_000_000) },
  'a very long name': { person: { remoteId: 'y'.repeat(90_000), name: 'z'.repeat(90_000), handle: 'h', url: '' } },
  'a very long id': { remoteId: 'i'.repeat(90_000), root: 'r'.repeat(90_000) },
}

describe('one bad response holds nothing back', () => {
  test.each(Object.entries(hostile))('%s comes in cleaned, and the rest with it', async (_name, more) => {
    fake.responses.push(response('1'), response('2', more), response('3'))
    expect(await poll()).toBe(3)
    expect(await aside()).toBeUndefined()
    expect(await poll()).toBe(0)
    for (const { text, writtenAt, person } of await said()) {
      expect(text.isWellFormed() && !text.includes('\0')).toBe(true)
      expect(text.length).toBeLessThanOrEqual(40_000)
      expect(person.name.length).toBeLessThanOrEqual(300)
      expect(writtenAt.getTime()).toBeLessThanOrEqual(context.clock.now().getTime())
    }
  })

  test.each<[string, Partial<RemoteResponse>]>([
    ['more beside it than there is room for', { reference: { a: 'x'.repeat(50_000) } }],
    ['no text at all', { text: undefined as never }],
    ['nothing to know it by', { remoteId: '\0' }],
    ['nobody who said it', { person: undefined as never }],
    ['no moment', { writtenAt: undefined as never }],
  ])('%s: it is set aside once, with its reason, and reading goes on behind it', async (_name, more) => {
    fake.responses.push(response('1'), response('2', more), response('3'))
    expect(await poll()).toBe(2)
    expect(await aside()).toMatchObject({
      count: 1,
      newest: [{ reason: { en: expect.stringContaining('could not be read') } }],
    })
    fake.responses.push(response('4'))
    expect(await poll()).toBe(1)
    expect((await said()).map(({ text }) => text)).toEqual(['Halo 1', 'Halo 3', 'Halo 4'])
    expect(await health()).toBe('fine')
  })

  test('one that is not as the network’s documentation says is set aside too', async () => {
    const Page = z.object({ list: eachSound(z.object({ id: z.string(), text: z.string() })) })
    fake.network.responses.fetch = async () => {
      const page = Page.parse({ list: [{ id: 'a', text: 'A' }, { id: 'b', text: null }, 7, { id: 'c', text: 'C' }] })
      return { responses: page.list.map(({ id, text }) => response(id, { text })), cursor: 'on' }
    }
    expect(await poll()).toBe(2)
    expect((await aside())?.newest.map(({ what }) => what).sort()).toEqual(['?', 'b'])
    expect((await inHere((tx) => tx.selectFrom('channel').select('cursor').executeTakeFirstOrThrow())).cursor).toBe(
      'on',
    )
  })

  test('a hundred are kept of what could not be, however many come', async () => {
    for (let number = 0; number < 130; number++)
      fake.responses.push(response(`${number}`, { reference: { a: 'x'.repeat(50_000) } }))
    await poll()
    expect((await aside())?.count).toBe(100)
  })

  test('a cursor in the year 9999 does not leave out what comes before it', async () => {
    const asked: string[] = []
    fake.network.responses.fetch = async (cursor) => {
      asked.push(cursor)
      return { responses: [], cursor: '9999-12-31T23:59:59.999Z' }
    }
    await poll()
    await poll()
    expect(asked[1]).toBe(context.clock.now().toISOString())
  })

  test('an answer that breaks the reading shows at the channel, and is over when it is right again', async () => {
    const right = fake.network.responses.fetch
    fake.network.responses.fetch = async () => {
      throw new RangeError('Invalid time value')
    }
    expect(await poll()).toBe(0)
    expect(await health()).toBe('unreachable')
    fake.network.responses.fetch = right as never
    await poll()
    expect(await health()).toBe('fine')
  })
})

describe('addresses that strangers send', () => {
  test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'java\tscript:alert(1)', 'blob:x'])(
    '%s is kept nowhere',
    async (address) => {
      fake.responses.push(
        response('1', {
          permalink: address,
          person: { remoteId: 'a', name: 'A', handle: 'a', url: address, avatar: address },
        }),
      )
      await poll()
      const [one] = await said()
      expect([one?.permalink, one?.person.url, one?.person.avatar]).toEqual(['', '', null])
    },
  )
})
