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
    select gen_random_uuid(), ${actor.workspaceId}, id, ${channelId}, 'Kiriman ke-' || left(translate(id::text, '-', ''), 12), '[]', ${state}, created_at, 'Asia/Jakarta',
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

/** Articles, changed a minute apart before `now`; published ones were published then. */
export function manyArticles(many: Many, count: number, state: 'draft' | 'published' = 'published'): Promise<void> {
  const { actor, now } = many
  const at = sql`${now}::timestamptz - n * interval '1 minute'`
  const words = sql`jsonb_build_object('title', 'Artikel ' || n, 'markdown', 'Isi **artikel** ' || n, 'summary', '',
    'tags', to_jsonb(array['kopi', 'tag' || n]), 'language', 'id', 'at', ${at})`
  return run(
    many,
    sql`insert into article (id, workspace_id, slug, title, markdown, tags, series, language, state, published,
        published_version, published_at, updated_at)
      select gen_random_uuid(), ${actor.workspaceId}, ${`${state}-`} || n, 'Artikel ' || n, 'Isi **artikel** ' || n,
        array['kopi', 'tag' || n], 'Seri ' || n, 'id', ${state}, case when ${state} = 'published' then ${words} end,
        case when ${state} = 'published' then 1 end, case when ${state} = 'published' then ${at} end, ${at}
      from generate_series(1, ${count}) n`,
  )
}

/** Authors, each of one of the articles that are there. */
export async function manyAuthors(many: Many, count: number): Promise<void> {
  await run(
    many,
    sql`insert into author (id, workspace_id, name, slug)
      select gen_random_uuid(), ${many.actor.workspaceId}, 'Penulis ' || n, 'penulis-' || n from generate_series(1, ${count}) n`,
  )
  await run(
    many,
    sql`update article set authors = array[a.id] from author a where a.slug = 'penulis-' || substr(article.title, length('Artikel ') + 1)`,
  )
}

/** Articles that were begun and never published. */
export async function manyDrafts(many: Many, count: number): Promise<void> {
  await run(
    many,
    sql`insert into article (id, workspace_id, slug, title, markdown, language, state, words, ready, lacks)
      select gen_random_uuid(), ${many.actor.workspaceId}, 'draf-' || n, 'Draf ' || n, 'Isi', 'id', 'draft', 1, n % 5, array['text']
      from generate_series(1, ${count}) n`,
  )
}

/** Ideas that nobody has written yet. */
export async function manyIdeas(many: Many, count: number): Promise<void> {
  await run(
    many,
    sql`insert into idea (id, workspace_id, text, source, created_by, created_at)
      select gen_random_uuid(), ${many.actor.workspaceId}, 'Ide ' || n, 'typed', ${many.actor.userId}, now() from generate_series(1, ${count}) n`,
  )
}

/** Other accounts like the first one, each with a weekly slot. */
export async function manyChannels(many: Many, count: number): Promise<void> {
  const { channelId } = many
  await run(
    many,
    sql`insert into channel (id, workspace_id, network, remote_id, server, account, credentials, connected_at)
      select gen_random_uuid(), workspace_id, network, remote_id || ' ' || n, server, account, credentials, connected_at
      from channel, generate_series(1, ${count}) n where id = ${channelId}`,
  )
  await run(
    many,
    sql`insert into slot (channel_id, workspace_id, weekday, local_time, time_zone)
      select id, workspace_id, 1, '08:00', 'Asia/Jakarta' from channel on conflict do nothing`,
  )
}

