import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createArticle, publishArticle, saveArticle } from '../blog/index.ts'
import { connectChannel } from '../channels/index.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { cancelDelivery, createDraft, schedulePost } from '../publishing/index.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { addPicture, forgetMedia, type MediaRow, mediaOf, restoreMedia, throwAway, unusedMedia } from './index.ts'

let context: TestContext
let channelId: string
let bytes: Buffer

beforeAll(async () => {
  const { network } = fakeNetwork({ keys: true })
  context = await testContext([network])
  const result = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in result)) throw new Error('no channel')
  channelId = result.channel.id
  const { default: sharp } = await import('sharp')
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 30 }
  bytes = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#222', noise } })
    .png()
    .toBuffer()
})
afterAll(() => context.close())
beforeEach(async () => {
  await asSystem(context.db, (tx) => tx.deleteFrom('media').execute())
})

const picture = () => addPicture(context, context.actor, { bytes, name: 'a.png', alt: 'Kopi' })
/** As if two days had passed since it was added. */
const older = () =>
  asSystem(context.db, (tx) =>
    tx
      .updateTable('media')
      .set({ created_at: new Date(context.clock.now().getTime() - 2 * 86_400_000) })
      .execute(),
  )
const ids = async (of = context.actor) => (await unusedMedia(context, of)).media.map(({ id }) => id).sort()
const path = ({ file }: MediaRow) => join(context.config.dataDir, 'media', file)
const at = () => new Date(context.clock.now().getTime() + 7 * 86_400_000)

describe('what is used', () => {
  const uses: Record<string, (row: MediaRow) => Promise<unknown>> = {
    'a post that waits': ({ id }) =>
      schedulePost(context, context.actor, {
        drafts: [{ channelId, text: 'a', mediaIds: [id] }],
        at: at(),
        timeZone: 'Asia/Jakarta',
      }),
    'a cancelled post, which still shows it': async ({ id }) => {
      const [delivery = ''] = await schedulePost(context, context.actor, {
        drafts: [{ channelId, text: 'c', mediaIds: [id] }],
        at: at(),
        timeZone: 'Asia/Jakarta',
      })
      await cancelDelivery(context, context.actor, delivery)
    },
    'an article': ({ file }) =>
      createArticle(context, context.actor, { title: 'Kopi', markdown: `![Kopi](/media/${file})` }),
    'an article by its id alone': ({ id }) =>
      createArticle(context, context.actor, { title: 'Kopi', markdown: `<img src="/media/${id}">` }),
    'what readers see, after it was taken out of the draft': async ({ file }) => {
      const made = await createArticle(context, context.actor, { title: 'Teh', markdown: `![Teh](/media/${file})` })
      await publishArticle(context, context.actor, made.id)
      const { title, summary, tags, language, slug } = made
      const words = { title, summary, tags, language, slug, markdown: 'Tanpa gambar' }
      await saveArticle(context, context.actor, made.id, made.version, words)
      await inWorkspace(context.db, context.actor.workspaceId, (tx) => tx.deleteFrom('article_revision').execute())
    },
    'a draft': ({ id }) => createDraft(context, context.actor, { body: { drafts: [{ mediaIds: [id] }] } }),
    'a draft that spells it in capitals': ({ id }) =>
      createDraft(context, context.actor, { body: { drafts: [{ mediaIds: [id.toUpperCase()] }] } }),
    'the brand’s logo': ({ id }) =>
      inWorkspace(context.db, context.actor.workspaceId, (tx) =>
        tx
          .insertInto('brand_kit')
          .values({
            workspace_id: context.actor.workspaceId,
            name: 'K',
            handle: '@k',
            promise: '',
            product_site: '',
            accent: '#000000',
            paper: '#ffffff',
            logo: id,
            language: 'id',
          } as never)
          .execute(),
      ),
  }

  test.each(Object.entries(uses))('%s', async (_name, use) => {
    const [used, other] = [await picture(), await picture()]
    await use(used)
    await older()
    expect(await ids()).toEqual([other.id])
    expect(await throwAway(context, context.actor, [used.id, other.id])).toEqual([other.id])
  })

  test('a table that comes later counts by itself', async () => {
    const row = await picture()
    await older()
    const { pool } = context.database
    await pool.query('create table later (workspace_id text, said jsonb)')
    try {
      expect(await ids()).toEqual([row.id])
      await pool.query('insert into later values ($1, $2)', [context.actor.workspaceId, { deep: [{ in: row.id }] }])
      expect(await ids()).toEqual([])
    } finally {
      await pool.query('drop table later')
    }
  })
})

describe('what nothing uses', () => {
  test('is nobody’s for a day after it came: somebody may be writing', async () => {
    const row = await picture()
    expect(await ids()).toEqual([])
    expect(await throwAway(context, context.actor, [row.id])).toEqual([])
    await older()
    expect(await ids()).toEqual([row.id])
  })

  test('thrown away, it makes room at once; taken back, it is as it was; after a day its file is gone', async () => {
    const [first, second] = [await picture(), await picture()]
    await older()
    const before = (await unusedMedia(context, context.actor)).storage
    expect(before.used).toBe(first.bytes + second.bytes)
    await throwAway(context, context.actor, [first.id, second.id])
    expect(await unusedMedia(context, context.actor)).toMatchObject({
      media: [],
      count: 0,
      bytes: 0,
      storage: { used: 0 },
    })
    await restoreMedia(context, context.actor, [second.id])
    expect(await ids()).toEqual([second.id])
    await forgetMedia(context)
    expect([existsSync(path(first)), existsSync(path(second))]).toEqual([true, true])
    context.clock.advance(25 * 3600)
    await forgetMedia(context)
    expect([existsSync(path(first)), existsSync(path(second))]).toEqual([false, true])
    const rows = await asSystem(context.db, (tx) => tx.selectFrom('media').select('id').execute())
    expect(rows).toEqual([{ id: second.id }])
  })

  test('used meanwhile by somebody who still had it on the screen, it is kept', async () => {
    const row = await picture()
    await older()
    await throwAway(context, context.actor, [row.id])
    const { pictures } = await inWorkspace(context.db, context.actor.workspaceId, (tx) => mediaOf(tx, [row.id]))
    expect(pictures).toHaveLength(1)
    await createArticle(context, context.actor, { title: 'Lagi', markdown: `/media/${row.file}` })
    context.clock.advance(25 * 3600)
    await forgetMedia(context)
    expect(existsSync(path(row))).toBe(true)
    const kept = await asSystem(context.db, (tx) => tx.selectFrom('media').selectAll().executeTakeFirstOrThrow())
    expect(kept.deleted_at).toBeNull()
  })

  test('attacks#A28 of another workspace is not seen, thrown away or taken back', async () => {
    const row = await picture()
    await older()
    const stranger = await makeWorkspace(context)
    expect(await ids(stranger)).toEqual([])
    expect(await throwAway(context, stranger, [row.id])).toEqual([])
    await throwAway(context, context.actor, [row.id])
    await restoreMedia(context, stranger, [row.id])
    expect(await ids()).toEqual([])
  })
})
