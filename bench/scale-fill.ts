/** Fills an installation as years of work would: articles, posts, conversations, and what belongs to them. */
import { type RawBuilder, sql } from 'kysely'
import { renderMarkdown } from '../src/blog/markdown/index.ts'
import { pageSize } from '../src/blog/pages/lists.ts'
import { connectChannel } from '../src/channels/index.ts'
import type { Actor, Context } from '../src/context.ts'
import { asSystem } from '../src/db/client.ts'

/** How many rows there are to be. */
export interface Size {
  articles: number
  deliveries: number
  conversations: number
}

/** Ids of some of what was made. */
export interface Filled {
  /** How many pages the blog's list has. */
  pages: number
  channels: string[]
  articles: string[]
  deliveries: string[]
  conversations: string[]
}

interface House {
  context: Context
  actor: Actor
  channels: string[]
}

const channelCount = 8
const rowsAtOnce = 10_000
/** One post leaves so many minutes after the other, whatever the size: a month holds as many of them in any house. */
const minutesApart = 30
const wordsOfArticle = 350
const wordsOfPost = 24
const wordsOfResponse = 16

/** @param now the moment that the rows are counted back from */
export async function fill(context: Context, actor: Actor, now: Date, size: Size): Promise<Filled> {
  const house: House = { context, actor, channels: [] }
  for (let at = 0; at < channelCount; at++) {
    const done = await connectChannel(context, actor, 'x', { handle: `merek_${at}` }, 'assisted')
    if (!('channel' in done)) throw new Error('no channel')
    house.channels.push(done.channel.id)
  }
  await withoutWordIndexes(house, async () => {
    await fillArticles(house, now, size.articles)
    await fillDeliveries(house, now, size.deliveries)
    await fillConversations(house, now, size.conversations)
    await fillActs(house, now, size.deliveries / 10)
  })
  // As the server does by itself in the course of years.
  await sql`vacuum analyze`.execute(context.db)
  return {
    pages: Math.ceil((size.articles * 0.9) / pageSize),
    channels: house.channels,
    articles: await some(house, 'article'),
    deliveries: await some(house, 'delivery'),
    conversations: await some(house, 'conversation'),
  }
}

function run({ context }: Pick<House, 'context'>, statement: RawBuilder<unknown>): Promise<unknown> {
  return asSystem(context.db, (tx) => statement.execute(tx))
}

/** An index of letters is made in a fifth of the time where its rows are there already. */
async function withoutWordIndexes(house: House, work: () => Promise<void>): Promise<void> {
  const { rows } = await asSystem(house.context.db, (tx) =>
    sql<{
      name: string
      made: string
    }>`select indexname as name, indexdef as made from pg_indexes where indexname like '%_words_trigrams' or indexname = 'published_words_body'`.execute(
      tx,
    ),
  )
  for (const { name } of rows) await run(house, sql`drop index ${sql.ref(name)}`)
  await work()
  for (const { made } of rows) await run(house, sql.raw(made))
}

/** @param write rows for these texts, in their order; the first has the number `from` */
async function inTurns(
  count: number,
  words: number,
  write: (from: number, texts: string[]) => Promise<unknown>,
): Promise<void> {
  const say = speaker(count)
  for (let from = 1; from <= count; from += rowsAtOnce) {
    const many = Math.min(rowsAtOnce, count - from + 1)
    await write(
      from,
      Array.from({ length: many }, () => say(words)),
    )
  }
}

