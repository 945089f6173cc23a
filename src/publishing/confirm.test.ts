import { afterEach, beforeEach, expect, test } from 'vitest'
import { viewCopies } from '../blog/view.ts'
import { connectChannel } from '../channels/index.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { handSide } from '../networks/assisted.ts'
import { networkNamed } from '../networks/index.ts'
import type { Network } from '../networks/network.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import {
  actionsFor,
  confirmDelivery,
  declareGone,
  deliverDue,
  editDelivery,
  findDelivery,
  rescheduleDelivery,
  retractDelivery,
  schedulePost,
} from './index.ts'

let context: TestContext

beforeEach(async () => {
  const networks = await Promise.all(['x', 'reddit', 'whatsapp'].map(networkNamed))
  context = await testContext([fakeNetwork().network, ...networks.flatMap((network) => network ?? [])])
})
afterEach(() => context.close())

const byHand = (network: string, form: Record<string, string>) => sent(network, form, 'assisted')

/** A post whose turn has come. */
async function sent(network: string, form: Record<string, string>, way?: 'assisted'): Promise<string> {
  const done = await connectChannel(context, context.actor, network, form, way)
  if (!('channel' in done)) throw new Error('no channel')
  const [id] = await schedulePost(context, context.actor, {
    drafts: [{ channelId: done.channel.id, text: 'Kabar kebun', mediaIds: [] }],
    timeZone: 'Asia/Jakarta',
  })
  context.clock.advance(60)
  await deliverDue(context, new AbortController().signal)
  return id as string
}
/** As it is for who posts there by hand. */
const x = async () => handSide((await networkNamed('x')) as Network)
const row = (id: string) => inWorkspace(context.db, context.actor.workspaceId, (tx) => findDelivery(tx, id))
const confirm = (id: string, typed?: string) => confirmDelivery(context, context.actor, id, typed)

test('an address is held against its network and its profile, and kept in one form', async () => {
  const id = await byHand('x', { handle: '@kopisenja' })
  for (const [typed, why] of [
    ['https://example.com/foo', 'no address of a post on X'],
    ['https://x.com/kopisenja', 'no address of a post on X'],
    ['https://x.com.evil.example/kopisenja/status/20', 'no address of a post on X'],
    ['https://x.com/orang/status/20', 'a post of orang, and this channel is kopisenja'],
    ['bukan alamat', 'no address of a post on X'],
    [undefined, 'no address of a post on X'],
  ] as const) {
    await expect(confirm(id, typed), typed).rejects.toMatchObject({ kind: 'wrong-input', field: 'permalink' })
    await expect(confirm(id, typed), typed).rejects.toThrow(why)
  }
  expect((await row(id)).state).toBe('by-hand')
  await confirm(id, ' https://twitter.com/KopiSenja/status/20?s=20 ')
  expect(await row(id)).toMatchObject({ state: 'published', permalink: 'https://x.com/KopiSenja/status/20' })
})

test('where an address names nobody it is kept, and says that it can’t be known whose it is', async () => {
  const named = await byHand('x', { handle: '@kopisenja' })
  await confirm(named, 'https://x.com/kopisenja/status/20')
  expect((await row(named)).reason).toBeNull()
  const unnamed = await byHand('x', { handle: '@tehsenja' })
  await confirm(unnamed, 'https://x.com/i/web/status/21')
  expect(await row(unnamed)).toMatchObject({ state: 'published', permalink: 'https://x.com/i/status/21' })
  expect((await row(unnamed)).reason?.en).toContain('does not name a profile')
})

test('whose turn has come can still be said in other words, or put off', async () => {
  const id = await byHand('x', { handle: '@kopisenja' })
  expect(actionsFor(await row(id), await x())).toEqual(['cancel', 'edit', 'reschedule', 'confirm'])
  await editDelivery(context, context.actor, id, { text: 'Kabar kebun, tanpa salah ketik', mediaIds: [] }, {})
  expect(await row(id)).toMatchObject({ state: 'by-hand', text: 'Kabar kebun, tanpa salah ketik' })
  await rescheduleDelivery(context, context.actor, id, new Date(context.clock.now().getTime() + 3_600_000), undefined)
  expect((await row(id)).state).toBe('scheduled')
  context.clock.advance(3601)
  await deliverDue(context, new AbortController().signal)
  expect((await row(id)).state).toBe('by-hand')
})

test('what no program can take down is deleted there by a person, who says so', async () => {
  const id = await byHand('x', { handle: '@kopisenja' })
  await expect(declareGone(context, context.actor, id)).rejects.toMatchObject({ kind: 'conflict' })
  await confirm(id, 'https://x.com/kopisenja/status/20')
  expect(actionsFor(await row(id), await x())).toEqual(['gone'])
  await expect(retractDelivery(context, context.actor, id)).rejects.toThrow('post by hand')
  await declareGone(context, context.actor, id)
  expect((await row(id)).state).toBe('retracted')
})

test('what a program can take down is not gone because somebody says so', async () => {
  const id = await sent('fake', { handle: 'kopi', password: 'right' })
  expect((await row(id)).state).toBe('published')
  await expect(declareGone(context, context.actor, id)).rejects.toMatchObject({ kind: 'conflict' })
  expect((await row(id)).state).toBe('published')
})

test('a community is the right one', async () => {
  const id = await byHand('reddit', { community: 'r/kopi', name: 'r/kopi', handle: 'r/kopi' })
  await expect(confirm(id, 'https://www.reddit.com/r/indonesia/comments/1abcde/')).rejects.toThrow('r/kopi')
  await confirm(id, 'https://old.reddit.com/r/kopi/comments/1abcde/judul/?utm_source=share')
  expect((await row(id)).permalink).toBe('https://www.reddit.com/r/kopi/comments/1abcde/')
})

test('where posts have no address none is asked for, and none is kept', async () => {
  const id = await byHand('whatsapp', { to: 'status' })
  await confirm(id)
  expect(await row(id)).toMatchObject({ state: 'published', permalink: null })
})

test('what an earlier version took for an address is linked nowhere', async () => {
  const id = await byHand('x', { handle: '@kopisenja' })
  await confirm(id, 'https://x.com/kopisenja/status/20')
  const { post_id } = await row(id)
  const articleId = '00000000-0000-4000-8000-000000000001'
  const read = async (permalink: string) => {
    await asSystem(context.db, (tx) => tx.updateTable('delivery').set({ permalink }).where('id', '=', id).execute())
    return inWorkspace(context.db, context.actor.workspaceId, (tx) => viewCopies(context, tx, articleId))
  }
  await asSystem(context.db, async (tx) => {
    const words = { slug: 'a', title: 'A', markdown: '', language: 'id', created_by: context.actor.userId }
    await tx
      .insertInto('article')
      .values({ id: articleId, workspace_id: context.actor.workspaceId, ...words } as never)
      .execute()
    await tx.updateTable('post').set({ article_id: articleId }).where('id', '=', post_id).execute()
  })
  expect(await read('https://x.com/kopisenja/status/20')).toMatchObject([{ url: 'https://x.com/kopisenja/status/20' }])
  expect(await read('https://example.com/foo')).toEqual([])
})
