import { type RawBuilder, sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { asSystem } from '../db/client.ts'

/** Rows like those that operations write, many at once: for tests of what long lists cost. */
export interface Many {
  context: Context
  actor: Actor
  channelId: string
  /** The moment that the rows are counted back from. */
  now: Date
}

async function run({ context }: Many, statement: RawBuilder<unknown>): Promise<void> {
  await asSystem(context.db, (tx) => statement.execute(tx))
}

/**
 * Posts of one delivery each, the last of them due an hour before `now`, the others a minute apart before it.
 * @param articleId what they are teasers of
 */
export function manyDeliveries(many: Many, count: number, state = 'published', articleId?: string): Promise<void> {
  const { actor, channelId, now } = many
  return run(
    many,
    sql`with made as (
      insert into post (id, workspace_id, article_id, created_by, created_at)
      select gen_random_uuid(), ${actor.workspaceId}, ${articleId ?? null}::uuid, ${actor.userId},
        ${now}::timestamptz - interval '1 hour' - n * interval '1 minute'
      from generate_series(1, ${count}) n returning id, created_at)
    insert into delivery (id, workspace_id, post_id, channel_id, text, parts, state, due_at, time_zone, published_at)
    select gen_random_uuid(), ${actor.workspaceId}, id, ${channelId}, 'Kiriman ' || id, '[]', ${state}, created_at, 'Asia/Jakarta',
      case when ${state} = 'published' then created_at end
    from made`,
  )
}

/**
 * Conversations of two responses each, by people of their own. The newest moved an hour before `now`, the others a minute apart
 * before it; so long has somebody waited in each.
 * @param about each is about a delivery, where there are as many
 */
export async function manyConversations(many: Many, count: number, about = false): Promise<void> {
  const { actor, channelId, now } = many
  const at = sql`${now}::timestamptz - interval '1 hour' - n * interval '1 minute'`
  const name = sql`${channelId} || ' ' || n`
  await run(
    many,
    sql`insert into person (id, workspace_id, network, remote_id, name, handle, url, seen_at)
      select gen_random_uuid(), ${actor.workspaceId}, 'fake', ${name}, 'Orang ' || n, 'orang' || n, 'https://fake.example/' || n, ${at}
      from generate_series(1, ${count}) n`,
  )
  const deliveries = sql`select id, row_number() over (order by due_at) as nth from delivery where channel_id = ${channelId}`
  await run(
    many,
    sql`insert into conversation (id, workspace_id, channel_id, root, delivery_id, state, last_at)
      select gen_random_uuid(), ${actor.workspaceId}, ${channelId}, 'r' || n, d.id, 'open', ${at}
      from generate_series(1, ${count}) n left join (${deliveries}) d on ${about} and d.nth = n`,
  )
  await run(
    many,
    sql`insert into response (id, workspace_id, channel_id, conversation_id, person_id, kind, remote_id, permalink, text, written_at)
      select gen_random_uuid(), c.workspace_id, c.channel_id, c.id, p.id, 'reply', c.root || '/' || k, 'https://fake.example/' || c.root,
        'Halo ' || c.root || ' ' || k, c.last_at + k * interval '1 second'
      from conversation c join person p on p.remote_id = c.channel_id || ' ' || substr(c.root, 2)
      cross join generate_series(0, 1) k where c.channel_id = ${channelId} and c.root like 'r%'`,
  )
}