/** Nine of ten are published, the others drafts; the last ones wait for their time. Laid out and related, as publishing does. */
async function fillArticles(house: House, now: Date, count: number): Promise<void> {
  const { actor } = house
  const html = await renderMarkdown(speaker(0)(wordsOfArticle))
  await inTurns(count, wordsOfArticle, (from, texts) =>
    run(
      house,
      sql`with row as (
        select n, text, ${now}::timestamptz - n * interval '2 hours' as at, n % 10 <> 0 as out,
          array[case when n % 20 = 1 then 'kopi' else 'teh' || n % 100 end, 'label' || n % 500] as tags, initcap(left(text, 40)) || ' ' || n as title
        from unnest(${texts}::text[]) with ordinality as t (text, nth), lateral (select nth + ${from - 1} as n) as numbered)
      insert into article (id, workspace_id, slug, title, markdown, tags, language, state, published, published_version, published_at,
        publish_at, updated_at, created_by, excerpt, words, brief_by)
      select gen_random_uuid(), ${actor.workspaceId}, 'artikel-' || n, title, text, tags, 'id',
        case when out then 'published' when n % 100 = 0 then 'scheduled' else 'draft' end,
        case when out then jsonb_build_object('title', title, 'markdown', text, 'summary', '', 'tags', to_jsonb(tags), 'language', 'id', 'at', at) end,
        case when out then 1 end, case when out then at end,
        case when n % 100 = 0 then ${now}::timestamptz + n * interval '2 hours' end, at, ${actor.userId}, left(text, 200), ${wordsOfArticle}, 1
      from row`,
    ),
  )
  await run(
    house,
    sql`update article_page set html = ${html}, words = ${wordsOfArticle}, renderer = ${`1 ${house.context.config.baseUrl}`}`,
  )
  await run(
    house,
    sql`with row as (select article_id as id, workspace_id, row_number() over (order by modified_at) as n from article_page)
      insert into article_related (workspace_id, article_id, other_id, likeness)
      select a.workspace_id, a.id, b.id, 1.0 / abs(k) from row a cross join unnest(array[-3, -2, -1, 1, 2, 3]) k join row b on b.n = a.n + k`,
  )
  await run(house, sql`update article_page set likened_by = 1`)
  await run(
    house,
    sql`insert into article_revision (article_id, version, workspace_id, title, markdown, saved_by)
      select id, k, workspace_id, title, markdown, ${actor.userId} from article, generate_series(1, 2) k`,
  )
}

/** One of twenty is still to come, one of a thousand waits for a decision; the others are out. */
async function fillDeliveries(house: House, now: Date, count: number): Promise<void> {
  const { actor, channels } = house
  const ahead = Math.floor(count / 20)
  await inTurns(count, wordsOfPost, (from, texts) =>
    run(
      house,
      sql`with row as materialized (
        select n, text, gen_random_uuid() as post_id, ${now}::timestamptz + (${ahead} - n + 0.5) * ${minutesApart} * interval '1 minute' as at,
          case when n <= ${ahead} then 'scheduled' when n % 1000 = 0 then 'rejected' else 'published' end as state
        from unnest(${texts}::text[]) with ordinality as t (text, nth), lateral (select nth + ${from - 1} as n) as numbered),
      made as (
        insert into post (id, workspace_id, article_id, created_by, created_at)
        select post_id, ${actor.workspaceId}, (select id from article where workspace_id = ${actor.workspaceId} and slug = 'artikel-' || (1 + n % 1000)),
          ${actor.userId}, at from row)
      insert into delivery (id, workspace_id, post_id, channel_id, text, parts, state, due_at, time_zone, published_at, permalink, reason)
      select gen_random_uuid(), ${actor.workspaceId}, post_id, (${channels}::uuid[])[1 + n % ${channelCount}], text,
        jsonb_build_array(jsonb_build_object('text', text, 'length', length(text), 'entities', '[]'::jsonb, 'pictures', '[]'::jsonb)), state, at, 'Asia/Jakarta',
        case when state = 'published' then at end, case when state = 'published' then 'https://x.com/merek/status/' || n end,
        case when state = 'rejected' then '{"id": "Ditolak.", "en": "Refused."}'::jsonb end
      from row`,
    ),
  )
}

