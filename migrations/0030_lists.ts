import { type Kysely, sql } from 'kysely'

/** What lists are ordered by and show stands in columns, with indexes in the lists' own order. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

/** What a conversation is listed by, of its responses. What a person took away waits for no answer. */
const summary = `
  select r.conversation_id, count(*) as response_count,
    count(*) filter (where r.answered_at is null and r.standing in ('shown', 'held')) as waiting_count,
    min(r.written_at) filter (where r.answered_at is null and r.standing in ('shown', 'held')) as waiting_since,
    (array_agg(r.id order by r.written_at, r.id) filter (where r.answered_at is null and r.standing in ('shown', 'held')))[1]
      as waiting_response,
    coalesce(
      (array_agg(r.id order by r.written_at desc, r.id desc) filter (where r.standing in ('shown', 'held')))[1],
      (array_agg(r.id order by r.written_at desc, r.id desc))[1]) as last_response
  from response r`

const columns = `response_count = s.response_count, waiting_count = s.waiting_count, waiting_since = s.waiting_since,
  waiting_response = s.waiting_response, last_response = s.last_response`

const none = `response_count = 0, waiting_count = 0, waiting_since = null, waiting_response = null, last_response = null`

const statements = [
  // The database keeps these, as it keeps \`delivery.wake_at\`: whoever writes a response can't forget it.
  `alter table conversation add column response_count int not null default 0, add column waiting_count int not null default 0,
    add column waiting_since timestamptz, add column waiting_response uuid, add column last_response uuid`,
  `update conversation c set ${columns} from (${summary} group by r.conversation_id) s where c.id = s.conversation_id`,
  // Who waits longest stands first; those that nobody waits in come after all of them.
  `alter table conversation add column waits_from timestamptz not null generated always as (
    case when state = 'open' and waiting_count > 0 then waiting_since else 'infinity' end) stored`,

  // `or replace`: bringing back an older backup drops the tables and takes these steps again, and functions stay.
  // Two that answer at once in one conversation take turns: the second counts what the first has written.
  `create or replace function conversation_counts(touched uuid[]) returns void language plpgsql as $$
  begin
    perform 1 from conversation where id = any(touched) order by id for update;
    update conversation c set ${columns} from (${summary} where r.conversation_id = any(touched) group by r.conversation_id) s
      where c.id = s.conversation_id;
    update conversation c set ${none} where c.id = any(touched) and c.response_count > 0
      and not exists (select from response r where r.conversation_id = c.id);
  end $$`,
  ...['insert', 'update', 'delete'].flatMap((event) => [
    `create or replace function response_${event}() returns trigger language plpgsql as $$
    begin
      perform conversation_counts(array(${event === 'insert' ? '' : 'select conversation_id from before '}${
        event === 'update' ? 'union ' : ''
      }${event === 'delete' ? '' : 'select conversation_id from after'}));
      return null;
    end $$`,
    `create trigger response_${event} after ${event} on response referencing
      ${event === 'insert' ? '' : 'old table as before'} ${event === 'delete' ? '' : 'new table as after'}
      for each statement execute function response_${event}()`,
  ]),

  `drop index conversation_list`,
  `create index conversation_open on conversation (workspace_id, state, waits_from, last_at desc, id desc)`,
  `create index conversation_moved on conversation (workspace_id, last_at desc, id desc)`,
  `create index conversation_about on conversation (delivery_id) where delivery_id is not null`,

  `drop index delivery_list`,
  `create index delivery_list on delivery (workspace_id, due_at desc, id desc)`,
  // Over a column and not over the state: claiming a row and writing its intent touch no index (0004).
  `alter table delivery add column decide_at timestamptz generated always as (
    case when state in ('rejected', 'unconfirmed', 'missed', 'by-hand') then due_at end) stored`,
  `create index delivery_decide on delivery (workspace_id, decide_at desc, id desc) where decide_at is not null`,
  `create index post_answer on post (in_reply_to) where in_reply_to is not null`,
  `create index post_answers on post (workspace_id, created_at desc) where in_reply_to is not null`,

  `drop index article_list`,
  `create index article_list on article (workspace_id, updated_at desc, id desc) where deleted_at is null`,
  `create index article_leaves on article (workspace_id, publish_at) where publish_at is not null and deleted_at is null`,
  `drop index post_draft_list`,
  `create index post_draft_list on post_draft (workspace_id, updated_at desc, id desc)`,
  `create index series_list on series (workspace_id, created_at desc, id desc)`,
  `drop index proposal_review`,
  `create index proposal_review on proposal (workspace_id, created_at, id) where state = 'review'`,
  // An item without a date of its own counts as from the day on which it was seen.
  `alter table feed_item add column listed_at timestamptz not null generated always as (coalesce(published_at, seen_at)) stored`,
  `create index feed_item_list on feed_item (feed_id, listed_at desc, guid desc)`,
  // The checks ask whether somebody who is mentioned has talked with us.
  `create index person_handle on person (workspace_id, lower(ltrim(handle, '@')))`,
]
