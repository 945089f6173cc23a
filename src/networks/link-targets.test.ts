import { expect, test } from 'vitest'
import { network as blueskyNetwork } from './bluesky/index.ts'
import { createFake as bluesky } from './bluesky/testing/fake.ts'
import type { ResponsesFacet, Sender } from './network.ts'
import { network as telegramNetwork } from './telegram/index.ts'
import { createFake as telegram } from './telegram/testing/fake.ts'
import { type Fake, fakeNow } from './testing/fake.ts'
import { openSession } from './testing/session.ts'

const evil = 'https://jahat.example/masuk'
const said = '👋 Lihat bank.co.id ya, atau kopi.id'
const bytes = (words: string) => Buffer.byteLength(words)
const at = (words: string) => said.indexOf(words)
const byteAt = (words: string) => bytes(said.slice(0, at(words)))

/** What a network tells of a text's links, where they don't stand in it. */
const facets = [
  { index: { byteStart: 'x' }, features: [] },
  null,
  {
    index: { byteStart: byteAt('kopi.id'), byteEnd: byteAt('kopi.id') + 7 },
    features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://kopi.id/a' }],
  },
  {
    index: { byteStart: byteAt('bank'), byteEnd: byteAt('bank') + bytes('bank.co.id') },
    features: [{ $type: 'a#b' }, { $type: 'app.bsky.richtext.facet#link', uri: evil }],
  },
  { index: { byteStart: 0, byteEnd: 9e9 }, features: [{ uri: 'https://a.example' }] },
]
const entities = [
  { type: 'bold', offset: 0, length: 2 },
  { type: 'text_link', offset: at('bank'), length: 'bank.co.id'.length, url: evil },
  { type: 'text_link', offset: at('kopi.id'), length: 7, url: 'https://kopi.id/a' },
  { type: 'text_link', offset: -5, length: 9e9, url: evil },
  'kata',
]

const networks: readonly [string, Sender & { responses: ResponsesFacet }, () => Fake, named: string, more: object][] = [
  ['bluesky', blueskyNetwork, bluesky, 'createdAt', { facets }],
  ['telegram', telegramNetwork, telegram, 'text', { entities }],
]

/** Puts fields beside every field of that name, wherever it stands. */
const beside = (name: string, more: object) => (_key: string, value: unknown) =>
  typeof value === 'object' && value !== null && name in value ? { ...value, ...more } : value

test.each(networks)(
  'attacks#A13 where words of a response lead elsewhere than they say, it stands behind them: %s',
  async (_name, network, create, named, more) => {
    const fake = create()
    const connected = await fake.connect(network)
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const answer = await fake.fetch(input, init)
      const text = JSON.stringify(JSON.parse(await answer.text(), beside(named, more)))
      return new Response(text, { status: answer.status, headers: answer.headers })
    }
    const { session } = openSession(connected, { fetch: fake.fetch, now: () => fakeNow })
    const [part] = network.text.render({ text: 'Halo' }, network.text.limits())
    if (!part) throw new Error('no part')
    const sent = await network.sending.publish(part, session, 'k')
    if (sent.state !== 'published') throw new Error('not there')
    fake.addResponse(sent.remoteId, said, new Date(fakeNow.getTime() + 1000))
    const found = await network.responses.fetch('', { ...session, fetch }, [sent])
    expect(found?.responses.map(({ text }) => text)).toEqual([`👋 Lihat bank.co.id (${evil}) ya, atau kopi.id`])
  },
)
