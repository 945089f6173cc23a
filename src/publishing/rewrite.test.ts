import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace } from '../db/client.ts'
import type { DeliveryContent } from '../db/tables.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { type FakeNetwork, fakeNetwork } from '../testing/fake-network.ts'
import {
  chooseUndoSeconds,
  compose,
  correctDelivery,
  createDraft,
  decideMany,
  deleteDraft,
  deliverDue,
  editDelivery,
  findDelivery,
  findDraft,
  holdEverything,
  listDrafts,
  releaseHold,
  retractPost,
  saveDraft,
  schedulePost,
} from './index.ts'

const never = new AbortController().signal
const words = { id: 'gagal', en: 'failed' }
let context: TestContext
let fake: FakeNetwork
let single: FakeNetwork
let channelId: string

beforeEach(async () => {
  fake = fakeNetwork()
  single = fakeNetwork({ name: 'single' })
  const { limits } = single.network.text
  Object.assign(single.network.text, { limits: () => ({ ...limits(), threads: false, warnings: true }) })
  const absent = { id: 'Hapuslah di sana.', en: 'Delete it there.' }
  Object.assign(single.network.sending, { retract: { absent } })
  context = await testContext([fake.network, single.network])
  channelId = await connect('fake')
})
afterEach(() => context.close())

