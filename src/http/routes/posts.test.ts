import { expect, test, vi } from 'vitest'
import { connectChannel } from '../../channels/index.ts'
import { testContext } from '../../testing/context.ts'
import { fakeNetwork } from '../../testing/fake-network.ts'
import { freePort, type Person, testWeb } from '../../testing/web.ts'
import type { Delivery, DeliveryPage, DraftPage, DraftPost, Me, Preview } from '../api.ts'
import { postContent } from '../api.ts'
import { clean } from './posts.ts'

test('a post’s content is kept without what was left empty', () => {
  const said = {
    thread: ['Dua'],
    firstReply: 'Tautan',
    warning: 'w',
    numbered: true,
    language: 'id',
    options: { a: 'b' },
  }
  expect(clean(postContent.parse(said))).toEqual(said)
  const empty = { thread: [], firstReply: '', warning: '', numbered: false, language: '', options: {} }
  expect(clean(postContent.parse(empty))).toEqual({})
  expect(clean(undefined)).toEqual({})
})

interface Shop {
  rina: Person
  channels: string[]
  rendered: () => number
}

/** Somebody with channels on a network that counts what it renders. */
async function inShop(count: number, look: (shop: Shop) => Promise<void>): Promise<void> {
  const fake = fakeNetwork({ keys: true, find: true })
  const port = await freePort()
  const context = await testContext([fake.network], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  const web = await testWeb(context)
  try {
    const rina = web.person()
    const owner = { name: 'Rina', email: 'rina@contoh.id', password: 'kata-sandi-panjang', language: 'id' }
    const { user, workspace } = (await rina.post<Me>('/setup', { ...owner, timeZone: 'Asia/Jakarta' })).body
    const actor = { userId: user?.id ?? '', workspaceId: workspace?.id ?? '' }
    const channels: string[] = []
    for (let at = 0; at < count; at++) {
      const done = await connectChannel(context, actor, 'fake', { handle: `rina${at}`, password: 'right' })
      if ('channel' in done) channels.push(done.channel.id)
    }
    const composed = vi.spyOn(fake.network.text, 'render')
    await look({ rina, channels, rendered: () => composed.mock.calls.length })
  } finally {
    await web.close()
    await context.close()
  }
}

const text = 'Panen kopi tahun ini dimulai lebih awal, dan kami mengajak Anda melihatnya sendiri di kebun kami.'

test('a preview composes what was asked and nothing else, and knows what goes to the other channels', () =>
  inShop(6, async ({ rina, channels: [channelId, ...others], rendered }) => {
    const asked = { channelId, text, alsoTo: others.map((other) => ({ channelId: other, text })) }
    const { status, body } = await rina.post<Preview>('/preview', asked)
    expect([status, rendered()]).toEqual([200, 1])
    expect(body.findings).toContainEqual(expect.objectContaining({ check: 'same-text-everywhere' }))
  }))

test('previews of all channels of a post come in one answer, each compared with the others', () =>
  inShop(6, async ({ rina, channels, rendered }) => {
    const texts = channels.map((channelId, at) => ({ channelId, text, content: { thread: [`Kedua ${at}.`] } }))
    const { status, body } = await rina.post<{ previews: Preview[] }>('/previews', { texts })
    expect([status, rendered()]).toEqual([200, 12])
    expect(body.previews.map(({ channelId }) => channelId)).toEqual(channels)
    for (const [at, { parts, findings }] of body.previews.entries()) {
      expect(parts.map((part) => part.text)).toEqual([text, `Kedua ${at}.`])
      const title = { id: 'Teks yang sama di mana-mana', en: 'The same text everywhere' }
      expect(findings).toContainEqual(expect.objectContaining({ check: 'same-text-everywhere', title }))
    }
    expect((await rina.post('/previews', { texts: [] })).status).toBe(422)
  }))

test('previews of words that are to replace a delivery’s are no double of it', () =>
  inShop(1, async ({ rina, channels: [channelId = ''] }) => {
    const { deliveries } = (
      await rina.post<{ deliveries: Delivery[] }>('/posts', {
        texts: [{ channelId, text }],
        at: '2030-01-01T01:00:00Z',
      })
    ).body
    const doubles = async (more: object) =>
      (await rina.post<{ previews: Preview[] }>('/previews', { texts: [{ channelId, text }], ...more })).body.previews
        .flatMap(({ findings }) => findings)
        .filter(({ check }) => check === 'same-words-again')
    expect(await doubles({})).not.toEqual([])
    expect(await doubles({ deliveryId: deliveries[0]?.id })).toEqual([])
  }))

test('the unfinished posts of one article are listed by themselves; what is based on nothing overwrites nothing', () =>
  inShop(1, async ({ rina }) => {
    const { id: articleId } = (await rina.post<{ id: string }>('/articles', { title: 'Panen', markdown: 'Halo.' })).body
    const kept = (await rina.post<DraftPost>('/drafts', { articleId, body: { text: 'Untuk artikel' } })).body
    await rina.post('/drafts', { body: { text: 'Sendiri' } })
    const { drafts } = (await rina.get<DraftPage>(`/drafts?articleId=${articleId}`)).body
    expect(drafts.map(({ id, articleId: of }) => [id, of])).toEqual([[kept.id, articleId]])
    expect((await rina.get<DraftPage>('/drafts')).body.drafts).toHaveLength(2)
    expect((await rina.put(`/drafts/${kept.id}`, { base: 0, body: { text: 'Lain' } })).status).toBe(409)
  }))

test('the deliveries of one post are listed by themselves', () =>
  inShop(3, async ({ rina, channels: [first = '', second = '', third = ''] }) => {
    const said = (channelId: string, words: string) => ({ channelId, text: words })
    const at = '2030-01-01T01:00:00Z'
    const texts = [said(first, 'Kami buka lagi.'), said(second, 'Kedai kami buka.')]
    const { deliveries } = (await rina.post<{ deliveries: Delivery[] }>('/posts', { texts, at })).body
    await rina.post('/posts', { texts: [said(third, 'Yang lain.')], at })
    const { body } = await rina.get<DeliveryPage>(`/deliveries?postId=${deliveries[0]?.postId}`)
    expect(body.deliveries.map((one) => one.text).sort()).toEqual(['Kami buka lagi.', 'Kedai kami buka.'].sort())
  }))

test('a channel of a post may have a time of its own', () =>
  inShop(2, async ({ rina, channels: [first, second] }) => {
    const texts = [
      { channelId: first, text },
      { channelId: second, text, at: '2099-03-02T04:00:00Z' },
    ]
    const { status, body } = await rina.post<{ deliveries: Delivery[] }>('/posts', {
      texts,
      at: '2099-03-02T02:00:00Z',
    })
    expect(status).toBe(201)
    expect(body.deliveries.map(({ dueAt }) => dueAt)).toEqual(['2099-03-02T02:00:00.000Z', '2099-03-02T04:00:00.000Z'])
    const past = await rina.post('/posts', { texts: [{ channelId: first, text, at: '2020-01-01T00:00:00Z' }] })
    expect(past.status).toBe(422)
  }))