/** Drafts, repeats with one wording used and one occurrence that waits for words, rounds of old articles, proposals. */
export async function manyPlans(many: Many, count: number): Promise<void> {
  const { actor, channelId, now } = many
  const rule = sql`'FREQ=DAILY;COUNT=3', 'Asia/Jakarta', ${now}::timestamptz`
  const at = sql`${now}::timestamptz - n * interval '1 minute'`
  const each = sql`from generate_series(1, ${count}) n`
  await run(
    many,
    sql`insert into post_draft (id, workspace_id, body, saved_by, updated_at)
      select gen_random_uuid(), ${actor.workspaceId}, '{"text": "Halo"}', ${actor.userId}, ${at} ${each}`,
  )
  await run(
    many,
    sql`with made as (
      insert into series (id, workspace_id, rule, time_zone, starts_at, variants, next_at, created_by, created_at)
      select gen_random_uuid(), ${actor.workspaceId}, ${rule}, jsonb_build_array(jsonb_build_object('id', gen_random_uuid(),
        'texts', jsonb_build_array(jsonb_build_object('channelId', ${channelId}::text, 'text', 'Lagi ' || n, 'mediaIds', '[]'::jsonb)))),
        ${now}, ${actor.userId}, ${at} ${each} returning id, workspace_id, variants)
    insert into series_occurrence (series_id, occurs_at, workspace_id, state, variant_id)
    select id, ${now}::timestamptz + k * interval '1 day', workspace_id, case k when 0 then 'made' else 'waiting' end,
      case k when 0 then (variants->0->>'id')::uuid end
    from made, generate_series(0, 1) k`,
  )
  await run(
    many,
    sql`insert into evergreen (id, workspace_id, rule, time_zone, starts_at, channel_ids, least_age_days, rest_days, review, created_by)
      select gen_random_uuid(), ${actor.workspaceId}, ${rule}, array[${channelId}::uuid], 1, 1, true, ${actor.userId} ${each}`,
  )
  await run(
    many,
    sql`insert into proposal (id, workspace_id, origin, origin_id, key, title, link, texts, created_at)
      select gen_random_uuid(), ${actor.workspaceId}, 'home', ${channelId}::uuid, 'k' || n, 'Usulan ' || n,
        jsonb_build_object('url', 'https://contoh.example/' || n), '[]', ${at} ${each}`,
  )
}

/** Feeds with one item set aside each; the first has as many items. @returns its id */
export async function manyFeeds(many: Many, count: number): Promise<string> {
  const { actor, channelId, now } = many
  const each = sql`from generate_series(1, ${count}) n`
  await run(
    many,
    sql`insert into feed (id, workspace_id, url, title, channel_ids, review, next_at, created_by, created_at)
      select gen_random_uuid(), ${actor.workspaceId}, 'https://contoh.example/' || n, 'Umpan ' || n, array[${channelId}::uuid], true,
        ${now}, ${actor.userId}, ${now}::timestamptz + n * interval '1 minute' ${each}`,
  )
  await run(
    many,
    sql`insert into set_aside (workspace_id, feed_id, what, reason, seen_at)
      select workspace_id, id, 'x', '{"id": "aneh", "en": "odd"}', ${now} from feed`,
  )
  const id = await asSystem(many.context.db, (tx) =>
    tx
      .selectFrom('feed')
      .select('id')
      .where('workspace_id', '=', actor.workspaceId)
      .orderBy('created_at')
      .executeTakeFirstOrThrow(),
  )
  await run(
    many,
    sql`insert into feed_item (feed_id, guid, workspace_id, url, title, summary, seen_at, old)
      select ${id.id}::uuid, 'g' || n, ${actor.workspaceId}, 'https://contoh.example/i/' || n, 'Butir ' || n, '',
        ${now}::timestamptz - n * interval '1 minute', true ${each}`,
  )
  return id.id
}

/** Earlier forms of an article. */
export function manyRevisions(many: Many, articleId: string, count: number): Promise<void> {
  return run(
    many,
    sql`insert into article_revision (article_id, version, workspace_id, title, markdown, saved_by)
      select ${articleId}::uuid, 1000 + n, ${many.actor.workspaceId}, 'Dulu', 'Isi ' || n, ${many.actor.userId}
      from generate_series(1, ${count}) n`,
  )
}

/** What happened at a person's door, and where they are signed in. */
export async function manySignIns(many: Many, count: number): Promise<void> {
  const { userId } = many.actor
  await run(
    many,
    sql`insert into security_event (user_id, kind, at) select ${userId}, 'signed-in', ${many.now} from generate_series(1, ${count}) n`,
  )
  await run(
    many,
    sql`insert into session (id, "expiresAt", token, "updatedAt", "userId")
      select gen_random_uuid()::text, '2200-01-01', gen_random_uuid()::text, now(), ${userId} from generate_series(1, ${count}) n`,
  )
}

/** What people did: to things of every kind that are there, and to some that are not. */
export async function manyActs(many: Many, count: number): Promise<void> {
  const { userId, workspaceId } = many.actor
  await run(
    many,
    sql`insert into audit (workspace_id, user_id, action, subject, details)
      select ${workspaceId}, ${userId}, (array['article.publish', 'post.send', 'channel.slots', 'conversation.done'])[1 + n % 4],
        coalesce(case n % 4 when 0 then (select id::text from article limit 1) when 1 then (select post_id::text from delivery limit 1)
          when 2 then (select id::text from channel limit 1) else (select id::text from conversation limit 1) end, ''), '{}'
      from generate_series(1, ${count}) n`,
  )
}