/** Two responses each; in one of twenty somebody waits. */
async function fillConversations(house: House, now: Date, count: number): Promise<void> {
  const { actor, channels } = house
  const pairs = { at: 0, ids: await some(house, 'delivery') }
  await inTurns(2 * count, wordsOfResponse, async (from, texts) => {
    const first = (from + 1) / 2
    const last = first + texts.length / 2 - 1
    const each = sql`generate_series(${first}::int, ${last}::int) n`
    const channel = sql`(${channels}::uuid[])[1 + n % ${channelCount}]`
    const at = sql`${now}::timestamptz - n * interval '7 minutes'`
    await run(
      house,
      sql`insert into person (id, workspace_id, network, remote_id, name, handle, url, seen_at)
        select gen_random_uuid(), ${actor.workspaceId}, 'x', 'p' || n, initcap(split_part(t, ' ', 1)) || ' ' || n, split_part(t, ' ', 1) || n,
          'https://x.com/p' || n, ${at}
        from ${each}, lateral (select (${texts}::text[])[1 + 2 * (n - ${first}::int)] as t) said`,
    )
    await run(
      house,
      sql`insert into conversation (id, workspace_id, channel_id, root, delivery_id, state, last_at)
        select gen_random_uuid(), ${actor.workspaceId}, ${channel}, 'r' || n, (${pairs.ids}::uuid[])[1 + n % ${pairs.ids.length}],
          case when n % 10 < 2 then 'open' else 'done' end, ${at} from ${each}`,
    )
    await run(
      house,
      sql`insert into response (id, workspace_id, channel_id, conversation_id, person_id, kind, remote_id, permalink, text, written_at, answered_at)
        select gen_random_uuid(), c.workspace_id, c.channel_id, c.id, p.id, 'reply', c.root || '/' || k, 'https://x.com/p/status/' || n * 2 + k,
          (${texts}::text[])[1 + 2 * (n - ${first}::int) + k], c.last_at + k * interval '1 second', case when n % 20 > 0 then c.last_at end
        from ${each} join conversation c on c.workspace_id = ${actor.workspaceId} and c.channel_id = ${channel} and c.root = 'r' || n
        join person p on p.workspace_id = c.workspace_id and p.network = 'x' and p.remote_id = 'p' || n cross join generate_series(0, 1) k`,
    )
  })
}

async function fillActs(house: House, now: Date, count: number): Promise<void> {
  const { workspaceId, userId } = house.actor
  const ids = await some(house, 'article')
  await run(
    house,
    sql`insert into audit (workspace_id, user_id, action, subject, details, at)
      select ${workspaceId}, ${userId}, (array['article.publish', 'article.schedule'])[1 + n % 2], (${ids}::text[])[1 + n % ${ids.length}], '{}',
        ${now}::timestamptz - n * interval '1 minute'
      from generate_series(1, ${count}::int) n`,
  )
}

async function some({ context }: House, table: 'article' | 'delivery' | 'conversation'): Promise<string[]> {
  const { rows } = await asSystem(context.db, (tx) =>
    sql<{ id: string }>`select id from ${sql.table(table)} order by md5(id::text) limit 200`.execute(tx),
  )
  return rows.map(({ id }) => id)
}

/** So many different words are there; how often each is said follows its place, as in any language (Zipf). */
const vocabulary = 20_000

const syllables = 'ka sa me pi ru ta lo ne bi da gu ha ji ma no pe ra si tu wa ya be co di ke la mu nga ri so'.split(
  ' ',
)

/** The word at a place of the vocabulary, 0 the most frequent. Every place has one of its own. */
export function wordAt(place: number): string {
  let word = ''
  for (let rest = place + syllables.length; rest > 0; rest = Math.floor(rest / syllables.length))
    word += syllables[rest % syllables.length]
  return word
}

/** Says texts of made-up words, the same ones for the same seed. */
function speaker(seed: number): (words: number) => string {
  let state = seed + 1
  const words = Array.from({ length: vocabulary }, (_, place) => wordAt(place))
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return (count) => Array.from({ length: count }, () => words[Math.floor(vocabulary ** next()) - 1]).join(' ')
}
