import { afterEach, beforeEach, expect, test } from 'vitest'
import { inWorkspace } from '../db/client.ts'
import { holdEverything, releaseHold } from '../publishing/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { createArticle, dueArticles, findArticle, publishArticle, publishDue } from './index.ts'

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
