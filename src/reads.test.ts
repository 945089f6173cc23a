/** What a screen shows is read for it, and nothing else: counted in blocks of the database's files. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { movedFrom } from './blog/published.ts'
import { connectChannel } from './channels/index.ts'
import { choosePromise, pageOfConversations } from './conversations/index.ts'
import { asSystem, inWorkspace, type Tx } from './db/client.ts'
import { type TestContext, testContext } from './testing/context.ts'
import { blocksRead } from './testing/effort.ts'
import { fakeNetwork } from './testing/fake-network.ts'
import { type Many, manyConversations, manyDeliveries } from './testing/many.ts'
import { readToday } from './today/index.ts'

const day = 86_400_000

let context: TestContext
let many: Many

beforeEach(async () => {
  context = await testContext([fakeNetwork().network])
  const done = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  many = { context, actor: context.actor, channelId: done.channel.id, now: context.clock.now() }
})
afterEach(() => context.close())

/** Blocks that it reads, with the database's own knowledge as after its rest. */
async function reads(work: (tx: Tx) => Promise<unknown>): Promise<number> {
  for (const table of ['delivery', 'post', 'conversation', 'response', 'person', 'response_words'])
    await sql`vacuum analyze ${sql.table(table)}`.execute(context.db)
  const { workspaceId } = context.actor
  return blocksRead(context, workspaceId, () => inWorkspace(context.db, workspaceId, work))
}

const today = (tx: Tx) => readToday(context, tx, { workspaceId: context.actor.workspaceId, timeZone: 'Asia/Jakarta' })

test('Today reads no more where more posts are planned for later', async () => {
  const posts = (days: number, count: number, state: string) =>
    manyDeliveries({ ...many, now: new Date(many.now.getTime() + days * day) }, count, state)
  await posts(-400, 4000, 'published')
  await posts(0, 100, 'published')
  const few = await reads(today)
  await posts(100, 3000, 'scheduled')
  expect(await reads(today)).toBeLessThan(few + 30)
})

test('what was answered lately is counted from one index, and nothing is looked up for each', async () => {
  const { actor } = context
  await choosePromise(context, actor, { amount: 1, unit: 'days', timeZone: 'Asia/Jakarta' })
  const few = await reads(today)
  await manyConversations(many, 1000)
  await asSystem(context.db, async (tx) => {
    await sql`update response set answered_at = written_at + interval '1 hour'`.execute(tx)
    await sql`update conversation set state = 'done'`.execute(tx)
  })
  // Two thousand responses, twice: how they were answered, and how the promise was kept.
  // One lookup for each would be four thousand blocks and more; PostgreSQL 15 reads a few more of the index than 18.
  expect(await reads(today)).toBeLessThan(few + 400)
})

test('the inbox looks for words in conversations, and reads of the others nothing but their words', async () => {
  await manyConversations(many, 900)
  const nobody = await reads((tx) => pageOfConversations(tx, { q: 'pengiriman' }))
  // Its place in the list's index, itself, and the index of words with its two responses' words.
  expect(nobody).toBeLessThan(900 * 7)
})

test('an address that leads nowhere is looked for in an index, however many articles had another before', async () => {
  const { workspaceId } = context.actor
  const articles = (from: number, to: number) =>
    asSystem(context.db, (tx) =>
      sql`insert into article (id, workspace_id, slug, old_slugs, title, markdown, language, state, created_by)
        select gen_random_uuid(), ${workspaceId}, 'kini-' || n, array['dulu-' || n], '', '', 'id', 'draft', ${context.actor.userId}
        from generate_series(${sql.lit(from)}, ${sql.lit(to)}) n`.execute(tx),
    )
  const nowhere = async () => {
    for (const table of ['article', 'article_old_slug'])
      await sql`vacuum analyze ${sql.table(table)}`.execute(context.db)
    return blocksRead(context, workspaceId, () => asSystem(context.db, (tx) => movedFrom(tx, workspaceId, 'tidak-ada')))
  }
  await articles(1, 30)
  const few = await nowhere()
  await articles(31, 3000)
  expect(await nowhere()).toBeLessThan(few + 10)
})
