import { afterEach, beforeEach, expect, test } from 'vitest'
import { inWorkspace } from '../db/client.ts'
import { holdEverything, releaseHold } from '../publishing/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import {
  createArticle,
  dueArticles,
  findArticle,
  publishArticle,
  publishDue,
  sharedFor,
  unpublishArticle,
} from './index.ts'
import { readableBody, summaryOf } from './view.ts'

let context: TestContext
let id: string

beforeEach(async () => {
  context = await testContext()
  id = (await createArticle(context, context.actor, { title: 'Halo', markdown: 'Dunia.' })).id
  await publishArticle(context, context.actor, id, new Date(context.clock.now().getTime() + 60_000))
})
afterEach(() => context.close())

const state = async () => (await inWorkspace(context.db, context.actor.workspaceId, (tx) => findArticle(tx, id))).state

test('a scheduled article is published when its time has come, and not before', async () => {
  await publishDue(context, id)
  expect(await dueArticles(context)).toEqual([])
  expect(await state()).toBe('scheduled')
  context.clock.advance(61)
  expect((await dueArticles(context)).map((due) => due.id)).toEqual([id])
  await publishDue(context, id)
  expect(await state()).toBe('published')
})

test('a hold keeps a scheduled article back; after the release the sweep finds it', async () => {
  await holdEverything(context, context.actor, 'kabar duka')
  context.clock.advance(61)
  expect(await dueArticles(context)).toEqual([])
  await publishDue(context, id)
  expect(await state()).toBe('scheduled')
  await releaseHold(context, context.actor)
  expect((await dueArticles(context)).map((due) => due.id)).toEqual([id])
  await publishDue(context, id)
  expect(await state()).toBe('published')
})

test('a text that cannot be laid out is not published; readers see what slipped through as it was typed', async () => {
  const markdown = `${'>'.repeat(20_000)} <b>dalam</b>`
  const { workspaceId } = context.actor
  const save = (title: string) => createArticle(context, context.actor, { title, markdown })
  await expect(publishArticle(context, context.actor, (await save('Dalam')).id)).rejects.toMatchObject({
    kind: 'wrong-input',
    field: 'markdown',
  })
  const words = { markdown, language: 'id', summary: '' } as const
  const body = await inWorkspace(context.db, workspaceId, (tx) =>
    readableBody(context, tx, { ...words, workspace_id: workspaceId }),
  )
  expect(body).toMatch(/^<p>(&gt;){20000} &lt;b&gt;dalam&lt;\/b&gt;<\/p>$/)
  expect(summaryOf(words)).toMatch(/^>+…$/)
}, 120_000)

test('an address that looks like a picture of ours and is none keeps nothing from being published', async () => {
  const markdown = `![Kopi](/media/${'-'.repeat(36)}.jpg) ![Teh](/media/${'0'.repeat(36)}.png)`
  const made = await createArticle(context, context.actor, { title: 'Gambar', markdown })
  expect((await publishArticle(context, context.actor, made.id)).state).toBe('published')
})

test('an article has a longest size', async () => {
  const words = { title: 'Panjang', markdown: 'a'.repeat(2 ** 20 + 1) }
  await expect(createArticle(context, context.actor, words)).rejects.toMatchObject({ field: 'markdown' })
})

test('posts of a scheduled article are planned with it: that its page does not answer yet is no fault', async () => {
  expect((await sharedFor(context, context.actor, id)).linkAnswers).toBeUndefined()
  context.clock.advance(61)
  await publishDue(context, id)
  expect((await sharedFor(context, context.actor, id)).linkAnswers).toBe(true)
  await unpublishArticle(context, context.actor, id)
  expect((await sharedFor(context, context.actor, id)).linkAnswers).toBe(false)
})