async function connect(network: string): Promise<string> {
  const done = await connectChannel(context, context.actor, network, { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  return done.channel.id
}

async function post(text: string, content: DeliveryContent = {}, channels = [channelId]): Promise<string[]> {
  return schedulePost(context, context.actor, {
    drafts: channels.map((channel) => ({ channelId: channel, text, mediaIds: [], content })),
    timeZone: 'Asia/Jakarta',
  })
}
const one = async (text: string, content: DeliveryContent = {}) => (await post(text, content))[0] as string
const row = (id: string) => inWorkspace(context.db, context.actor.workspaceId, (tx) => findDelivery(tx, id))
const leave = async () => {
  context.clock.advance(11)
  await deliverDue(context, never)
}

describe('what a post says beside its text', () => {
  test('a thread and a first reply leave in order: the thread one under the other, the reply under the first', async () => {
    await one('Satu', { thread: ['Dua', 'Tiga'], firstReply: 'Tautannya di sini' })
    await leave()
    expect(fake.posts.map(({ text, inReplyTo }) => [text, inReplyTo])).toEqual([
      ['Satu', undefined],
      ['Dua', 'p1'],
      ['Tiga', 'p2'],
      ['Tautannya di sini', 'p1'],
    ])
  })

  test('the network is told that the parts of a long text want numbers; what follows it stays as it is', async () => {
    const { render } = fake.network.text
    Object.assign(fake.network.text, {
      render: (...[post, limits]: Parameters<typeof render>) =>
        render(post, limits).map((part) => ({ ...part, text: post.numbered ? `${part.text} 1/1` : part.text })),
    })
    await one('Satu', { numbered: true, thread: ['Dua'] })
    await one('Tiga')
    await leave()
    expect(fake.posts.map(({ text }) => text).sort()).toEqual(['Dua', 'Satu 1/1', 'Tiga'])
  })

  test('Markdown reaches the network as a tree, its words as text, and findings point at what was typed', async () => {
    const { render } = fake.network.text
    const seen: (string | undefined)[] = []
    Object.assign(fake.network.text, {
      render: (...[post, limits]: Parameters<typeof render>) => {
        seen.push(post.tree?.children[0]?.type)
        return render(post, limits)
      },
    })
    const text = '# **Kabar** LIHAT SEMUA INI SEKARANG JUGA YA KAWAN'
    const draft = { channelId, text, mediaIds: [], content: { markdown: true, thread: ['_dua_'] } }
    const [composed] = await compose(context, context.actor, [draft], {})
    expect(composed?.parts.map((part) => part.text)).toEqual(['Kabar LIHAT SEMUA INI SEKARANG JUGA YA KAWAN', 'dua'])
    expect(seen).toEqual(['heading', 'paragraph'])
    const shouting = composed?.findings.find(({ check }) => check === 'shouting')
    expect(text.slice(shouting?.start, shouting?.end)).toContain('LIHAT SEMUA')
    await one(text.toLowerCase(), { markdown: true })
    await leave()
    expect(fake.posts.at(-1)?.text).toBe('kabar lihat semua ini sekarang juga ya kawan')
  })

  test('a warning stands before the Markdown too', async () => {
    const draft = { channelId, text: '**Isi**', mediaIds: [], content: { warning: 'awas *ya*', markdown: true } }
    const [composed] = await compose(context, context.actor, [draft], {})
    expect(composed?.parts[0]?.text).toBe('[awas *ya*]\n\nIsi')
  })

  test('a warning stands before the text where the network has none, and apart where it has', async () => {
    const other = await connect('single')
    const draft = (id: string) => ({ channelId: id, text: 'Isi', mediaIds: [], content: { warning: 'bencana' } })
    const [before, apart] = await compose(context, context.actor, [draft(channelId), draft(other)], {})
    expect(before?.parts[0]?.text).toBe('[bencana]\n\nIsi')
    expect(apart?.parts[0]?.text).toBe('Isi')
  })

  test('where nothing can follow a post, a thread is refused with words', async () => {
    const other = await connect('single')
    const problem = await post('Satu', { thread: ['Dua'] }, [other]).catch((error: Problem) => error)
    expect(problem).toMatchObject({
      kind: 'rejected',
      data: { findings: { [other]: [expect.objectContaining({ place: 'thread.0', severity: 'error' })] } },
    })
  })

  test('what follows is checked too, and each finding names its text', async () => {
    const draft = {
      channelId,
      text: 'Baik-baik saja',
      mediaIds: [],
      content: { thread: ['LIHAT SEMUA INI SEKARANG JUGA YA KAWAN'], firstReply: 'Ini https://bit.ly/abc' },
    }
    const [composed] = await compose(context, context.actor, [draft], {})
    const places = composed?.findings.map(({ check, place }) => `${check} ${place}`)
    expect(places).toContain('shouting thread.0')
    expect(places).toContain('link-shortener firstReply')
  })
})

describe('other words for what has not left', () => {
  test('leave instead of the old ones', async () => {
    const id = await one('Yang lama')
    await editDelivery(
      context,
      context.actor,
      id,
      { text: 'Yang baru', mediaIds: [], content: { thread: ['Dan ini'] } },
      {},
    )
    await leave()
    expect(fake.posts.map(({ text }) => text)).toEqual(['Yang baru', 'Dan ini'])
    expect(await row(id)).toMatchObject({ text: 'Yang baru', content: { thread: ['Dan ini'] } })
  })

  test('attacks#A38 in the very second of sending: the old whole or the new whole', async () => {
    for (let round = 0; round < 12; round++) {
      const id = await one(`lama ${round}`)
      context.clock.advance(11)
      const [edited] = await Promise.allSettled([
        editDelivery(context, context.actor, id, { text: `baru ${round}`, mediaIds: [] }, {}),
        deliverDue(context, never),
      ])
      await deliverDue(context, never)
      const out = fake.posts.filter(({ text }) => text.endsWith(` ${round}`)).map(({ text }) => text)
      expect(out).toEqual([edited.status === 'fulfilled' ? `baru ${round}` : `lama ${round}`])
    }
  })

  test('are refused once it has left', async () => {
    const id = await one('Sudah')
    await leave()
    await expect(
      editDelivery(context, context.actor, id, { text: 'Terlambat', mediaIds: [] }, {}),
    ).rejects.toMatchObject({ kind: 'conflict' })
    expect((await row(id)).text).toBe('Sudah')
  })
})

describe('a correction of what is out', () => {
  test('changes it at its address, and only the parts that differ', async () => {
    const id = await one('Satu', { thread: ['Dua'] })
    await leave()
    await correctDelivery(
      context,
      context.actor,
      id,
      { text: 'Satu', mediaIds: [], content: { thread: ['Dua, benar'] } },
      {},
    )
    expect(fake.posts.map(({ id: at, text }) => [at, text])).toEqual([
      ['p1', 'Satu'],
      ['p2', 'Dua, benar'],
    ])
    expect(await row(id)).toMatchObject({ state: 'published', permalink: 'https://fake.example/p1' })
  })

  test('that would become more messages is refused, and nothing is changed', async () => {
    const id = await one('Satu')
    await leave()
    await expect(
      correctDelivery(context, context.actor, id, { text: 'a'.repeat(150), mediaIds: [] }, {}),
    ).rejects.toMatchObject({ kind: 'wrong-input' })
    expect(fake.posts.map(({ text }) => text)).toEqual(['Satu'])
  })

  test('that the network refuses leaves our words as they are there', async () => {
    const id = await one('Satu')
    await leave()
    fake.faults.push({ on: 'before', problem: new Problem('rejected', words) })
    await expect(correctDelivery(context, context.actor, id, { text: 'Lain', mediaIds: [] }, {})).rejects.toMatchObject(
      { kind: 'rejected' },
    )
    expect((await row(id)).text).toBe('Satu')
  })
})

test('a whole post is retracted wherever that can be done, and it is said where not', async () => {
  const other = await connect('single')
  const [here, there] = (await post('Salah', {}, [channelId, other])) as [string, string]
  await leave()
  const left = await retractPost(context, context.actor, (await row(here)).post_id)
  expect(fake.posts).toHaveLength(0)
  expect((await row(here)).state).toBe('retracted')
  expect(left).toEqual([
    { deliveryId: there, words: expect.objectContaining({ en: expect.stringContaining('Delete it there') }) },
  ])
  expect((await row(there)).state).toBe('published')
})

test('what has not left of a post goes with it', async () => {
  const [id] = (await post('Batal')) as [string]
  expect(await retractPost(context, context.actor, (await row(id)).post_id)).toEqual([])
  await leave()
  expect(fake.calls).toBe(0)
  expect((await row(id)).state).toBe('cancelled')
})

test('the undo time is the workspace’s own choice', async () => {
  await chooseUndoSeconds(context, context.actor, 60)
  const id = await one('Nanti')
  expect((await row(id)).due_at.getTime() - context.clock.now().getTime()).toBe(60_000)
  await expect(chooseUndoSeconds(context, context.actor, 4000)).rejects.toMatchObject({ kind: 'wrong-input' })
  // Holding and letting go keeps it.
  await holdEverything(context, context.actor, 'sebentar')
  await releaseHold(context, context.actor)
  const later = await one('Lagi')
  expect((await row(later)).due_at.getTime() - context.clock.now().getTime()).toBe(60_000)
})

test('after a release many are sent again by one word, without a burst', async () => {
  const ids = []
  for (let n = 0; n < 4; n++) ids.push(await one(`tertahan ${n}`))
  await holdEverything(context, context.actor, 'berita duka')
  context.clock.advance(60)
  await releaseHold(context, context.actor)
  await deliverDue(context, never)
  expect(fake.calls).toBe(0)
  const gone = await one('sudah pergi')
  context.clock.advance(11)
  await deliverDue(context, never)
  const refused = await decideMany(context, context.actor, [...ids, gone], 'retry')
  expect(refused.map(({ id }) => id)).toEqual([gone])
  const counts: number[] = []
  for (let minute = 0; minute < 8; minute++) {
    await deliverDue(context, never)
    counts.push(fake.posts.length)
    context.clock.advance(60)
  }
  expect(counts).toEqual([2, 2, 3, 3, 4, 4, 5, 5])
})

describe('drafts', () => {
  test('are there for everybody of the workspace, and for nobody else', async () => {
    const id = await createDraft(context, context.actor, { body: { text: 'Belum selesai' } })
    expect(await findDraft(context, context.actor, id)).toMatchObject({
      body: { text: 'Belum selesai' },
      version: 1,
      by: 'Rina',
    })
    const stranger = await makeWorkspace(context)
    expect(await listDrafts(context, stranger)).toEqual([])
    await expect(saveDraft(context, stranger, id, 1, { body: {} })).rejects.toMatchObject({ kind: 'gone' })
    await deleteDraft(context, stranger, id)
    expect(await listDrafts(context, context.actor)).toHaveLength(1)
    await deleteDraft(context, context.actor, id)
    expect(await listDrafts(context, context.actor)).toEqual([])
  })

  test('changed in two places lose neither’s words', async () => {
    const id = await createDraft(context, context.actor, { body: { text: 'a' } })
    await saveDraft(context, context.actor, id, 1, { body: { text: 'b' } })
    await expect(saveDraft(context, context.actor, id, 1, { body: { text: 'c' } })).rejects.toMatchObject({
      kind: 'conflict',
      data: { current: { body: { text: 'b' }, version: 2 } },
    })
  })
})
