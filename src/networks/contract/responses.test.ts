import { describe, expect, it } from 'vitest'
import { gatherMisfits } from '../misfits.ts'
import { present, type ResponsesFacet, type Sender, type Session, within } from '../network.ts'
import { type Fake, fakeNow } from '../testing/fake.ts'
import { answerOf, networks, open, partOf, send, withFake } from './testing/stand.ts'

type Answered = readonly [name: string, network: Sender, responses: ResponsesFacet, create: () => Fake]

const answered = withFake.flatMap(([name, network, create]): Answered[] => {
  const responses = present(network.responses)
  return responses ? [[name, network, responses, create]] : []
})

/** What every network owes to what comes back from it. */
describe.each(answered)('%s, responses', (_name, network, responses, create) => {
  const { sending } = network
  const find = present(sending.find)
  const reply = present(responses.reply)
  const moderation = present(responses.moderation)

  it('brings responses home, oldest first, none lost between two calls', async () => {
    const { fake, session } = await open(network, create)
    const copy = await send(network, partOf(network), session, 'k')
    const at = (seconds: number) => new Date(fakeNow.getTime() + seconds * 1000)
    const first = fake.addResponse(copy.remoteId, 'Satu?', at(10))
    const second = fake.addResponse(copy.remoteId, 'Dua?', at(20))
    const page = await responses.fetch('', session, [copy])
    expect(page.responses.map(({ remoteId }) => remoteId)).toEqual([first, second])
    expect(page.responses[0]).toMatchObject({
      text: 'Satu?',
      inReplyTo: copy.remoteId,
      root: copy.remoteId,
      person: { name: 'Budi' },
    })
    // In the very second of the last one, another arrives.
    const third = fake.addResponse(copy.remoteId, 'Tiga?', at(20))
    const next = await responses.fetch(page.cursor ?? '', session, [copy])
    expect(next.responses.map(({ remoteId }) => remoteId)).toContain(third)
    expect(next.responses.map(({ remoteId }) => remoteId)).not.toContain(first)
  })

  it('one response that is not as documented keeps none of the others back', async () => {
    const { fake, session } = await open(network, create)
    const copy = await send(network, partOf(network), session, 'k')
    const at = (seconds: number) => new Date(fakeNow.getTime() + seconds * 1000)
    const first = fake.addResponse(copy.remoteId, 'Satu?', at(10))
    const second = fake.addResponse(copy.remoteId, 'Dua?', at(20))
    const spoiling = { ...session, fetch: spoiled(session.fetch) }
    const { value: page, misfits } = await gatherMisfits(async () => responses.fetch('', spoiling, [copy]))
    expect(page.responses.map(({ remoteId }) => remoteId)).toEqual([first, second])
    expect(misfits.length).toBeGreaterThan(0)
  })

  it.runIf(reply)('answers a person, once for one key', async () => {
    const { fake, session } = await open(network, create)
    const copy = await send(network, partOf(network), session, 'k')
    fake.addResponse(copy.remoteId, 'Satu?', new Date(fakeNow.getTime() + 10_000))
    const [question] = (await responses.fetch('', session, [copy])).responses
    if (!question) throw new Error('no response')
    const answer = await reply?.(question, answerOf(network, 'Ini jawabannya.'), session, 'jawab')
    expect(answer).toMatchObject({ state: 'published' })
    const again = answerOf(network, 'Ini jawabannya.')
    const under = { root: { remoteId: question.root ?? question.remoteId }, parent: question }
    if (sending.keys) expect(await reply?.(question, again, session, 'jawab')).toEqual(answer)
    else if (find) expect(await find('jawab', again, session, fakeNow, under)).toEqual(answer)
  })

  it.runIf(moderation)('lets responses through, holds them back and takes them away', async () => {
    const { fake, session } = await open(network, create)
    const copy = await send(network, partOf(network), session, 'k')
    const id = fake.addResponse(copy.remoteId, 'Judi online!', new Date(fakeNow.getTime() + 10_000))
    const [response] = (await responses.fetch('', session, [copy])).responses
    if (!response) throw new Error('no response')
    // The mildest first; what is away stays away.
    const order = ['hold', 'approve', 'spam', 'remove'] as const
    for (const act of order.filter((one) => moderation?.acts.includes(one))) {
      await moderation?.moderate(response, act, session)
      await moderation?.moderate(response, act, session)
      expect(fake.isShown?.(id), act).toBe(act === 'approve')
    }
  })

  it.runIf(moderation)('knows an act at least, and each once', () => {
    expect(moderation?.acts.length).toBeGreaterThan(0)
    expect(new Set(moderation?.acts).size).toBe(moderation?.acts.length)
  })
})

const withWebhook = networks.flatMap((network) => {
  const webhook = present(within(network.responses, 'webhook'))
  return webhook ? [[network.name, network, webhook] as const] : []
})

describe.each(withWebhook)('%s, webhook', (_name, { identity }, webhook) => {
  const fields = Object.fromEntries(
    identity.ways.flatMap((way) => way.fields.filter(({ app }) => app)).map(({ name }) => [name, `${name}-1`]),
  )
  const bodies = ['', '{}', '[]', 'bukan JSON', '{"object":"page","entry":[]}']

  it.each(bodies)('are believed for their signature only: %j without one is refused', (text) => {
    const body = new TextEncoder().encode(text)
    for (const signature of ['', 'sha256=', `sha256=${'0'.repeat(64)}`, 'x'.repeat(10_000)]) {
      const headers = new Headers({ 'x-hub-signature-256': signature, 'x-signature': signature })
      expect(() => webhook.read({ headers, body }, fields)).toThrow(expect.objectContaining({ kind: 'forbidden' }))
    }
  })

  it('are asked for by nobody else', () => {
    for (const query of ['', 'hub.mode=subscribe&hub.challenge=1&hub.verify_token=lain', 'challenge=1'])
      expect(webhook.confirm?.(new URLSearchParams(query), fields)).toBeUndefined()
  })
})

/** Answers in which a ruin stands beside each response: the same parts, and nothing in them that can be read. */
function spoiled(fetch: Session['fetch']): Session['fetch'] {
  return async (input, init) => {
    const response = await fetch(input, init)
    const text = await response.clone().text()
    if (!text.includes('Satu?')) return response
    return new Response(JSON.stringify(withRuins(JSON.parse(text))), {
      status: response.status,
      headers: response.headers,
    })
  }
}

function withRuins(value: unknown): unknown {
  if (Array.isArray(value)) {
    const ruins = value.filter((one) => JSON.stringify(one).includes('Satu?')).map((one) => ruinOf(one))
    return [...ruins, ...value.map(withRuins)]
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withRuins(one)]))
}

/** What tells the kind of a thing, and its place in a row, is left. */
const left = new Set(['kind', 'type', 'reason', 'update_id'])

function ruinOf(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => ruinOf(one))
  if (typeof value !== 'object' || value === null) return left.has(name) ? value : { ruined: true }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, ruinOf(one, key)]))
}