/** People who work here, people who are asked to, and more workspaces of the one who asks. */
export async function manyPeople(many: Many, count: number): Promise<void> {
  const { userId, workspaceId } = many.actor
  await run(
    many,
    sql`insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
      select 'ramai-' || n, 'Orang ' || n, 'ramai-' || n || '@contoh.id', true, now(), now() from generate_series(1, ${count}) n
      on conflict do nothing`,
  )
  await run(
    many,
    sql`insert into member (id, "organizationId", "userId", role, "createdAt")
      select gen_random_uuid()::text, ${workspaceId}, 'ramai-' || n, 'viewer', now() from generate_series(1, ${count}) n
      on conflict do nothing`,
  )
  await run(
    many,
    sql`insert into team_invitation (id, workspace_id, role, token_hash, invited_by, created_at, sent_at, expires_at)
      select gen_random_uuid(), ${workspaceId}, 'viewer', gen_random_uuid()::text, ${userId}, now(), now(), now()
      from generate_series(1, ${count}) n`,
  )
  await run(
    many,
    sql`insert into organization (id, name, slug, "createdAt")
      select 'ruang-' || n, 'Ruang ' || n, 'ruang-' || n, now() from generate_series(1, ${count}) n on conflict do nothing`,
  )
  await run(
    many,
    sql`insert into member (id, "organizationId", "userId", role, "createdAt")
      select gen_random_uuid()::text, 'ruang-' || n, ${userId}, 'viewer', now() from generate_series(1, ${count}) n
      on conflict do nothing`,
  )
}

/** Imports of other blogs, and one of them with as many articles that wait. @returns that one's id */
export async function manyImports(many: Many, count: number): Promise<string> {
  const { actor, now } = many
  await run(
    many,
    sql`insert into import_run (id, workspace_id, created_by, name, format, files, options, state, created_at)
      select gen_random_uuid(), ${actor.workspaceId}, ${actor.userId}, 'ekspor-' || n || '.xml', 'wordpress', '[]', '{}', 'ready',
        ${now}::timestamptz - n * interval '1 minute' from generate_series(1, ${count}) n`,
  )
  const { rows } = await asSystem(many.context.db, (tx) =>
    sql<{ id: string }>`select id from import_run order by created_at desc limit 1`.execute(tx),
  )
  const id = rows[0]?.id ?? ''
  await run(
    many,
    sql`insert into import_item (run_id, n, workspace_id, piece, key, title, kind, data, before, markdown, losses, loss_count, state)
      select ${id}, n, ${actor.workspaceId}, 'item', 'k' || n, 'Artikel ' || n, 'article', '{}', '', '', '[]', 0, 'converted'
      from generate_series(1, ${count}) n`,
  )
  return id
}

/** Replacements, and as many articles of the newest one: of those that are there. @returns whose articles they are */
export async function manyReplacements(many: Many, count: number): Promise<string> {
  const { actor, now } = many
  const search = { find: 'a', replace: 'b', words: false, case: false, markup: false, parts: ['text'], readers: true }
  await run(
    many,
    sql`insert into replacement (id, workspace_id, created_by, search, state, created_at)
      select gen_random_uuid(), ${actor.workspaceId}, ${actor.userId}, ${JSON.stringify(search)}::jsonb, 'ready',
        ${now}::timestamptz - n * interval '1 minute' from generate_series(1, ${count}) n`,
  )
  const { rows } = await asSystem(many.context.db, (tx) =>
    sql<{ id: string }>`select id from replacement order by created_at desc limit 1`.execute(tx),
  )
  const id = rows[0]?.id ?? ''
  await run(
    many,
    sql`insert into replacement_item (run_id, article_id, workspace_id, places, samples, outcome)
      select ${id}, id, workspace_id, 1, '[]', 'found' from article where workspace_id = ${actor.workspaceId} limit ${count}`,
  )
  return id
}

/** Links to an article that is being written. */
export async function manyPreviewLinks(many: Many, article: string, count: number): Promise<void> {
  const { actor, now } = many
  await run(
    many,
    sql`insert into preview_link (id, workspace_id, article_id, token_hash, made_by, made_at, ends_at)
      select gen_random_uuid(), ${actor.workspaceId}, ${article}, gen_random_uuid()::text, ${actor.userId}, ${now}::timestamptz,
        ${now}::timestamptz + interval '1 day' from generate_series(1, ${count}) n`,
  )
}

/** Lists of subscribers that were brought in. */
export async function manySubscriberImports(many: Many, count: number): Promise<void> {
  const { actor, now } = many
  await run(
    many,
    sql`insert into subscriber_import (id, workspace_id, created_by, labels, created_at)
      select gen_random_uuid(), ${actor.workspaceId}, ${actor.userId}, '{CSV}', ${now}::timestamptz - n * interval '1 minute'
        from generate_series(1, ${count}) n`,
  )
}
